"""Makes a centre's store, for the verb and for the first run of the window alike."""

import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from advisor_app.bootstrap.clocks import SystemClock
from advisor_app.bootstrap.open_store import workstation
from advisor_app.bootstrap.opening import server_room
from advisor_app.bootstrap.shown_lines import put
from advisor_app.bootstrap.surroundings import data_folder, passphrase, server_address
from advisor_app.bootstrap.verdict import Code, Refused
from advisor_app.line.calendar import read_line_hours, with_hours
from advisor_app.services.founding import FirstAccount, NewCentre, found_centre
from advisor_app.storage.keys import KEYS_FOLDER, StoreKeys
from advisor_app.storage.store import STORE_FILE, create_store, new_key

BESIDE_THE_STORE: Final = frozenset({"front", "pop", "feed", "index", "anchors"})
"""What a console puts into ADVISOR_DATA_DIR that is no part of a store: where it listens, what it
makes of the shipped tables, and what it knows of the audit of a shared store."""


def make_store(options: Namespace) -> None:
    """Makes the store that the surroundings name; one in a folder shows its recovery code once.

    Raises Refused where a store stands already or something is missing; then nothing is left.
    """
    address = server_address()
    if not address:
        _refuse_used(data_folder())
    new = _asked(options)
    if address:
        make_on_server(new, address)
        put("The store is made on the server; whoever owns the database can give new passwords.")
    else:
        recovery = make_in_folder(new, data_folder())
        put("The store is made.")
        put(f"Recovery code, shown this once; keep it on paper: {recovery}")
    if new.opens is None:
        put("The hours of the line are not set yet: it counts as closed until they are.")


def make_in_folder(new: NewCentre, folder: Path) -> str:
    """Makes the store of a centre in an empty folder; the recovery code, which is kept nowhere.

    Raises Refused, and what the services refuse; then nothing is left.
    """
    _refuse_used(folder)
    clock = SystemClock()
    key = new_key()
    with _nothing_left(folder):
        keys, recovery = StoreKeys.create(folder / KEYS_FOLDER, key)
        store = create_store(folder / STORE_FILE, key, clock)
        try:
            found_centre(store, clock, keys, new, workstation())
        finally:
            store.close()
    return recovery


def make_on_server(new: NewCentre, address: str) -> None:
    """Makes the store of a centre in the empty database at `address`, as its owner.

    Raises Refused, and what the server and the services refuse; then the database is empty again.
    """
    clock = SystemClock()
    made = server_room().NewServerStore(address, clock)
    try:
        found_centre(made.store, clock, made.keys, new, workstation())
    except BaseException:
        made.take_away()
        raise
    finally:
        made.close()


def _asked(options: Namespace) -> NewCentre:
    centre = _word(options.centre, "--centre", "Name of the centre")
    account = _word(options.administrator, "--administrator", "Account of the administrator")
    name = _word(options.name, "--name", "Name of the administrator")
    if "id" in FirstAccount(id=account, name=name, secret="").problems():
        raise Refused(Code.BAD_INPUT, "an account is 2 to 32 small letters, digits, . _ or -")
    try:
        hours = with_hours(read_line_hours(), options.opens, options.closes)
    except ValueError:
        raise Refused(Code.BAD_INPUT, "the hours need --opens and --closes such as 09:00") from None
    secret = passphrase("Passphrase of the administrator and the operator", twice=True)
    return NewCentre(
        name=centre,
        administrator=FirstAccount(id=account, name=name, secret=secret),
        opens=hours.opens,
        closes=hours.closes,
    )


def _word(given: str | None, option: str, asked: str) -> str:
    if given is None and sys.stdin.isatty():
        given = input(f"{asked}: ")
    if given is None or not given.strip():
        raise Refused(Code.BAD_INPUT, f"{option} is missing")
    return given.strip()


def _refuse_used(folder: Path) -> None:
    if folder.exists() and any(_of_store(folder)):
        raise Refused(Code.BAD_INPUT, "the folder of the store is not empty; nothing was changed")


def _of_store(folder: Path) -> list[Path]:
    return [one for one in folder.iterdir() if one.name not in BESIDE_THE_STORE]


@contextmanager
def _nothing_left(folder: Path) -> Iterator[None]:
    """Takes away what was begun where the store could not be made."""
    new = not folder.exists()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise Refused(Code.STORAGE_FAILED, "the folder of the store cannot be made") from None
    try:
        yield
    except BaseException:
        for begun in _of_store(folder):
            if begun.is_dir():
                shutil.rmtree(begun)
            else:
                begun.unlink()
        if new:
            folder.rmdir()
        raise
