"""All tables of the store, and those of them that are only ever added to."""

from typing import Final

from advisor_app.storage import case_tables, house_tables, line_tables, search_tables

APPEND_ONLY: Final = tuple(
    table.name
    for table in (
        case_tables.answer_past,
        case_tables.applied_edit,
        search_tables.person_link,
        case_tables.case_note,
        line_tables.call_event,
        line_tables.presence_span,
        house_tables.document,
        case_tables.issue,
        case_tables.paper,
        house_tables.audit,
    )
)


def guards() -> tuple[str, ...]:
    """The statements that make the append-only tables what they are called."""
    return tuple(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is only added to'); END"
        for table in APPEND_ONLY
        for verb in ("UPDATE", "DELETE")
    )
