"""Says beside the ranking which rules routed the case, and lets a nurse confirm them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from advisor_app.domain.case import Case
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.dates import format_day
from advisor_app.matching.results import MatchResult
from advisor_app.services.failures import ServiceFailure
from advisor_app.services.fired_rules import FiredRules, confirmation
from advisor_app.services.records import CaseNote
from advisor_app.services.rights import Deed, Right, right_of
from advisor_app.ui.context import Console
from advisor_app.ui.intake.presenter import IntakePresenter
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.matcher.ranking import RankingPanel
from advisor_app.ui.matcher.rules_line import RulesPicture
from advisor_app.ui.page import StatusLine
from advisor_app.ui.wording import phrase


class RulesDesk(QObject):
    """One per desk. `told(StatusLine)`, `nurse_wanted(question)` where no nurse sits here."""

    told = Signal(object)
    nurse_wanted = Signal(str)

    def __init__(
        self,
        console: Console,
        panel: RankingPanel,
        presenter: IntakePresenter,
        jobs: Jobs,
        name_of: Callable[[str], str],
    ) -> None:
        super().__init__(panel)
        self._name_of = name_of
        self._console, self._panel, self._presenter, self._jobs = console, panel, presenter, jobs
        self._notes: tuple[CaseNote, ...] = ()
        self._result: MatchResult | None = None
        panel.confirm_pressed.connect(self.confirm)
        presenter.opened.connect(self._opened)
        presenter.ranked.connect(self._ranked)

    @property
    def is_nurse(self) -> bool:
        """Whether who sits here may answer for a rule."""
        return right_of(self._console.session.role, Deed.ANSWER_CONSULT) is not Right.NO

    def awaits_nurse(self, result: MatchResult) -> bool:
        """Whether a nurse must confirm these rules in this case before anybody is chosen."""
        rules = FiredRules.of(result)
        if rules.approved or self._console.demonstration:
            return False
        return confirmation(self._notes, rules) is None

    def confirm(self) -> None:
        """A nurse confirms the routing of this case; anybody else asks for one."""
        case, result = self._presenter.case, self._result
        if case is None or result is None or result.rules_approved or not result.routes:
            return
        if not self.is_nurse:
            told = ", ".join(result.routes)
            self.nurse_wanted.emit(f"Please confirm the route {told}: it is not approved yet.")
            return
        act, number = self._console.act("route confirmed"), case.number
        rules, referrals = FiredRules.of(result), self._console.referrals

        def done(note: CaseNote) -> None:
            self._read(number, (*self._notes, note))
            words = phrase(
                "Route {routes} is confirmed for this case", routes=", ".join(rules.routes)
            )
            self.told.emit(StatusLine(text=words, icon="ok", role="okInk"))

        self._jobs.write(
            self, lambda: referrals.confirm_route(act, number, rules), done, self._failed
        )

    def _opened(self, case: Case) -> None:
        self._notes, self._result = (), None
        act, cases, number = self._console.act("route confirmed"), self._console.cases, case.number
        if not self._console.knowledge.approved and not self._console.demonstration:
            self._jobs.read(
                self,
                lambda: cases.notes(act, number),
                lambda notes: self._read(number, notes),
                self._failed,
            )

    def _read(self, number: str, notes: tuple[CaseNote, ...]) -> None:
        if self._presenter.case is not None and self._presenter.case.number == number:
            self._notes = notes
            self._show()

    def _ranked(self, result: MatchResult) -> None:
        self._result = result
        self._show()

    def _show(self) -> None:
        result = self._result
        if result is None:
            return
        note = confirmation(self._notes, FiredRules.of(result))
        self._panel.show_rules(
            RulesPicture(
                routes=result.routes,
                version=result.rules_version,
                approved=result.rules_approved,
                demonstration=self._console.demonstration,
                nurse=self.is_nurse,
                confirmed=self._by(note) if note is not None else "",
            )
        )

    def _by(self, note: CaseNote) -> str:
        at = note.at.astimezone(EASTERN)
        return phrase(
            "Confirmed by {name_of}, {format_day} {at:%H:%M}",
            name_of=self._name_of(note.by),
            format_day=format_day(at.date()),
            at=at,
        )

    def _failed(self, failure: Exception) -> None:
        if isinstance(failure, ServiceFailure):
            self.told.emit(StatusLine(text=str(failure), icon="warning", role="warningInk"))
        else:
            self._jobs.broke.emit(failure)
