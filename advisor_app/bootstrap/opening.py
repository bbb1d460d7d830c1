"""Opens the store of the centre: a file on this workstation, or the server that many share.

It is all that the queue needs, so nothing of the cancer knowledge or of the papers is read here.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from advisor_app.bootstrap.clocks import SystemClock
from advisor_app.bootstrap.open_store import OpenStore, workstation
from advisor_app.bootstrap.surroundings import anchor_folder, data_folder, server_address
from advisor_app.bootstrap.verdict import Code, Refused
from advisor_app.domain.case import Session
from advisor_app.services.accounts import Accounts
from advisor_app.services.audit import Audit
from advisor_app.services.ports import KeyHolder
from advisor_app.storage.keys import KEYS_FOLDER, StoreKeys
from advisor_app.storage.restoring import finish_restore
from advisor_app.storage.store import STORE_FILE, open_store


def store_is_missing() -> bool:
    """Whether this workstation has neither a store of its own nor the address of a shared one."""
    if server_address():
        return False
    folder = data_folder()
    finish_restore(folder)
    return not (folder / STORE_FILE).is_file()


def store_of(account: str, secret: Callable[[], str]) -> OpenStore:
    """The centre's store, opened by `account`; `secret` is asked where there is a store.

    Raises Refused where there is none, and what the keys and the store refuse.
    """
    if server_address():
        shared: OpenStore = server_room().store_on_server(account, secret())
        return shared
    if store_is_missing():
        raise Refused(Code.BAD_INPUT, "there is no store here yet; make one with 'init'")
    folder = data_folder()
    keys = keys_of(folder)
    opened = store_in(folder, keys.unlock(account, secret()), keys)
    if keys.wrong_before:
        told = f"{keys.wrong_before} wrong passphrases before"
        Audit(opened.store, opened.clock).note(opened.act(), "store.unlock", "store", "", told)
    return opened


def store_in(folder: Path, key: bytes, keys: KeyHolder) -> OpenStore:
    """The store of `folder`, whose key is known, in the hands of its operator."""
    clock = SystemClock()
    store = open_store(folder / STORE_FILE, key, clock, anchor_folder())
    try:
        session = Accounts(store, clock, keys).operator(workstation())
    except BaseException:
        store.close()
        raise
    return OpenStore(store=store, clock=clock, keys=keys, session=session)


def session_at_desk(opened: OpenStore, account: str, secret: str) -> Session:
    """The session of `account`, which is signed in where somebody else opened the store.

    Raises what the accounts refuse.
    """
    if opened.session.account == account:
        return opened.session
    return Accounts(opened.store, opened.clock, opened.keys).sign_in(account, secret, workstation())


def server_room() -> Any:
    """What works on a shared store: its driver is an extra that one workstation does not need.

    Raises Refused where it is not installed.
    """
    try:
        return import_module("advisor_app.bootstrap.server_house")
    except ImportError as missing:
        if missing.name != "psycopg":
            raise
        raise Refused(
            Code.BAD_INPUT, "the shared store needs psycopg: pip install -e '.[shared]'"
        ) from None


def keys_of(folder: Path) -> StoreKeys:
    """The keys of the store in `folder`; they open nothing yet."""
    return StoreKeys.at(folder / KEYS_FOLDER, SystemClock())
