"""Puts the rooms together: on a centre's store, or on a demonstration that is thrown away."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from advisor_app.bootstrap.clocks import StartedClock
from advisor_app.bootstrap.files_house import demonstration_roster, knowledge_of_year
from advisor_app.bootstrap.open_store import OpenStore
from advisor_app.bootstrap.opening import store_of
from advisor_app.bootstrap.surroundings import (
    index_folder,
    passphrase,
    server_address,
    throwaway_now,
)
from advisor_app.domain.case import Act, Purpose, Session
from advisor_app.domain.clinics import opened
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.intake import Intake
from advisor_app.domain.people import Roster
from advisor_app.line.groups import load_groups
from advisor_app.line.staff import load_advisors
from advisor_app.matching.matcher import Matcher
from advisor_app.oncology.knowledge import Knowledge, load_knowledge
from advisor_app.oncology.redflags import raised, unsettled_emergency
from advisor_app.oncology.talktrack import TalkTrack, load_talk_track
from advisor_app.services.accounts import OPERATOR, Accounts
from advisor_app.services.audit import Audit
from advisor_app.services.break_glass import BreakGlass
from advisor_app.services.broadcasts import Broadcasts
from advisor_app.services.cases import Cases
from advisor_app.services.centre import Centre
from advisor_app.services.centre_table import load_centre
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.changes import Changes
from advisor_app.services.consults import Consults
from advisor_app.services.desk_places import DeskPlaces
from advisor_app.services.directory import Directory
from advisor_app.services.handovers import Handovers
from advisor_app.services.nicknames import load_nicknames
from advisor_app.services.people import People
from advisor_app.services.ports import Clock, KeyHolder, Store
from advisor_app.services.presences import Presences
from advisor_app.services.promises import Promises
from advisor_app.services.queue import Queue
from advisor_app.services.referrals import Referrals
from advisor_app.services.rights import sees_cases
from advisor_app.services.skills import Skills
from advisor_app.services.summaries import Summaries
from advisor_app.services.tables import Tables
from advisor_app.storage.store import throw_away_store

CLINIC_WEEKS: Final = 3
"""So far ahead the invented specialists have places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything that works on one store; `session` is who acts unless somebody signs in."""

    clock: Clock
    knowledge: Knowledge
    roster: Roster
    matcher: Matcher
    talk_track: TalkTrack
    tables: Tables
    settings: CentreSettings
    store: Store
    accounts: Accounts
    audit: Audit
    glass: BreakGlass
    cases: Cases
    centre: Centre
    desk_places: DeskPlaces
    directory: Directory
    people: People
    consults: Consults
    broadcasts: Broadcasts
    skills: Skills
    presences: Presences
    handovers: Handovers
    promises: Promises
    queue: Queue
    referrals: Referrals
    summaries: Summaries
    session: Session
    changes: Changes | None = None

    @property
    def now(self) -> datetime:
        """The present instant, in UTC."""
        return self.clock.now()

    @property
    def demonstration(self) -> bool:
        """Whether everything here is invented and thrown away."""
        return self.store.throw_away

    def act(self, reason: str = "") -> Act:
        """One deed of the house's own session."""
        purpose = Purpose.DEMONSTRATION if self.demonstration else Purpose.OPERATIONS
        return Act(session=self.session, purpose=purpose, reason=reason)

    def close(self) -> None:
        """Let the store go; a throw-away store is removed."""
        self.store.close()


def centre_house() -> House:
    """The house of the centre whose store the surroundings name, opened by the operator.

    Raises Refused where there is no store, and what the store refuses.
    """
    return house_of(OPERATOR, lambda: passphrase("Passphrase of the operator account"))


def house_of(account: str, secret: Callable[[], str]) -> House:
    """The centre's house, its store opened by `account`; `secret` is asked where there is a store.

    Raises Refused where there is none, and what the keys and the store refuse.
    """
    return house_on(store_of(account, secret))


def house_on(there: OpenStore) -> House:
    """The house on a store that is open; the store is let go where it cannot stand.

    Raises TableError, and what the store refuses.
    """
    store, act = there.store, there.act("the store is opened")
    try:
        if not server_address():
            Tables(store, there.clock).load_shipped(there.act())
        house = composed(store, there.clock, there.session, there.keys)
        if sees_cases(there.session.role):
            house.cases.catch_up(act)
        return replace(house, changes=there.changes)
    except BaseException:
        store.close()
        raise


def demonstration_house(now: datetime | None = None) -> House:
    """A house on a throw-away store: the invented centre, its staff and its specialists.

    Its clock begins at `now`, by default the present (or ADVISOR_NOW), and goes on. It has no
    cases and no calls yet.
    """
    clock = StartedClock(now or throwaway_now())
    store = throw_away_store(clock)
    try:
        return invented_centre(store, clock)
    except BaseException:
        store.close()
        raise


def invented_centre(store: Store, clock: Clock) -> House:
    """The house of the demonstration centre on an empty store, which it fills."""
    session = _founding_session(clock)
    founder = Act(session=session, purpose=Purpose.DEMONSTRATION)
    Accounts(store, clock).enrol(founder, load_advisors())
    Centre(store, clock).change(founder, load_centre())
    Directory(store, clock).load(founder, _with_open_clinics(demonstration_roster(), clock.now()))
    Tables(store, clock).load_shipped(founder)
    return composed(store, clock, session, None)


def composed(store: Store, clock: Clock, session: Session, keys: KeyHolder | None) -> House:
    """The services over one store, with the knowledge of its tables. Raises TableError."""
    tables = Tables(store, clock)
    this_year = clock.now().astimezone(EASTERN).year
    knowledge = (
        load_knowledge(tables.kept(), index_folder(), this_year)
        if tables.edited()
        else knowledge_of_year(this_year)
    )
    directory = Directory(store, clock)
    centre = Centre(store, clock)
    roster = directory.roster()
    cases = Cases(
        store,
        clock,
        emergency_open=emergency_reader(knowledge, clock),
        rules_version=knowledge.version,
        kind_name=knowledge.catalogue.name_of,
    )
    promises = Promises(store, clock)
    referrals = Referrals(store, clock)
    free = referrals.free(roster) if sees_cases(session.role) else roster
    lease = centre.settings().rules.lease_seconds
    people = People(store, clock, load_nicknames())
    queue = Queue(
        store,
        clock,
        cases=cases,
        promises=promises,
        within=knowledge.catalogue.is_within,
        groups=load_groups(),
        family_of=knowledge.catalogue.family_of,
        lease_seconds=lease,
        people=people,
    )
    accounts = Accounts(store, clock, keys)
    return House(
        clock=clock,
        knowledge=knowledge,
        roster=roster,
        matcher=Matcher(knowledge, free),
        talk_track=load_talk_track(tables.kept()),
        tables=tables,
        settings=centre.settings(),
        store=store,
        accounts=accounts,
        audit=Audit(store, clock),
        glass=BreakGlass(store, clock, accounts),
        cases=cases,
        centre=centre,
        desk_places=DeskPlaces(store, clock),
        directory=directory,
        consults=Consults(store, clock),
        broadcasts=Broadcasts(store, clock),
        skills=Skills(store, clock, knowledge.catalogue, [one.id for one in load_groups().all]),
        people=people,
        presences=Presences(store, clock),
        handovers=Handovers(store, clock),
        promises=promises,
        queue=queue,
        referrals=referrals,
        summaries=Summaries(store, clock),
        session=session,
    )


def emergency_reader(knowledge: Knowledge, clock: Clock) -> Callable[[Intake], bool]:
    """Whether a case has an emergency that nobody has settled: then nothing is booked."""

    def is_open(intake: Intake) -> bool:
        today = clock.now().astimezone(EASTERN).date()
        return bool(unsettled_emergency(intake, raised(intake, knowledge, today)))

    return is_open


def _with_open_clinics(roster: Roster, now: datetime) -> Roster:
    """The invented specialists with places to hold and book, made from their invented templates."""
    today = now.astimezone(EASTERN).date()
    people = tuple(opened(one, today, CLINIC_WEEKS) for one in roster.practitioners)
    return replace(roster, practitioners=people)


def _founding_session(clock: Clock) -> Session:
    return Session(
        account=OPERATOR,
        name="Demonstration",
        role="operator",
        workstation="demonstration",
        started_at=clock.now(),
    )
