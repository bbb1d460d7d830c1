"""A disk that is full, a store that another holds, an audit that cannot be written."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from advisor_app.domain.answers import Statement
from advisor_app.domain.case import Edit
from advisor_app.services.failures import StoreFailed, StoreLocked
from advisor_app.storage import connections
from advisor_app.storage.connections import connect
from advisor_app.storage.store import check_store, create_store, new_key
from tests.services.desk import Desk, StillClock

NUMBER = "Q-26-00001"


@pytest.fixture
def key() -> bytes:
    return new_key()


@pytest.fixture
def desk(tmp_path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk on a store with one case, that waits a tenth of a second for its turn."""
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.1)
    made = Desk(create_store(tmp_path / "centre.store", key, StillClock()))
    made.cases.create(made.act())
    yield made
    made.store.close()


def typed(number: int, words: str) -> Edit:
    return Edit(
        id=f"e{number}",
        path="goal.q1",
        statements=(Statement(value=words),),
        base=number,
    )


def type_on(desk: Desk, words: str, saved: list[int]) -> None:
    """Two people save at length, one after the other, until it is refused."""
    for number in range(1, 200):
        desk.cases.save(desk.act(), NUMBER, [typed(number, f"{number} {words}")])
        saved.append(number)
        desk.cases.save(desk.act("bob"), NUMBER, [typed(1000 + number, f"{number} {words}")])


def test_a_full_disk_loses_nothing_and_work_goes_on_when_there_is_room(
    desk: Desk, key: bytes
) -> None:
    with desk.store._writer.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 12}")
        connection.rollback()
    words = "x" * 15_000
    saved: list[int] = []
    with pytest.raises(StoreFailed) as told:
        type_on(desk, words, saved)
    assert told.value.code == 4
    assert words not in str(told.value)
    assert saved
    with desk.store._writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        connection.rollback()
    case = desk.cases.open(desk.act(), NUMBER)
    assert str(case.intake.goal.q1.value).startswith(f"{saved[-1]} ")
    again = desk.cases.save(desk.act(), NUMBER, [typed(9999, "there is room again")])
    assert again.revision == case.revision + 1
    assert desk.audit.verify(desk.act()).sound
    check_store(desk.store.path, key)


def test_who_waits_in_vain_for_the_store_is_told_so_and_reads_on(desk: Desk, key: bytes) -> None:
    with closing(connect(desk.store.path, key)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked) as told:
            desk.cases.save(desk.act(), NUMBER, [typed(1, "while another writes")])
        assert told.value.code == 3
        assert len(desk.accounts.list()) == 0
        other.execute("ROLLBACK")
    desk.cases.save(desk.act(), NUMBER, [typed(1, "while another writes")])
    assert desk.cases.open(desk.act(), NUMBER).intake.goal.q1.value == "while another writes"


def test_without_its_row_in_the_audit_nothing_is_read_or_changed(desk: Desk) -> None:
    with desk.store.writing() as unit:
        unit.cases._connection.exec_driver_sql("ALTER TABLE audit RENAME TO hidden")
    for deed in (
        lambda: desk.cases.open(desk.act(), NUMBER),
        lambda: desk.cases.search(desk.act(), "doe"),
        lambda: desk.cases.save(desk.act(), NUMBER, [typed(1, "no trace")]),
    ):
        with pytest.raises(StoreFailed):
            deed()
    with desk.store.writing() as unit:
        unit.cases._connection.exec_driver_sql("ALTER TABLE hidden RENAME TO audit")
    assert desk.cases.open(desk.act(), NUMBER).revision == 1
