"""Each person is somebody to the server, and may there what their role may, and no more."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import URL, Engine
from sqlalchemy.exc import DBAPIError

from advisor_app.domain.people import Advisor, Role
from advisor_app.oncology.catalogue_tables import load_catalogue
from advisor_app.services.accounts import Accounts
from advisor_app.services.failures import StoreFailed, WrongPassword
from advisor_app.services.skills import Skills
from advisor_app.storage.server import server_engine, server_url, told_by_server
from advisor_app.storage.server_roles import ServerKeys, person_role
from advisor_app.storage.shared_store import SharedStore, create_shared_store, open_shared_store
from tests.servers import Server
from tests.services.desk import Desk, StillClock

CLOCK = StillClock()
SECRET = "a long pass phrase of hers, 12"
PATIENTS = ("case_file", "statement", "case_card", "person", "case_note", "answer_past")


@dataclass
class Centre:
    """A store with an administrator, who made the other accounts."""

    url: URL
    store: SharedStore
    desk: Desk

    def as_(self, account: str, secret: str = SECRET) -> URL:
        """The address, as an account."""
        return server_url(str(self.url), person_role(account), secret)

    def engine(self, account: str) -> Engine:
        return server_engine(self.as_(account))


@pytest.fixture(scope="module")
def centre(server: Server) -> Iterator[Centre]:
    url = server.empty()
    store = create_shared_store(url, CLOCK)
    accounts = Accounts(store, CLOCK, ServerKeys(store.engine))
    accounts.create(None, _person("root", Role.ADMINISTRATOR), SECRET)
    mine = SharedStore(server_engine(server_url(str(url), person_role("root"), SECRET)), CLOCK)
    root = Accounts(mine, CLOCK, ServerKeys(mine.engine))
    session = root.sign_in("root", SECRET, "desk 1")
    desk = Desk(store)
    act = desk.act("root", Role.ADMINISTRATOR)
    assert session.role == Role.ADMINISTRATOR.value
    for role in (Role.ADVISOR, Role.NURSE, Role.SUPERVISOR):
        root.create(act, _person(role.value, role), SECRET)
    desk.cases.create(desk.act())
    yield Centre(url, store, desk)
    mine.close()
    store.close()


def test_an_account_works_on_the_shared_store_as_itself(centre: Centre) -> None:
    store = open_shared_store(centre.as_("advisor"), CLOCK)
    desk = Desk(store)
    Accounts(store, CLOCK, ServerKeys(store.engine)).sign_in("advisor", SECRET, "desk 2")
    number = desk.cases.create(desk.act("advisor")).number
    assert desk.cases.open(desk.act("advisor"), number).number == number
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT current_user").scalar() == "desk_advisor"
    store.close()


def test_the_server_refuses_a_wrong_password_and_an_unknown_account(centre: Centre) -> None:
    for url in (centre.as_("advisor", "another long pass phrase"), centre.as_("nobody")):
        with pytest.raises(WrongPassword):
            open_shared_store(url, CLOCK)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'eve'",
        "DELETE FROM audit",
        "DELETE FROM case_note",
        "UPDATE call_event SET kind = 'arrived'",
        "UPDATE store_secret SET value = ''",
        "INSERT INTO store_secret VALUES ('audit 9', '', 9)",
        "DROP TABLE audit",
        "ALTER TABLE audit DISABLE TRIGGER ALL",
        "SET ROLE postgres",
        "SET ROLE console_administrator",
        "CREATE ROLE desk_eve LOGIN",
        "SELECT rolpassword FROM pg_authid",
        "UPDATE account SET body = replace(body, 'advisor', 'administrator') WHERE id = 'advisor'",
        "UPDATE account SET asked_role = 'administrator' WHERE id = 'advisor'",
        "UPDATE account SET disabled = NOT disabled WHERE id = 'advisor'",
        "DELETE FROM account WHERE id = 'advisor'",
    ],
)
def test_an_advisor_changes_no_audit_and_no_rights(centre: Centre, statement: str) -> None:
    _refused(centre, "advisor", statement)


def test_nobody_adds_to_the_audit_in_the_name_of_another(centre: Centre) -> None:
    """Whatever program asks: the server knows who asks it."""
    for account in ("advisor", "nurse", "root"):
        store = open_shared_store(centre.as_(account), CLOCK)
        desk = Desk(store)
        desk.audit.note(desk.act(account), "store.backup", "store", "")
        for name in ("eve", "supervisor", ""):
            with pytest.raises(StoreFailed):
                desk.audit.note(desk.act(name), "store.backup", "store", "")
        with store.writing() as unit:
            unit.audit.append("call.arrived", "call", "1")
        store.close()


def test_an_administrator_changes_the_key_of_the_audit_on_the_server(centre: Centre) -> None:
    store = open_shared_store(centre.as_("root"), CLOCK)
    desk = Desk(store)
    desk.audit.change_key(desk.act("root", Role.ADMINISTRATOR))
    desk.audit.note(desk.act("root", Role.ADMINISTRATOR), "store.backup", "store", "")
    assert desk.audit.verify(desk.act("root", Role.ADMINISTRATOR)).why == ""
    store.close()


@pytest.mark.parametrize("table", PATIENTS)
def test_an_administrator_reads_nothing_of_a_patient(centre: Centre, table: str) -> None:
    _refused(centre, "root", f"SELECT * FROM {table}")
    _refused(centre, "root", "SET ROLE console_advisor")


def test_nobody_but_an_administrator_changes_the_account_of_another(centre: Centre) -> None:
    engine = centre.engine("advisor")
    with engine.begin() as connection:
        others = connection.exec_driver_sql("UPDATE account SET failed = 9 WHERE id = 'nurse'")
        own = connection.exec_driver_sql("UPDATE account SET failed = 1 WHERE id = 'advisor'")
        assert (others.rowcount, own.rowcount) == (0, 1)
    engine.dispose()


def test_a_new_password_opens_and_the_old_one_does_not(centre: Centre) -> None:
    store = open_shared_store(centre.as_("nurse"), CLOCK)
    accounts = Accounts(store, CLOCK, ServerKeys(store.engine))
    new = "quite another pass phrase, 34"
    accounts.change_password(centre.desk.act("nurse", Role.NURSE), SECRET, new)
    store.close()
    with pytest.raises(WrongPassword):
        open_shared_store(centre.as_("nurse"), CLOCK)
    open_shared_store(centre.as_("nurse", new), CLOCK).close()


def test_who_was_dismissed_is_not_let_in(centre: Centre) -> None:
    keys = ServerKeys(centre.store.engine)
    keys.admit("gone", SECRET, Role.ADVISOR.value)
    open_shared_store(centre.as_("gone"), CLOCK).close()
    keys.dismiss("gone")
    with pytest.raises((WrongPassword, StoreFailed)):
        open_shared_store(centre.as_("gone"), CLOCK)


def test_who_gets_another_role_has_its_rights_alone(centre: Centre) -> None:
    keys = ServerKeys(centre.store.engine)
    keys.admit("mover", SECRET, Role.ADVISOR.value)
    keys.assign("mover", Role.ADMINISTRATOR.value)
    _refused(centre, "mover", "SELECT * FROM statement")
    keys.assign("mover", Role.NURSE.value)
    engine = centre.engine("mover")
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT * FROM statement")
    engine.dispose()
    _refused(centre, "mover", "CREATE ROLE desk_eve LOGIN")


def _person(id_: str, role: Role) -> Advisor:
    return Advisor(id=id_, name=id_.title(), initials=id_[:2].upper(), role=role)


def _refused(centre: Centre, account: str, statement: str) -> None:
    engine = centre.engine(account)
    try:
        with pytest.raises(DBAPIError) as refusal, engine.begin() as connection:
            connection.exec_driver_sql(statement)
        assert getattr(refusal.value.orig, "sqlstate", "") == "42501"
        with pytest.raises(StoreFailed), told_by_server(), engine.begin() as connection:
            connection.exec_driver_sql(statement)
    finally:
        engine.dispose()


def test_a_supervisor_changes_what_others_answer_for_and_nothing_else(centre: Centre) -> None:
    store = open_shared_store(centre.as_("supervisor"), CLOCK)
    desk = Desk(store)
    skills = Skills(store, CLOCK, load_catalogue(), ["lung"])
    act, nurse = desk.act("supervisor", Role.SUPERVISOR), desk.accounts.get("nurse")
    told = skills.change(act, nurse, replace(nurse, group="lung"))
    assert desk.accounts.get("nurse").group == "lung"
    skills.change(act, told, nurse)
    said = desk.broadcasts.send(act, "The line closes at four.", 5)
    assert desk.broadcasts.standing() == (said,)
    store.close()
    for account, statement in (
        ("supervisor", "UPDATE account SET secret = 'x' WHERE id = 'nurse'"),
        ("supervisor", "UPDATE account SET disabled = true WHERE id = 'nurse'"),
        ("supervisor", "UPDATE account SET body = replace(body, 'nurse', 'root')"),
        ("advisor", "UPDATE account SET body = replace(body, '\"en\"', '\"es\"') "
                    "WHERE id = 'advisor'"),
    ):  # fmt: skip
        engine = centre.engine(account)
        with pytest.raises(DBAPIError), engine.begin() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()
