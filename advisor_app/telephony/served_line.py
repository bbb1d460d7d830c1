"""The line of a store, worked by simulated advisors through the services that consoles use."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from advisor_app.domain.answers import Source
from advisor_app.domain.case import Act, PromiseState, Purpose, Session
from advisor_app.domain.codec import decode_answer
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import question_of, with_answer
from advisor_app.domain.people import Advisor
from advisor_app.line.calls import Call, IncomingCall, WrapUpCode
from advisor_app.line.pairing import Offer
from advisor_app.line.presence import Presence, PresenceState
from advisor_app.services.cases import Cases
from advisor_app.services.presences import Presences
from advisor_app.services.promises import TEAM, Promises
from advisor_app.services.queue import Queue
from advisor_app.services.queue_values import NewPromise, WrapUp

ZONE: Final = "America/New_York"
WORKSTATION: Final = "simulated desk"
_PHONE: Final = "contact.phone_primary"


class ServedLine:
    """Each deed is the one that a console would do, with its transaction and its audit.

    A first call opens a case with the caller's number, a later one from there belongs to it.
    The first of the advisors also minds the callers who would rather be called back. All of them
    have signed in at `since`.
    """

    def __init__(
        self,
        queue: Queue,
        presences: Presences,
        promises: Promises,
        cases: Cases,
        advisors: Sequence[Advisor],
        since: datetime,
    ) -> None:
        self._queue = queue
        self._presences = presences
        self._promises = promises
        self._cases = cases
        self._acts = {one.id: _act_of(one, since) for one in advisors}
        self._watch = self._acts[advisors[0].id]
        self._case_of: dict[str, str] = {}
        self._promised: dict[str, str] = {}

    def presence(self, advisor: str) -> Presence:
        """What the advisor does."""
        return self._presences.get(self._acts[advisor])

    def choose(self, advisor: str, state: PresenceState) -> None:
        """The advisor does something else, during a call after it."""
        self._presences.choose(self._acts[advisor], state)

    def arrive(self, incoming: IncomingCall) -> None:
        """A call rings."""
        self._queue.arrived(incoming)

    def give_up(self, call: str) -> None:
        """The caller waited long enough."""
        self._queue.abandoned(call)

    def promise_instead(self, call: str, due: datetime) -> None:
        """The caller takes a call back instead of waiting on: the line owes it."""
        new = _promise(self._queue.call(self._watch, call), due, TEAM)
        self._promised[call] = self._queue.promise_instead(self._watch, call, new).id

    def dispatch(self) -> tuple[Offer, ...]:
        """Take back the offers that ran out; the offers made now."""
        return self._queue.dispatch()

    def accept(self, call: str, advisor: str) -> Call:
        """The advisor speaks with the caller, and has a case for what they say."""
        act = self._acts[advisor]
        seen = self._queue.call(act, call)
        taken = self._queue.claim(act, call, seen.version)
        if taken.phone not in self._case_of:
            case = self._cases.create(act, _heard_from(taken), owner=advisor, demonstration=True)
            self._case_of[taken.phone] = case.number
        return self._queue.attach_case(act, call, self._case_of[taken.phone])

    def decline(self, call: str, advisor: str) -> None:
        """The advisor lets the offer go to somebody else."""
        self._queue.decline(self._acts[advisor], call, "busy")

    def hold(self, call: str, advisor: str) -> None:
        """The caller waits on the line."""
        self._queue.hold(self._acts[advisor], call)

    def resume(self, call: str, advisor: str) -> None:
        """They speak again."""
        self._queue.resume(self._acts[advisor], call)

    def end(self, call: str, advisor: str) -> None:
        """They hang up."""
        self._queue.end(self._acts[advisor], call)

    def write_up(
        self, call: str, advisor: str, code: WrapUpCode, callback: datetime | None
    ) -> None:
        """The advisor is done with the call, and has promised a call back, if any."""
        act = self._acts[advisor]
        new = None if callback is None else _promise(self._queue.call(act, call), callback)
        done = self._queue.complete(act, call, WrapUp(code=code), new)
        if new is not None:
            made = self._promises.of_case(act, done.case)
            self._promised[call] = next(
                one.id for one in made if one.state is PromiseState.DUE and one.due_at == new.due_at
            )

    def keep_promise(self, call: str) -> None:
        """The call back that was promised in that call is made."""
        self._promises.keep(self._watch, self._promised[call])


def _act_of(advisor: Advisor, at: datetime) -> Act:
    session = Session(
        account=advisor.id,
        name=advisor.name,
        role=advisor.role.value,
        workstation=WORKSTATION,
        started_at=at,
    )
    return Act(session=session, purpose=Purpose.DEMONSTRATION)


def _promise(call: Call, due: datetime, team: str = "") -> NewPromise:
    return NewPromise(due_at=due, zone=ZONE, phone=call.phone, about=call.words, team=team)


def _heard_from(call: Call) -> Intake:
    """All that is known of a caller before the first question: the number they call from."""
    answer = decode_answer(question_of(_PHONE), call.phone, _PHONE, Source.CALLER_STATED)
    return with_answer(Intake(), _PHONE, answer)
