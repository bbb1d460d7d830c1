"""Buttons, chips, marks and bars: worked by keys and pointer, read without colour."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from advisor_app.ui.kit.bars import Bar, FitBars
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.chips import Chip, ChipState
from advisor_app.ui.kit.layouts import FlowLayout, holder
from advisor_app.ui.kit.marks import ProvenanceMark
from tests.ui.kit.controls import LEFT


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_keys(key: Qt.Key, qtbot: QtBot) -> None:
    button = Button("b", "Hold")
    pressed: list[int] = []
    qtbot.addWidget(button)
    button.clicked.connect(lambda: pressed.append(1))
    QTest.keyClick(button, key)
    button.setEnabled(False)
    button.click()
    assert pressed == [1]


def test_an_ampersand_on_a_button_is_no_shortcut(qtbot: QtBot) -> None:
    button = Button("b", "Call Smith & Sons")
    qtbot.addWidget(button)
    assert button.shortcut().isEmpty()
    assert button.words == "Call Smith & Sons"
    told = QAccessible.queryAccessibleInterface(button)
    assert told.text(QAccessible.Text.Name) == "Call Smith & Sons"


def test_a_compact_button_keeps_icon_and_key(qtbot: QtBot) -> None:
    button = Button("b", "Find or do", icon="search", key="Ctrl K")
    qtbot.addWidget(button)
    wide = button.sizeHint().width()
    button.set_compact(True)
    assert button.sizeHint().width() < wide
    assert "Find or do" in button.toolTip()
    assert button.accessibleName() == "Find or do"
    plain = Button("p", "Decline")
    qtbot.addWidget(plain)
    before = plain.sizeHint()
    plain.set_compact(True)
    assert plain.sizeHint() == before


def test_a_button_of_an_icon_alone_says_its_tip(qtbot: QtBot) -> None:
    button = Button("b", "", icon="close", tip="Remove this doctor")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Remove this doctor"


def test_a_document_makes_a_mark_verified(qtbot: QtBot) -> None:
    mark = ProvenanceMark("C", "her daughter")
    qtbot.addWidget(mark)
    told = [(mark.verified, mark.accessibleName())]
    mark.show_source("D")
    told.append((mark.verified, mark.accessibleName()))
    assert told == [(False, "her daughter, unverified"), (True, "document seen, verified")]


def test_a_chip_is_kept_and_dropped_by_keys_and_marks(qtbot: QtBot) -> None:
    chip = Chip("c", "drug", "FOLFIRINOX")
    told: list[object] = []
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    chip.kept.connect(lambda: told.append("kept"))
    chip.dropped.connect(lambda: told.append("dropped"))
    QTest.keyClick(chip, Qt.Key.Key_Return)
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    QTest.mouseClick(chip, LEFT, pos=QPoint(chip.width() - 12, 13))
    QTest.mouseClick(chip, LEFT, pos=QPoint(20, 13))
    assert told == ["kept", "dropped", "dropped", "kept"]
    assert chip.state is ChipState.PROPOSED
    chip.set_state(ChipState.ACCEPTED)
    QTest.keyClick(chip, Qt.Key.Key_Return)
    assert len(told) == 4


def test_chips_flow_into_lines_and_hidden_ones_take_no_room(qtbot: QtBot) -> None:
    flow = FlowLayout()
    chips = [Chip(f"c{number}", "drug", "FOLFIRINOX") for number in range(6)]
    for chip in chips:
        flow.addWidget(chip)
    place = holder(flow)
    qtbot.addWidget(place)
    wide = chips[0].sizeHint().width()
    assert flow.heightForWidth(wide * 6 + 30) == 26
    assert flow.heightForWidth(wide * 3 + 12) == 26 * 2 + 6
    for chip in chips[3:]:
        chip.hide()
    place.resize(wide * 3 + 12, 100)
    assert flow.heightForWidth(wide * 3 + 12) == 26
    assert flow.sizeHint().width() == 3 * wide + 12


def test_bars_say_what_each_criterion_gave(qtbot: QtBot) -> None:
    bars = FitBars(
        "f",
        (
            Bar(word="Kind", weight=38, given=30),
            Bar(word="Stage", weight=24, given=0, unknown=True),
            Bar(word="Off", weight=0, given=0),
        ),
    )
    qtbot.addWidget(bars)
    assert bars.accessibleName() == "Kind: 30 of 38, Stage: not known, up to 24"
    bars.set_words(False)
    assert bars.sizeHint().height() == 8
    bars.show_bars(())
    assert not bars.grab().isNull()


def test_an_unknown_bar_looks_unlike_an_empty_one(qtbot: QtBot) -> None:
    def picture(unknown: bool) -> object:
        bars = FitBars("f", (Bar(word="", weight=1, given=0, unknown=unknown),))
        qtbot.addWidget(bars)
        bars.resize(100, 24)
        return bars.grab().toImage()

    assert picture(True) != picture(False)
