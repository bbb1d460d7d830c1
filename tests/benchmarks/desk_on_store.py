"""An invented centre at work on a store with very many cases, and promises that wait there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from advisor_app.bootstrap.clocks import SystemClock
from advisor_app.bootstrap.demonstration import act_of, desk_advisor
from advisor_app.bootstrap.files_house import demonstration_roster
from advisor_app.bootstrap.house import House, house_on
from advisor_app.bootstrap.opening import store_in
from advisor_app.domain.case import Act, Purpose
from advisor_app.domain.people import Advisor, Role
from advisor_app.line.staff import load_advisors
from advisor_app.services.accounts import OPERATOR, Accounts
from advisor_app.services.centre import Centre
from advisor_app.services.centre_table import load_centre
from advisor_app.services.directory import Directory
from advisor_app.services.queue_values import NewPromise
from advisor_app.services.records import AccountRecord
from advisor_app.storage.keys import KEYS_FOLDER, StoreKeys
from advisor_app.storage.store import SqlStore
from tests.benchmarks.front_on_store import KEY
from tests.benchmarks.many_cases import path_of

WAITING: Final = 40
_NUMBERS: Final = "(212) 555-01{:02d}"


@contextmanager
def waiting_line(count: int) -> Iterator[Path]:
    """The store with so many cases, an invented centre at work on it, and promises that are due.

    Promises wait at any hour, calls only while the line is open. They are taken back at the end.
    """
    path = path_of(count)
    _move_in(path)
    house = _house(path)
    me = desk_advisor(house)
    act = act_of(me, house.now)
    made: list[str] = []
    try:
        for number in range(WAITING):
            told = NewPromise(
                due_at=house.now,
                zone="America/New_York",
                phone=_NUMBERS.format(number),
                about="the date with the specialist",
                speak_to="Janet Doe",
                owner=me.id,
            )
            made.append(house.promises.make(act, told).id)
        yield path
    finally:
        for promise in made:
            house.promises.cancel(act, promise, "end of the benchmark")
        house.close()


def _move_in(path: Path) -> None:
    """Let the invented centre work on the store, where it does not yet."""
    clock = SystemClock()
    store = SqlStore(path, KEY, clock)
    accounts = Accounts(store, clock)
    if not accounts.list():
        operator = Advisor(id=OPERATOR, name="Operator", initials="OP", role=Role.OPERATOR)
        with store.writing() as unit:
            for one in (operator, *load_advisors()):
                unit.accounts.put(AccountRecord(advisor=one))
        act = Act(session=accounts.operator("benchmark"), purpose=Purpose.OPERATIONS)
        Centre(store, clock).change(act, load_centre())
        Directory(store, clock).load(act, demonstration_roster())
    store.close()


def _house(path: Path) -> House:
    return house_on(store_in(path.parent, KEY, StoreKeys.at(path.parent / KEYS_FOLDER)))
