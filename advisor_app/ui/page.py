"""The pages of the rail, and what the main window asks of each so that it only has to place it."""

from dataclasses import dataclass
from typing import ClassVar, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor_app.ui.wording import later

TITLES: Final = {
    "queue": later("Queue"),
    "intake": later("Intake"),
    "mywork": later("My work"),
    "cases": later("Cases"),
    "summary": later("Summary"),
    "board": later("Board"),
    "directory": later("Directory"),
    "knowledge": later("Facts"),
    "admin": later("Admin"),
}
"""The rail from top to bottom; each page has the icon of its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrimaryAction:
    """The one primary button of a page: the name of an action row, or nothing to press."""

    action: str
    text: str = ""
    enabled: bool = True
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLine:
    """What the status line says: an icon, its colour role, the words, and chips to press."""

    text: str
    icon: str = ""
    role: str = "ink2"
    chips: tuple[tuple[str, str], ...] = ()
    chip_note: str = ""


class WorkPage(QWidget):
    """One page of the rail. Passive: it is shown values and it emits what the user does.

    `side` is the widget of the right panel (or None), of the width that the window gives it.
    """

    page_name: ClassVar[str] = ""
    side_width: ClassVar[tuple[int, int]] = (368, 304)

    primary_changed = Signal(object)
    second_changed = Signal(object)
    status_changed = Signal(object)
    chip_pressed = Signal(str)

    side: QWidget | None = None

    def on_show(self) -> None:
        """The page has come to the front: put the focus where work begins."""

    def set_narrow(self, narrow: bool) -> None:
        """The window is narrower than 1180 px: give way as the measures say."""
