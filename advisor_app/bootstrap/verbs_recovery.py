"""The verb for a passphrase that was lost: the recovery code gives an account a new one."""

from argparse import Namespace

from advisor_app.bootstrap.house import house_on
from advisor_app.bootstrap.opening import keys_of, store_in
from advisor_app.bootstrap.shown_lines import put
from advisor_app.bootstrap.surroundings import data_folder, passphrase, recovery_code
from advisor_app.bootstrap.verdict import Code, Refused, verb
from advisor_app.storage.restoring import finish_restore
from advisor_app.storage.store import STORE_FILE


@verb
def recover(options: Namespace) -> None:
    """Opens the store by its recovery code, and gives the account a new passphrase."""
    folder = data_folder()
    finish_restore(folder)
    if not (folder / STORE_FILE).is_file():
        raise Refused(Code.BAD_INPUT, "there is no store here")
    code = recovery_code()
    new = passphrase("New passphrase", twice=True)
    keys = keys_of(folder)
    house = house_on(store_in(folder, keys.recover(code), keys))
    try:
        house.accounts.recover(house.act("the passphrase was lost"), options.account, new)
    finally:
        house.close()
    put(f"The new passphrase opens the store for {options.account}.")
