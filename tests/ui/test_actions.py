"""One table of actions: contexts, shared keys, what is off, the sheet, the menus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from advisor_app.ui.actions import ActionRow, ActionTable, UnknownAction, key_words


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def table(window: QWidget, done: list[str]) -> ActionTable:
    def row(name: str, text: str, shortcut: str = "", context: str = "everywhere") -> ActionRow:
        return ActionRow(
            name=name,
            text=text,
            shortcut=shortcut,
            icon="phone",
            context=context,
            call=lambda: done.append(name),
        )

    return ActionTable(
        (
            row("accept", "Accept call", "F2", "offer"),
            row("call_back", "Call back", "F2", "mywork"),
            row("palette", "Find or do", "Ctrl+K"),
            row("about", "R&D"),
        ),
        window,
    )


def test_the_earlier_row_has_a_shared_key(
    table: ActionTable, window: QWidget, done: list[str]
) -> None:
    table.set_contexts({"mywork"})
    QTest.keyClick(window, Qt.Key.Key_F2)
    table.set_contexts({"mywork", "offer"})
    QTest.keyClick(window, Qt.Key.Key_F2)
    assert done == ["call_back", "accept"]


def test_a_row_out_of_its_context_cannot_be_done(table: ActionTable, done: list[str]) -> None:
    assert not table.trigger("accept")
    assert table.trigger("palette")
    assert done == ["palette"]
    assert [row.name for row in table.available()] == ["palette", "about"]


def test_the_sheet_lists_every_key_by_context(table: ActionTable) -> None:
    assert dict(table.sheet()) == {
        "offer": (("Accept call", "F2"),),
        "mywork": (("Call back", "F2"),),
        "everywhere": (("Find or do", "Ctrl K"),),
    }


def test_a_menu_holds_the_same_actions(table: ActionTable, window: QWidget) -> None:
    menu = table.menu("Line", ["palette", "", "about"], window)
    assert [action.isSeparator() for action in menu.actions()] == [False, True, False]
    assert menu.actions()[0] is table.action("palette")
    assert menu.actions()[2].text() == "R&&D"


def test_unknown_and_double_names_are_refused(table: ActionTable, window: QWidget) -> None:
    with pytest.raises(UnknownAction):
        table.action("nothing")
    row = table.row("about")
    with pytest.raises(ValueError, match="share a name"):
        ActionTable((row, row), window)


@pytest.mark.parametrize(
    ("shortcut", "shown"),
    [
        ("Ctrl+K", "Ctrl K"),
        ("Ctrl++", "Ctrl +"),
        ("F2", "F2"),
        ("", ""),
        (QKeySequence.StandardKey.Undo, "Ctrl Z"),
    ],
)
def test_keys_are_said_as_their_caps(shortcut: str | QKeySequence.StandardKey, shown: str) -> None:
    assert key_words(shortcut) == shown
