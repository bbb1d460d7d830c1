"""One figure as a tile."""

from typing import Final

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from advisor_app.ui.board.picture import TileShown
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.text import ElidedLabel, set_role

HEIGHT: Final = 84
_LEVELS: Final = {
    "ok": ("ok", "okInk", "on goal"),
    "warning": ("warning", "warningInk", "below goal"),
    "urgent": ("urgent", "urgentInk", "far off goal"),
}


class FigureTile(QWidget):
    """A name, a figure, what it is measured by; an icon says how it stands."""

    def __init__(self, shown: TileShown) -> None:
        super().__init__()
        self.setObjectName(f"tile_{shown.key}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title = ElidedLabel(shown.title, "subm", "ink2")
        self._mark = IconMark("", 16)
        self._value = ElidedLabel("", "num", "ink")
        self._sub = ElidedLabel("", "sub", "ink3")
        head = row((self._title, 1), self._mark, gap=4)
        inner = column(head, self._value, self._sub, None, margins=(14, 9, 12, 8), gap=1)
        whole: QVBoxLayout = column(frame("card", inner, height=HEIGHT))
        self.setLayout(whole)
        self.show_tile(shown)

    def show_tile(self, shown: TileShown) -> None:
        """Show a figure."""
        icon, role, words = _LEVELS.get(shown.level, ("", "ink", ""))
        self._value.setText(shown.value)
        set_role(self._value, role)
        self._sub.setText(shown.sub)
        self._mark.setVisible(bool(icon))
        self._mark.show_icon(icon, role)
        self.setAccessibleName(": ".join(part for part in (shown.title, shown.value) if part))
        self.setAccessibleDescription(", ".join(part for part in (shown.sub, words) if part))
