"""Reads what is to be reviewed, and keeps what a supervisor or an auditor says of it."""

from advisor_app.ui.admin.part import AdminPart
from advisor_app.ui.admin.view import AdminPage
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.wording import phrase


class ReviewPresenter(AdminPart):
    """Between the broken glasses and their view."""

    view = "glass"

    def __init__(self, console: Console, page: AdminPage, jobs: Jobs) -> None:
        super().__init__(console, page, jobs, page)
        page.glass.reviewed.connect(self.review)

    def refresh(self) -> None:
        """Read what nobody looked at yet; who may not review sees an empty list, and why."""
        glass, act = self._console.glass, self._console.act("review of broken glass")
        self._page.glass.show_glasses(())
        self._read(lambda: glass.to_review(act), self._page.glass.show_glasses)

    def review(self, id_: int, finding: str) -> None:
        """Keep the finding."""
        glass, act = self._console.glass, self._console.act("review of broken glass")

        def kept(_nothing: None) -> None:
            self._page.glass.show_reviewed()
            self.refresh()
            self.say(phrase("The finding is kept"))

        self._write(lambda: glass.review(act, id_, finding), kept)
