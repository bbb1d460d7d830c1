"""The staff of the line and what the centre has set: read from tables, edited in the store."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from advisor_app.domain.people import Advisor, Role, Skill
from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import Settings, read_settings
from advisor_app.line.pairing import PairingRules

ADVISORS_SCHEMA: Final = "centre-advisors/1"
SETTINGS_SCHEMA: Final = "centre-settings/1"
_HIGHEST_LEVEL: Final = 5
_PAIRING: Final = (
    "offer_seconds",
    "pass_seconds",
    "lease_seconds",
    "relax",
    "help_after",
    "language_seconds",
)
_NEEDED: Final = ("id", "name", "initials", "role")
_TEXTS: Final = (*_NEEDED, "title", "group", "direct_line")


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """What a centre sets once. A new centre starts with all of it empty: nothing is assumed.

    `opens` and `closes` are wall-clock words such as `09:00`, read by `line.calendar.with_hours`.
    """

    name: str = ""
    short_name: str = ""
    demonstration: bool = False
    line_name: str = ""
    line_number: str = ""
    physician_line: str = ""
    international_line: str = ""
    confidentiality_phone: str = ""
    pathology_desk: str = ""
    radiology_desk: str = ""
    records_fax: str = ""
    greeting: str = ""
    footer: str = ""
    opens: str = ""
    closes: str = ""
    rules: PairingRules = field(default_factory=PairingRules)
    wrap_up_seconds: int = 120
    hold_warning_seconds: int = 60
    service_level_seconds: int = 20
    service_level_target: float = 0.8
    short_abandon_seconds: float = 0.0
    callback_minutes: int = 15
    callback_places: int = 0
    needs_signature: bool = False


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


def load_centre(folder: TableFolder = RESOURCES) -> Centre:
    """The settings of the demonstration centre. Raises TableError."""
    return centre_of(read_settings(folder / "centre" / "settings.toml", SETTINGS_SCHEMA))


def centre_of(settings: Settings) -> Centre:
    """The settings of a centre as they stand in a file. Raises TableError."""
    named, line, hours = map(settings.table, ("centre", "line", "hours"))
    given = {
        **named,
        **{name: value for name, value in line.items() if name not in _PAIRING},
        **{name: value for name, value in hours.items() if name in ("opens", "closes")},
    }
    for name, value in given.items():
        _check(settings, name, value)
    usual = PairingRules()
    rules = PairingRules(
        offer_seconds=_whole(settings, line, "offer_seconds", usual.offer_seconds),
        pass_seconds=_whole(settings, line, "pass_seconds", usual.pass_seconds),
        lease_seconds=_whole(settings, line, "lease_seconds", usual.lease_seconds),
        relax=_relax(settings, line.get("relax", usual.relax)),
        language_seconds=_whole(settings, line, "language_seconds", usual.language_seconds),
        help_after=_help_after(settings, line.get("help_after", {})),
    )
    return Centre(**given, rules=rules)


def _check(settings: Settings, name: str, value: Any) -> None:
    usual = {field.name: field.default for field in fields(Centre) if field.name != "rules"}
    if name not in usual:
        raise settings.refuse(f"{name} is no setting", rf"\s*{re.escape(name)}\b")
    kinds = (int, float) if isinstance(usual[name], float) else type(usual[name])
    if not isinstance(value, kinds):
        raise settings.refuse(f"{name} has a value that does not fit", rf"\s*{name}\b")


def _whole(settings: Settings, line: Mapping[str, Any], name: str, usual: int) -> int:
    value = line.get(name, usual)
    if not isinstance(value, int):
        raise settings.refuse(f"{name} must be whole seconds", rf"\s*{name}\b")
    return value


def _relax(settings: Settings, steps: Any) -> tuple[tuple[int, int], ...]:
    try:
        return tuple((int(seconds), int(ticks)) for seconds, ticks in steps)
    except (TypeError, ValueError):
        raise settings.refuse("relax needs pairs of seconds and ticks", r"\s*relax\b") from None


def _help_after(settings: Settings, given: Any) -> tuple[tuple[str, int], ...]:
    if not isinstance(given, dict) or not all(isinstance(one, int) for one in given.values()):
        raise settings.refuse("help_after needs whole seconds by group", r"\s*help_after\b")
    return tuple(given.items())


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
