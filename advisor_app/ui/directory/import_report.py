"""What was wrong with a roster file, row by row; nothing of it was taken."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from advisor_app.ui.kit.report_card import ReportCard
from advisor_app.ui.wording import phrase


class ImportReport(ReportCard):
    """Shown where a roster was refused."""

    def __init__(self, window: QWidget) -> None:
        super().__init__("importReport", window, phrase("The roster was not taken"))

    def show_mistakes(self, mistakes: Sequence[str]) -> None:
        """Each mistake with its row; nothing was changed."""
        count = (
            phrase("{count} mistakes", count=len(mistakes))
            if len(mistakes) > 1
            else phrase("One mistake")
        )
        self.show_lines(
            phrase("The roster was not taken"),
            phrase("{count}; nothing was changed. Mend the file and import again.", count=count),
            mistakes,
            icon="warning",
            role="warningInk",
            sign="close urgentInk",
        )
