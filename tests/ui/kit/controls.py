"""Controls as the tests of the kit show them."""

from PySide6.QtCore import Qt

from advisor_app.ui.kit.conflict import StatementShown
from advisor_app.ui.kit.segmented import Segment

LEFT = Qt.MouseButton.LeftButton
TWO = (
    StatementShown(words="“stage two”", code="C", source="caller"),
    StatementShown(words="“stage IV”", code="R", source="report"),
)


SWITCH = (
    Segment(key="match", word="Match"),
    Segment(key="say", word="Say", enabled=False),
    Segment(key="ask", word="Ask", badge="3"),
)
