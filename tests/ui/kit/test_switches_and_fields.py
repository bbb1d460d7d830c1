"""Switches and fields: they tell of the user only, and are silent when shown values."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from advisor_app.ui.kit.check_row import CheckRow
from advisor_app.ui.kit.choice_box import ChoiceBox
from advisor_app.ui.kit.layouts import column, holder
from advisor_app.ui.kit.multi_line import MultiLineEdit
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.search_field import SearchField
from advisor_app.ui.kit.segmented import Segment, Segmented
from tests.ui.kit.controls import LEFT, SWITCH


def test_a_switch_tells_only_of_the_user(qtbot: QtBot) -> None:
    switch = Segmented("s", SWITCH, words="Panel")
    told: list[object] = []
    qtbot.addWidget(switch)
    switch.changed.connect(told.append)
    switch.resize(switch.sizeHint())
    switch.show()
    switch.show_key("ask")
    switch.show_index(0)
    assert told == []
    QTest.keyClick(switch, Qt.Key.Key_Right)
    assert told == [2]
    assert switch.key() == "ask"
    QTest.mouseClick(switch, LEFT, pos=switch.tabRect(0).center())
    QTest.mouseClick(switch, LEFT, pos=switch.tabRect(1).center())
    assert told == [2, 0]


def test_a_switch_keeps_its_choice_when_its_words_change(qtbot: QtBot) -> None:
    switch = Segmented("s", SWITCH, words="Panel")
    told: list[object] = []
    qtbot.addWidget(switch)
    switch.changed.connect(told.append)
    switch.show_key("ask")
    switch.set_segments((SWITCH[0], Segment(key="ask", word="Ask next", badge="12")))
    assert switch.key() == "ask"
    assert switch.count() == 2
    switch.set_segments((SWITCH[0],))
    assert switch.key() == "match"
    assert told == []


def test_a_filling_switch_fills_whatever_width_it_is_given(
    shown: Callable[[QWidget], QWidget],
) -> None:
    switch = Segmented("s", SWITCH, words="Panel", fill=True, height=32)
    shown(switch)
    for width in (336, 272, 400):
        switch.resize(width, 32)
        assert switch.tabRect(switch.count() - 1).right() == width - 1
        assert switch.tabRect(0).height() == 32


def test_a_switch_is_a_list_of_page_tabs(qtbot: QtBot) -> None:
    switch = Segmented("s", SWITCH, words="Panel")
    qtbot.addWidget(switch)
    told = QAccessible.queryAccessibleInterface(switch)
    assert told.role() == QAccessible.Role.PageTabList
    assert switch.accessibleName() == "Panel"
    assert told.child(0).role() == QAccessible.Role.PageTab


def test_a_line_tells_only_of_typing(shown: Callable[[QWidget], QWidget]) -> None:
    line = OneLineEdit("e", "Found?")
    told: list[object] = []
    line.edited.connect(told.append)
    shown(line)
    line.show_text("MAY")
    QTest.keyClicks(line, "x")
    assert told == ["xMAY"] or told == ["MAYx"]


def test_leaving_a_field_is_told(shown: Callable[[QWidget], QWidget]) -> None:
    first, second = OneLineEdit("a", "A"), MultiLineEdit("b", "B")
    told: list[str] = []
    first.left.connect(lambda: told.append("first"))
    second.left.connect(lambda: told.append("second"))
    window = shown(holder(column(first, second)))
    assert window.isActiveWindow()
    first.setFocus()
    second.setFocus()
    first.setFocus()
    assert told == ["first", "second"]


def test_several_lines_grow_from_two_to_six(shown: Callable[[QWidget], QWidget]) -> None:
    field = MultiLineEdit("e", "Why?")
    told: list[object] = []
    field.edited.connect(told.append)
    shown(field)
    heights = []
    for count in (1, 2, 4, 6, 9):
        field.show_text("\n".join("x" * count))
        heights.append(field.height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]
    assert told == []
    QTest.keyClicks(field, "y")
    assert len(told) == 1


def test_tab_leaves_a_field_of_several_lines(shown: Callable[[QWidget], QWidget]) -> None:
    first, second = MultiLineEdit("a", "A"), OneLineEdit("b", "B")
    window = shown(holder(column(first, second)))
    assert window.isActiveWindow()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert first.text() == ""


def test_a_choice_tells_only_of_choosing_and_ignores_the_wheel(
    shown: Callable[[QWidget], QWidget],
) -> None:
    choice = ChoiceBox("e", "State", (("NJ", "New Jersey"), ("NY", "New York")))
    told: list[str] = []
    choice.chosen.connect(told.append)
    shown(choice)
    choice.show_key("NY")
    assert choice.key() == "NY"
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, wheel)
    assert choice.key() == "NY"
    QTest.keyClick(choice, Qt.Key.Key_Up)
    assert told == ["NJ"]
    choice.set_choices((("NJ", "NJ"), ("FL", "Florida")))
    assert choice.key() == "NJ"
    choice.show_key("")
    assert choice.key() == ""
    assert told == ["NJ"]


def test_a_box_is_ticked_by_keys_and_pointer(qtbot: QtBot) -> None:
    box = CheckRow("e", "Nurse told", key="5")
    told: list[object] = []
    qtbot.addWidget(box)
    box.resize(300, 24)
    box.ticked.connect(told.append)
    box.show_ticked(True)
    QTest.keyClick(box, Qt.Key.Key_Space)
    QTest.mouseClick(box, LEFT, pos=QPoint(200, 12))
    assert told == [False, True]


def test_escape_empties_a_search(qtbot: QtBot) -> None:
    field = SearchField("e", "Filter")
    told: list[object] = []
    qtbot.addWidget(field)
    field.edited.connect(told.append)
    QTest.keyClicks(field, "net")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert told == ["n", "ne", "net", ""]


def test_a_step_to_tick_is_read_whole_on_two_lines(shown: Callable[[QWidget], QWidget]) -> None:
    tick = CheckRow("t", "Where is the patient right now? Town and state", key="1")
    shown(tick)
    tick.setFixedWidth(420)
    QApplication.processEvents()
    one_line = tick.height()
    tick.setFixedWidth(260)
    QApplication.processEvents()
    assert tick.height() > one_line
