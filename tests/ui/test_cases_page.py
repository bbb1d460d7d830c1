"""The cases page: found while one types, opened by Enter, and a way on where nothing is found."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from advisor_app.domain.case import CaseState
from advisor_app.ui.cases.presenter import CasesPresenter
from advisor_app.ui.cases.view import CasesPage
from advisor_app.ui.context import TakenCases
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.layouts import row
from advisor_app.ui.kit.strips import EmptyState
from tests.ui.desk_fakes import Desk, card
from tests.ui.hands import child, nameless, press


@dataclass(slots=True)
class Bench:
    """A desk, its page and the presenter between them."""

    desk: Desk
    page: CasesPage
    presenter: CasesPresenter
    jobs: Jobs

    def types(self, text: str) -> None:
        """Type into the field and let the search run."""
        self.page.on_show()
        QTest.keyClicks(self.page.field, text)
        self.presenter.refresh()
        assert self.jobs.idle()

    def found(self) -> tuple[str, ...]:
        """The numbers shown."""
        return self.page.table.rows.keys()


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    """A page in a window with three cases on record."""
    desk, jobs, owner = Desk(), Jobs(), QObject()
    desk.cases.cards = [
        card(),
        card("Q-26-00413", family_name="Lind", given_names="Carla"),
        card("Q-26-00414", family_name="Doering", state=CaseState.CLOSED),
    ]
    page, window = CasesPage(), QWidget()
    window.setLayout(row((page, 1), page.side or QWidget()))
    window.resize(1208, 700)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    presenter = CasesPresenter(desk.console(), page, window, jobs, owner)
    presenter.refresh()
    assert jobs.idle()
    yield Bench(desk, page, presenter, jobs)
    jobs.close()


def opened_by(bench: Bench) -> list[str]:
    """The cases that were asked for."""
    found: list[str] = []
    bench.presenter.case_wanted.connect(found.append)
    return found


def test_an_empty_field_shows_the_cases_worked_on_last(bench: Bench) -> None:
    assert bench.found() == ("Q-26-00412", "Q-26-00413", "Q-26-00414")
    assert bench.desk.cases.searches == []


def test_part_of_a_name_finds_while_one_types(bench: Bench) -> None:
    bench.types("doe")
    assert bench.found() == ("Q-26-00412", "Q-26-00414")
    bench.types("r")
    assert bench.found() == ("Q-26-00414",)


def test_enter_opens_the_only_case_found(bench: Bench) -> None:
    opened = opened_by(bench)
    bench.types("lind")
    press(Qt.Key.Key_Return)
    assert opened == ["Q-26-00413"]


def test_down_goes_into_the_list_and_enter_opens_the_chosen_case(bench: Bench) -> None:
    opened = opened_by(bench)
    bench.types("doe")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert opened == ["Q-26-00414"]


def test_a_late_answer_to_an_older_search_is_not_shown(bench: Bench) -> None:
    bench.page.on_show()
    QTest.keyClicks(bench.page.field, "lind")
    bench.presenter.refresh()
    QTest.keyClick(bench.page.field, Qt.Key.Key_Backspace)
    QTest.keyClicks(bench.page.field, "xyz")
    assert bench.jobs.idle()
    assert bench.found() == ("Q-26-00412", "Q-26-00413", "Q-26-00414")


def test_nothing_found_says_what_to_try(bench: Bench) -> None:
    bench.types("zzyzx")
    empty = child(bench.page, EmptyState, "casesEmpty")
    assert empty.isVisible()
    assert "Try part of the last name" in empty.accessibleName()


def test_a_closed_case_is_opened_again(bench: Bench) -> None:
    opened = opened_by(bench)
    bench.page.table.choose("Q-26-00412")
    assert not child(bench.page.panel, Button, "reopenCaseButton").isVisible()
    bench.page.table.choose("Q-26-00414")
    again = [one for one in bench.page.panel.findChildren(Button) if one.words == "Reopen"]
    again[-1].click()
    assert bench.jobs.idle()
    assert bench.desk.cases.states == [("Q-26-00414", CaseState.OPEN)]
    assert opened == ["Q-26-00414"]


def test_every_control_of_the_cases_has_a_name_for_eyes_and_ears(bench: Bench) -> None:
    bench.page.table.choose("Q-26-00412")
    assert not nameless(bench.page)
    assert not nameless(bench.page.panel)


def test_a_case_file_is_taken_in_and_what_is_not_known_is_listed(bench: Bench) -> None:
    found = opened_by(bench)
    bench.desk.files = {"/a/bundle.json": TakenCases(
        numbers=("Q-26-00500",), not_known=("entry 2, Encounter: not read",)
    )}  # fmt: skip
    bench.page.import_case.emit("/a/bundle.json")
    assert bench.jobs.idle()
    report = bench.presenter.report
    assert report.is_open
    words = " ".join(label.text() for label in report.findChildren(QLabel))
    assert "1 case came in: Q-26-00500" in words
    assert "entry 2, Encounter: not read" in words
    press(Qt.Key.Key_Space)
    assert found == ["Q-26-00500"]
    assert not report.is_open


def test_a_file_that_is_no_case_is_refused_with_its_reason(bench: Bench) -> None:
    bench.desk.files = {"/a/letter.json": TakenCases(mistakes=("The file is no case",))}
    bench.page.import_case.emit("/a/letter.json")
    assert bench.jobs.idle()
    report = bench.presenter.report
    words = " ".join(label.text() for label in report.findChildren(QLabel))
    assert "The case was not taken" in words
    assert "The file is no case" in words
    assert not child(report, Button, "importOpen").isVisible()
