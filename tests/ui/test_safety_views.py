"""The views of the admin page that keep a centre safe: accounts, audit, broken glass, licences."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from advisor_app.documents.files import write_file
from advisor_app.domain.people import Advisor, Role
from advisor_app.services.break_glass import BreakGlass
from advisor_app.services.failures import WrongPassword
from advisor_app.storage.store import create_store, new_key
from advisor_app.ui.admin.about_view import licences
from advisor_app.ui.admin.presenter import AdminPresenter
from advisor_app.ui.admin.view import VIEWS, AdminPage
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.page import StatusLine
from tests.services.cheap import cheap_hashes
from tests.services.desk import Desk
from tests.ui.hands import nameless

__all__ = ["cheap_hashes"]
SECRET = "four moss kettles sing"
OTHER = "nine lamps hum at dusk"


class Files:
    """Writes files as the console does."""

    def write(self, path: str, content: bytes) -> None:
        """Whole or not at all."""
        write_file(Path(path), content)


class Screen:
    """The page of one account on a centre's store, and a way to wait for what was asked."""

    def __init__(self, desk: Desk, page: AdminPage, account: str, role: Role) -> None:
        self.jobs, self.desk, self.page = Jobs(), desk, page
        self.lines: list[StatusLine] = []
        self.glass = BreakGlass(desk.store, desk.clock, desk.accounts)
        console = SimpleNamespace(
            audit=desk.audit, accounts=desk.accounts, centre=desk.centre, tables=desk.tables,
            knowledge=SimpleNamespace(version="2026.1-test"), demonstration=False,
            glass=self.glass, papers=Files(), clock=desk.clock,
            act=lambda reason="": desk.act(account, role, reason=reason),
        )  # fmt: skip
        page.status_changed.connect(self.lines.append)
        self.presenter = AdminPresenter(cast(Console, console), page, self.jobs)

    def shows(self, view: str) -> None:
        """Bring a view to the front and let it read."""
        self.page.show_view(view)
        self.settle()

    def settle(self) -> None:
        """Let what was asked for arrive; reading may follow upon writing."""
        for _ in range(3):
            assert self.jobs.idle()


def person(id_: str, role: Role) -> Advisor:
    return Advisor(id=id_, name=f"{id_.title()} Doe", initials=id_[:2].upper(), role=role)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A centre's store with two administrators, an auditor, a supervisor and an advisor."""
    clock = Desk()
    clock.store.close()
    made = Desk(create_store(tmp_path / "centre.store", new_key(), clock.clock), clock=clock.clock)
    founder = made.act("root", Role.OPERATOR)
    for id_, role in (
        ("ann", Role.ADVISOR), ("sue", Role.SUPERVISOR), ("eve", Role.AUDITOR),
        ("ada", Role.ADMINISTRATOR),
    ):  # fmt: skip
        made.accounts.create(founder, person(id_, role), SECRET)
    made.accounts.create(made.act("ada", Role.ADMINISTRATOR), person("bo", Role.ADMINISTRATOR),
                         SECRET)  # fmt: skip
    yield made
    made.store.close()


@pytest.fixture
def screens(desk: Desk, page: AdminPage) -> Iterator[Any]:
    """Opens the page as somebody."""
    opened: list[Screen] = []

    def sits(account: str, role: Role) -> Screen:
        opened.append(Screen(desk, page, account, role))
        return opened[-1]

    yield sits
    for one in opened:
        one.jobs.close()


def kept(rows: Any) -> list[Any]:
    return [rows.row_at(place) for place in range(rows.rowCount())]


def test_every_control_of_every_view_has_a_name(screens: Any, page: AdminPage) -> None:
    screen = screens("ada", Role.ADMINISTRATOR)
    for view, _ in VIEWS:
        screen.shows(view)
        assert nameless(page) == []


def test_an_administrator_makes_an_account_that_signs_in(screens: Any, page: AdminPage) -> None:
    screen = screens("ada", Role.ADMINISTRATOR)
    screen.shows("accounts")
    form = page.accounts.form
    page.accounts.new.click()
    for field, words in (
        (form.id, "cy"), (form.name, "Cy O'Neil & Sons"), (form.secret, OTHER),
    ):  # fmt: skip
        field.setFocus()
        QTest.keyClicks(field, words)
    form.save.click()
    screen.settle()
    session = screen.desk.accounts.sign_in("cy", OTHER, "desk 3")
    assert (session.name, session.role) == ("Cy O'Neil & Sons", "advisor")
    assert screen.lines[-1].text == "The account cy is made"
    assert form.secret.text() == ""


def test_what_is_refused_is_said_and_stays_in_the_fields(screens: Any, page: AdminPage) -> None:
    screen = screens("ada", Role.ADMINISTRATOR)
    screen.shows("accounts")
    form = page.accounts.form
    page.accounts.new.click()
    QTest.keyClicks(form.id, "cy")
    QTest.keyClicks(form.secret, "password12345678")
    form.save.click()
    screen.settle()
    assert "guessed first" in screen.lines[-1].text
    assert (form.id.text(), form.secret.text()) == ("cy", "password12345678")


def test_a_role_waits_for_the_other_administrator(
    screens: Any, page: AdminPage, desk: Desk, qtbot: QtBot
) -> None:
    screen = screens("ada", Role.ADMINISTRATOR)
    screen.shows("accounts")
    page.accounts.table.choose("ann")
    page.accounts.form.role.show_key("nurse")
    page.accounts.form.save.click()
    screen.settle()
    assert desk.accounts.get("ann").role is Role.ADVISOR
    page.accounts.form.agree.click()
    screen.settle()
    assert "Another administrator" in screen.lines[-1].text
    other_page = AdminPage()
    qtbot.addWidget(other_page)
    other = Screen(desk, other_page, "bo", Role.ADMINISTRATOR)
    other.shows("accounts")
    other_page.accounts.table.choose("ann")
    other_page.accounts.form.agree.click()
    other.settle()
    assert desk.accounts.get("ann").role is Role.NURSE
    other.jobs.close()


def test_an_account_is_closed_and_let_in_again(screens: Any, page: AdminPage, desk: Desk) -> None:
    screen = screens("ada", Role.ADMINISTRATOR)
    screen.shows("accounts")
    page.accounts.table.choose("ann")
    page.accounts.form.close_it.click()
    screen.settle()
    assert desk.accounts.get("ann").disabled
    QTest.keyClicks(page.accounts.form.secret, OTHER)
    page.accounts.form.open_it.click()
    screen.settle()
    assert desk.accounts.sign_in("ann", OTHER, "desk 2").account == "ann"


def test_an_advisor_keeps_a_passphrase_and_a_pin_and_sees_no_form(
    screens: Any, page: AdminPage, desk: Desk
) -> None:
    screen = screens("ann", Role.ADVISOR)
    screen.shows("accounts")
    assert not page.accounts.form.isVisible()
    own = page.accounts.own
    QTest.keyClicks(own.old, SECRET)
    QTest.keyClicks(own.new, OTHER)
    QTest.keyClick(own.new, Qt.Key.Key_Return)
    screen.settle()
    QTest.keyClicks(own.pin, "824613")
    QTest.keyClick(own.pin, Qt.Key.Key_Return)
    screen.settle()
    assert own.pin.text() == own.old.text() == ""
    session = desk.accounts.sign_in("ann", OTHER, "desk 1")
    desk.accounts.unlock(session, "824613")
    with pytest.raises(WrongPassword):
        desk.accounts.sign_in("ann", SECRET, "desk 1")


def test_the_auditor_finds_rows_by_person_case_kind_and_day(
    screens: Any, page: AdminPage, desk: Desk
) -> None:
    number = desk.cases.create(desk.act("ann")).number
    desk.clock.go(24 * 3600)
    desk.cases.open(desk.act("ann"), number)
    desk.audit.note(desk.act("sue", Role.SUPERVISOR), "store.backup", "store", "")
    screen, view = screens("eve", Role.AUDITOR), page.audit
    screen.shows("audit")
    everything = len(kept(view.table.rows))
    assert everything > 6
    view.actor.setText("ann")
    QTest.keyClick(view.actor, Qt.Key.Key_Return)
    screen.settle()
    assert {one.actor for one in kept(view.table.rows)} == {"ann"}
    view.about.setText(number)
    view.kind.show_key("case")
    view.ask()
    screen.settle()
    assert {one.entity_id for one in kept(view.table.rows)} == {number}
    view.last.setText("2026-11-24")
    view.ask()
    screen.settle()
    assert [one.action for one in kept(view.table.rows)] == ["case.create"]
    view.first.setText("tomorrow")
    view.ask()
    assert "24 NOV 2026" in screen.lines[-1].text


def test_the_whole_chain_is_checked_and_a_break_is_named(
    screens: Any, page: AdminPage, desk: Desk
) -> None:
    screen = screens("eve", Role.AUDITOR)
    screen.shows("audit")
    page.audit.check.click()
    screen.settle()
    assert page.audit._verdict.words.startswith("sound")
    with desk.store.writing() as unit:
        connection = unit.audit._connection
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("UPDATE audit SET actor = 'mallory' WHERE seq = 2")
    page.audit.check.click()
    screen.settle()
    assert "row 2" in screen.lines[-1].text
    assert page.audit._verdict.words == "broken at row 2"


def test_what_was_found_is_written_to_a_file_without_formulas(
    screens: Any, page: AdminPage, desk: Desk, tmp_path: Path
) -> None:
    number = desk.cases.create(desk.act("ann", reason="=cmd|' /C calc'!A0")).number
    screen = screens("eve", Role.AUDITOR)
    screen.shows("audit")
    page.audit.about.setText(number)
    question = page.audit.question()
    assert question is not None
    screen.presenter.audit.export(str(tmp_path / "audit.csv"), question)
    screen.settle()
    rows = list(csv.DictReader(io.StringIO((tmp_path / "audit.csv").read_text("utf-8"))))
    assert {row["entity_id"] for row in rows} == {number}
    assert rows[0]["reason"] == "'=cmd|' /C calc'!A0"
    with desk.store.reading() as unit:
        assert unit.audit.entries(0, 10_000)[-1].action == "audit.export"


def test_a_supervisor_reviews_broken_glass_and_an_advisor_may_not(
    screens: Any, page: AdminPage, desk: Desk
) -> None:
    number = desk.cases.create(desk.act("root", Role.OPERATOR), owner="somebody").number
    screen = screens("sue", Role.SUPERVISOR)
    screen.glass.break_for(desk.act("ann"), number, "her daughter is at the door", SECRET)
    screen.shows("glass")
    assert [one.case for one in kept(page.glass.table.rows)] == [number]
    page.glass.outcome.show_key("To be talked over")
    QTest.keyClicks(page.glass.words, "with Ann, tomorrow")
    QTest.keyClick(page.glass.words, Qt.Key.Key_Return)
    screen.settle()
    assert kept(page.glass.table.rows) == []
    with desk.store.writing() as unit:
        told = unit.glass._connection.exec_driver_sql(
            "SELECT finding, reviewed_by FROM opened_glass"
        )
        assert told.one() == ("To be talked over. with Ann, tomorrow", "sue")


def test_who_may_not_review_is_told_so(screens: Any, page: AdminPage) -> None:
    screen = screens("ann", Role.ADVISOR)
    screen.shows("glass")
    assert screen.lines[-1].text == "Your role does not review opened cases."
    assert not page.glass.done.isEnabled()


def test_every_package_of_the_release_is_shown_with_its_licence(
    screens: Any, page: AdminPage
) -> None:
    screens("ann", Role.ADVISOR).shows("about")
    assert page.about.table.rows.rowCount() == len(licences()) > 20
    assert all(one["licence"] for one in licences())
