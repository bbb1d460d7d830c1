"""The sheet of all keys: each line whole, however many there are."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from advisor_app.ui.kit.buttons import KeyCap
from tests.advisor import Advisor, advisor_at_work
from tests.ui.hands import child


@pytest.fixture
def desk(dressed: QApplication) -> Iterator[Advisor]:
    with advisor_at_work(dressed) as advisor:
        yield advisor


@pytest.mark.parametrize("size", [(1280, 800), (1024, 768)])
def test_no_line_is_squeezed_and_the_arrows_reach_the_last(
    desk: Advisor, size: tuple[int, int]
) -> None:
    window = desk.window
    window.window.resize(*size)
    desk.hands.does("keys")
    desk.hands.settle()
    sheet = window.key_sheet
    lines = [*sheet.findChildren(QLabel), *sheet.findChildren(KeyCap)]
    assert len(lines) > len(window.actions.rows)
    assert not [line for line in lines if line.height() < line.sizeHint().height()]
    assert not [line for line in lines if line.width() < line.sizeHint().width()]
    assert window.window.rect().contains(sheet.card.geometry())
    area = child(sheet, QScrollArea, "keyLines")
    assert window.window.focusWidget() is area
    content = area.widget()
    assert content is not None
    assert content.width() <= area.viewport().width()
    bar = area.verticalScrollBar()
    assert bar.maximum() > 0
    for _ in range(bar.maximum()):
        QTest.keyClick(area, Qt.Key.Key_Down)
    assert bar.value() == bar.maximum()
    sheet.put_aside()
