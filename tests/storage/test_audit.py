"""The audit: whatever is changed in it, by whoever has the key of the file, is found and named."""

import random
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2

from advisor_app.domain.case import Act
from advisor_app.services.gate import Gate
from advisor_app.services.ports import Reading
from advisor_app.services.records import AuditVerdict
from advisor_app.services.rights import Deed, Right
from advisor_app.storage.anchor import ANCHOR_ENDING
from advisor_app.storage.connections import connect
from advisor_app.storage.store import create_store, new_key, open_store
from tests.services.desk import Desk, StillClock
from tests.storage.tampering import TAMPERS, Tamper, copied, drop_a_guard, tampered

KEY = new_key()
ROWS = 30


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store whose audit has `ROWS` rows."""
    path = tmp_path_factory.mktemp("sound") / "centre.store"
    desk = Desk(create_store(path, KEY, StillClock()))
    number = desk.cases.create(desk.act()).number
    for _ in range(ROWS - 1):
        desk.cases.note(desk.act(), number, "told", "words")
    desk.store.close()
    return path


def verdict_of(path: Path) -> AuditVerdict:
    store = open_store(path, KEY, StillClock())
    try:
        with store.reading() as unit:
            return unit.audit.verify()
    finally:
        store.close()


def test_an_untouched_audit_is_sound(sound: Path) -> None:
    assert verdict_of(sound) == AuditVerdict(rows=ROWS, sound=True)


@pytest.mark.parametrize("tamper", TAMPERS)
def test_each_tampering_is_found_and_its_first_row_named(
    tamper: Tamper, sound: Path, tmp_path: Path
) -> None:
    for turn in range(4):
        path = copied(sound, tmp_path / str(turn))
        bad = tampered(path, KEY, tamper, random.Random(turn), ROWS)
        verdict = verdict_of(path)
        assert not verdict.sound
        assert verdict.why
        if tamper is not drop_a_guard:
            assert verdict.first_bad == bad


def test_a_store_of_yesterday_in_place_of_todays_is_found(sound: Path, tmp_path: Path) -> None:
    path = copied(sound, tmp_path / "today")
    yesterday = path.read_bytes()
    desk = Desk(open_store(path, KEY, StillClock()))
    desk.cases.create(desk.act())
    desk.store.close()
    assert verdict_of(path).sound
    path.write_bytes(yesterday)
    assert verdict_of(path).first_bad == ROWS + 1
    clock = StillClock()
    for _ in range(5):
        clock.go(60)
        later = Desk(open_store(path, KEY, clock))
        later.cases.create(later.act())
        later.store.close()
    assert not verdict_of(path).sound, "work that goes on must not wipe the traces out"


def test_a_chain_that_was_made_anew_without_the_key_of_the_chain_is_found(
    sound: Path, tmp_path: Path
) -> None:
    path = copied(sound, tmp_path / "new")
    other = copied(sound, tmp_path / "other")
    other.unlink()
    desk = Desk(create_store(other, KEY, StillClock()))
    for _ in range(ROWS):
        desk.cases.create(desk.act())
    desk.store.close()
    path.write_bytes(other.read_bytes())
    assert not verdict_of(path).sound


@pytest.mark.parametrize("content", [None, b"", b"x" * 512, b"{}" * 256])
def test_an_audit_without_its_anchor_is_not_sound(
    content: bytes | None, sound: Path, tmp_path: Path
) -> None:
    path = copied(sound, tmp_path / "copy")
    anchor = path.with_name(path.name + ANCHOR_ENDING)
    if content is None:
        anchor.unlink()
    else:
        anchor.write_bytes(content)
    verdict = verdict_of(path)
    assert not verdict.sound
    assert "anchor" in verdict.why


def test_one_torn_slot_of_the_anchor_is_no_alarm(sound: Path, tmp_path: Path) -> None:
    path = copied(sound, tmp_path / "copy")
    anchor = path.with_name(path.name + ANCHOR_ENDING)
    whole = anchor.read_bytes()
    anchor.write_bytes(whole[:256] + whole[256:300] + bytes(212))
    assert verdict_of(path).sound


def test_a_clock_that_is_set_back_is_told_and_breaks_nothing(tmp_path: Path) -> None:
    desk = Desk(create_store(tmp_path / "centre.store", KEY, StillClock()))
    desk.store._clock = desk.clock
    desk.cases.create(desk.act())
    desk.clock.go(-3600)
    desk.cases.create(desk.act())
    verdict = desk.audit.verify(desk.act())
    assert verdict.sound
    assert verdict.clock_set_back == 1
    desk.store.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'eve' WHERE seq = 1",
        "DELETE FROM audit WHERE seq = 1",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 1",
        "REPLACE INTO audit SELECT * FROM audit WHERE seq = 1",
    ],
)
def test_no_statement_of_the_console_changes_a_row(
    statement: str, sound: Path, tmp_path: Path
) -> None:
    store = open_store(copied(sound, tmp_path / "copy"), KEY, StillClock())
    with store._writer.connect() as connection:
        driver = connection.connection.cursor()
        with pytest.raises(sqlcipher3.dbapi2.Error, match="only added to"):
            driver.execute(statement)
    store.close()


def test_the_key_of_the_chain_stands_in_no_table(sound: Path) -> None:
    store = open_store(sound, KEY, StillClock())
    secret = store._seal.keys.first
    store.close()
    with closing(connect(sound, KEY)) as connection:
        rows = connection.execute("SELECT value FROM store_secret").fetchall()
    assert rows
    assert secret not in [row[0] for row in rows]


def test_a_row_that_another_adds_as_the_check_begins_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(create_store(tmp_path / "centre.store", KEY, StillClock()))
    number = desk.cases.create(desk.act()).number
    asked = Gate._right

    def asked_while_another_writes(gate: Gate, unit: Reading, act: Act, deed: Deed) -> Right:
        right = asked(gate, unit, act, deed)
        if deed is Deed.CHECK_AUDIT:
            desk.cases.note(desk.act(), number, "told", "words")
        return right

    monkeypatch.setattr(Gate, "_right", asked_while_another_writes)
    verdict = desk.audit.verify(desk.act())
    desk.store.close()
    assert (verdict.sound, verdict.why) == (True, "")
