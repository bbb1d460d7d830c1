"""What came in with a case file, and what of it was not known."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.report_card import ReportCard
from advisor_app.ui.wording import counted, phrase


class CaseImportReport(ReportCard):
    """Shown after every import; `opened(number)` wants the first of the new cases."""

    opened = Signal(str)

    def __init__(self, window: QWidget) -> None:
        self._open = Button("importOpen", phrase("Open case"), "primary", icon="cases")
        super().__init__("caseImport", window, phrase("Import a case"), self._open)
        self._number = ""
        self._open.clicked.connect(self._open_first)

    def show_taken(self, numbers: Sequence[str], not_known: Sequence[str]) -> None:
        """The numbers given, and each thing in the file that nobody here reads."""
        self._number = numbers[0]
        self._open.setVisible(True)
        shown = ", ".join(numbers[:3]) + (" ..." if len(numbers) > 3 else "")
        left = (
            counted(
                "{count} thing in the file is not known here and was left out. It is no part of "
                "the case: ask, or read it in the file.",
                "{count} things in the file are not known here and were left out. They are no "
                "part of the case: ask, or read them in the file.",
                len(not_known),
            )
            if not_known
            else phrase("Everything in the file is known here.")
        )
        self.show_lines(
            counted("{count} case came in: {shown}", "{count} cases came in: {shown}",
                    len(numbers), shown=shown),
            phrase("All of it is marked as imported and not verified. {left}", left=left),
            not_known,
            icon="ok",
            role="okInk",
            sign="info ink3",
        )  # fmt: skip

    def show_mistakes(self, mistakes: Sequence[str]) -> None:
        """Why nothing of the file was taken."""
        self._number = ""
        self._open.setVisible(False)
        self.show_lines(
            phrase("The case was not taken"),
            phrase("Nothing was changed. Mend the file and import again."),
            mistakes,
            icon="warning",
            role="warningInk",
            sign="close urgentInk",
        )

    def _open_first(self) -> None:
        self.put_aside()
        self.opened.emit(self._number)
