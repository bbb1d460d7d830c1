"""Every verb on a centre's store signs in, and does no more than the role of its account may."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from advisor_app.bootstrap.clocks import SystemClock
from advisor_app.domain.people import OPERATOR, Role
from advisor_app.storage.keys import KEYS_FOLDER, StoreKeys
from advisor_app.storage.store import STORE_FILE, SqlStore, open_store
from tests.cli.console import CASES, DATA, run
from tests.cli.test_store import PASSPHRASE, centre, fresh, refused, surroundings

__all__ = ["centre", "fresh", "surroundings"]

NUMBER = "Q-26-00001"
Words = tuple[str | Path, ...]
DONE, DENIED = 0, 6


def verbs(folder: Path) -> dict[str, tuple[Words, int]]:
    """Every verb that works on the store of a centre, and how it ends for an auditor."""
    return {
        "import-roster": ((DATA / "rosters" / "small.json",), DENIED),
        "import-requests": ((DATA / "requests" / "three.json",), DENIED),
        "import-case": ((CASES / "dcis-new-jersey.json",), DENIED),
        "match": ((NUMBER,), DENIED),
        "summary": ((NUMBER, folder / "summary.pdf"), DENIED),
        "queue": ((), DENIED),
        "report": ((), DONE),
        "export-case": ((NUMBER, "-"), DENIED),
        "export": ((folder / "list.csv",), DENIED),
        "backup": ((folder / "copy.backup",), DENIED),
        "change-audit-key": ((), DENIED),
        "verify-audit": ((), DONE),
    }


NAMES = tuple(verbs(Path()))


@contextmanager
def opened(folder: Path) -> Iterator[SqlStore]:
    key = StoreKeys.at(folder / KEYS_FOLDER).unlock(OPERATOR, PASSPHRASE)
    store = open_store(folder / STORE_FILE, key, SystemClock())
    try:
        yield store
    finally:
        store.close()


@pytest.fixture
def filled(centre: Path) -> Path:
    assert run("import-case", CASES / "dcis-new-jersey.json").code == 0
    return centre


@pytest.mark.parametrize("verb", NAMES)
def test_without_a_passphrase_nothing_is_opened(
    verb: str, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (filled / STORE_FILE).read_bytes()
    monkeypatch.delenv("ADVISOR_PASSPHRASE_FILE")
    refused(run(verb, *verbs(tmp_path)[verb][0]), code=2)
    wrong = tmp_path / "wrong"
    wrong.write_text("quite another passphrase\n")
    monkeypatch.setenv("ADVISOR_PASSPHRASE_FILE", str(wrong))
    refused(run(verb, *verbs(tmp_path)[verb][0]), code=5)
    assert (filled / STORE_FILE).read_bytes() == before


@pytest.mark.parametrize("verb", NAMES)
def test_an_account_of_another_role_is_refused_what_that_role_may_not(
    verb: str, filled: Path, tmp_path: Path
) -> None:
    with opened(filled) as store, store.writing() as unit:
        record = unit.accounts.account(OPERATOR)
        assert record is not None
        unit.accounts.put(replace(record, advisor=replace(record.advisor, role=Role.AUDITOR)))
    words, code = verbs(tmp_path)[verb]
    ended = run(verb, *words)
    assert ended.code == code, ended.err
    if code == DENIED:
        refused(ended, code)
        with opened(filled) as store, store.reading() as unit:
            rows = unit.audit.entries(0, 1000)
        assert any(row.outcome == "denied" for row in rows), "the refusal is written down"
        assert not list(tmp_path.glob("*.pdf")) + list(tmp_path.glob("*.csv"))
        assert not list(tmp_path.glob("*.backup"))
