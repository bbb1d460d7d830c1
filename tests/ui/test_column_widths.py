"""Columns that a person made wider: by key, remembered, taken back, and sane whatever is kept."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from advisor_app.ui.column_widths import remember_widths_in
from advisor_app.ui.table_columns import LEAST_LEFT, STEP
from advisor_app.ui.table_view import RowsView
from advisor_app.ui.tables import Column, RowsModel
from tests.advisor import advisor_at_work

Made = Callable[..., RowsView]
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[QSettings]:
    """What the workstation remembers."""
    made = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    remember_widths_in(made)
    yield made
    remember_widths_in(None)


@pytest.fixture
def table(qtbot: QtBot) -> Made:
    """A table of cases, 600 pixels wide, that is shown."""

    def make(*columns: tuple[str, int], narrow: bool = False) -> RowsView:
        told = columns or (("name", 0), ("born", 100), ("kind", 160))
        rows: RowsModel[str] = RowsModel(
            [
                Column(key=key, title=key.capitalize(), value=lambda one: one, width=width,
                       narrow_width=width and width - 20)
                for key, width in told
            ],
            key=lambda one: one,
        )  # fmt: skip
        view = RowsView("cases", rows, sortable=True)
        view.setFixedSize(600, 200)
        rows.set_rows(["Doe", "Varga"])
        view.set_narrow(narrow)
        qtbot.addWidget(view)
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        view.setFocus()
        qtbot.waitUntil(view.hasFocus)
        return view

    return make


def wide(view: RowsView) -> list[int]:
    return [view.columnWidth(number) for number in range(len(view.rows.columns))]


def test_a_column_is_chosen_and_widened_without_the_mouse(table: Made, settings: QSettings) -> None:
    view = table()
    name, born, kind = wide(view)
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Left)
    view.columns.widen(2 * STEP)
    assert wide(view) == [name - 2 * STEP, born + 2 * STEP, kind]
    view.columns.widen(-STEP)
    assert wide(view) == [name - STEP, born + STEP, kind]
    assert view.chosen_key == "Doe"
    assert settings.value("columns/cases/born", type=int) == born + STEP


def test_the_column_that_takes_what_is_left_grows_at_its_neighbours_cost(table: Made) -> None:
    view = table()
    name, born, kind = wide(view)
    QTest.keyClick(view, Qt.Key.Key_Right)
    view.columns.widen(STEP)
    assert wide(view) == [name + STEP, born - STEP, kind]


def test_widths_are_remembered_for_the_next_start_wide_and_narrow_apart(
    table: Made, settings: QSettings
) -> None:
    table().horizontalHeader().resizeSection(1, 150)
    settings.sync()
    remember_widths_in(QSettings(settings.fileName(), QSettings.Format.IniFormat))
    assert wide(table())[1:] == [150, 160]
    assert wide(table(narrow=True))[1:] == [80, 140]


def test_the_menu_of_a_column_takes_it_all_back(table: Made, settings: QSettings) -> None:
    view = table()
    before = wide(view)
    view.horizontalHeader().resizeSection(1, 150)
    view.horizontalHeader().resizeSection(2, 190)
    menu = view.columns.menu(1, view.mapToGlobal(view.rect().center()))
    assert isinstance(menu, QMenu)
    said = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert [words.partition("\t")[0] for words in said] == [
        "Sort by Born",
        "Wider",
        "Narrower",
        "Columns as they were",
    ]
    menu.actions()[-1].trigger()
    assert wide(view) == before
    assert settings.allKeys() == []
    menu.actions()[0].trigger()
    assert view.horizontalHeader().sortIndicatorSection() == 1
    menu.close()


@pytest.mark.parametrize("nonsense", ["wide", "", "-40", "0", "99999999999999", "1.5", ["1", "2"]])
def test_nonsense_in_the_settings_is_as_if_nothing_was_kept(
    table: Made, settings: QSettings, nonsense: object
) -> None:
    settings.setValue("columns/cases/born", nonsense)
    settings.setValue("columns/cases/kind", 200)
    settings.setValue("columns", "nonsense")
    remember_widths_in(settings)
    assert wide(table())[1:] == [100, 200]


def test_another_column_tomorrow_keeps_the_widths_of_the_others(
    table: Made, settings: QSettings
) -> None:
    settings.setValue("columns/cases/born", 130)
    settings.setValue("columns/cases/gone", 300)
    remember_widths_in(settings)
    assert wide(table(("name", 0), ("place", 90), ("born", 100)))[1:] == [90, 130]


def test_no_column_is_pushed_out_of_the_table(table: Made, settings: QSettings) -> None:
    settings.setValue("columns/cases/kind", 1900)
    remember_widths_in(settings)
    view = table()
    name, born, kind = wide(view)
    assert (name, born) == (LEAST_LEFT, 100)
    assert name + born + kind == view.viewport().width()
    view.setFixedSize(460, 200)
    assert sum(wide(view)) == view.viewport().width()


def test_the_keys_of_the_window_work_on_the_list_in_front(dressed: QApplication) -> None:
    with advisor_at_work(dressed) as advisor:
        advisor.window.go("cases")
        advisor.hands.settle()
        list_ = advisor.window.cases.table
        list_.setFocus()
        before = wide(list_)
        for _ in range(2):
            advisor.presses(Qt.Key.Key_Right)
        for _ in range(3):
            advisor.presses(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier, SHIFT)
        advisor.presses(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier, SHIFT)
        assert wide(list_)[1] == before[1] + 2 * STEP
        assert list_.hasFocus()
        advisor.presses(Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier, SHIFT)
        assert wide(list_) == before
