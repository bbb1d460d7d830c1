"""The roles of the shared store: one for each person, with the rights of their role and no more.

The server itself lets a person in (by SCRAM), knows who changes a row, and refuses what the role
may not touch, whatever program asks.
"""

from typing import Any, Final

from psycopg import Cursor, sql
from sqlalchemy import Connection, Engine

from advisor_app.domain.people import Role
from advisor_app.services.failures import StoreFailed
from advisor_app.storage.audit_rows import LINE
from advisor_app.storage.column_types import metadata
from advisor_app.storage.server import driver_of, told_by_server, within_time
from advisor_app.storage.tables import APPEND_ONLY

PERSON: Final = "desk_"
GROUP: Final = "console_"

_LINE: Final = (Role.ADVISOR, Role.NURSE, Role.SUPERVISOR)
_KEYS_OF_AUDIT: Final = "store_secret"
_CHANGES_KEYS: Final = (Role.ADMINISTRATOR, Role.OPERATOR)
_EVERYBODYS: Final = frozenset(
    {_KEYS_OF_AUDIT, "account", "document", "audit", "alembic_version", "broadcast"}
)
"""Tables that every role reads: to sign in, to know the centre, to go on with the audit's chain."""

_OF_THE_STAFF: Final = frozenset({"account", "document", "presence", "presence_span", "counter"})
"""What an administrator changes; nothing of a patient."""

_OWN_NAME: Final = """
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS audit_read ON audit;
DROP POLICY IF EXISTS audit_own ON audit;
CREATE POLICY audit_read ON audit FOR SELECT USING (true);
CREATE POLICY audit_own ON audit FOR INSERT
    WITH CHECK (actor IN (substr(current_user::text, {start}), {line}))
"""
"""Everybody adds to the audit in their own name, or in that of the line, and in no other's."""

_OWN_ROW: Final = """
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS account_read ON account;
DROP POLICY IF EXISTS account_own ON account;
DROP POLICY IF EXISTS account_all ON account;
CREATE POLICY account_read ON account FOR SELECT USING (true);
CREATE POLICY account_own ON account USING (id = substr(current_user::text, {start}))
    WITH CHECK (id = substr(current_user::text, {start}));
DROP POLICY IF EXISTS account_skills ON account;
CREATE POLICY account_skills ON account FOR UPDATE TO {supervisor} USING (true) WITH CHECK (true);
CREATE POLICY account_all ON account TO {administrator}, {operator} USING (true) WITH CHECK (true);
CREATE OR REPLACE FUNCTION account_own_secrets() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    skills CONSTANT text[] := ARRAY['group', 'skills', 'languages'];
BEGIN
    IF pg_has_role(current_user, {administrator_name}, 'USAGE')
        OR pg_has_role(current_user, {operator_name}, 'USAGE')
        OR pg_has_role(
            current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE')
    THEN RETURN NEW; END IF;
    IF (NEW.disabled, NEW.asked_role, NEW.asked_by)
        IS DISTINCT FROM (OLD.disabled, OLD.asked_role, OLD.asked_by)
        OR NEW.body::jsonb - skills IS DISTINCT FROM OLD.body::jsonb - skills
    THEN RAISE insufficient_privilege
        USING MESSAGE = 'only an administrator changes what an account may do'; END IF;
    IF NEW.body::jsonb IS DISTINCT FROM OLD.body::jsonb
        AND NOT pg_has_role(current_user, {supervisor_name}, 'USAGE')
    THEN RAISE insufficient_privilege
        USING MESSAGE = 'only a supervisor changes what an account answers for'; END IF;
    IF OLD.id <> substr(current_user::text, {start})
        AND to_jsonb(NEW) - 'body' IS DISTINCT FROM to_jsonb(OLD) - 'body'
    THEN RAISE insufficient_privilege
        USING MESSAGE = 'nobody changes the secrets of another'; END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS account_own_secrets ON account;
CREATE TRIGGER account_own_secrets BEFORE UPDATE ON account
    FOR EACH ROW EXECUTE FUNCTION account_own_secrets()
"""
"""Everybody keeps their own secrets in their row, and nobody gives rights to themselves there.

A supervisor changes what others answer for (team, skills, languages), and nothing else of them.
"""


def person_role(account: str) -> str:
    """The server's name of an account."""
    return f"{PERSON}{account}"


def group_role(role: str) -> str:
    """The server's name of a role of the centre."""
    return f"{GROUP}{role}"


def install_groups(connection: Connection) -> None:
    """Make the groups where the server has none yet, and give each its rights to the tables."""
    cursor = driver_of(connection).cursor()
    for role in Role:
        _make_role(cursor, group_role(role.value), "NOLOGIN")
        group = sql.Identifier(group_role(role.value))
        # What an earlier version of the console granted is not kept.
        cursor.execute(sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(group))
        for table, rights in rights_of(role).items():
            cursor.execute(
                sql.SQL("GRANT {} ON {} TO {}").format(
                    sql.SQL(", ".join(rights)), sql.Identifier(table), group
                )
            )
        cursor.execute(
            sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(group)
        )
    start = sql.Literal(len(PERSON) + 1)
    cursor.execute(sql.SQL(_OWN_NAME).format(start=start, line=sql.Literal(LINE)))
    cursor.execute(
        sql.SQL(_OWN_ROW).format(
            start=start,
            administrator=sql.Identifier(group_role(Role.ADMINISTRATOR.value)),
            operator=sql.Identifier(group_role(Role.OPERATOR.value)),
            supervisor=sql.Identifier(group_role(Role.SUPERVISOR.value)),
            supervisor_name=sql.Literal(group_role(Role.SUPERVISOR.value)),
            administrator_name=sql.Literal(group_role(Role.ADMINISTRATOR.value)),
            operator_name=sql.Literal(group_role(Role.OPERATOR.value)),
        )
    )


def rights_of(role: Role) -> dict[str, tuple[str, ...]]:
    """What a role may do with each table; a table that is not named is closed to it."""
    tables = [table.name for table in metadata.sorted_tables] + ["alembic_version"]
    return {table: rights for table in tables if (rights := _rights(role, table))}


def _rights(role: Role, table: str) -> tuple[str, ...]:
    if table == _KEYS_OF_AUDIT:
        return ("SELECT", "INSERT") if role in _CHANGES_KEYS else ("SELECT",)
    if table == "alembic_version":
        return ("SELECT",)
    if table in ("account", "audit_chain"):
        return ("SELECT", "INSERT", "UPDATE")
    if role is Role.OPERATOR or role in _LINE or table in _OF_THE_STAFF:
        changes = ("INSERT",) if table in APPEND_ONLY else ("INSERT", "UPDATE", "DELETE")
        return ("SELECT", *changes)
    if table == "audit":
        return ("SELECT", "INSERT")
    if role is Role.AUDITOR and table == "opened_glass":
        return ("SELECT", "UPDATE")
    return ("SELECT",) if table in _EVERYBODYS else ()


class ServerKeys:
    """Lets accounts into the shared store: their passwords are the server's, not ours to keep."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def admit(self, account: str, secret: str, role: str) -> None:
        """Let that secret open the store for that account, with the rights of `role`.

        Raises StoreFailed where this session may not do that.
        """
        name = person_role(account)
        with told_by_server(), self._engine.begin() as connection, within_time(connection):
            driver = driver_of(connection)
            cursor = driver.cursor()
            if driver.info.user != name:
                _make_role(cursor, name, "LOGIN")
                self._join(cursor, name, role)
            # The server gets a verifier, never the words: they would stand in its log.
            verifier = driver.pgconn.encrypt_password(
                secret.encode(), name.encode(), b"scram-sha-256"
            )
            cursor.execute(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                    sql.Identifier(name), sql.Literal(verifier.decode())
                )
            )

    def assign(self, account: str, role: str) -> None:
        """Give the account the rights of that role, and take those of any other away."""
        with told_by_server(), self._engine.begin() as connection, within_time(connection):
            self._join(driver_of(connection).cursor(), person_role(account), role)

    def dismiss(self, account: str) -> None:
        """Let that account open the store no more."""
        with told_by_server(), self._engine.begin() as connection, within_time(connection):
            cursor = driver_of(connection).cursor()
            if _exists(cursor, person_role(account)):
                cursor.execute(
                    sql.SQL("ALTER ROLE {} NOLOGIN").format(sql.Identifier(person_role(account)))
                )

    @staticmethod
    def _join(cursor: Cursor[Any], name: str, role: str) -> None:
        if role not in {one.value for one in Role}:
            raise StoreFailed("The shared store knows no such role.")
        for other in Role:
            _run(cursor, "REVOKE {} FROM {}", group_role(other.value), name)
        _run(cursor, "ALTER ROLE {} NOCREATEROLE", name)
        _run(cursor, "GRANT {} TO {}", group_role(role), name)
        if role == Role.ADMINISTRATOR.value:
            _let_administer(cursor, name)


def _let_administer(cursor: Cursor[Any], name: str) -> None:
    """Let an administrator make accounts: to give a right to others is not to have it."""
    _run(cursor, "ALTER ROLE {} CREATEROLE", name)
    for other in Role:
        own = "TRUE" if other is Role.ADMINISTRATOR else "FALSE"
        grant = f"GRANT {{}} TO {{}} WITH ADMIN TRUE, INHERIT {own}, SET FALSE"
        _run(cursor, grant, group_role(other.value), name)


def _run(cursor: Cursor[Any], statement: str, *names: str) -> None:
    """A statement of ours with names of roles in it."""
    cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _make_role(cursor: Cursor[Any], name: str, login: str) -> None:
    if not _exists(cursor, name):
        cursor.execute(sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(name), sql.SQL(login)))
    elif login == "LOGIN":
        cursor.execute(sql.SQL("ALTER ROLE {} LOGIN").format(sql.Identifier(name)))


def _exists(cursor: Cursor[Any], name: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,))
    return cursor.fetchone() is not None
