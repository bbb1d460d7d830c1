"""Every control in every theme: it paints, and it has a name for a screen reader."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from advisor_app.ui.kit.bars import Bar, FitBars
from advisor_app.ui.kit.buttons import Button, KeyCap
from advisor_app.ui.kit.check_row import CheckRow
from advisor_app.ui.kit.chips import Chip, ChipState
from advisor_app.ui.kit.choice_box import ChoiceBox
from advisor_app.ui.kit.conflict import ConflictCard
from advisor_app.ui.kit.layouts import column, holder
from advisor_app.ui.kit.marks import Avatar, IconMark, Logo, Pill, ProvenanceMark, Ring, Share
from advisor_app.ui.kit.multi_line import MultiLineEdit
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.rail import RailItem, SectionItem
from advisor_app.ui.kit.search_field import SearchField
from advisor_app.ui.kit.segmented import Segmented
from advisor_app.ui.kit.strips import EmptyState, LoadingRows, Strip
from advisor_app.ui.theme import THEME_NAMES, apply_theme
from tests.ui.kit.controls import SWITCH, TWO

MAKERS: dict[str, Callable[[], QWidget]] = {
    "Button": lambda: Button("b", "Accept call", "primary", icon="phone", key="F2", tip="why"),
    "KeyCap": lambda: KeyCap("Ctrl K"),
    "Pill": lambda: Pill("Urgent", "urgent", "urgent"),
    "ghost Pill": lambda: Pill("Asked", "ghost"),
    "caller": lambda: ProvenanceMark("C"),
    "report": lambda: ProvenanceMark("R"),
    "document": lambda: ProvenanceMark("D"),
    "Chip": lambda: Chip("c", "drug", "FOLFIRINOX"),
    "kept Chip": lambda: Chip("c", "age", "62", ChipState.ACCEPTED),
    "dropped Chip": lambda: Chip("c", "sex", "male", ChipState.DROPPED),
    "FitBars": lambda: FitBars("f", (Bar(word="Kind", weight=38, given=20),)),
    "unknown": lambda: FitBars("f", (Bar(word="Stage", weight=9, given=0, unknown=True),)),
    "Segmented": lambda: Segmented("s", SWITCH, words="Panel"),
    "filling": lambda: Segmented("s", SWITCH, words="Panel", fill=True, height=32),
    "Ring": lambda: Ring(14, 20),
    "Share": lambda: Share(3, 7, "Booking"),
    "whole Share": lambda: Share(7, 7, "Booking"),
    "Avatar": lambda: Avatar("MR", "M. Ruiz"),
    "IconMark": lambda: IconMark("phone", words="call"),
    "Logo": Logo,
    "RailItem": lambda: RailItem("r", "queue", "Queue", badge="12"),
    "SectionItem": lambda: SectionItem("s", "5", "Diagnosis"),
    "OneLineEdit": lambda: OneLineEdit("e", "What was found?"),
    "MultiLineEdit": lambda: MultiLineEdit("e", "Why?"),
    "ChoiceBox": lambda: ChoiceBox("e", "State", (("NJ", "New Jersey"),)),
    "CheckRow": lambda: CheckRow("e", "Nurse told", key="5"),
    "SearchField": lambda: SearchField("e", "Filter"),
    "Strip": lambda: Strip("s", "warning", "Server away", verb="Details"),
    "EmptyState": lambda: EmptyState("e", "phone", "No one is waiting", "It rings by itself"),
    "LoadingRows": lambda: LoadingRows("l", (18, 48), words="Searching"),
    "ConflictCard": lambda: ConflictCard("c", "Stage", TWO),
}


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("name", MAKERS)
def test_every_control_paints_in_every_theme(
    name: str, theme: str, dressed: QApplication, qtbot: QtBot
) -> None:
    apply_theme(dressed, theme)
    widget = MAKERS[name]()
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint())
    assert not widget.grab().isNull()
    widget.setEnabled(False)
    assert not widget.grab().isNull()


@pytest.mark.parametrize("name", MAKERS)
def test_every_control_has_a_name_for_a_screen_reader(name: str, qtbot: QtBot) -> None:
    widget = MAKERS[name]()
    qtbot.addWidget(widget)
    told = QAccessible.queryAccessibleInterface(widget)
    assert told.text(QAccessible.Text.Name)


def test_the_theme_changes_under_living_controls_and_dead_ones(
    dressed: QApplication, qtbot: QtBot
) -> None:
    living = holder(column(*(make() for make in MAKERS.values())))
    qtbot.addWidget(living)
    living.show()
    dead = holder(column(*(make() for make in MAKERS.values())))
    dead.deleteLater()
    qtbot.wait(1)
    before = living.grab().toImage()
    apply_theme(dressed, "dark")
    dark = living.grab().toImage()
    apply_theme(dressed, "light")
    assert dark != before
    assert living.grab().toImage() == before
