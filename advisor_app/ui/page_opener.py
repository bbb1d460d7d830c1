"""Brings the page to the front that shows what was asked for: a question, a paper, a person."""

from collections.abc import Callable
from functools import partial

from advisor_app.domain.questions import Page
from advisor_app.ui.cases.view import CasesPage
from advisor_app.ui.directory.view import DirectoryPage
from advisor_app.ui.intake.controller import IntakeController
from advisor_app.ui.knowledge.view import KnowledgePage
from advisor_app.ui.main_window import MainWindow
from advisor_app.ui.page import TITLES
from advisor_app.ui.queue.view import QueuePage
from advisor_app.ui.summary.kinds import SUMMARY
from advisor_app.ui.summary.presenter import SummaryPresenter


class PageOpener:
    """One per window."""

    def __init__(
        self,
        window: MainWindow,
        queue: QueuePage,
        intake: IntakeController,
        cases: CasesPage,
        summary: SummaryPresenter,
        directory: DirectoryPage,
        knowledge: KnowledgePage,
    ) -> None:
        self._window, self._queue, self._intake, self._cases = window, queue, intake, cases
        self._summary, self._directory, self._knowledge = summary, directory, knowledge

    def calls(self) -> dict[str, Callable[[], object]]:
        """What the actions call that go somewhere."""
        return (
            {name: partial(self.go, name) for name in TITLES}
            | {f"paper_{one.key}": partial(self.show_paper, one.key) for one in self._summary.kinds}
            | {f"section_{page.value}": partial(self.show_section, page) for page in Page}
            | {
                "knowledge": partial(self.show_knowledge, "talk"),
                "look_up": partial(self.show_knowledge, "kinds"),
                "rules": partial(self.show_knowledge, "rules"),
                "import_case": self.choose_case_file,
                "decline": self.ask_why_declined,
                "conflict": self.go_to_conflict,
            }
        )

    def go(self, name: str) -> None:
        """Bring a page to the front; the paper that stands there is then the summary."""
        self._window.show_page(name)
        if name == "summary":
            self._summary.show(SUMMARY)

    def show_paper(self, key: str) -> None:
        """The paper of that key."""
        self._window.show_page("summary")
        self._summary.show(key)

    def show_section(self, page: Page) -> None:
        """A section of the intake, with the cursor in it."""
        self._intake.choose_section(page)
        self._intake.view.take_focus()

    def show_question(self, path: str) -> None:
        """The question at a path of the intake."""
        self.go("intake")
        self._intake.go_to(path)

    def go_to_conflict(self) -> None:
        """Statements that differ: those of this section, else those of the first that has any."""
        view = self._intake.view
        if view.focus_conflict():
            return
        progress = self._intake.presenter.picture().progress
        torn = next((page for page, far in progress.items() if far.conflict), None)
        if torn is not None:
            self._intake.choose_section(torn)
            view.focus_conflict()

    def show_knowledge(self, view: str) -> None:
        """The facts: `talk`, `kinds` or `rules`."""
        self.go("knowledge")
        self._knowledge.show_view(view)

    def look_up(self, name: str) -> None:
        """A kind of cancer among the facts."""
        self.show_knowledge("kinds")
        self._knowledge.kinds.search.setText(name)

    def show_person(self, person_id: str) -> None:
        """A specialist in the directory."""
        self.go("directory")
        self._directory.show_person(person_id)

    def choose_case_file(self) -> None:
        """Ask for a case file on the page that takes it in."""
        self.go("cases")
        self._cases.ask_for_case()

    def ask_why_declined(self) -> None:
        """Ask for the reason on the offer itself."""
        self.go("queue")
        self._queue.banner.ask_reason()
