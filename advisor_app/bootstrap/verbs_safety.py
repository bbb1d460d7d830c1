"""The verbs that keep a centre's store safe: backup, restore, the check of the audit, the list."""

import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Final

from advisor_app.bootstrap.clocks import SystemClock
from advisor_app.bootstrap.house import centre_house
from advisor_app.bootstrap.shown_lines import put, put_json
from advisor_app.bootstrap.surroundings import data_folder, passphrase
from advisor_app.bootstrap.verdict import Code, Refused, verb
from advisor_app.bootstrap.visit import visited_house
from advisor_app.exchange.case_list import case_list
from advisor_app.exchange.writing import write_text
from advisor_app.services.accounts import OPERATOR
from advisor_app.services.failures import AuditBroken
from advisor_app.services.rights import Deed
from advisor_app.storage.backups import write_backup
from advisor_app.storage.keys import KEYS_FOLDER, StoreKeys
from advisor_app.storage.restoring import restore_backup
from advisor_app.storage.store import SqlStore

_ASKED: Final = "Passphrase of the operator account"


@verb
def verify_audit(options: Namespace) -> None:
    """Whether the audit holds together; names the first row that does not."""
    with visited_house() as house:
        verdict = house.audit.verify(house.act("audit verified"))
    if options.json:
        put_json(asdict(verdict))
    if not verdict.sound:
        raise AuditBroken(verdict.first_bad or 0, verdict.why)
    if not options.json:
        put(f"The audit is sound: {verdict.rows} rows, up to its anchor.")
        if verdict.clock_set_back:
            put(f"The clock was set back before {verdict.clock_set_back} of them.")


@verb
def change_audit_key(_options: Namespace) -> None:
    """Seals the audit with a new key from now on; what the old one sealed is still checked."""
    with visited_house() as house:
        act = house.act("key of the audit changed")
        house.audit.refuse_if_broken(act)
        house.audit.change_key(act)
    put("The audit has a new key; the rows before are checked with the keys that sealed them.")


@verb
def backup(options: Namespace) -> None:
    """Writes the whole store with its keys into one encrypted file, and opens that to check it."""
    out = Path(options.out)
    _refuse_place(out)
    house = centre_house()
    try:
        if not isinstance(house.store, SqlStore):
            raise Refused(Code.BAD_INPUT, "this store is backed up where it stands")
        house.audit.permit(house.act("backup"), Deed.BACK_UP, "store.backup", "store")
        made = write_backup(house.store, data_folder() / KEYS_FOLDER, out, house.clock)
    finally:
        house.close()
    put(f"Backed up and checked: {made.bytes:,} bytes, {made.audit.rows} rows of audit.")
    if not made.audit.sound:
        raise AuditBroken(made.audit.first_bad or 0, made.audit.why)


@verb
def restore(options: Namespace) -> None:
    """Puts the store of a backup in place of the one that is there, which is kept beside it."""
    backup_file, folder = Path(options.file), data_folder()
    if not backup_file.is_file():
        raise Refused(Code.BAD_INPUT, "there is no such backup file")
    secret = passphrase(_ASKED)

    def unlock(keys: Path) -> bytes:
        return StoreKeys.at(keys).unlock(OPERATOR, secret)

    rows = restore_backup(backup_file, folder, unlock, SystemClock())
    with visited_house() as house:
        if isinstance(house.store, SqlStore):
            house.store.anchor_anew()
        house.audit.note(house.act("restore"), "store.restore", "store", "", f"{rows} rows")
    put(f"Restored: {rows} rows of audit, all of them sound.")


@verb
def export(options: Namespace) -> None:
    """Writes the list of cases as CSV; `-` is standard output."""
    with visited_house() as house:
        act = house.act("list of cases exported")
        house.audit.refuse_if_broken(act)
        text = case_list(house.cases.export(act))
    if options.out == "-":
        sys.stdout.write(text)
    else:
        write_text(Path(options.out), text)


def _refuse_place(out: Path) -> None:
    """A backup never lands on a folder, nor among the files of the store itself."""
    if out.is_dir():
        raise Refused(Code.BAD_INPUT, "OUT is a folder; name a file")
    if out.exists() and not out.is_file():
        raise Refused(Code.BAD_INPUT, "OUT is no file but a device or a pipe; name a file")
    if not out.parent.is_dir():
        raise Refused(Code.BAD_INPUT, "the folder of OUT is not there")
    inside = out.resolve().parent
    if inside in (data_folder().resolve(), (data_folder() / KEYS_FOLDER).resolve()):
        raise Refused(Code.BAD_INPUT, "OUT lies among the files of the store; name another folder")
