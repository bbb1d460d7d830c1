"""Hands the call of this desk on, takes it back, and says what became of it on both sides."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from advisor_app.domain.case import Case
from advisor_app.domain.clock import clock_time
from advisor_app.domain.people import Advisor, Role
from advisor_app.domain.places import language_name
from advisor_app.line.calls import Call, CallState
from advisor_app.line.groups import LineGroup, load_groups
from advisor_app.line.pairing import Setting, fit
from advisor_app.services.failures import ServiceFailure
from advisor_app.services.transfer_values import Brief, Receivers, Refusal
from advisor_app.ui.calls.brief import brief_of
from advisor_app.ui.calls.call_watch import CallWatch
from advisor_app.ui.calls.hand_on_view import HandOn
from advisor_app.ui.calls.receiver_list import Receiver
from advisor_app.ui.context import Console
from advisor_app.ui.desk import Desk
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.queue.banner import ShownOffer
from advisor_app.ui.queue.view import QueuePage
from advisor_app.ui.wording import later, phrase

TWO_QUESTIONS: Final = later("The cancer is not known: two questions first")
TWO_QUESTIONS_IN_FULL: Final = later(
    "“What kind of cancer is it, or which part of the body?” “In which language shall we talk?” "
    "Then F7 hands the call on, warm, to a colleague who knows it."
)
_MOST: Final = 12
_TALKS: Final = (CallState.CONNECTED, CallState.HELD)


class HandOnPresenter(QObject):
    """One per desk, for the sender and for the receiver."""

    def __init__(
        self,
        console: Console,
        desk: Desk,
        queue: QueuePage,
        watch: CallWatch,
        window: QWidget,
        jobs: Jobs,
        name_of: Callable[[str], str],
    ) -> None:
        super().__init__(desk)
        self._console, self._desk, self._queue, self._jobs = console, desk, queue, jobs
        self._name_of = name_of
        self._briefed = ""
        within = console.knowledge.catalogue.is_within
        self._setting = Setting(within=within, groups=load_groups())
        self.card = HandOn(window)
        self.card.handed_on.connect(self._hand_on)
        watch.moved.connect(self._moved)
        watch.gone.connect(self._gone)
        watch.hung_up.connect(self._hung_up)
        desk.case_opened.connect(self._forget_other_brief)

    # ---- the sender ----

    def begin(self) -> None:
        """F7: open the card; for a call that is handed on already, take it back."""
        call, case = self._desk.call, self._desk.case
        if call is None:
            return
        if call.state is CallState.TRANSFERRING:
            self._take_back(call)
        elif call.state in _TALKS:
            self._desk.intake.presenter.flush()
            self.card.begin(call.id, self._words(call, case), self._brief(call, case))
            self._look_for_receivers(call)

    def _brief(self, call: Call, case: Case | None) -> str:
        if case is None:
            return ""
        picture = self._desk.intake.presenter.picture()
        name_of = self._console.knowledge.catalogue.name_of
        cue = f"the talk is at: {self._desk.intake.view.section.value}."
        return brief_of(call, case.number, picture.intake, picture.missing, cue, name_of)

    def _words(self, call: Call, case: Case | None) -> str:
        caller = self._desk.intake.presenter.intake.caller.name.value if case else ""
        parts = [str(caller or call.caller or call.phone), case.number if case else ""]
        return " · ".join(part for part in parts if part)

    def _look_for_receivers(self, call: Call) -> None:
        act, transfers = self._console.act(), self._console.queue.transfers
        sought = self._as_known(call)
        self._jobs.read(
            self,
            lambda: transfers.receivers(act),
            lambda found: self._show_receivers(sought, found),
            self._failed,
            key="receivers",
        )

    def _as_known(self, call: Call) -> Call:
        """The call with what the case tells of the cancer and the language."""
        intake = self._desk.intake.presenter.intake
        rows = intake.dx.rows if self._desk.case is not None else ()
        kind = str(rows[0].kind.value or "") if rows else ""
        family = self._console.knowledge.catalogue.family_of(kind) if kind else call.family
        language = str(intake.lang.spoken.value or call.language)
        return replace(call, family=family, language=language)

    def _show_receivers(self, call: Call, found: Receivers) -> None:
        fits = {one.id: fit(call, one, self._setting) for one in found.free}
        best = sorted(found.free, key=lambda one: (-fits[one.id].ticks, one.name))[:_MOST]
        free = [
            Receiver(
                key=one.id, name=one.name, sub=_role_and_languages(one),
                fit=_fit_words(fits[one.id].level, call.family),
            )
            for one in best
        ]  # fmt: skip
        groups = self._setting.groups.all
        self.card.show_receivers(free, [_team(one, found) for one in groups])

    def _hand_on(self, receiver: Receiver, brief: str) -> None:
        call = self._desk.call
        if call is None:
            return
        act, transfers = self._console.act(), self._console.queue.transfers
        if receiver.team:
            family = self._family_for(receiver.key, call)
            self._jobs.write(
                self,
                lambda: transfers.send_to_team(act, call.id, family, brief),
                lambda _sent: self._was_sent(receiver),
                self._failed,
            )
            return
        self._jobs.write(
            self,
            lambda: transfers.offer(act, call.id, receiver.key, brief),
            self._was_offered,
            self._failed,
        )

    def _family_for(self, group_id: str, call: Call) -> str:
        """The family by which the caller waits with that team: their own where the team has it."""
        known = self._as_known(call).family
        group = self._setting.groups.group(group_id)
        if group is None or known in group.families:
            return known
        return group.families[0]

    def _was_offered(self, call: Call) -> None:
        self.card.put_aside()
        self._desk.show_call(call)
        name = self._name_of(call.offered_to)
        self._desk.done.emit(
            phrase("Offered to {name}. The caller is yours until they accept.", name=name)
        )

    def _was_sent(self, receiver: Receiver) -> None:
        self.card.put_aside()
        words = phrase(
            "The caller waits for {receiver}, by the first arrival. Your brief goes along.",
            receiver=receiver.name,
        )
        self._desk.let_go(words, with_case=True)

    def _take_back(self, call: Call) -> None:
        act, transfers = self._console.act(), self._console.queue.transfers
        self._jobs.write(
            self, lambda: transfers.give_back(act, call.id), self._was_taken_back, self._failed
        )

    def _was_taken_back(self, call: Call) -> None:
        if call.holder == self._console.session.account:
            self._desk.show_call(call)
            self._desk.done.emit(phrase("Taken back. The caller is yours."))

    # ---- what became of it ----

    def _moved(self, was: Call, now: Call) -> None:
        self._desk.show_call(now)
        if was.state is not CallState.TRANSFERRING or now.state is CallState.TRANSFERRING:
            return
        act, transfers = self._console.act(), self._console.queue.transfers
        since = was.state_since or was.arrived_at
        self._jobs.read(
            self,
            lambda: transfers.refusal(act, was.id, since),
            self._tell_refusal,
            self._failed,
        )

    def _tell_refusal(self, refusal: Refusal | None) -> None:
        if refusal is not None:
            reason = f": {refusal.reason}" if refusal.reason else ""
            words = phrase(
                "{by} did not take the call{reason}. You go on with the caller.",
                by=refusal.by,
                reason=reason,
            )
            self._desk.warn(words)

    def _gone(self, was: Call, now: Call) -> None:
        self.card.put_aside()
        receiver = now.holder and self._name_of(now.holder)
        if was.state is CallState.TRANSFERRING and now.holder == was.offered_to:
            self._desk.let_go(
                phrase("{receiver} has the call and the case now.", receiver=receiver),
                with_case=True,
            )
            return
        whose = (
            phrase("{receiver} has it now", receiver=receiver)
            if receiver
            else phrase("it went back to the line")
        )
        kept = phrase(" The case stays here, with all that you wrote.") if self._desk.case else ""
        self._desk.let_go("", with_case=False)
        self._desk.warn(
            phrase("This call was taken from your desk: {whose}.{kept}", whose=whose, kept=kept)
        )

    def _hung_up(self, call: Call) -> None:
        self.card.put_aside()
        self._desk.write_up(call)

    # ---- the receiver ----

    def show_brief_of(self, offer: ShownOffer | None) -> None:
        """A call is offered that comes from a colleague: what they wrote stands in the offer."""
        if offer is not None and offer.case:
            key = offer.key
            self._read_brief(key, lambda brief: self._queue.banner.show_brief(key, brief.words))

    def taken(self, call: Call) -> None:
        """The call is this desk's now: the brief stays beside the case."""
        if call.case:
            self._read_brief(call.id, lambda brief: self._keep_brief(call.case, brief))

    def _forget_other_brief(self, case: Case) -> None:
        if case.number == self._briefed:
            return
        call, strip = self._desk.call, self._desk.intake.view.brief
        if call is not None and not call.family and not _kind_of(case):
            strip.show_brief(phrase(TWO_QUESTIONS), phrase(TWO_QUESTIONS_IN_FULL), asks_kind=True)
        else:
            strip.hide()

    def _keep_brief(self, number: str, brief: Brief) -> None:
        self._briefed = number
        head = phrase(
            "Handed on by {sender}, {clock_time}",
            sender=brief.sender,
            clock_time=clock_time(brief.at),
        )
        self._desk.intake.view.brief.show_brief(head, brief.words)

    def _read_brief(self, call_id: str, show: Callable[[Brief], None]) -> None:
        act, transfers = self._console.act(), self._console.queue.transfers

        def came(brief: Brief | None) -> None:
            if brief is not None:
                show(brief)

        self._jobs.write(self, lambda: transfers.brief(act, call_id), came, self._failed)

    def _failed(self, failure: Exception) -> None:
        if not isinstance(failure, ServiceFailure):
            self._jobs.broke.emit(failure)
        elif self.card.is_open:
            self.card.fail(str(failure))
        else:
            self._desk.warn(str(failure))


def _kind_of(case: Case) -> str:
    rows = case.intake.dx.rows
    return str(rows[0].kind.value or "") if rows else ""


def _role_and_languages(advisor: Advisor) -> str:
    role = phrase("nurse") if advisor.role is Role.NURSE else phrase("advisor")
    return f"{role} · {', '.join(phrase(language_name(code)) for code in advisor.languages)}"


def _fit_words(level: int, family: str) -> str:
    if not family:
        return phrase("cancer not known yet")
    return phrase("level {level} of 5", level=level) if level else phrase("can help")


def _team(group: LineGroup, found: Receivers) -> Receiver:
    free = sum(1 for one in found.free if one.group == group.id)
    waiting = sum(1 for family in found.waiting if family in group.families)
    return Receiver(
        key=group.id,
        name=phrase(group.name),
        sub=phrase("{free} free", free=free) if free else phrase("nobody free now"),
        fit=phrase("{waiting} waiting", waiting=waiting) if waiting else phrase("nobody waits"),
        team=True,
    )
