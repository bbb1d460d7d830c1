"""Calls from a telephone system that writes one JSON object a line.

`{"event": "arrived", "id", "from", "at", "name", "words", "family", "language", "first_time"}` and
`{"event": "hung_up", "id", "at"}`; all but event and id may be left out. A line that cannot be read
is counted and passed over: the line must not stop because of one bad record.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from advisor_app.domain.phones import read_phone
from advisor_app.domain.text import clean
from advisor_app.line.calls import IncomingCall
from advisor_app.telephony.source import Arrived, HungUp, LineNews


class FeedSource:
    """A call source over whatever gives the lines that came since the last time."""

    def __init__(self, new_lines: Callable[[], Iterable[str]]) -> None:
        self._new_lines = new_lines
        self._waiting: list[LineNews] = []
        self._answered: set[str] = set()
        self._seen: set[str] = set()
        self.unreadable = 0

    def news_until(self, now: datetime) -> tuple[LineNews, ...]:
        """What happened since the last time, up to and with `now`; later news wait."""
        for text in self._new_lines():
            self._take(text, now)
        due = [one for one in self._waiting if one.at <= now and not self._is_stale(one)]
        self._waiting = [one for one in self._waiting if one.at > now]
        return tuple(sorted(due, key=lambda one: one.at))

    def answered(self, call: str) -> None:
        """Somebody answered the call: its caller gives up no more."""
        self._answered.add(call)

    def _take(self, text: str, now: datetime) -> None:
        if not text.strip():
            return
        try:
            news = _news(json.loads(text), now)
        except (ValueError, TypeError, KeyError, AttributeError):
            self.unreadable += 1
            return
        if isinstance(news, Arrived):
            if news.call.id in self._seen:
                return
            self._seen.add(news.call.id)
        self._waiting.append(news)

    def _is_stale(self, news: LineNews) -> bool:
        return isinstance(news, HungUp) and news.call in self._answered


def _news(entry: Mapping[str, Any], now: datetime) -> LineNews:
    at = _instant(entry.get("at"), now)
    call_id = _text(entry["id"])
    if not call_id:
        raise ValueError("a call needs an id")
    if entry["event"] == "hung_up":
        return HungUp(at=at, call=call_id)
    if entry["event"] != "arrived":
        raise ValueError("an event is arrived or hung_up")
    number = _text(entry.get("from", ""))
    return Arrived(
        at=at,
        call=IncomingCall(
            id=call_id,
            phone=read_phone(number) or number,
            arrived_at=at,
            caller=_text(entry.get("name", "")),
            words=_text(entry.get("words", "")),
            family=_text(entry.get("family", "")),
            language=_text(entry.get("language", "")) or "en",
            first_time=bool(entry.get("first_time", True)),
        ),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("needs text")
    return clean(value)[:200]


def _instant(value: Any, now: datetime) -> datetime:
    if value is None:
        return now
    at = datetime.fromisoformat(value)
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
