"""The staff of the line and what the centre has set: read from tables, edited in the store."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from advisor_app.domain.people import Advisor, Role, Skill
from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.tables import Settings, TableError, read_settings
from advisor_app.line.pairing import PairingRules

ADVISORS_SCHEMA: Final = "centre-advisors/1"
SETTINGS_SCHEMA: Final = "centre-settings/1"
_HIGHEST_LEVEL: Final = 5


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


def load_advisors(folder: Path = RESOURCES) -> tuple[Advisor, ...]:
    """The staff of the demonstration centre. Raises TableError."""
    name = "advisors.toml"
    settings = read_settings(folder / "centre" / name, ADVISORS_SCHEMA)
    found = tuple(_advisor(entry, name) for entry in settings.values.get("advisor", ()))
    if len({one.id for one in found}) != len(found):
        raise TableError(name, 0, "has two advisors of one id")
    return found


def load_centre(folder: Path = RESOURCES) -> Centre:
    """The settings of the demonstration centre. Raises TableError."""
    name = "settings.toml"
    return centre_of(read_settings(folder / "centre" / name, SETTINGS_SCHEMA), name)


def centre_of(settings: Settings, file: str) -> Centre:
    """The settings of a centre as they stand in a file. Raises TableError."""
    values = settings.values
    named = dict(values.get("centre", {}))
    line = dict(values.get("line", {}))
    rules = PairingRules(
        offer_seconds=int(line.pop("offer_seconds", PairingRules().offer_seconds)),
        pass_seconds=int(line.pop("pass_seconds", PairingRules().pass_seconds)),
        relax=_relax(line.pop("relax", PairingRules().relax), file),
    )
    hours = values.get("hours", {})
    try:
        return Centre(
            **named,
            **line,
            rules=rules,
            opens=str(hours.get("opens", "")),
            closes=str(hours.get("closes", "")),
        )
    except TypeError:
        raise TableError(file, 0, "has a key that is no setting") from None


def _relax(steps: Any, file: str) -> tuple[tuple[int, int], ...]:
    try:
        return tuple((int(seconds), int(ticks)) for seconds, ticks in steps)
    except (TypeError, ValueError):
        raise TableError(file, 0, "relax needs pairs of seconds and ticks") from None


def _advisor(entry: Mapping[str, Any], file: str) -> Advisor:
    try:
        return Advisor(
            id=entry["id"],
            name=entry["name"],
            initials=entry["initials"],
            role=Role(entry["role"]),
            title=entry.get("title", ""),
            group=entry.get("group", ""),
            direct_line=entry.get("direct_line", ""),
            skills=tuple(_skill(*pair, file=file) for pair in entry.get("skills", {}).items()),
            languages=tuple(entry.get("languages", ("en",))),
        )
    except KeyError as lacking:
        raise TableError(file, 0, f"an advisor lacks {lacking.args[0]}") from None
    except ValueError:
        raise TableError(file, 0, "an advisor has a role that does not exist") from None


def _skill(node: str, level: Any, *, file: str) -> Skill:
    if not isinstance(level, int) or not 1 <= level <= _HIGHEST_LEVEL:
        raise TableError(file, 0, f"the level for {node} must be 1 to 5")
    return Skill(node=node, level=level)
