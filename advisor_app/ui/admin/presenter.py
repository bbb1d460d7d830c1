"""Reads the centre for the admin page, and keeps its settings; the other views have their own."""

from advisor_app.domain.people import Role
from advisor_app.services.centre_values import CentreSettings
from advisor_app.ui.admin.accounts_presenter import AccountsPresenter
from advisor_app.ui.admin.audit_presenter import AuditPresenter
from advisor_app.ui.admin.glass_presenter import ReviewPresenter
from advisor_app.ui.admin.part import AdminPart
from advisor_app.ui.admin.picture import MAY_CHANGE, AdminPicture
from advisor_app.ui.admin.rules import RuleTable
from advisor_app.ui.admin.view import AdminPage
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs


class AdminPresenter(AdminPart):
    """Between the services and the page; each view is read when it comes to the front."""

    view = "centre"

    def __init__(self, console: Console, page: AdminPage, jobs: Jobs) -> None:
        super().__init__(console, page, jobs, page)
        self.accounts = AccountsPresenter(console, page, jobs)
        self.audit = AuditPresenter(console, page, jobs)
        self.reviews = ReviewPresenter(console, page, jobs)
        page.settings_saved.connect(self.save)

    def refresh(self) -> None:
        """Read the settings and the tables in force."""
        self._read(self._look, self._page.show_admin)

    def save(self, settings: CentreSettings) -> None:
        """Keep the settings of the centre."""
        act, centre = self._console.act("settings of the centre"), self._console.centre
        self._write(
            lambda: centre.change(act, settings),
            lambda _nothing: self._page.show_settings_saved(settings),
        )

    def _came(self, view: str) -> None:
        super()._came(view)
        if view == "about":
            self._page.about.show_licences()

    def _look(self) -> AdminPicture:
        console, act = self._console, self._console.act()
        return AdminPicture(
            settings=console.centre.settings(act),
            may_change=console.demonstration or Role(act.session.role) in MAY_CHANGE,
            rules=tuple(
                RuleTable(
                    file=one.file,
                    version=one.header.version,
                    source=one.header.source,
                    approved_by=one.header.approved_by,
                    approved_on=one.header.approved_on,
                )
                for one in console.tables.all(act)
            ),
            rules_version=console.knowledge.version,
        )
