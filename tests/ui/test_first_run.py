"""The first run: a folder without a store, and everything done by keys."""

import platform
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from advisor_app.bootstrap.house import House, house_of
from advisor_app.bootstrap.surroundings import server_address
from advisor_app.domain.people import Role
from advisor_app.ui.first_run.presenter import FirstRun
from advisor_app.ui.shell import Shell
from advisor_app.ui.table_view import RowsView
from tests.advisor import Advisor, desk_of_centre
from tests.cli.console import DATA, run
from tests.servers import Server
from tests.ui.hands import ALT, press, until

CONTROL = Qt.KeyboardModifier.ControlModifier
ADA, BEA = "seven grey herons over water", "eleven brown otters at night"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the store will be; nothing is there, and no server is known."""
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(tmp_path / "store"))
    monkeypatch.delenv("ADVISOR_DB_URL", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "store"


@pytest.fixture
def shell(dressed: QApplication, folder: Path) -> Iterator[Shell]:
    """The first window of a workstation without a store, read to the end."""
    assert not folder.exists()
    opened = Shell(demo=False)
    opened.resize(1280, 800)
    opened.show()
    opened.begin()
    until(lambda: opened.currentWidget() is not opened.sign_in)
    yield opened
    opened.close()
    until(lambda: not opened.isVisible())  # a desk is asked first what is open
    opened.deleteLater()
    dressed.processEvents()


def first_run_of(shell: Shell) -> FirstRun:
    found = shell._first_run
    assert isinstance(found, FirstRun)
    return found


def type_on(*words: str) -> None:
    """Words into the field with the focus and the fields that follow it."""
    for word in words:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, word)
        press(Qt.Key.Key_Tab)


def fill_in(roster: str = "") -> None:
    """The whole page in the order of its fields."""
    press(Qt.Key.Key_S, ALT)
    type_on("Harbour Centre", "555-0100", "9:00", "17:00", roster)
    until(lambda: focused_name() == "firstRosterBrowse")
    press(Qt.Key.Key_Tab)
    assert focused_name() == "firstPlaceKind"
    press(Qt.Key.Key_Tab)
    type_on("ada", "Ada Root", ADA, ADA)
    type_on("bea", "Bea Stone", BEA, BEA)


def focused_name() -> str:
    focused = QApplication.focusWidget()
    return "" if focused is None else focused.objectName()


def said(shell: QWidget, name: str) -> str:
    label = shell.findChild(QLabel, name)
    assert label is not None
    return label.text()


def test_a_centre_is_set_up_by_keys_alone_and_signed_in_to(shell: Shell, folder: Path) -> None:
    first = first_run_of(shell)
    fill_in(str(DATA / "rosters" / "small.json"))
    until(lambda: "specialists" in said(shell, "firstRoster.frame.hint"))
    press(Qt.Key.Key_Return, CONTROL)
    until(lambda: first.pages.currentWidget() is first.pages.made)
    code = first.pages.made.code.text()
    assert len(code) >= 20, "the recovery code is shown"
    press(Qt.Key.Key_Return, CONTROL)
    until(lambda: shell.currentWidget() is shell.sign_in)
    until(lambda: shell.findChild(QLabel, "recoveryCode") is None)
    assert focused_name() == "loginPin"
    house = house_of("ada", lambda: ADA)
    assert_set_up(house)
    house.close()
    until(lambda: QApplication.focusWidget() is not None)
    type_on(ADA)
    shell.sign_in.findChild(QWidget, "loginButton").setFocus()  # type: ignore[union-attr]
    press(Qt.Key.Key_Return)
    until(lambda: shell.currentWidget() is not shell.sign_in)
    assert not (folder / "shared_store.url").exists()


def assert_set_up(house: House) -> None:
    settings = house.settings
    assert (settings.name, settings.line_number) == ("Harbour Centre", "555-0100")
    assert f"{settings.opens:%H:%M}-{settings.closes:%H:%M}" == "09:00-17:00"
    assert house.roster.practitioners
    assert house.roster.sites
    roles = {one.id: one.role for one in house.accounts.list()}
    assert roles["ada"] is roles["bea"] is Role.ADMINISTRATOR


def test_the_recovery_code_of_the_page_opens_what_the_verb_opens(
    shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = first_run_of(shell)
    fill_in()
    press(Qt.Key.Key_Return, CONTROL)
    until(lambda: first.pages.currentWidget() is first.pages.made)
    paper = folder.parent / "paper"
    paper.write_text(first.pages.made.code.text(), "utf-8")
    secret = folder.parent / "secret"
    secret.write_text("nine quiet lanterns upstairs\n", "utf-8")
    monkeypatch.setenv("ADVISOR_RECOVERY_FILE", str(paper))
    monkeypatch.setenv("ADVISOR_PASSPHRASE_FILE", str(secret))
    assert run("recover", "operator").code == 0
    assert run("verify-audit").code == 0


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_made(
    shell: Shell, folder: Path
) -> None:
    press(Qt.Key.Key_S, ALT)
    type_on("", "", "9:00", "8:00", "")
    press(Qt.Key.Key_Return, CONTROL)
    assert focused_name() == "firstCentreName", "the caret stands in the first wrong field"
    assert said(shell, "firstCentreOpens.frame.hint") == "Opens after closing"
    assert said(shell, "firstAdminId.frame.hint")
    assert "15" in said(shell, "firstAdminSecret.frame.hint")
    assert said(shell, "secondAdminId.frame.hint") == "", "a second administrator may come later"
    assert not folder.exists()


def test_a_roster_with_a_mistake_is_told_and_holds_the_store_back(
    shell: Shell, folder: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"practitioners": [{"id": "a"}]}', "utf-8")
    fill_in(str(broken))
    until(lambda: "Not taken" in said(shell, "firstRoster.frame.hint"))
    assert "practitioners" in said(shell, "firstState"), "where the mistake is"
    press(Qt.Key.Key_Return, CONTROL)
    assert focused_name() == "firstRoster"
    assert not folder.exists()


def test_a_sample_shift_opens_and_leads_back(shell: Shell) -> None:
    press(Qt.Key.Key_T, ALT)
    first = first_run_of(shell)
    until(lambda: shell.currentWidget() is not first.pages)
    console = shell._console
    assert console.console.demonstration
    console.left.emit()
    assert shell.currentWidget() is first.pages, "whoever looked around may set up the centre now"


def test_escape_leads_back_to_the_choice(shell: Shell) -> None:
    press(Qt.Key.Key_S, ALT)
    pages = first_run_of(shell).pages
    assert pages.currentWidget() is pages.set_up
    press(Qt.Key.Key_Escape)
    assert pages.currentWidget() is pages.choice


@pytest.mark.skipif(platform.system() != "Linux", reason="the server of the tests runs on Linux")
def test_a_store_on_a_server_is_tested_made_and_then_joined_by_another_workstation(
    shell: Shell, folder: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = server.empty().render_as_string(hide_password=False)
    fill_in()
    pages = first_run_of(shell).pages
    place = pages.set_up.place
    place.place.setFocus()
    press(Qt.Key.Key_Right)
    place.address.setFocus()
    type_on("nonsense")
    press(Qt.Key.Key_E, ALT)
    until(lambda: "not the address" in said(shell, "firstPlaceWords"))
    place.address.setFocus()
    place.address.selectAll()
    type_on(address)
    press(Qt.Key.Key_E, ALT)
    until(lambda: "empty and ready" in said(shell, "firstPlaceWords"))
    press(Qt.Key.Key_Return, CONTROL)
    until(lambda: pages.currentWidget() is pages.made)
    assert pages.made.code.text() == ""
    kept = (folder / "shared_store.url").read_text()
    assert "postgres@" not in kept, "the owner's name stays with whoever typed it"
    assert server_address()
    house = house_of("operator", lambda: ADA)
    assert_shared(house)
    house.close()
    ada = Advisor(desk_of_centre("ada", ADA))
    ada.window.start()
    try:
        ada.window.go("admin")
        ada.hands.settle()
        table = ada.window.window.findChild(RowsView, "accountsTable")
        assert table is not None
        ada.window.admin.show_view("accounts")
        until(lambda: table.model().rowCount() >= len((ADA, BEA)))
    finally:
        ada.stops(others=True)
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(tmp_path / "another"))
    assert server_address() == ""
    first = first_run_of(shell)
    first.look(address)
    until(lambda: place.joins)
    first.join(address)
    until(lambda: server_address() != "")


def assert_shared(house: House) -> None:
    assert house.settings.name == "Harbour Centre"
    assert {"ada", "bea"} <= {one.id for one in house.accounts.list()}
