"""Gives the window what it works with: a demonstration, or the store of the centre."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from advisor_app.bootstrap.daily_backup import back_up_once_a_day
from advisor_app.bootstrap.demonstration import (
    DemonstrationLine,
    act_of,
    demonstration_start,
    desk_advisor,
    seed_cases,
)
from advisor_app.bootstrap.first_run import first_run
from advisor_app.bootstrap.house import House, demonstration_house, house_on
from advisor_app.bootstrap.open_store import OpenStore
from advisor_app.bootstrap.papers import HousePapers
from advisor_app.bootstrap.surroundings import (
    dials_by_links,
    feed_socket,
    given_now,
    pop_socket,
    softphone,
    spool_folder,
    throwaway_now,
)
from advisor_app.domain.case import Act, Session
from advisor_app.domain.people import Advisor
from advisor_app.exchange.mistakes import FileMistake
from advisor_app.exchange.reading import read_text
from advisor_app.exchange.requests_file import read_requests
from advisor_app.exchange.roster_file import read_roster
from advisor_app.line.calls import IncomingCall
from advisor_app.line.entries import load_entries
from advisor_app.line.groups import load_groups
from advisor_app.services.ports import CallSource
from advisor_app.storage.spool import EditSpool
from advisor_app.storage.store import SqlStore
from advisor_app.telephony.feed import FeedMistake, FeedSource
from advisor_app.telephony.pop import PopMistake, read_pop
from advisor_app.telephony.softphone import Softphone
from advisor_app.ui.console_window import ConsoleWindow
from advisor_app.ui.context import Console, FeedFrom, PopsFrom, TakenCases
from advisor_app.ui.front_window import FrontWindow

__all__ = [
    "demonstration_console",
    "desk_around",
    "first_run",
    "show_console",
]


def demonstration_console(now: datetime | None = None, *, live: bool = True) -> Console:
    """A desk of the invented centre, on a throw-away store, with a shift under way."""
    start = now or given_now() or demonstration_start(throwaway_now())
    house = demonstration_house(start)
    me = desk_advisor(house)
    seed_cases(house, me)
    source = (DemonstrationLine(house, me),) if live else ()
    return with_softphone(desk_of(house, me, act_of(me, house.now).session, source))


def console_on(opened: OpenStore, session: Session, secret: str) -> Console:
    """The desk of whoever signed in on that store. Raises TableError, Refused."""
    house = house_on(opened)
    me = house.accounts.get(session.account)
    desk = replace(desk_of(house, me, session), spool=spool_of(house, me, secret))
    return with_softphone(desk)


def desk_around(
    opened: OpenStore, session: Session, secret: str
) -> Callable[[FrontWindow], ConsoleWindow]:
    """All that a desk has besides its frame: what it gives furnishes that frame part by part."""
    console = heard_from_outside(console_on(opened, session, secret))
    return partial(ConsoleWindow, console, at_once=False)


def show_console(console: Console) -> ConsoleWindow:
    """The window of a desk, open to pops and to the feed; call it on the window's thread."""
    return ConsoleWindow(heard_from_outside(console))


def heard_from_outside(console: Console) -> Console:
    """The console with every door through which others tell it of calls. Raises TableError."""
    return with_feed(with_pops(console))


def with_softphone(console: Console) -> Console:
    """The console whose calls ring and are answered at the softphone that the surroundings name.

    Raises Refused, TableError.
    """
    console = replace(console, tel_links=dials_by_links())
    address = softphone()
    if address is None:
        return console
    entries = load_entries(load_groups(), console.tables.kept())
    phone = Softphone(address, console.session.account, console.clock.now, entries)
    console.queue.speak_through(phone)
    return replace(console, sources=(*console.sources, phone), phone=phone)


def with_feed(console: Console) -> Console:
    """The console that hears what the telephone system writes, by the centre's table of lines.

    Raises TableError.
    """
    groups = load_groups()
    entries = load_entries(groups, console.tables.kept())
    source = FeedSource(console.clock.now, entries, groups)

    def take(line: bytes) -> str:
        try:
            source.take(line)
        except FeedMistake as mistake:
            return str(mistake)
        return ""

    return replace(
        console,
        sources=(*console.sources, source),
        feed=FeedFrom(path=feed_socket(), take=take),
    )


def with_pops(console: Console) -> Console:
    """The console that takes what a softphone of this user hands over."""

    def read(address: str) -> IncomingCall | None:
        try:
            return read_pop(address, console.clock.now())
        except PopMistake:
            return None

    return replace(console, pops=PopsFrom(path=pop_socket(), read=read))


def desk_of(
    house: House, me: Advisor, session: Session, sources: tuple[CallSource, ...] = ()
) -> Console:
    """What the window of one desk works with, on the store of a house."""
    return Console(
        session=session,
        advisor=me,
        clock=house.clock,
        cases=house.cases,
        queue=house.queue,
        promises=house.promises,
        referrals=house.referrals,
        desk_places=house.desk_places,
        directory=house.directory,
        people=house.people,
        consults=house.consults,
        broadcasts=house.broadcasts,
        skills=house.skills,
        accounts=house.accounts,
        presences=house.presences,
        handovers=house.handovers,
        audit=house.audit,
        glass=house.glass,
        summaries=house.summaries,
        centre=house.centre,
        knowledge=house.knowledge,
        roster=house.roster,
        matcher=house.matcher,
        talk_track=house.talk_track,
        tables=house.tables,
        papers=HousePapers(house, me),
        read_requests=RequestsOf(house),
        read_roster=RosterOf(house),
        read_cases=CasesOf(house, me),
        sources=sources,
        back_up=None if house.demonstration else partial(back_up_once_a_day, house),
        changes=house.changes,
        demonstration=house.store.throw_away,
        closing=(house.close,),
    )


def spool_of(house: House, me: Advisor, secret: str) -> EditSpool:
    """Where this desk keeps what it cannot save, encrypted on this workstation."""
    store = house.store
    if isinstance(store, SqlStore):
        return EditSpool(spool_folder(), store.key, me.id)
    return EditSpool.of_person(spool_folder(), me.id, secret)


class RosterOf:
    """Reads a roster file into the directory of one house."""

    def __init__(self, house: House) -> None:
        self._house = house

    def __call__(self, act: Act, path: str) -> tuple[int, tuple[str, ...]]:
        """How many specialists there are now, or one line for each mistake."""
        known = self._house.directory.roster().sites
        try:
            roster = read_roster(read_text(path), Path(path).name, known)
        except FileMistake as mistake:
            return 0, tuple(f"{one.path}: {one.text}" for one in mistake.mistakes)
        self._house.directory.load(act, roster)
        return len(roster.practitioners), ()


class RequestsOf:
    """Reads a file of online requests into the queue of one house."""

    def __init__(self, house: House) -> None:
        self._house = house

    def __call__(self, act: Act, path: str) -> tuple[int, tuple[str, ...]]:
        """How many came in, and one line for each row that did not."""
        name = Path(path).name
        try:
            read = read_requests(read_text(path), name, self._house.now, _rows_of_fhir)
        except FileMistake as mistake:
            return 0, tuple(str(mistake).splitlines())
        taken = self._house.queue.import_requests(act, read.good)
        return len(taken.numbers), tuple(str(row) for row in read.bad)


class CasesOf:
    """Takes the cases of a file into one house; they are with the one who chose the file."""

    def __init__(self, house: House, me: Advisor) -> None:
        self._house = house
        self._me = me

    def __call__(self, act: Act, path: str) -> TakenCases:
        """What came in, and what of it is not known; with a mistake nothing comes in."""
        # The FHIR library is loaded when it is wanted: a window that starts does not wait for it.
        reader: Any = import_module("advisor_app.bootstrap.case_import")
        try:
            read = reader.cases_of_file(read_text(path), self._house.knowledge.catalogue)
        except FileMistake as mistake:
            return TakenCases(mistakes=tuple(f"The file {one}" for one in mistake.mistakes))
        if read.bad:
            return TakenCases(mistakes=read.bad)
        made = [self._house.cases.create(act, intake, owner=self._me.id) for intake in read.good]
        return TakenCases(numbers=tuple(case.number for case in made), not_known=read.not_known)


def _rows_of_fhir(content: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The requests of a FHIR resource; the library is loaded when a file needs it."""
    reader: Any = import_module("advisor_app.exchange.fhir_requests")
    rows: list[tuple[str, Any]] = reader.rows_of_fhir(content)
    return rows
