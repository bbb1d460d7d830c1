"""The cases with which a demonstration begins: promises, parked calls, records that are due.

They are case files whose dates are distances from today, so that the demonstration stays young.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from advisor_app.domain.case import CaseState, Promise
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_text import TableError
from advisor_app.domain.tables import read_settings
from advisor_app.telephony.offsets import dated, instant

SCHEMA: Final = "demonstration-work/1"
_FILE: Final = "demonstration_work.toml"
_FOLDER: Final = "demonstration_cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemonstrationCase:
    """One case of the demonstration.

    `data` is a case file with real dates. `owner` is an advisor's id, empty for the one who signs
    in. `cue` says where a parked call stopped. The promise's `case` is empty until the case has its
    number.
    """

    name: str
    data: Mapping[str, Any]
    opened_at: datetime
    state: CaseState
    owner: str = ""
    cue: str = ""
    promise: Promise | None = None


def demonstration_cases(today: date, folder: Path = RESOURCES) -> dict[str, dict[str, Any]]:
    """The case files by name, with the dates that their distances mean today. Raises TableError."""
    return {
        path.stem: dated(_read(path), today)
        for path in sorted((folder / "centre" / _FOLDER).glob("*.json"))
    }


def demonstration_work(now: datetime, folder: Path = RESOURCES) -> tuple[DemonstrationCase, ...]:
    """The cases as they stand at `now`, each with its promise. Raises TableError."""
    cases = demonstration_cases(now.astimezone(EASTERN).date(), folder)
    listed = read_settings(folder / "centre" / _FILE, SCHEMA).values.get("case", ())
    try:
        return tuple(
            DemonstrationCase(
                name=entry["name"],
                data=cases[entry["name"]],
                opened_at=instant(entry["opened"], now),
                state=CaseState(entry["state"]),
                owner=entry.get("owner", ""),
                cue=entry.get("cue", ""),
                promise=_promise(entry["name"], entry.get("promise"), now),
            )
            for entry in listed
        )
    except KeyError as lacking:
        raise TableError(_FILE, 0, f"lacks {lacking.args[0]}") from None
    except ValueError:
        raise TableError(_FILE, 0, "has an instant or a state that cannot be read") from None


def _promise(name: str, entry: Mapping[str, Any] | None, now: datetime) -> Promise | None:
    if entry is None:
        return None
    return Promise(
        id=f"demo-{name}",
        case="",
        due_at=instant(entry["due"], now),
        zone=entry["zone"],
        phone=entry["phone"],
        about=entry["about"],
        speak_to=entry.get("speak_to", ""),
        made_at=instant(entry["made"], now),
        attempts=entry.get("attempts", 0),
    )


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise TableError(path.name, 0, "cannot be read as JSON") from None
