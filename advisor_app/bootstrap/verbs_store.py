"""The verbs on a centre's store; each acts as the operator account."""

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any, Final

from advisor_app.bootstrap.line_figures import figures_of
from advisor_app.bootstrap.making import make_store
from advisor_app.bootstrap.shown_lines import (
    put,
    put_bare_sites,
    put_figures,
    put_gone,
    put_json,
    put_left_out,
    put_unknown_kinds,
)
from advisor_app.bootstrap.verdict import Code, Refused, verb
from advisor_app.bootstrap.visit import visited_house
from advisor_app.domain.clock import EASTERN, waited
from advisor_app.exchange.reading import read_text
from advisor_app.exchange.roster_file import read_roster, read_roster_leniently
from advisor_app.services.queue import QueueRow

_DAY: Final = timedelta(days=1)
_DAY_LETTERS: Final = len("2026-11-24")


@verb
def init(options: Namespace) -> None:
    """Makes the store: centre, hours of the line, first administrator, operator, recovery code."""
    make_store(options)


@verb
def import_roster(options: Namespace) -> None:
    """Puts the specialists of a file in force; prints their ids."""
    text = read_text(options.file)
    with visited_house() as house:
        before = house.directory.roster()
        if options.skip_bad:
            roster, mistakes = read_roster_leniently(text, options.file, before.sites)
            put_left_out([str(mistake) for mistake in mistakes])
        else:
            roster = read_roster(text, options.file, before.sites)
        house.directory.load(house.act("roster imported"), roster)
    put_gone(before, roster)
    put_bare_sites(roster)
    put_unknown_kinds(roster, house.knowledge)
    for one in roster.practitioners:
        print(one.id)


@verb
def queue(options: Namespace) -> None:
    """What waits: calls, promises that are due, online requests."""
    with visited_house() as house:
        now, rows = house.now, house.queue.rows(house.act("queue read"))
    for row in rows:
        seconds = max(0.0, (now - (row.arrived_at or now)).total_seconds())
        if options.json:
            put_json({**_plain(asdict(row)), "waited_seconds": round(seconds, 1)})
        else:
            put(_queue_line(row, seconds))
    if not rows and not options.json:
        put("nothing waits")


@verb
def report(options: Namespace) -> None:
    """The figures of the line over days, or from one instant to another; today by default."""
    with visited_house() as house:
        today = house.now.astimezone(EASTERN).date()
        last = _when(options.last, today)
        first = _when(options.first, last if options.last else today)
        start, end = _begin(first), _end(last)
        if start >= end:
            raise Refused(Code.BAD_INPUT, "--from lies after --to")
        figures = figures_of(house, start, end)
    data = {"from": first.isoformat(), "to": last.isoformat(), **figures}
    if options.json:
        put_json(data)
    else:
        put_figures(data)


def _queue_line(row: QueueRow, seconds: float) -> str:
    urgent = "URGENT " if row.urgent else ""
    return f"{urgent}{row.sort} {row.key}  {waited(seconds)}  {row.family or '-'}  {row.language}"


def _when(word: str | None, otherwise: date) -> date:
    """A whole day, or an instant (a `datetime`); one without a zone is on the clock of the line."""
    if word is None:
        return otherwise
    try:
        if len(word) <= _DAY_LETTERS:
            return date.fromisoformat(word)
        told = datetime.fromisoformat(word)
    except ValueError:
        raise Refused(
            Code.BAD_INPUT, "a day is written as 2026-11-24, an instant as 2026-11-24T10:30"
        ) from None
    return told if told.tzinfo is not None else told.replace(tzinfo=EASTERN)


def _begin(when: date) -> datetime:
    return when if isinstance(when, datetime) else datetime.combine(when, time(), EASTERN)


def _end(when: date) -> datetime:
    return when if isinstance(when, datetime) else _begin(when + _DAY)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
