"""A card of the admin page: a title, a note, what stands right of them, and the content."""

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import Item, column, row
from advisor_app.ui.text import plain_label


def card(title: str, note: QLabel | None, content: QWidget, *beside: QWidget) -> QFrame:
    """The content fills the card; `beside` stands at the right end of the title."""
    items: list[Item] = [plain_label(title, "h2")]
    if note is not None:
        items.append(note)
    head = row(*items, None, *beside, margins=(16, 8, 12, 4))
    rows = row((content, 1), margins=(8, 0, 4, 0))
    return frame("card", column(head, (rows, 1), margins=(1, 1, 1, 8), gap=0))
