"""Asks which file is to be read; the window goes on meanwhile."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_file(
    page: QWidget, name: str, title: str, kinds: str, then: Callable[[str], object]
) -> None:
    """`then(path)` follows where a file of the `kinds`, as `Rosters (*.json)`, is chosen."""
    dialog = QFileDialog(page, title, "", kinds)
    dialog.setObjectName(name)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(then)
    dialog.open()
