"""Reads what the admin page shows, and keeps the settings of the centre."""

from typing import Final

from PySide6.QtCore import QObject

from advisor_app.domain.people import Role
from advisor_app.services.audit import RECENT
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.failures import ServiceFailure
from advisor_app.ui.admin.picture import MAY_CHANGE, AdminPicture
from advisor_app.ui.admin.rules import RuleTable
from advisor_app.ui.admin.view import AdminPage
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs

TRAIL_LINES: Final = 50


class AdminPresenter(QObject):
    """Between the services and the page; it reads when the page comes to the front."""

    def __init__(self, console: Console, page: AdminPage, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._console, self._page, self._jobs = console, page, jobs
        page.came.connect(self.refresh)
        page.settings_saved.connect(self.save)

    def refresh(self) -> None:
        """Read everything once."""
        self._jobs.read(self, self._read, self._page.show_admin, self._failed, key="admin")

    def save(self, settings: CentreSettings) -> None:
        """Keep the settings of the centre."""
        act, centre = self._console.act("settings of the centre"), self._console.centre
        self._jobs.write(
            self,
            lambda: centre.change(act, settings),
            lambda _nothing: self._page.show_settings_saved(settings),
            self._failed,
        )

    def _read(self) -> AdminPicture:
        console, act = self._console, self._console.act()
        verdict = console.audit.verify(act, RECENT)
        newest = console.audit.entries(act, max(0, verdict.rows - TRAIL_LINES), 2 * TRAIL_LINES)
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
            accounts=tuple(console.accounts.list(include_disabled=True)),
            trail=tuple(reversed(newest[-TRAIL_LINES:])),
            verdict=verdict,
        )

    def _failed(self, failure: Exception) -> None:
        known = isinstance(failure, ServiceFailure)
        self._page.show_trouble(str(failure) if known else "This cannot be read or kept now.")
        if not known:
            self._jobs.broke.emit(failure)
