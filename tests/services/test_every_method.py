"""No service has a way in that asks for no right: found by looking at every public method."""

import enum
import inspect
import typing
from collections.abc import Collection, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from types import UnionType
from typing import Any

import pytest

from advisor_app.bootstrap.house import House, composed
from advisor_app.domain.case import Act
from advisor_app.domain.people import Advisor, Role, Slot
from advisor_app.services.failures import Denied, ServiceFailure
from advisor_app.services.promises import NewPromise
from advisor_app.services.referrals import Choice
from advisor_app.storage.store import create_store, new_key
from tests.services.desk import START, Desk, StillClock

Method = tuple[str, str]
SERVICES = "advisor_app.services."

FOR_EVERYBODY: dict[Method, str] = {
    ("accounts", "change_password"): "one's own, by the old one",
    ("accounts", "set_pin"): "one's own",
    ("accounts", "may_change"): "tells whether it may",
    ("audit", "note"): "adds one's own row",
    ("cases", "catch_up"): "upkeep at each opening of the store; tells a number",
    ("centre", "settings"): "names and hours of the centre",
    ("desk_places", "keep"): "one's own place at this desk",
    ("desk_places", "leave"): "one's own place at this desk",
    ("desk_places", "left_open"): "one's own place at this desk",
    ("directory", "may_change"): "tells whether it may",
    ("directory", "roster"): "specialists, no patient",
    ("glass", "break_for"): "asks for the password first, then for the right (test_rights.py)",
    ("glass", "standing"): "what one has opened oneself",
    ("presences", "get"): "one's own presence",
    ("queue", "still_here"): "keeps one's own calls, which it took a right to claim",
    ("tables", "all"): "tables of the centre, no patient",
    ("tables", "history"): "tables of the centre, no patient",
    ("tables", "load_shipped"): "upkeep at each opening of the store, from the program's own files",
    ("tables", "may_edit"): "tells whether it may",
}
"""Methods of an act that ask for no right, each with the reason."""

OF_NOBODY: dict[Method, str] = {
    ("accounts", "get"): "names of the staff",
    ("accounts", "list"): "names of the staff",
    ("accounts", "operator"): "on a store that its passphrase has opened",
    ("accounts", "sign_in"): "asks for the password",
    ("accounts", "sign_in_demonstration"): "refused on the store of a centre",
    ("accounts", "unlock"): "asks for the password or the PIN",
    ("accounts", "why_not_here"): "whether a session may go on",
    ("broadcasts", "standing"): "lines to every desk",
    ("cases", "refuse_next_call"): "within a unit that was let in",
    ("centre", "hours"): "the hours of the line",
    ("people", "likely_in"): "within a unit that was let in",
    ("presences", "all"): "who of the staff is there",
    ("presences", "spans"): "who of the staff was there",
    ("promises", "full_in"): "within a unit that was let in",
    ("queue", "abandoned"): "the line tells of a call",
    ("queue", "arrived"): "the line tells of a call",
    ("queue", "dispatch"): "the line offers calls",
    ("queue", "speak_through"): "the telephone of this desk",
    ("referrals", "free"): "places of the specialists, no patient",
    ("tables", "edited"): "tables of the centre, no patient",
    ("tables", "kept"): "tables of the centre, no patient",
}
"""Methods without an act: nobody's deed, or what everybody may know."""

SECRET = "seven grey herons over water"
ARGUMENTS: dict[Method, dict[str, object]] = {
    ("accounts", "create"): {"password": SECRET},
    ("accounts", "recover"): {"account": "ann", "password": SECRET},
    ("glass", "break_for"): {"reason": "the patient is in danger"},
    ("people", "same"): {"other": "y"},
    ("people", "not_same"): {"other": "y"},
    ("people", "take_back"): {"other": "y"},
    ("referrals", "check"): {"choice": Choice(practitioner="x", not_met=("insurance",))},
    ("referrals", "hold"): {"slot": Slot(at=START + timedelta(days=1), site="x")},
}
"""Arguments that are looked at before the right is: nothing of the store is told by it."""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """The services over the store of a centre."""
    clock = StillClock()
    store = create_store(tmp_path / "centre.store", new_key(), clock)
    desk = Desk(store, clock=clock)
    desk.accounts.create(
        None, Advisor(id="ann", name="Ann Doe", initials="AD", role=Role.ADMINISTRATOR), SECRET
    )
    yield composed(store, clock, desk.act("root", Role.OPERATOR).session, None)
    store.close()


def methods(house: House) -> Iterator[tuple[Method, Any]]:
    """Every public method of every service."""
    for part in fields(House):
        service = getattr(house, part.name)
        if type(service).__module__.startswith(SERVICES) and not is_dataclass(service):
            for name, method in inspect.getmembers(service, inspect.ismethod):
                if not name.startswith("_"):
                    yield (part.name, name), method


def test_whoever_has_no_right_at_all_is_refused_by_every_method(house: House) -> None:
    desk = Desk(house.store)
    act = desk.act("janitor", Role.ADVISOR, reason="it is needed")
    act = replace(act, session=replace(act.session, role="janitor"))
    promised = NewPromise(due_at=START, zone="America/New_York", phone="", about="", owner="ann")
    promise = house.promises.make(house.act("it is needed"), promised).id
    arguments = ARGUMENTS | {("promises", "hand_over"): {"id_": promise}}
    open_to_all = set()
    for place, method in methods(house):
        names = inspect.signature(method).parameters
        if (
            "act" in names
            and "unit" not in names
            and not is_refused(place, method, act, arguments.get(place, {}))
        ):
            open_to_all.add(place)
    assert open_to_all == set(FOR_EVERYBODY)


def is_refused(place: Method, method: Any, act: Act, told: Mapping[str, object]) -> bool:
    """Whether the method lets nobody in; what it takes else than `told` is made up."""
    kinds = typing.get_type_hints(method.__func__)
    given = {
        name: told[name] if name in told else made_up(kinds[name])
        for name, one in inspect.signature(method).parameters.items()
        if name != "act" and (one.default is inspect.Parameter.empty or name == "reason")
    }
    try:
        method(act=act, **given)
    except Denied:
        return True
    except ServiceFailure as other:
        if place not in FOR_EVERYBODY:
            raise AssertionError(f"{place} looks at its arguments first") from other
    return False


def made_up(kind: Any) -> Any:
    """A value of that type."""
    simple: dict[Any, object] = {
        str: "x", int: 1, float: 1.0, bool: True, bytes: b"x", datetime: START,
        date: START.date(), type(None): None, object: "x", Any: "x",
    }  # fmt: skip
    if kind in simple:
        return simple[kind]
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (UnionType, typing.Union):
        return made_up(inner[0])
    if origin is not None and issubclass(origin, Mapping):
        return {}
    if origin is not None and issubclass(origin, Collection):
        return ()
    if issubclass(kind, enum.Enum):
        return next(iter(kind))
    kinds = typing.get_type_hints(kind)
    return kind(
        **{
            one.name: made_up(kinds[one.name])
            for one in fields(kind)
            if one.init and one.default is MISSING and one.default_factory is MISSING
        }
    )


def test_what_no_act_stands_for_is_known_by_name(house: House) -> None:
    without = {
        place
        for place, method in methods(house)
        if "act" not in inspect.signature(method).parameters
    }
    assert without == set(OF_NOBODY)
