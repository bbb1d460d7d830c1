"""Lets a supervisor give back the calls of who is gone, set somebody away, offer them a call."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.clock import waited
from advisor_app.domain.people import Advisor
from advisor_app.line.calls import Call
from advisor_app.line.groups import load_groups
from advisor_app.line.pairing import TAKES_CALLS, in_order
from advisor_app.line.presence import Presence
from advisor_app.services.call_moves import WAITS
from advisor_app.services.failures import NotPossible, ServiceFailure
from advisor_app.services.handovers import OpenWork
from advisor_app.ui.board.skills import SkillsPresenter
from advisor_app.ui.board.supervise_view import Supervise
from advisor_app.ui.calls.receiver_list import Receiver
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.retelling import retold
from advisor_app.ui.wording import counted, phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """Who works on the line, what they do, and how many calls each has."""

    advisors: tuple[Advisor, ...]
    presences: Mapping[str, Presence]
    calls: Mapping[str, int]
    work: Mapping[str, OpenWork]


class SupervisePresenter(QObject):
    """Reads when the card opens and after each deed; a role that may not is told so in the card.

    `work_wanted(Advisor)` asks to whom the work of somebody goes.
    """

    work_wanted = Signal(object)

    def __init__(self, console: Console, window: QWidget, jobs: Jobs) -> None:
        super().__init__(window)
        self._console, self._jobs = console, jobs
        self._groups = load_groups()
        self._people: dict[str, Advisor] = {}
        self.card = Supervise(window)
        self.card.give_back.connect(self._give_back)
        self.card.set_away.connect(self._set_away)
        self.card.offer_call.connect(self._offer_call)
        self.card.hand_over.connect(self._hand_over)
        self.card.change_skills.connect(self._change_skills)
        self.skills = SkillsPresenter(console, window, self._groups, jobs)

    def begin(self) -> None:
        """Open the card."""
        self.card.begin()
        self._look()

    def _look(self) -> None:
        self._jobs.read(self, self._read, self._show, self._failed, key="supervise")

    def _read(self) -> _Line:
        console = self._console
        had = Counter(one.holder for one in console.queue.calls(console.act()) if one.holder)
        return _Line(
            advisors=tuple(console.accounts.list()),
            presences={one.advisor: one for one in console.presences.all()},
            calls=had,
            work=console.handovers.tallies(console.act()),
        )

    def _show(self, line: _Line) -> None:
        now = self._console.clock.now()
        shown = [
            self._row(one, line, now)
            for one in line.advisors
            if one.role in TAKES_CALLS and (one.id in line.presences or one.id in line.work)
        ]
        self._people = {one.id: one for one in line.advisors}
        self.card.show_advisors(shown)

    def _row(self, advisor: Advisor, line: _Line, now: datetime) -> Receiver:
        calls, work = line.calls.get(advisor.id, 0), line.work.get(advisor.id, OpenWork())
        presence = line.presences.get(advisor.id)
        state = (
            f"{retold(presence.words)} {waited(presence.seconds(now))}"
            if presence
            else phrase("Not here")
        )
        group = self._groups.group(advisor.group)
        return Receiver(
            key=advisor.id,
            name=advisor.name,
            sub=" · ".join(
                (phrase(group.name) if group is not None else phrase("no group"), *_open(work))
            ),
            fit=state + (f" · {_calls(calls)}" if calls else ""),
        )

    def _give_back(self, account: str) -> None:
        act, supervision = self._console.act(), self._console.queue.supervision
        self._do(
            lambda: supervision.release_all(act, account),
            lambda calls: (
                phrase("Calls given back to the line: {count}.", count=len(calls))
                if calls
                else phrase("No calls.")
            ),
        )

    def _set_away(self, account: str) -> None:
        act, supervision = self._console.act(), self._console.queue.supervision
        self._do(
            lambda: supervision.set_away(act, account),
            lambda set_: phrase("Now: {set_}.", set_=retold(set_.words)),
        )

    def _hand_over(self, account: str) -> None:
        self.card.put_aside()
        self.work_wanted.emit(self._people[account])

    def _change_skills(self, account: str) -> None:
        self.card.put_aside()
        self.skills.begin(self._people[account])

    def _offer_call(self, account: str) -> None:
        act, queue = self._console.act(), self._console.queue

        def offer_longest() -> Call:
            waiting = in_order([one for one in queue.calls(act) if one.state in WAITS])
            if not waiting:
                raise NotPossible(phrase("Nobody waits now."))
            return queue.supervision.reassign(act, waiting[0].id, account)

        self._do(offer_longest, lambda _call: phrase("Offered: the call that is next in the line."))

    def _do(self, work: Callable[[], Any], words: Callable[[Any], str]) -> None:
        def done(result: Any) -> None:
            self.card.say(words(result))
            self._look()

        self._jobs.write(self, work, done, self._failed)

    def _failed(self, failure: Exception) -> None:
        if isinstance(failure, ServiceFailure):
            self.card.say(str(failure), warns=True)
        else:
            self._jobs.broke.emit(failure)


def _open(work: OpenWork) -> Iterator[str]:
    """What somebody leaves open, in words."""
    parked = max(len(work.parked), len(work.cases))
    if parked:
        yield phrase("{parked} parked", parked=parked)
    if work.promises:
        yield counted("{count} promise", "{count} promises", len(work.promises))


def _calls(number: int) -> str:
    return counted("{count} call", "{count} calls", number)
