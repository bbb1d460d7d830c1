"""What a control of our own is to a screen reader, which would take it for a plain widget."""

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLE: Final = "toldRole"
_installed: Final[list[bool]] = []


def tell_role(widget: QWidget, role: QAccessible.Role) -> None:
    """Let a screen reader call this widget a button, a list, a chart, ..."""
    widget.setProperty(_ROLE, role.value)
    if not _installed:
        QAccessible.installFactory(_told)
        _installed.append(True)


def _told(_class_name: str, told: QObject) -> QAccessibleInterface | None:
    role = told.property(_ROLE) if isinstance(told, QWidget) else None
    if not isinstance(told, QWidget) or not isinstance(role, int):
        return None
    return QAccessibleWidget(told, QAccessible.Role(role))
