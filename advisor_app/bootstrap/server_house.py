"""The store that workstations share: opened, and how it is made."""

from advisor_app.bootstrap.open_store import OpenStore, workstation
from advisor_app.bootstrap.surroundings import desk_anchor_folders, server_address
from advisor_app.services.accounts import Accounts
from advisor_app.services.audit import Audit
from advisor_app.services.founding import AddressState
from advisor_app.services.ports import Clock, KeyHolder, Store
from advisor_app.storage.server import server_url, without_person
from advisor_app.storage.server_roles import ServerKeys, person_role
from advisor_app.storage.shared_store import (
    SharedStore,
    create_shared_store,
    open_shared_store,
    remove_shared_store,
    state_of_server,
)


def store_on_server(account: str, secret: str) -> OpenStore:
    """The centre's store on the server that the surroundings name, as `account`.

    The server lets the account in, and the account's own password is checked besides: a server on
    the same machine may trust whoever asks. Raises what the store and the accounts refuse.
    """
    url = server_url(server_address(), person_role(account), secret)
    store = open_shared_store(url, anchors=desk_anchor_folders())
    try:
        keys = ServerKeys(store.engine)
        session = Accounts(store, store.clock, keys).sign_in(account, secret, workstation())
        opened = OpenStore(
            store=store, clock=store.clock, keys=keys, session=session, changes=store.notices()
        )
        if store.is_new_here:
            told = "this workstation knew nothing of it"
            act = opened.act("the store is opened")
            Audit(store, store.clock).note(act, "audit.anchor", "audit", "", told)
        return opened
    except BaseException:
        store.close()
        raise


def state_at(address: str) -> AddressState:
    """What answers at that address. Raises StoreFailed, StoreForeign, StoreOutOfReach."""
    return state_of_server(server_url(address))


def without_owner(address: str) -> str:
    """The address as every workstation may know it: without the owner's name and password."""
    return without_person(server_url(address)).render_as_string(hide_password=False)


class NewServerStore:
    """A store that is being made, as the owner of the database: whole, or not there at all."""

    def __init__(self, address: str, clock: Clock) -> None:
        self._made: SharedStore = create_shared_store(server_url(address), clock)
        self.keys: KeyHolder = ServerKeys(self._made.engine)

    @property
    def store(self) -> Store:
        """The store."""
        return self._made

    def take_away(self) -> None:
        """Leave the database as empty as it was."""
        remove_shared_store(self._made)

    def close(self) -> None:
        """Let go of the server."""
        self._made.close()
