"""Places of the rail, strips, empty and loading places, and the cards that lie over a window."""

from collections.abc import Callable
from gc import get_referrers

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import SelectedCard, frame, hline, set_surface, vline
from advisor_app.ui.kit.layouts import column, empty, holder, row, scrolled
from advisor_app.ui.kit.marks import Dot
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.kit.rail import RailItem, SectionItem, SectionState
from advisor_app.ui.kit.strips import EmptyState, LoadingRows, Strip
from tests.ui.kit.controls import LEFT


def test_a_press_alone_does_not_change_the_page(qtbot: QtBot) -> None:
    item = RailItem("r", "queue", "Queue")
    pressed: list[int] = []
    qtbot.addWidget(item)
    item.clicked.connect(lambda: pressed.append(1))
    QTest.keyClick(item, Qt.Key.Key_Return)
    assert pressed == [1]
    assert not item.isChecked()
    item.set_badge("12")
    assert item.accessibleName() == "Queue, 12"


def test_a_section_says_how_far_it_is(qtbot: QtBot) -> None:
    item = SectionItem("s", "5", "Diagnosis")
    qtbot.addWidget(item)
    item.show_state(SectionState.OPEN, 4)
    assert item.accessibleName() == "Diagnosis, 4 to ask"
    for state in SectionState:
        item.show_state(state)
        item.setChecked(state is SectionState.DONE)
        assert not item.grab().isNull()


def test_a_strip_and_its_verb(qtbot: QtBot) -> None:
    strip = Strip("s", "urgent", "Not saved")
    pressed: list[int] = []
    qtbot.addWidget(strip)
    strip.pressed.connect(lambda: pressed.append(1))
    assert not strip.button.isVisibleTo(strip)
    strip.show_words("Not saved: disk full", "Try again")
    assert strip.button.isVisibleTo(strip)
    strip.button.click()
    assert pressed == [1]
    assert strip.sizeHint().height() == 44


def test_loading_shows_nothing_at_first_and_can_be_stopped(qtbot: QtBot) -> None:
    loading = LoadingRows("l", (18, 48, 180), words="Searching")
    told: list[object] = []
    qtbot.addWidget(loading)
    loading.stopped.connect(lambda: told.append(1))
    loading.begin()
    assert not loading.button.isVisibleTo(loading)
    loading.show_now()
    assert loading.button.isVisibleTo(loading)
    loading.button.click()
    loading.end()
    assert told == [1]
    assert not loading.button.isVisibleTo(loading)


def test_an_empty_place_offers_one_verb(qtbot: QtBot) -> None:
    place = EmptyState("e", "phone", "No one waits", "It rings", verb="Import")
    told: list[object] = []
    qtbot.addWidget(place)
    place.pressed.connect(lambda: told.append(1))
    place.button.click()
    assert told == [1]


def test_an_overlay_keeps_the_focus_and_gives_it_back(
    shown: Callable[[QWidget], QWidget],
) -> None:
    behind = Button("behind", "Behind")
    window = shown(holder(column(behind)))
    window.resize(900, 700)
    behind.setFocus()
    over = Overlay("palette", window, width=640, top=96, words="Find or do")
    line, button = OneLineEdit("line", "Find"), Button("go", "Go")
    over.card.setLayout(column(line, button))
    told: list[str] = []
    over.dismissed.connect(lambda: told.append("aside"))
    over.open(line)
    assert over.is_open
    assert line.hasFocus()
    assert over.card.geometry().top() == 96
    assert over.card.width() == 640
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert button.hasFocus()
    QTest.keyClick(button, Qt.Key.Key_Tab)
    assert line.hasFocus()
    QTest.keyClick(line, Qt.Key.Key_Backtab)
    assert button.hasFocus()
    QTest.keyClick(button, Qt.Key.Key_Escape)
    assert told == ["aside"]
    assert not over.isVisible()
    assert behind.hasFocus()


def test_an_open_overlay_takes_the_focus_back_from_what_lies_under_it(
    shown: Callable[[QWidget], QWidget],
) -> None:
    behind = Button("behind", "Behind")
    window = shown(holder(column(behind)))
    window.resize(900, 700)
    over = Overlay("card", window, width=640)
    line = OneLineEdit("line", "Find")
    over.card.setLayout(column(line))
    over.open(line)
    behind.setFocus()
    assert line.hasFocus()
    over.put_aside()
    behind.setFocus()
    assert behind.hasFocus()


def test_an_open_card_keeps_nothing_of_what_lies_beneath_it(
    shown: Callable[[QWidget], QWidget],
) -> None:
    sheet = Strip("sheet", "info", "A page")
    behind = Button("behind", "Behind")
    window = shown(holder(column(behind, sheet)))
    over = Overlay("card", window, width=640)
    over.card.setLayout(column(OneLineEdit("line", "Find")))
    over.open()
    assert behind not in get_referrers(sheet)


def test_an_overlay_with_nothing_to_press_is_put_aside_all_the_same(
    shown: Callable[[QWidget], QWidget],
) -> None:
    window = shown(QWidget())
    window.resize(600, 400)
    over = Overlay("sheet", window, width=300)
    over.card.setLayout(column(QLabel("x")))
    over.open()
    focused = QApplication.focusWidget()
    assert focused is over
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert not over.isVisible()


def test_an_overlay_follows_its_window(shown: Callable[[QWidget], QWidget]) -> None:
    window = shown(QWidget())
    window.resize(900, 700)
    over = Overlay("card", window, width=760, click_outside=True)
    over.card.setLayout(column(QLabel("x")))
    over.open()
    window.resize(1000, 800)
    assert over.size() == window.size()
    assert abs(over.card.geometry().center().x() - 500) <= 1
    QTest.mouseClick(over, LEFT, pos=over.card.geometry().center())
    seen = [over.is_open]
    QTest.mouseClick(over, LEFT, pos=QPoint(5, 5))
    seen.append(over.is_open)
    assert seen == [True, False]


def test_a_chosen_card_looks_so(qtbot: QtBot) -> None:
    looks = []
    for selected in (False, True):
        card = SelectedCard("c", column(QLabel("Dr")), selected=selected)
        qtbot.addWidget(card)
        card.resize(120, 60)
        looks.append(card.grab().toImage())
    assert looks[0] != looks[1]


def test_frames_rules_and_scrolled_places(qtbot: QtBot) -> None:
    card = frame("card", column(hline(), row(vline(20), Dot("ok"))), name="x", width=200)
    area = scrolled(card, name="area")
    qtbot.addWidget(area)
    assert card.width() == 200
    assert not card.autoFillBackground()
    assert not area.viewport().autoFillBackground()
    set_surface(card, "warningTint")
    assert card.property("surface") == "warningTint"
    layout = card.layout()
    assert layout is not None
    empty(layout)
    assert layout.count() == 0


def test_a_card_is_put_aside_though_what_had_the_focus_is_gone(
    shown: Callable[[QWidget], QWidget],
) -> None:
    first = Button("first", "Call")
    window = shown(holder(column(first)))
    over = Overlay("over", window, width=200)
    over.card.setLayout(column(Button("second", "Finish")))
    first.setFocus()
    over.open()
    delete(first)
    over.put_aside()
    assert not over.is_open
