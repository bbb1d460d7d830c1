"""News for a screen reader of a place that does not take the focus."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say `text`, as news of this widget."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
