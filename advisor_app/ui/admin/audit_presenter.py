"""Looks through the audit for its page, checks its chain, and writes what was found to a file."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.text import as_cell
from advisor_app.services.audit import RECENT
from advisor_app.services.records import AuditEntry, AuditQuestion, AuditVerdict
from advisor_app.ui.admin.part import AdminPart
from advisor_app.ui.admin.view import AdminPage
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.wording import phrase

SHOWN: Final = 500
WRITTEN: Final = 100_000
COLUMNS: Final = (
    "seq", "at", "actor", "role", "workstation", "action", "entity", "entity_id", "purpose",
    "reason", "outcome", "detail",
)  # fmt: skip


class AuditPresenter(AdminPart):
    """Between the audit and its view."""

    view = "audit"

    def __init__(self, console: Console, page: AdminPage, jobs: Jobs) -> None:
        super().__init__(console, page, jobs, page)
        page.audit.asked.connect(self.look)
        page.audit.check_wanted.connect(self.check)
        page.audit.export_wanted.connect(self.ask_export)

    def refresh(self) -> None:
        """Look again for what the fields say, and check the newest rows."""
        self._check(RECENT)
        self._page.audit.ask()

    def look(self, question: AuditQuestion) -> None:
        """Show the newest rows that the question asks for."""
        audit, act = self._console.audit, self._console.act("the audit is looked through")
        self._read(
            lambda: audit.find(act, question, SHOWN),
            lambda found: self._page.audit.show_trail(found, SHOWN),
        )

    def check(self) -> None:
        """Check every row."""
        self._check(None)

    def ask_export(self) -> None:
        """Ask where the rows go."""
        question = self._page.audit.question()
        if question is None:
            self._page.audit.ask()
            return
        name = f"audit-{self._console.clock.now().astimezone(EASTERN):%Y-%m-%d-%H%M}.csv"
        dialog = QFileDialog(self._page, phrase("Export the audit"), name, phrase("Audit (*.csv)"))
        dialog.setObjectName("auditExportDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: self.export(path, question))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export(self, path: str, question: AuditQuestion) -> None:
        """Write the rows that the question asks for, whole or not at all."""
        console, act = self._console, self._console.act("the audit is exported")

        def work() -> int:
            found = console.audit.find(act, question, WRITTEN, to_file=True)
            console.papers.write(path, audit_csv(found).encode())
            return len(found)

        self._write(
            work,
            lambda count: self.say(
                phrase("{count} rows are in {Path}", count=count, Path=Path(path).name)
            ),
        )

    def _check(self, last: int | None) -> None:
        audit, act = self._console.audit, self._console.act("the audit is checked")
        self._jobs.read(
            self,
            lambda: audit.verify(act, last),
            self._show_verdict,
            self._failed,
            key="check",
            words=phrase("The rows of the audit are checked"),
        )

    def _show_verdict(self, verdict: AuditVerdict) -> None:
        self._page.audit.show_verdict(verdict)
        if not verdict.sound:
            self._page.show_trouble(
                phrase(
                    "The audit is broken at row {first_bad}: {why}",
                    first_bad=verdict.first_bad,
                    why=verdict.why,
                )
            )


def audit_csv(entries: Iterable[AuditEntry]) -> str:
    """The rows, oldest first, as a table of a spreadsheet program; no cell is a formula."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n")
    write.writerow(COLUMNS)
    for one in sorted(entries, key=lambda entry: entry.seq):
        told = [getattr(one, name) for name in COLUMNS[2:]]
        write.writerow([one.seq, one.at.isoformat(), *map(as_cell, told)])
    return out.getvalue()
