"""The store goes away while somebody types: it is said, and everything arrives once."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from advisor_app.domain.answers import Statement
from advisor_app.domain.case import Edit
from advisor_app.domain.paths import answer_at
from advisor_app.storage.connections import connect
from advisor_app.storage.spool import SPOOL_FILE, EditSpool
from advisor_app.storage.store import create_store, new_key
from advisor_app.ui.intake.spool_keeper import NOTICE
from tests.advisor import Advisor, advisor_on, value_at
from tests.services.desk import Desk
from tests.ui.typing_desk import console_on

SENTINEL = "Zqxsentinel"
KEY = new_key()


def spool_at(folder: Path, account: str = "ruiz") -> EditSpool:
    return EditSpool(folder / "spool", KEY, account)


@pytest.fixture
def desk(tmp_path: Path, dressed: QApplication) -> Iterator[Advisor]:
    """A desk on a store in a folder, with a case on it."""
    assert dressed
    path = tmp_path / "centre.store"
    Desk(create_store(path, KEY, Desk().clock)).store.close()
    console = replace(console_on(path, KEY), spool=spool_at(tmp_path))
    with advisor_on(console) as advisor:
        advisor.hands.opens_new_case()
        advisor.hands.settle()
        yield advisor


def test_typing_goes_on_while_another_holds_the_store(desk: Advisor, tmp_path: Path) -> None:
    window = desk.window.window
    number = desk.hands.case.number
    with closing(connect(tmp_path / "centre.store", KEY)) as other:
        other.execute("BEGIN IMMEDIATE")
        desk.answers({"patient.family_name": SENTINEL})
        desk.hands.until(lambda: bool(window.notice(NOTICE)), seconds=3.5, what="the banner")
        desk.answers({"patient.mrn": "N7"})
        desk.hands.until(lambda: len(spool_at(tmp_path).kept().get(number, ())) >= 2, what="spool")
        raw = b"".join(file.read_bytes() for file in (tmp_path / "spool").iterdir())
        assert SENTINEL.encode() not in raw
        assert (tmp_path / "spool" / SPOOL_FILE).stat().st_mode & 0o777 == 0o600
        other.execute("ROLLBACK")
    desk.hands.until(lambda: not window.notice(NOTICE), what="the end of the banner")
    desk.hands.until(lambda: not spool_at(tmp_path).kept(), what="an empty spool")
    console = desk.window.console
    case = console.cases.open(console.act(), number)
    assert value_at(case.intake, "patient.family_name") == SENTINEL
    assert value_at(case.intake, "patient.mrn") == "N7"


def test_what_an_earlier_run_kept_comes_in_once(tmp_path: Path, dressed: QApplication) -> None:
    assert dressed
    path = tmp_path / "centre.store"
    store = Desk(create_store(path, KEY, Desk().clock))
    act = store.act("ruiz")
    numbers = [store.cases.create(act).number for _ in range(2)]
    done = Edit(id="done", path="patient.mrn", statements=(Statement(value="N1"),), base=1)
    store.cases.save(act, numbers[0], [done])
    other = Edit(id="other", path="patient.mrn", statements=(Statement(value="THEIRS"),), base=1)
    store.cases.save(store.act("bob", at="desk 2"), numbers[1], [other])
    store.store.close()
    late = Edit(id="late", path="patient.mrn", statements=(Statement(value="MINE"),), base=1)
    spool_at(tmp_path).keep({numbers[0]: (done,), numbers[1]: (late,)})
    spool_at(tmp_path, "bob").keep({numbers[0]: (replace(done, id="bobs"),)})
    console = replace(console_on(path, KEY), spool=spool_at(tmp_path))
    with advisor_on(console) as advisor:
        advisor.hands.until(lambda: not spool_at(tmp_path).kept(), what="an empty spool")
        cases = [console.cases.open(console.act(), number) for number in numbers]
    assert [case.revision for case in cases] == [2, 3], "what had arrived is not applied again"
    both = answer_at(cases[1].intake, "patient.mrn").statements
    assert {one.value for one in both} == {"THEIRS", "MINE"}
    assert spool_at(tmp_path, "bob").kept(), "another's edits wait for them"


def test_a_spool_of_another_key_is_no_spool(tmp_path: Path) -> None:
    edit = Edit(id="e", path="patient.mrn", statements=(Statement(value="N1"),))
    spool_at(tmp_path).keep({"Q-26-00001": (edit,)})
    assert spool_at(tmp_path).kept() == {"Q-26-00001": (edit,)}
    assert EditSpool(tmp_path / "spool", new_key(), "ruiz").kept() == {}
