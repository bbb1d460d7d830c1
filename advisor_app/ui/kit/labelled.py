"""A field below its name, for the cards and forms that are no intake."""

from PySide6.QtWidgets import QWidget

from advisor_app.ui.kit.layouts import column
from advisor_app.ui.text import plain_label


def labelled(words: str, field: QWidget) -> QWidget:
    """A field below its name."""
    held = QWidget()
    held.setLayout(column(plain_label(words, "subm", "ink2"), field, gap=2))
    return held
