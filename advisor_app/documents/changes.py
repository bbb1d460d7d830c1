"""What is new on a summary since the copy that the physician holds, read from that copy itself."""

from dataclasses import replace
from typing import TypeVar

from advisor_app.documents.pdfium import opened
from advisor_app.documents.runs import NO_BREAK, Runs, words_of
from advisor_app.documents.summary_content import (
    Cell,
    ConflictLine,
    DoctorLine,
    Event,
    RecordLine,
    SummaryContent,
    Table,
)

L = TypeVar("L", Cell, ConflictLine, DoctorLine, Event, RecordLine)


def words_of_paper(pdf: bytes) -> str:
    """All words of a paper of ours in reading order, on one line. Raises ValueError for others."""
    with opened(pdf) as document:
        pages = [
            document[number].get_textpage().get_text_bounded() for number in range(len(document))
        ]
    return _flat(" ".join(pages))


def with_changes_since(content: SummaryContent, paper: str, since: str) -> SummaryContent:
    """The content with a bar at every line of any page that does not stand so on the earlier paper.

    `paper` are its words, `since` its name for the legend.
    """
    diagnosis = replace(
        content.diagnosis,
        cells=_marked(content.diagnosis.cells, paper),
        changed=_words("", content.diagnosis.headline) not in paper,
    )
    return replace(
        content,
        diagnosis=diagnosis,
        conflicts=_marked(content.conflicts, paper),
        status=_marked(content.status, paper),
        special=_marked(content.special, paper),
        doctors=_marked(content.doctors, paper),
        matched=_marked(content.matched, paper),
        records=_marked(content.records, paper),
        questions=_marked(content.questions, paper),
        history=_marked(content.history, paper),
        tables=tuple(_marked_table(table, paper) for table in content.tables),
        checklist=_marked(content.checklist, paper),
        background=_marked(content.background, paper),
        since=since,
    )


def _marked(lines: tuple[L, ...], paper: str) -> tuple[L, ...]:
    return tuple(replace(line, changed=_said(line) not in paper) for line in lines)


def _marked_table(table: Table, paper: str) -> Table:
    said = ["".join(_words("", cell) for cell in row) for row in table.rows]
    changed = frozenset(place for place, words in enumerate(said) if words not in paper)
    return replace(table, changed=changed)


def _said(line: Cell | ConflictLine | DoctorLine | Event | RecordLine) -> str:
    match line:
        case Cell():
            return _words(line.key, line.value)
        case ConflictLine():
            return _words(line.label, line.values[0])
        case DoctorLine():
            return _words("", line.who)
        case Event():
            return _words(line.when, line.what)
        case RecordLine():
            return _words(line.name, line.status)


def _words(key: str, value: Runs) -> str:
    return _flat(f"{key} {words_of(value)}")


def _flat(text: str) -> str:
    """Without spaces: where a line broke must not matter."""
    return "".join(text.replace(NO_BREAK, " ").split())
