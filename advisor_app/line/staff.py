"""The staff of the line, read from a table."""

from collections.abc import Mapping
from typing import Any, Final

from advisor_app.domain.people import Advisor, Role, Skill
from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import read_settings

ADVISORS_SCHEMA: Final = "centre-advisors/1"
_HIGHEST_LEVEL: Final = 5
_NEEDED: Final = ("id", "name", "initials", "role")
_TEXTS: Final = (*_NEEDED, "title", "group", "direct_line")


def load_advisors(folder: TableFolder = RESOURCES) -> tuple[Advisor, ...]:
    """The staff of the demonstration centre. Raises TableError."""
    name = "advisors.toml"
    settings = read_settings(folder / "centre" / name, ADVISORS_SCHEMA)
    found: dict[str, Advisor] = {}
    for place, entry in enumerate(settings.tables("advisor")):
        try:
            advisor = _advisor(entry)
        except ValueError as mistake:
            raise settings.refuse_table("advisor", place, str(mistake)) from None
        if advisor.id in found:
            raise settings.refuse_table("advisor", place, f"the id {advisor.id} stands twice")
        found[advisor.id] = advisor
    return tuple(found.values())


def _advisor(entry: Mapping[str, Any]) -> Advisor:
    """Raises ValueError with what is wrong."""
    texts = {name: entry.get(name, "") for name in _TEXTS}
    lacking = [name for name in _NEEDED if not texts[name]]
    if lacking:
        raise ValueError(f"an advisor lacks {lacking[0]}")
    if not all(isinstance(value, str) for value in texts.values()):
        raise ValueError("an advisor has a name that is no text")
    if texts["role"] not in tuple(Role):
        raise ValueError("an advisor has a role that does not exist")
    skills, languages = entry.get("skills", {}), entry.get("languages", ["en"])
    if not isinstance(skills, dict) or not isinstance(languages, list):
        raise ValueError("an advisor has skills or languages that do not fit")
    return Advisor(
        **{name: value for name, value in texts.items() if name != "role"},
        role=Role(texts["role"]),
        skills=tuple(_skill(node, level) for node, level in skills.items()),
        languages=tuple(map(str, languages)),
    )


def _skill(node: str, level: Any) -> Skill:
    if not isinstance(level, int) or not 1 <= level <= _HIGHEST_LEVEL:
        raise ValueError(f"the level for {node} must be 1 to {_HIGHEST_LEVEL}")
    return Skill(node=node, level=level)
