"""Words stay words: no markup, no mnemonics, nothing lost when it is cut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from advisor_app.ui.text import ElidedLabel, plain_label, plain_tip, set_role, tip_text

TRICKS = [
    "<s>No known allergies</s>",
    "<html>",
    "<img src='x.png'>",
    "a<br>b",
    "&lt;b&gt;",
    "Smith & Sons",
    "PSA <4",
]


@pytest.mark.parametrize("words", TRICKS)
def test_a_label_shows_exactly_what_it_is_given(qtbot: QtBot, words: str) -> None:
    label = plain_label(words)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == words
    assert label.sizeHint().width() > 20


@pytest.mark.parametrize("words", TRICKS)
def test_a_tooltip_shows_exactly_what_it_is_given(words: str) -> None:
    shown = QTextDocument()
    shown.setHtml(tip_text(words))
    assert shown.toPlainText() == words


def test_a_tooltip_of_nothing_is_no_tooltip() -> None:
    assert tip_text("") == ""


def test_only_a_cut_label_has_a_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("<b>a long reason</b> that cannot fit")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.is_cut()
    assert "&lt;b&gt;" in label.toolTip()
    label.resize(600, 20)
    assert label.toolTip() == ""
    label.setText("a" * 200)
    assert label.toolTip() != ""


def test_a_cut_label_gives_way(qtbot: QtBot) -> None:
    label = ElidedLabel("a" * 300)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 40


def test_a_role_and_a_tip_can_change(qtbot: QtBot) -> None:
    label = plain_label("x")
    qtbot.addWidget(label)
    set_role(label, "urgentInk")
    assert label.property("role") == "urgentInk"
    plain_tip(label, "<i>")
    assert "&lt;i&gt;" in label.toolTip()
