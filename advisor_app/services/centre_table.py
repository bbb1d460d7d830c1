"""Reads what a centre has set from a file of settings."""

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import time
from typing import Any, Final

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import Settings, read_settings
from advisor_app.line.pairing import PairingRules
from advisor_app.services.centre_values import CentreSettings

SETTINGS_SCHEMA: Final = "centre-settings/1"
_PAIRING: Final = frozenset(field.name for field in fields(PairingRules))
_USUAL: Final = {
    field.name: field.default for field in fields(CentreSettings) if field.name != "rules"
}


def load_centre(folder: TableFolder = RESOURCES) -> CentreSettings:
    """The settings of the demonstration centre. Raises TableError."""
    return _centre_of(read_settings(folder / "centre" / "settings.toml", SETTINGS_SCHEMA))


def _centre_of(settings: Settings) -> CentreSettings:
    """The settings of a centre as they stand in a file. Raises TableError."""
    named, line, hours = map(settings.table, ("centre", "line", "hours"))
    given = {
        **named,
        **{name: value for name, value in line.items() if name not in _PAIRING},
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
    opens, closes = (_time(settings, hours, name) for name in ("opens", "closes"))
    return CentreSettings(**given, opens=opens, closes=closes, rules=rules)


def _time(settings: Settings, hours: Mapping[str, Any], name: str) -> time | None:
    told = hours.get(name)
    try:
        return time.fromisoformat(told) if told else None
    except (TypeError, ValueError):
        raise settings.refuse(f"{name} needs a time such as 09:00", rf"\s*{name}\b") from None


def _check(settings: Settings, name: str, value: Any) -> None:
    if name not in _USUAL:
        raise settings.refuse(f"{name} is no setting", rf"\s*{re.escape(name)}\b")
    kinds = (int, float) if isinstance(_USUAL[name], float) else type(_USUAL[name])
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
