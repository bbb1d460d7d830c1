"""The one table: rows come, go, move and change; the choice stays; a tick repaints one column."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from advisor_app.ui.cells import (
    Cell,
    CellKind,
    Due,
    Fit,
    IconCell,
    Number,
    PillCell,
    Two,
    Wait,
    waited,
    words_of,
)
from advisor_app.ui.table_view import RowsView
from advisor_app.ui.tables import Column, GroupRow, RowLook, RowsModel

NOW = datetime(2026, 11, 23, 15, 38, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A caller that waits."""

    key: str
    name: str = "DOE, Jane"
    seconds: int = 40
    held: str = ""


def since(row: Row) -> Cell:
    return Wait(since=NOW - timedelta(seconds=row.seconds), warning_after=60, urgent_after=240)


def columns() -> tuple[Column[Row], ...]:
    return (
        Column(
            key="icon",
            title="",
            value=lambda _row: IconCell(icon="phone", words="call"),
            kind=CellKind.ICON,
            width=40,
        ),
        Column(
            key="wait",
            title="Waiting",
            value=since,
            kind=CellKind.WAIT,
            width=72,
            narrow_width=64,
            sort=lambda row: row.seconds,
        ),
        Column(
            key="who",
            title="Caller and why",
            narrow_title="Caller",
            value=lambda row: Two(strong=row.name, sub="first call"),
            kind=CellKind.TWO,
            tip=lambda row: f"<b>{row.name}",
        ),
        Column(
            key="language",
            title="Language",
            value=lambda _row: "English",
            width=76,
            hide_when_narrow=True,
        ),
        Column(
            key="fit",
            title="Fit",
            value=lambda _row: Fit(ticks=4, word="your group"),
            kind=CellKind.FIT,
            width=124,
        ),
        Column(key="due", title="Promise", value=lambda _row: None, kind=CellKind.DUE, width=76),
        Column(
            key="held",
            title="Held by",
            value=lambda row: PillCell(text=row.held) if row.held else None,
            kind=CellKind.PILL,
            width=72,
        ),
        Column(
            key="number",
            title="Age",
            value=lambda _row: Number(text="62", level="warning"),
            kind=CellKind.NUMBER,
            width=60,
        ),
    )


@pytest.fixture
def model() -> RowsModel[Row]:
    made: RowsModel[Row] = RowsModel(
        columns(), key=lambda row: row.key, look=lambda row: RowLook(dim=bool(row.held))
    )
    made.set_now(NOW)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


@pytest.fixture
def view(model: RowsModel[Row], qtbot: QtBot) -> RowsView:
    made = RowsView("queue.table", model, words="Queue", sortable=True)
    qtbot.addWidget(made)
    made.resize(800, 300)
    model.set_rows(rows("abcde"))
    made.show()
    qtbot.waitExposed(made)
    return made


def rows(keys: str) -> list[Row | GroupRow]:
    return [Row(key=key, name=f"PERSON {key}", seconds=ord(key)) for key in keys]


def test_rows_that_stay_are_known_again(model: RowsModel[Row]) -> None:
    model.set_rows(rows("abcd"))
    held = QPersistentModelIndex(model.index(2, 0))
    model.set_rows(rows("xdcb"))
    assert model.keys() == ("x", "d", "c", "b")
    assert model.key_at(held.row()) == "c"
    model.set_rows(rows("xd"))
    assert not held.isValid()


def test_rows_that_go_from_many_places_go_at_once(model: RowsModel[Row]) -> None:
    model.set_rows([Row(key=f"{number:03}") for number in range(400)])
    held = QPersistentModelIndex(model.index(200, 0))
    spy = QSignalSpy(model.rowsRemoved)
    model.set_rows([Row(key=f"{number:03}") for number in range(0, 400, 2)])
    assert spy.count() == 1
    assert model.rowCount() == 200
    assert model.key_at(held.row()) == "200"


def test_only_what_changed_is_told(model: RowsModel[Row]) -> None:
    model.set_rows(rows("abc"))
    spy = QSignalSpy(model.dataChanged)
    model.set_rows(rows("abc"))
    assert spy.count() == 0
    changed = rows("abc")
    first = changed[1]
    assert isinstance(first, Row)
    changed[1] = replace(first, held="T. Abara")
    model.set_rows(changed)
    assert spy.count() == 1
    assert spy.at(0)[0].row() == spy.at(0)[1].row() == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True), min_size=2, max_size=4))
def test_any_list_may_follow_any_other(steps: list[list[str]]) -> None:
    model: RowsModel[Row] = RowsModel(columns(), key=lambda row: row.key)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    held: dict[str, QPersistentModelIndex] = {}
    for step in steps:
        model.set_rows(rows("".join(step)))
        assert list(model.keys()) == step
        for key, index in held.items():
            if index.isValid():
                assert model.key_at(index.row()) == key
        held = {key: QPersistentModelIndex(model.index(at, 0)) for at, key in enumerate(step)}
    tester.deleteLater()


def test_headings_stand_between_rows_and_cannot_be_chosen(model: RowsModel[Row]) -> None:
    model.set_rows([GroupRow(key="late", title="Overdue", note="1"), *rows("a")])
    assert model.row_at(0) is None
    assert model.key_at(0) == ""
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    assert model.data(model.index(0, 0)) == "Overdue 1"
    assert model.keys() == ("a",)


def test_two_rows_with_one_key_are_refused(model: RowsModel[Row]) -> None:
    with pytest.raises(ValueError, match="share a key"):
        model.set_rows(rows("aa"))


def test_a_tooltip_never_becomes_markup(model: RowsModel[Row]) -> None:
    model.set_rows(rows("a"))
    tip = model.data(model.index(0, 2), Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;PERSON a" in tip


def test_a_screen_reader_hears_every_cell(model: RowsModel[Row]) -> None:
    model.set_rows([Row(key="a", held="K. Osei")])
    told = [model.data(model.index(0, column)) for column in range(model.columnCount())]
    assert told == [
        "call",
        "00:40",
        "DOE, Jane, first call",
        "English",
        "your group, 4 of 5",
        "",
        "K. Osei",
        "62",
    ]


def test_sorting_keeps_new_rows_sorted(model: RowsModel[Row]) -> None:
    model.set_rows(rows("bca"))
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert model.keys() == ("c", "b", "a")
    model.set_rows(rows("bdca"))
    assert model.keys() == ("d", "c", "b", "a")
    model.sort(-1)
    model.set_rows(rows("bdca"))
    assert model.keys() == ("b", "d", "c", "a")


def test_the_choice_stays_with_its_row(view: RowsView) -> None:
    assert view.choose("c")
    view.rows.set_rows(rows("exca"))
    assert view.chosen_key == "c"
    assert [index.row() for index in view.selectionModel().selectedRows()] == [2]
    assert not view.choose("gone")


def test_enter_space_and_a_double_click_open_a_row(view: RowsView) -> None:
    opened: list[str] = []
    view.row_activated.connect(opened.append)
    view.choose("b")
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Space)
    place = view.visualRect(view.rows.index(0, 2)).center()
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == ["b", "c", "a"]


def test_the_keys_pass_over_headings(view: RowsView) -> None:
    late = GroupRow(key="late", title="Overdue")
    view.rows.set_rows([late, *rows("a"), GroupRow(key="parked", title="Parked"), *rows("bc")])
    view.setFocus()
    seen = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Up):
        QTest.keyClick(view, key)
        seen.append(view.chosen_key)
    assert seen == ["a", "b", "c", "b", "a"]


def test_a_choice_is_told(view: RowsView) -> None:
    chosen: list[str] = []
    view.row_chosen.connect(chosen.append)
    view.choose("d")
    assert chosen[-1] == "d"


def test_a_tick_touches_only_the_waiting_cells_that_are_seen(view: RowsView) -> None:
    many = [Row(key=f"k{number}", seconds=number) for number in range(400)]
    view.rows.set_rows(many)
    told: list[tuple[int, int, int, int]] = []

    def note(upper: QModelIndex, lower: QModelIndex) -> None:
        told.append((upper.row(), lower.row(), upper.column(), lower.column()))

    view.rows.dataChanged.connect(note)
    view.tick(NOW + timedelta(seconds=1))
    assert len(told) == 1
    first, last, left, right = told[0]
    assert (left, right) == (1, 1)
    assert first == 0
    assert last < 12
    assert view.rows.index(40 - 40, 1).data() == "00:01"


def test_an_empty_table_ticks_without_harm(view: RowsView) -> None:
    view.rows.set_rows([])
    view.tick(NOW)
    assert view.chosen_key == ""


def test_a_narrow_window_takes_columns_away(view: RowsView) -> None:
    view.set_narrow(True)
    assert view.isColumnHidden(3)
    assert view.columnWidth(1) == 64
    assert view.rows.headerData(2, Qt.Orientation.Horizontal) == "Caller"
    view.set_narrow(False)
    assert not view.isColumnHidden(3)
    assert view.columnWidth(1) == 72


def test_headings_span_the_table_wherever_they_move(view: RowsView) -> None:
    late = GroupRow(key="late", title="Overdue")
    view.rows.set_rows([late, *rows("ab")])
    assert view.columnSpan(0, 0) == 8
    view.rows.set_rows([*rows("ab"), late])
    assert view.columnSpan(0, 0) == 1
    assert view.columnSpan(2, 0) == 8


def test_every_cell_is_painted_in_every_state(view: RowsView) -> None:
    view.rows.set_rows(
        [GroupRow(key="g", title="Held", note="2"), Row(key="a", held="K"), *rows("bc")]
    )
    view.choose("b")
    view.setFocus()
    view.hovered_row = 3
    assert not view.grab().isNull()


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (-5, "00:00"),
        (9, "00:09"),
        (171, "02:51"),
        (899, "14:59"),
        (1080, "18 min"),
        (3600 * 3 + 300, "3 h 05"),
        (86400 * 3, "3 d"),
    ],
)
def test_how_long_somebody_waits(seconds: int, told: str) -> None:
    assert waited(NOW - timedelta(seconds=seconds), NOW) == told


def test_the_level_rises_with_the_wait() -> None:
    wait = Wait(since=NOW, warning_after=60, urgent_after=240)
    levels = [wait.level(NOW + timedelta(seconds=after)) for after in (59, 60, 240)]
    assert levels == ["", "warning", "urgent"]
    assert Wait(since=NOW).level(NOW + timedelta(days=1)) == ""


def test_words_of_what_is_due() -> None:
    assert words_of(Due(text="10:45"), NOW) == "10:45"
    assert words_of(None, NOW) == ""
