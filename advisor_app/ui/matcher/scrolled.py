"""A column of widgets that scrolls on its own, as every tab of the right panel is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from advisor_app.ui.kit.layouts import TallArea, column, holder


class ScrolledColumn(TallArea):
    """Widgets one under the other; cleared and filled again as the case changes."""

    def __init__(self, object_name: str, spacing: int = 8) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = column(None, margins=(16, 0, 14, 12), gap=spacing)
        inner = holder(self._column)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def add(self, widget: QWidget) -> None:
        """One more widget at the end."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def put_below(self, above: QWidget, widget: QWidget) -> None:
        """Let a widget stand right under another one, wherever it stood before."""
        self._column.removeWidget(widget)
        self._column.insertWidget(self._column.indexOf(above) + 1, widget)
        widget.show()

    def settle(self) -> None:
        """Lay everything out at once, so that a place to scroll to is known."""
        self._column.activate()
        self.fit()

    def clear(self) -> None:
        """Take everything out."""
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
