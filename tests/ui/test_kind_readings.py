"""The readings of words for a cancer: a person picks one by key, nothing picks itself."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QWidget

from advisor_app.ui.intake.kind_readings import KindReadings
from tests.advisor import Advisor, advisor_at_work

KIND = "dx.rows/1/kind"


@pytest.fixture(scope="module")
def desk(dressed: QApplication) -> Iterator[Advisor]:
    with advisor_at_work(dressed) as advisor:
        yield advisor


def typed(desk: Advisor, words: str) -> tuple[QWidget, KindReadings]:
    desk.hands.opens_new_case()
    line = desk.hands.types_kind(words)
    shown = desk.window.window.findChildren(KindReadings)
    return line, next(one for one in shown if one.isVisible())


def beside(readings: KindReadings) -> list[QFrame]:
    inner = readings.findChild(QWidget, "typePopupNear")
    assert inner is not None
    return [
        one
        for one in inner.findChildren(QFrame)
        if one.objectName().startswith("typeReading") and one.isVisible()
    ]


def said(readings: KindReadings) -> str:
    how = readings.findChild(QLabel, "typePopupHow")
    assert how is not None
    return how.text()


@pytest.mark.parametrize("words", ["blood cancer", "islet cell", "yolk sac tumor", "lung cancer"])
def test_enter_takes_nothing_until_a_key_has_picked(desk: Advisor, words: str) -> None:
    line, readings = typed(desk, words)
    assert readings.picked is None
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.hands.settle()
    assert not desk.hands.intake.dx.rows or not desk.hands.intake.dx.rows[0].kind.known
    assert readings.isVisible()
    assert "Nothing is picked" in said(readings)


def test_readings_too_near_stand_side_by_side_with_path_and_hit(desk: Advisor) -> None:
    line, readings = typed(desk, "yolk sac tumor")
    cards = beside(readings)
    assert len(cards) == 2
    assert cards[0].y() == cards[1].y()
    assert "Too near to tell apart" in said(readings)
    names = [card.accessibleName() for card in cards]
    assert any("testis" in name for name in names)
    assert any("ovary" in name for name in names)
    assert all("hit" in name for name in names)
    QTest.keyClick(line, Qt.Key.Key_Down)
    first = readings.picked
    QTest.keyClick(line, Qt.Key.Key_Right)
    second = readings.picked
    assert first is not None
    assert second is not None
    assert first.kind != second.kind
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.hands.settle()
    assert desk.hands.intake.dx.rows[0].kind.value == second.kind


def test_what_is_told_clearly_stands_alone(desk: Advisor) -> None:
    _, readings = typed(desk, "islet cell")
    assert not beside(readings)
    assert "Too near" not in said(readings)


def test_escape_leaves_the_words_and_takes_nothing(desk: Advisor) -> None:
    line, readings = typed(desk, "blood cancer")
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not readings.isVisible()
    rows = desk.hands.intake.dx.rows
    assert not rows or not rows[0].kind.known
