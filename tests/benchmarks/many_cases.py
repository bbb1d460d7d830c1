"""A store with very many invented cases, made once and kept in the folder for passing files.

The rows are those that the console itself writes of a case: `card_of` of its intake gives the card,
the person and the keys. What is left out is what makes a store of a million slow to write: a
transaction each, the sync to the disk, and the two indexes, which are made when all rows stand.
Two processes read the intakes, one writes. A million cases are made in some minutes; the file is
used again as long as its tables and its rows would be made the same.
"""

import hashlib
import multiprocessing
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from tempfile import gettempdir
from time import perf_counter
from typing import Any, Final

from sqlalchemy import create_engine, insert
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import CreateTable

from advisor_app.domain.answers import say
from advisor_app.domain.case import CaseState
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import with_answer
from advisor_app.services.cards import card_of
from advisor_app.services.search_words import pieces_of
from advisor_app.storage.case_tables import case_file
from advisor_app.storage.connections import connect
from advisor_app.storage.person_rows import person_row
from advisor_app.storage.schema import HEAD
from advisor_app.storage.search_rows import key_rows
from advisor_app.storage.search_tables import case_card, name_piece, person, person_key
from advisor_app.storage.store import STORE_FILE, SqlStore, create_store
from tests.benchmarks.front_on_store import KEY
from tests.benchmarks.invented_people import Invented, people
from tests.services.desk import StillClock

SEED: Final = 20261
_BATCH: Final = 2_000
_LATE: Final = ("person_key_by_word", "case_file_by_saved")
_FAST: Final = (
    "journal_mode = DELETE",
    "journal_mode = OFF",
    "synchronous = OFF",
    "foreign_keys = OFF",
    "temp_store = MEMORY",
    "cache_size = -400000",
)
_SAMPLE: Final = 500
_TABLES: Final = (case_file, case_card, person, person_key, name_piece)
START: Final = datetime(2026, 1, 2, 14, 0, tzinfo=UTC)
_Rows = list[dict[str, Any]]
_Batch = tuple[_Rows, _Rows, _Rows, _Rows]
_Pieces = set[tuple[str, str]]

_known: list[Invented] = []
"""The people whose rows are made; the processes that make them are forks and see it."""


def number_of(place: int) -> str:
    """The case number of the person at that place."""
    return f"Q-26-{place:06d}"


def store_of(count: int, clock: StillClock) -> SqlStore:
    """A store with so many cases; it is kept for the next run, so nothing may be written to it."""
    return SqlStore(path_of(count), KEY, clock)


def path_of(count: int) -> Path:
    """The file of the store with so many cases, made where there is none yet."""
    kept = Path(gettempdir()) / "advisor-benchmarks" / f"{count}-{_stamp()}"
    if not (kept / STORE_FILE).exists():
        making = kept.with_name(f"{kept.name}.making")
        shutil.rmtree(making, ignore_errors=True)
        began = perf_counter()
        _make(making / STORE_FILE, people(count, Random(SEED)))
        making.rename(kept)
        print(f"{count:,} cases made in {perf_counter() - began:.0f} s", file=sys.stderr)
    return kept / STORE_FILE


def intake_of(person: Invented) -> Intake:
    """What somebody told of themselves."""
    intake = Intake()
    told = {
        "patient.family_name": person.family.title(),
        "patient.given_names": person.given.title(),
        "contact.phone_primary": person.phone,
        "patient.dob": PartialDate.of(person.born) if person.born else None,
    }
    for path, value in told.items():
        if value:
            intake = with_answer(intake, path, say(value))
    return intake


def _make(path: Path, known: list[Invented]) -> None:
    create_store(path, KEY, StillClock()).close()
    with closing(connect(path, KEY)) as driver:
        for setting in _FAST:
            driver.execute(f"PRAGMA {setting}")
        engine = create_engine("sqlite://", creator=lambda: driver, poolclass=StaticPool)
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            late = [index for table in _TABLES for index in table.indexes if index.name in _LATE]
            for index in late:
                index.drop(connection)
            pieces: _Pieces = set()
            for batch, new in _batches(known):
                for table, rows in zip(_TABLES, batch, strict=False):
                    connection.execute(insert(table), rows)
                pieces |= new
            connection.execute(
                insert(name_piece), [{"piece": one, "word": of} for one, of in sorted(pieces)]
            )
            for index in late:
                index.create(connection)
            connection.commit()


def _batches(known: list[Invented]) -> Iterator[tuple[_Batch, _Pieces]]:
    _known[:] = known
    with multiprocessing.get_context("fork").Pool(2) as pool:
        yield from pool.imap(_rows, range(0, len(known), _BATCH))


def _rows(start: int) -> tuple[_Batch, _Pieces]:
    """The rows of one batch, table by table, and the pieces of its names."""
    files: _Rows = []
    shown: _Rows = []
    persons: _Rows = []
    keys: _Rows = []
    pieces: _Pieces = set()
    for place in range(start, min(start + _BATCH, len(_known))):
        number, at = number_of(place), START + timedelta(seconds=place)
        card = card_of(number, intake_of(_known[place]), None)
        files.append({
            "number": number, "revision": 1, "state": CaseState.CLOSED.value, "since": at,
            "owner": "", "cue": "", "opened_at": at, "saved_at": at, "rules_version": "",
            "demonstration": False,
        })  # fmt: skip
        shown.append({column.key: getattr(card, column.key) for column in case_card.columns})
        if card.person is not None:
            persons.append(person_row(card.person))
        keys += key_rows(card)
        pieces |= {pair for pair in pieces_of(card.names) if ("name", pair[1]) in card.keys}
    return (files, shown, persons, keys), pieces


@cache
def _stamp() -> str:
    """What the file depends on: another is made where its tables or its rows would be others."""
    told = hashlib.sha256(HEAD.encode())
    for table in _TABLES:
        told.update(str(CreateTable(table)).encode())
    _known[:] = people(_SAMPLE, Random(SEED))
    rows, pieces = _rows(0)
    told.update(repr((rows, sorted(pieces))).encode())
    return told.hexdigest()[:12]
