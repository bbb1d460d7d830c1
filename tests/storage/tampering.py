"""Ways to tamper with the audit of a closed store, as somebody would who has its key."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from advisor_app.storage.anchor import ANCHOR_ENDING
from advisor_app.storage.connections import connect
from advisor_app.storage.tables import guards

Tamper = Callable[[Any, random.Random, int], int | None]
"""Changes the rows on a connection; gives the first row that is bad then, where that is known."""

_TEXTS = ("actor", "role", "workstation", "action", "entity", "entity_id", "purpose", "reason",
          "outcome", "detail", "mac")  # fmt: skip


def edit(connection: Any, dice: random.Random, rows: int) -> int:
    """Change one column of one row."""
    seq, column = dice.randint(1, rows), dice.choice((*_TEXTS, "at"))
    change = "at + 1" if column == "at" else f"{column} || 'x'"
    connection.execute(f"UPDATE audit SET {column} = {change} WHERE seq = ?", (seq,))
    return seq


def delete(connection: Any, dice: random.Random, rows: int) -> int:
    """Take one row away."""
    seq = dice.randint(1, rows)
    connection.execute("DELETE FROM audit WHERE seq = ?", (seq,))
    return seq


def delete_and_close_up(connection: Any, dice: random.Random, rows: int) -> int:
    """Take one row away and number those after it anew."""
    seq = dice.randint(1, rows - 1)
    connection.execute("DELETE FROM audit WHERE seq = ?", (seq,))
    for later in range(seq + 1, rows + 1):
        connection.execute("UPDATE audit SET seq = seq - 1 WHERE seq = ?", (later,))
    return seq


def swap(connection: Any, dice: random.Random, rows: int) -> int:
    """Let two neighbours change places."""
    seq = dice.randint(1, rows - 1)
    for old, new in ((seq, -1), (seq + 1, seq), (-1, seq + 1)):
        connection.execute("UPDATE audit SET seq = ? WHERE seq = ?", (new, old))
    return seq


def insert(connection: Any, dice: random.Random, rows: int) -> int:
    """Put in one row more at the end, a copy of another."""
    _copy(connection, dice.randint(1, rows), rows + 1, "INSERT")
    return rows + 1


def replace(connection: Any, dice: random.Random, rows: int) -> int:
    """Write one row over another, past triggers that hold only UPDATE and DELETE."""
    seq = dice.randint(2, rows)
    _copy(connection, seq - 1, seq, "INSERT OR REPLACE")
    return seq


def cut_the_end(connection: Any, dice: random.Random, rows: int) -> int:
    """Take the last rows away."""
    last = rows - dice.randint(1, min(12, rows - 1))
    connection.execute("DELETE FROM audit WHERE seq > ?", (last,))
    return last + 1


def empty(connection: Any, _dice: random.Random, _rows: int) -> int:
    """Take all rows away."""
    connection.execute("DELETE FROM audit")
    return 1


def drop_a_guard(connection: Any, dice: random.Random, _rows: int) -> None:
    """Take the trigger away that keeps rows as they are, and change nothing yet."""
    connection.execute(f"DROP TRIGGER {dice.choice(guards()).split()[2]}")


TAMPERS: tuple[Tamper, ...] = (
    edit, delete, delete_and_close_up, swap, insert, replace, cut_the_end, empty, drop_a_guard,
)  # fmt: skip


def tampered(path: Path, key: bytes, tamper: Tamper, dice: random.Random, rows: int) -> int | None:
    """Tamper with the store at `path`; the guards stand again afterwards, but for a dropped one."""
    with closing(connect(path, key)) as connection:
        if tamper is drop_a_guard:
            return tamper(connection, dice, rows)
        for guard in guards():
            connection.execute(f"DROP TRIGGER {guard.split()[2]}")
        bad = tamper(connection, dice, rows)
        for guard in guards():
            connection.execute(guard)
        return bad


def copied(path: Path, to: Path) -> Path:
    """The closed store and its anchor in another folder."""
    to.mkdir(exist_ok=True)
    for name in (path.name, path.name + ANCHOR_ENDING):
        shutil.copyfile(path.with_name(name), to / name)
    return to / path.name


def _copy(connection: Any, of: int, to: int, verb: str) -> None:
    columns = ", ".join(("at", *_TEXTS))
    try:
        connection.execute(
            f"{verb} INTO audit (seq, {columns}) SELECT ?, {columns} FROM audit WHERE seq = ?",
            (to, of),
        )
    except sqlite3.Error as refused:
        raise AssertionError("the tampering itself failed") from refused
