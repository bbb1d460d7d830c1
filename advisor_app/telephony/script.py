"""Who calls in a demonstration shift, and what they say: read from `centre/shift.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from advisor_app.domain.answers import Source
from advisor_app.domain.codec import InvalidValue, decode_answer
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import NoSuchPath, question_of, with_answer
from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_text import TableError
from advisor_app.domain.tables import read_settings
from advisor_app.telephony.offsets import dated

SCHEMA: Final = "demonstration-shift/1"
_FILE: Final = "shift.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptedCaller:
    """One caller with a story; `at_minute` is counted from the beginning of the shift."""

    id: str
    phone: str
    caller: str = ""
    words: str = ""
    family: str = ""
    language: str = "en"
    channel: str = "phone_in"
    urgent: bool = False
    story: str = ""
    at_minute: float | None = None
    patience: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What callers without a story say, by family, and how often such a call comes."""

    family: str
    weight: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptedRequest:
    """One online request; `answers` are plain values by the paths of the intake."""

    id: str
    at_minute: float
    wanted_at: str
    free_text: str
    answers: Mapping[str, Any]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftScript:
    """All that a simulated shift draws from; `profile` are shares of the busiest half hour."""

    profile: tuple[float, ...]
    callers: tuple[ScriptedCaller, ...]
    themes: tuple[Theme, ...]
    requests: tuple[ScriptedRequest, ...]
    initials: tuple[str, ...]
    names: tuple[str, ...]
    languages: tuple[tuple[str, int], ...]


def load_script(folder: Path = RESOURCES) -> ShiftScript:
    """The demonstration shift. Raises TableError."""
    values = read_settings(folder / "centre" / _FILE, SCHEMA).values
    try:
        return ShiftScript(
            profile=tuple(float(share) for share in values["profile"].values()),
            callers=tuple(ScriptedCaller(**entry) for entry in values["caller"]),
            themes=tuple(
                Theme(family=entry["family"], weight=entry["weight"], words=tuple(entry["words"]))
                for entry in values["theme"]
            ),
            requests=tuple(_request(entry) for entry in values.get("request", ())),
            initials=tuple(values["names"]["initials"]),
            names=tuple(values["names"]["families"]),
            languages=tuple(values["languages"].items()),
        )
    except (KeyError, TypeError) as error:
        raise TableError(_FILE, 0, f"is not a shift: {error}") from None


def intake_of(request: ScriptedRequest, today: date) -> Intake:
    """The answers of the web form as an intake. Raises TableError for an answer that cannot be."""
    intake = Intake(free_text=request.free_text)
    for path, plain in request.answers.items():
        try:
            question = question_of(path)
            answer = decode_answer(question, dated(plain, today), path, Source.IMPORTED)
        except (NoSuchPath, InvalidValue) as error:
            raise TableError(_FILE, 0, f"request {request.id}: {error}") from None
        intake = with_answer(intake, path, answer)
    return intake


def _request(entry: Mapping[str, Any]) -> ScriptedRequest:
    return ScriptedRequest(
        id=entry["id"],
        at_minute=entry["at_minute"],
        wanted_at=entry.get("wanted_at", ""),
        free_text=entry.get("free_text", ""),
        answers=entry.get("answers", {}),
        notes=tuple(entry.get("notes", ())),
    )
