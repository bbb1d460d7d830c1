"""The window as one thing: its keys, its names, the palette, its looks."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QWidget

from advisor_app.domain.questions import Page
from advisor_app.ui.actions import EVERYWHERE
from advisor_app.ui.theme import THEME_NAMES, theme
from tests.advisor import AGREED, Advisor, advisor_at_work, shown_text, value_at

PAGES: Final = (
    "queue", "intake", "mywork", "cases", "summary", "board", "directory", "knowledge", "admin",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(dressed: QApplication) -> Iterator[Advisor]:
    """One window, with a case of a named patient on the desk."""
    with advisor_at_work(dressed) as advisor:
        advisor.hands.opens_new_case()
        advisor.answers(AGREED)
        advisor.hands.settle()
        yield advisor


def test_no_key_does_two_things_in_one_place(desk: Advisor) -> None:
    keys: dict[str, list[str]] = {}
    for row in desk.window.actions.rows:
        key = QKeySequence(row.shortcut).toString()
        assert key, f"{row.name} has no key"
        keys.setdefault(row.context, []).append(key)
    everywhere = keys.pop(EVERYWHERE)
    assert not [key for key, times in Counter(everywhere).items() if times > 1]
    for context, own in keys.items():
        doubled = [key for key, times in Counter(own + everywhere).items() if times > 1]
        assert not doubled, context


@pytest.mark.parametrize("page", PAGES)
def test_whatever_takes_the_focus_has_a_name(desk: Advisor, page: str) -> None:
    desk.window.go(page)
    desk.hands.settle()
    assert nameless(desk.window.window) == []


@pytest.mark.parametrize("page", list(Page))
def test_every_question_of_every_section_has_a_name(desk: Advisor, page: Page) -> None:
    desk.hands.goes_to(page)
    QApplication.processEvents()
    assert nameless(desk.window.window) == []


@pytest.mark.parametrize(
    ("typed", "group", "text"),
    [
        ("pankreas", "Cancers", "pancrea"),
        ("doe", "Cases", "DOE, Jane"),
        ("emerg", "Actions", "Emergency card"),
    ],
)
def test_the_palette_finds(desk: Advisor, typed: str, group: str, text: str) -> None:
    desk.window.go("queue")
    desk.presses(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    desk.hands.types(typed)
    desk.hands.settle()
    found = desk.window.palette.entries()
    desk.presses(Qt.Key.Key_Escape)
    assert any(one.group == group and text.casefold() in one.text.casefold() for one in found)


def test_the_palette_says_how_it_read_a_slip(desk: Advisor) -> None:
    desk.presses(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    desk.hands.types("pankreas")
    desk.hands.settle()
    read = shown_text(desk.window.palette, "paletteNote")
    desk.presses(Qt.Key.Key_Escape)
    assert read == "“pankreas” read as pancreas"


def test_the_palette_finds_every_specialist_and_opens_them(desk: Advisor) -> None:
    person = desk.window.console.roster.practitioners[0]
    desk.presses(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    desk.hands.types(person.name)
    rows = [one for one in desk.window.palette.entries() if one.group == "Specialists"]
    assert person.name in [one.text for one in rows]
    desk.presses(Qt.Key.Key_Escape)
    assert not desk.window.palette.is_open


def test_the_palette_does_the_row_that_the_arrows_chose(desk: Advisor) -> None:
    desk.window.go("queue")
    desk.presses(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    desk.hands.types("settings")
    words = [one.text for one in desk.window.palette.entries()]
    for _ in range(words.index("Settings")):
        desk.presses(Qt.Key.Key_Down)
    desk.presses(Qt.Key.Key_Return)
    assert desk.window.window.current == "admin"


def test_another_look_keeps_what_is_typed(desk: Advisor) -> None:
    line = desk.line("patient.mrn")
    desk.hands.types("MRN 00417")
    first = theme().name
    seen = []
    for _ in THEME_NAMES:
        desk.hands.does("theme")
        seen.append(theme().name)
        assert desk.line("patient.mrn") is line
        assert line.property("text") == "MRN 00417"
    desk.hands.settle()
    assert set(seen) == set(THEME_NAMES)
    assert theme().name == first
    assert value_at(desk.stored, "patient.mrn") == "MRN 00417"
    assert value_at(desk.stored, "patient.family_name") == "Doe"


def test_every_action_that_can_be_done_now_stands_in_the_key_sheet(desk: Advisor) -> None:
    told = {words for _, lines in desk.window.actions.sheet() for words, _ in lines}
    assert {row.text for row in desk.window.actions.available()} <= told


def nameless(window: QWidget) -> list[str]:
    """What the Tab key or a click can reach without a screen reader having a word for it."""
    return [
        f"{type(widget).__name__} {widget.objectName()} in {_place(widget)}"
        for widget in window.findChildren(QWidget)
        if widget.isVisibleTo(window)
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not _stands_for_another(widget)
    ]


def _stands_for_another(widget: QWidget) -> bool:
    """A frame whose focus goes to the control within, or a scroll area that only scrolls."""
    if widget.focusProxy() is not None:
        return True
    return isinstance(widget, QAbstractScrollArea) and not (
        isinstance(widget, QAbstractItemView) or widget.objectName()
    )


def _place(widget: QWidget) -> str:
    parent = widget.parentWidget()
    return parent.objectName() or type(parent).__name__ if parent is not None else ""


def test_the_palette_puts_an_action_first_that_begins_as_typed(desk: Advisor) -> None:
    desk.window.palette.begin()
    desk.hands.types("settings")
    assert desk.window.palette.entries()[0].text == "Settings"
