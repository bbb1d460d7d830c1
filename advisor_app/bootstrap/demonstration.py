"""Fills a throw-away store with the work that a demonstration begins with."""

from datetime import datetime
from typing import Final

from advisor_app.domain.case import Act, Promise
from advisor_app.exchange.case_file import read_case
from advisor_app.services.cases import Cases
from advisor_app.services.promises import NewPromise, Promises
from advisor_app.telephony.demonstration import DemonstrationCase, demonstration_work

DESK: Final = "ruiz"
"""The invented advisor at whose desk a demonstration is shown."""


def begin_work(act: Act, cases: Cases, promises: Promises, now: datetime) -> dict[str, str]:
    """Opens the demonstration's cases as they stand at `now`; their numbers by name."""
    return {one.name: _opened(act, cases, promises, one) for one in demonstration_work(now)}


def _opened(act: Act, cases: Cases, promises: Promises, one: DemonstrationCase) -> str:
    owner = one.owner or DESK
    case = cases.create(
        act,
        read_case(one.data).intake,
        owner=owner,
        demonstration=True,
        opened_at=one.opened_at,
    )
    cases.set_state(act, case.number, one.state, one.cue)
    if one.promise is not None:
        _promised(act, promises, one.promise, case.number, owner)
    return case.number


def _promised(act: Act, promises: Promises, promise: Promise, number: str, owner: str) -> None:
    made = promises.make(
        act,
        NewPromise(
            case=number,
            due_at=promise.due_at,
            zone=promise.zone,
            phone=promise.phone,
            about=promise.about,
            speak_to=promise.speak_to,
            owner=owner,
        ),
    )
    for _ in range(promise.attempts):
        promises.attempt(act, made.id, "no answer")
