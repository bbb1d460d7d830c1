"""Who owns the server has the keys of the audit: what each workstation knows tells on them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import URL, Connection, select

from advisor_app.services.records import AuditVerdict
from advisor_app.storage.anchor import Head
from advisor_app.storage.audit_keys import audit_keys
from advisor_app.storage.audit_seals import AuditSeal
from advisor_app.storage.desk_anchors import SETTLED_AFTER
from advisor_app.storage.house_tables import audit
from advisor_app.storage.shared_store import open_shared_store
from tests.servers import Server
from tests.services.desk import Desk, StillClock
from tests.storage.test_audit_chains import one, unguarded

ROUNDS = 6
Forgery = Callable[[Connection, AuditSeal], None]


class Centre:
    """A shared store on which two workstations worked, each with a folder of its own."""

    def __init__(self, url: URL, folder: Path) -> None:
        self.url = url
        self.clock = StillClock()
        self.second = folder / "second"
        self.places = [folder / "first desk", folder / "other desk"]
        self.number = ""

    def work(self, desk: int, *, second: bool = False) -> None:
        """Some notes on the case, written at that desk."""
        with self.opened(desk, second=second) as at:
            self.number = self.number or at.cases.create(at.act()).number
            for _ in range(ROUNDS):
                at.cases.note(at.act(), self.number, "told", "words")

    def verdict(self, desk: int | None, last: int | None = None) -> AuditVerdict:
        """What is found at that desk; without a desk, what the server alone lets be found."""
        with self.opened(desk) as at, at.store.reading() as unit:
            verdict: AuditVerdict = unit.audit.verify(last)
            return verdict

    @contextmanager
    def opened(self, desk: int | None, *, second: bool = False) -> Iterator[Desk]:
        places = [] if desk is None else [self.places[desk]]
        if places and (second or self.second.is_dir()):
            places.append(self.second)
        store = open_shared_store(self.url, self.clock, places)
        try:
            yield Desk(store)
        finally:
            store.close()

    def forge(self, forgery: Forgery) -> None:
        """Change the audit as the owner of the server may, keys and guards and all."""
        with unguarded(self.url) as connection:
            keys = audit_keys(connection)
            assert keys is not None
            forgery(connection, AuditSeal(keys=keys))


@pytest.fixture
def centre(server: Server, tmp_path: Path) -> Centre:
    centre = Centre(server.empty_store(), tmp_path)
    centre.work(0)
    centre.work(1)
    return centre


def blame_another(connection: Connection, seal: AuditSeal) -> None:
    """Write the whole audit anew, so that somebody else did it all."""
    connection.exec_driver_sql("UPDATE audit SET actor = 'eve'")
    seal_anew(connection, seal)


def blame_another_for_the_last(connection: Connection, seal: AuditSeal) -> None:
    last = one(connection, "SELECT max(seq) FROM audit WHERE chain = 1")
    connection.exec_driver_sql(f"UPDATE audit SET actor = 'eve' WHERE seq = {last}")
    seal_anew(connection, seal)


def cut_the_last(connection: Connection, seal: AuditSeal) -> None:
    last = one(connection, "SELECT max(seq) FROM audit WHERE chain = 1")
    connection.exec_driver_sql(f"DELETE FROM audit WHERE seq = {last}")
    seal_anew(connection, seal)


def empty_it(connection: Connection, _seal: AuditSeal) -> None:
    """Begin the audit anew, as if nothing had been done yet."""
    connection.exec_driver_sql("TRUNCATE audit, audit_chain")
    connection.exec_driver_sql("ALTER SEQUENCE audit_seq_seq RESTART")


FORGERIES: tuple[Forgery, ...] = (
    blame_another, blame_another_for_the_last, cut_the_last, empty_it,
)  # fmt: skip


def seal_anew(connection: Connection, seal: AuditSeal) -> None:
    """Seal all chains again as they are, row by row, and their ends."""
    ends: dict[int, Head] = {}
    for row in connection.execute(select(audit).order_by(audit.c.seq)).all():
        before = ends.get(row.chain, Head(seq=0, mac=""))
        mac = seal.of_row(row, before.mac, chain=row.chain, follows=before.seq)
        connection.exec_driver_sql(
            "UPDATE audit SET mac = %s, follows = %s WHERE seq = %s", (mac, before.seq, row.seq)
        )
        ends[row.chain] = Head(seq=row.seq, mac=mac)
    for number, head in ends.items():
        connection.exec_driver_sql(
            "UPDATE audit_chain SET last = %s, mac = %s, seal = %s WHERE number = %s",
            (head.seq, head.mac, seal.of_end(number, head), number),
        )


@pytest.mark.parametrize("forgery", FORGERIES)
def test_what_the_owner_of_the_server_writes_anew_is_found_at_the_desk_that_wrote_it(
    forgery: Forgery, centre: Centre
) -> None:
    assert centre.verdict(0).sound
    centre.forge(forgery)
    assert centre.verdict(None).sound, "the server alone cannot tell"
    for last in (None, 3):
        verdict = centre.verdict(0, last)
        assert not verdict.sound
        assert verdict.why
        assert verdict.first_bad


def test_rows_of_another_desk_are_found_by_what_was_checked_before(centre: Centre) -> None:
    centre.clock.go(2 * SETTLED_AFTER.total_seconds())
    assert centre.verdict(0).sound
    centre.forge(blame_another_in_the_second_chain)
    assert not centre.verdict(0).sound
    assert not centre.verdict(1, 3).sound, "the desk that wrote them sees it at its next start"


def blame_another_in_the_second_chain(connection: Connection, seal: AuditSeal) -> None:
    connection.exec_driver_sql("UPDATE audit SET actor = 'eve' WHERE chain = 2")
    seal_anew(connection, seal)


def test_rows_of_another_desk_are_found_by_what_it_left_in_the_second_place(
    centre: Centre,
) -> None:
    centre.work(1, second=True)
    centre.forge(cut_the_last_of_all)
    assert "missing" in centre.verdict(0).why


def cut_the_last_of_all(connection: Connection, seal: AuditSeal) -> None:
    connection.exec_driver_sql("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)")
    seal_anew(connection, seal)


def test_a_row_put_in_among_settled_ones_is_found(centre: Centre) -> None:
    with suppress(ZeroDivisionError), centre.opened(0) as at, at.store.writing(at.act()):
        raise ZeroDivisionError
    centre.work(0)
    centre.clock.go(2 * SETTLED_AFTER.total_seconds())
    assert centre.verdict(0).sound
    centre.forge(forge_a_chain)
    assert "checked here before" in centre.verdict(0).why


def forge_a_chain(connection: Connection, seal: AuditSeal) -> None:
    """A chain more, of one row with a number that a unit had which came to nothing."""
    free = one(connection, "SELECT min(seq) FROM audit a WHERE NOT EXISTS "
                           "(SELECT 1 FROM audit b WHERE b.seq = a.seq + 1)") + 1  # fmt: skip
    chain = one(connection, "SELECT max(number) FROM audit_chain") + 1
    names = [column.name for column in audit.columns if column.name not in ("seq", "chain")]
    listed = ", ".join(names)
    connection.exec_driver_sql(
        f"INSERT INTO audit (seq, chain, {listed}) "
        f"SELECT {free}, {chain}, {listed} FROM audit WHERE seq = 1"
    )
    connection.exec_driver_sql(f"INSERT INTO audit_chain VALUES ({chain}, 0, '', '')")
    seal_anew(connection, seal)


def test_a_desk_that_works_on_raises_no_alarm_at_any_desk(centre: Centre) -> None:
    for _ in range(3):
        for desk in (0, 1):
            centre.work(desk, second=True)
            centre.clock.go(SETTLED_AFTER.total_seconds() / 2)
            for last in (None, 3):
                assert centre.verdict(desk, last).why == ""


def test_what_was_committed_late_among_lower_numbers_is_no_fault(centre: Centre) -> None:
    """A unit may take its number long before another one that is kept first."""
    with (
        centre.opened(0) as first,
        centre.opened(1) as other,
        first.store.writing(first.act(), on="case/1") as unit,
    ):
        unit.audit.append("case.note", "case", "1")
        other.cases.note(other.act(), centre.number, "told", "words")
        assert centre.verdict(1).sound
    centre.clock.go(SETTLED_AFTER.total_seconds() / 2)
    assert centre.verdict(1).sound
    assert centre.verdict(0).sound


def test_an_anchor_that_was_changed_is_told_and_one_that_was_just_begun_is_not(
    centre: Centre,
) -> None:
    file = next(centre.places[0].rglob("chain-*"))
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b'"seq":', b'"seq":9'))
    assert "anchor" in centre.verdict(0).why
    file.write_bytes(b"")
    assert centre.verdict(0).sound
    file.write_bytes(whole)
    assert centre.verdict(0).sound


def test_a_second_place_that_is_gone_stops_nothing(centre: Centre, tmp_path: Path) -> None:
    (tmp_path / "second").write_text("a file where the folder should be")
    centre.work(0, second=True)
    assert centre.verdict(0).sound
