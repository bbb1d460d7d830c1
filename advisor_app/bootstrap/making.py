"""The verb that makes a centre's store, with its first accounts and its recovery code."""

import re
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Final

from advisor_app.bootstrap.clocks import SystemClock
from advisor_app.bootstrap.house import server_room, workstation
from advisor_app.bootstrap.shown_lines import put
from advisor_app.bootstrap.surroundings import data_folder, passphrase, server_address
from advisor_app.bootstrap.verdict import Code, Refused
from advisor_app.domain.case import Act, Purpose
from advisor_app.domain.people import Advisor, Role
from advisor_app.line.calendar import read_line_hours, with_hours
from advisor_app.services.accounts import OPERATOR, Accounts
from advisor_app.services.centre import Centre
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.ports import Clock, KeyHolder, Store
from advisor_app.services.tables import Tables
from advisor_app.storage.keys import KEYS_FOLDER, StoreKeys
from advisor_app.storage.store import STORE_FILE, create_store, new_key

_ID: Final = re.compile(r"[a-z][a-z0-9._-]{1,31}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCentre:
    """What a centre begins with; the hours of its line may stay unset."""

    centre: str
    administrator: str
    name: str
    opens: time | None
    closes: time | None


def make_store(options: Namespace) -> None:
    """Makes the store that the surroundings name; one in a folder shows its recovery code once.

    Raises Refused where a store stands already or something is missing; then nothing is left.
    """
    if server_address():
        _make_on_server(_asked(options))
    else:
        _make_in_folder(options)


def _make_in_folder(options: Namespace) -> None:
    folder = data_folder()
    if folder.exists() and any(folder.iterdir()):
        raise Refused(Code.BAD_INPUT, "the folder of the store is not empty; nothing was changed")
    new = _asked(options)
    secret = passphrase("Passphrase of the administrator and the operator", twice=True)
    with _nothing_left(folder):
        recovery = _made(folder, new, secret)
    put("The store is made.")
    put(f"Recovery code, shown this once; keep it on paper: {recovery}")
    _tell_hours(new)


def _make_on_server(new: NewCentre) -> None:
    secret = passphrase("Passphrase of the administrator and the operator", twice=True)
    clock = SystemClock()
    made = server_room().NewServerStore(clock)
    try:
        _fill(made.store, clock, made.keys, new, secret)
    except BaseException:
        made.take_away()
        raise
    finally:
        made.close()
    put("The store is made on the server; whoever owns the database can give new passwords.")
    _tell_hours(new)


def _tell_hours(new: NewCentre) -> None:
    if new.opens is None:
        put("The hours of the line are not set yet: it counts as closed until they are.")


def _made(folder: Path, new: NewCentre, secret: str) -> str:
    clock = SystemClock()
    key = new_key()
    keys, recovery = StoreKeys.create(folder / KEYS_FOLDER, key)
    store = create_store(folder / STORE_FILE, key, clock)
    try:
        _fill(store, clock, keys, new, secret)
    finally:
        store.close()
    return recovery


def _fill(store: Store, clock: Clock, keys: KeyHolder, new: NewCentre, secret: str) -> None:
    """The first accounts and settings of a new store."""
    accounts = Accounts(store, clock, keys)
    first = Advisor(
        id=new.administrator,
        name=new.name,
        initials=_initials(new.name),
        role=Role.ADMINISTRATOR,
    )
    accounts.create(None, first, secret)
    session = accounts.sign_in(new.administrator, secret, workstation())
    act = Act(session=session, purpose=Purpose.OPERATIONS, reason="the store is made")
    operator = Advisor(id=OPERATOR, name="Operator", initials="OP", role=Role.OPERATOR)
    accounts.create(act, operator, secret)
    settings = CentreSettings(name=new.centre, opens=new.opens, closes=new.closes)
    Centre(store, clock).change(act, settings)
    Tables(store, clock).load_shipped(act)


def _asked(options: Namespace) -> NewCentre:
    centre = _word(options.centre, "--centre", "Name of the centre")
    administrator = _word(options.administrator, "--administrator", "Account of the administrator")
    name = _word(options.name, "--name", "Name of the administrator")
    if not _ID.fullmatch(administrator) or administrator == OPERATOR:
        raise Refused(Code.BAD_INPUT, "an account is 2 to 32 small letters, digits, . _ or -")
    try:
        hours = with_hours(read_line_hours(), options.opens, options.closes)
    except ValueError:
        raise Refused(Code.BAD_INPUT, "the hours need --opens and --closes such as 09:00") from None
    return NewCentre(
        centre=centre,
        administrator=administrator,
        name=name,
        opens=hours.opens,
        closes=hours.closes,
    )


def _word(given: str | None, option: str, asked: str) -> str:
    if given is None and sys.stdin.isatty():
        given = input(f"{asked}: ")
    if given is None or not given.strip():
        raise Refused(Code.BAD_INPUT, f"{option} is missing")
    return given.strip()


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isalpha())[:3].upper() or "AD"


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
        for begun in folder.iterdir():
            if begun.is_dir():
                shutil.rmtree(begun)
            else:
                begun.unlink()
        if new:
            folder.rmdir()
        raise
