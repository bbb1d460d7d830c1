"""Calls from a telephone system that writes one JSON object a line.

    {"call": "4711", "state": "waiting", "number": "+12125550117", "dialled": "+12125550100",
     "menu": "4", "team": "", "language": "es", "advisor": "", "at": "2026-11-24T10:00:00-05:00"}

`call` (the system's own id) and `state` must be there, all else may be left out. States: `waiting`
(it rings; only then the other words count), `connected` and `held` (at the telephone of `advisor`,
an account), `ended` (the caller is gone). What the call is about follows from `team`, a group of
the line, else from the dialled line and the menu choice by the centre's table; where neither tells
it, the cancer is not known and is asked for. A number that is none counts as not shown.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any, Final

from advisor_app.domain.phones import read_phone
from advisor_app.line.calls import IncomingCall
from advisor_app.line.entries import LineEntries
from advisor_app.line.groups import Groups
from advisor_app.line.news import Arrived, HungUp, LineNews, PutOnHold, TakenUp

LONGEST_LINE: Final = 2000
"""Bytes of one event; a longer line is no event."""

_WORDS: Final = {
    "call": r"[A-Za-z0-9._:@-]{1,64}",
    "state": r"waiting|connected|held|ended",
    "number": r"[^\x00-\x1f]{0,40}",
    "dialled": r"[^\x00-\x1f]{0,40}",
    "menu": r"[0-9A-Za-z*#.-]{0,8}",
    "team": r"[a-z0-9_]{0,40}",
    "language": r"([a-z]{2,3})?",
    "advisor": r"[A-Za-z0-9._-]{0,64}",
    "at": r"[0-9T:.+Z-]{0,40}",
}
_NEEDED: Final = ("call", "state")
_MOST_AHEAD: Final = timedelta(minutes=5)
_MOST_BEHIND: Final = timedelta(hours=12)
_PREFIX: Final = "acd-"


class FeedMistake(ValueError):
    """A line that is no event; the text says why and never holds what stood there."""


class FeedSource:
    """A call source that is handed lines as they come, on any thread."""

    def __init__(self, now: Callable[[], datetime], entries: LineEntries, groups: Groups) -> None:
        self._now = now
        self._entries, self._groups = entries, groups
        self._waiting: list[LineNews] = []
        self._lock = Lock()

    def take(self, line: bytes) -> None:
        """One line of the feed. Raises FeedMistake."""
        news = self._news(_words_of(line))
        with self._lock:
            self._waiting.append(news)

    def news_until(self, now: datetime) -> tuple[LineNews, ...]:
        """What was told since the last time, up to and with `now`; later news wait."""
        with self._lock:
            due = [one for one in self._waiting if one.at <= now]
            self._waiting = [one for one in self._waiting if one.at > now]
        return tuple(sorted(due, key=lambda one: one.at))

    def answered(self, call: str) -> None:
        """The telephone system knows who is answered: a hang-up is told either way."""

    def _news(self, words: Mapping[str, str]) -> LineNews:
        call, by = _PREFIX + words["call"], words.get("advisor", "")
        at = _instant(words.get("at", ""), self._now())
        match words["state"]:
            case "waiting":
                return Arrived(at=at, call=self._call(call, words, at), rings_at=by)
            case "ended":
                return HungUp(at=at, call=call)
        if not by:
            raise FeedMistake("a call that is connected or held needs its advisor")
        if words["state"] == "held":
            return PutOnHold(at=at, call=call, by=by)
        return TakenUp(at=at, call=call, by=by)

    def _call(self, call_id: str, words: Mapping[str, str], at: datetime) -> IncomingCall:
        dialled = read_phone(words.get("dialled", "")) or ""
        entry = self._entries.of(dialled, words.get("menu", "")) if dialled else None
        told = self._groups.of_family(words.get("team", ""))
        group = words["team"] if told is not None else entry.group if entry is not None else ""
        language = words.get("language", "") or (entry.language if entry is not None else "")
        return IncomingCall(
            id=call_id,
            phone=read_phone(words.get("number", "")) or "",
            arrived_at=at,
            family=group,
            language=language or "en",
        )


def _words_of(line: bytes) -> dict[str, str]:
    if len(line) > LONGEST_LINE:
        raise FeedMistake(f"an event has at most {LONGEST_LINE} bytes")
    try:
        found = json.loads(line.decode("utf-8"), object_pairs_hook=_pairs)
    except FeedMistake:
        raise
    except (ValueError, RecursionError):
        raise FeedMistake("it is not JSON in UTF-8") from None
    if not isinstance(found, dict):
        raise FeedMistake("an event is one JSON object")
    lacking = [name for name in _NEEDED if name not in found]
    if lacking:
        raise FeedMistake(f"it lacks {lacking[0]}")
    for name, value in found.items():
        _check(name, value)
    return found


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise FeedMistake("a word stands twice")
    return found


def _check(name: str, value: Any) -> None:
    form = _WORDS.get(name)
    if form is None:
        raise FeedMistake("it holds a word that no event has")
    if not isinstance(value, str) or re.fullmatch(form, value) is None:
        raise FeedMistake(f"{name} does not fit")


def _instant(text: str, now: datetime) -> datetime:
    if not text:
        return now
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise FeedMistake("at is no instant") from None
    if at.tzinfo is None:
        raise FeedMistake("at needs its zone")
    if not now - _MOST_BEHIND <= at <= now + _MOST_AHEAD:
        raise FeedMistake("at is too far from now")
    return min(at.astimezone(UTC), now)
