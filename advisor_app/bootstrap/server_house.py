"""The house on a store that workstations share, and how that store is made."""

from dataclasses import replace

from advisor_app.bootstrap.house import House, composed, workstation
from advisor_app.bootstrap.surroundings import desk_anchor_folders, server_address
from advisor_app.services.accounts import Accounts
from advisor_app.services.founding import AddressState
from advisor_app.services.ports import Clock, KeyHolder, Store
from advisor_app.services.rights import sees_cases
from advisor_app.storage.server import server_url, without_person
from advisor_app.storage.server_roles import ServerKeys, person_role
from advisor_app.storage.shared_store import (
    SharedStore,
    create_shared_store,
    open_shared_store,
    remove_shared_store,
    state_of_server,
)


def house_on_server(account: str, secret: str) -> House:
    """The centre's house on the server that the surroundings name, as `account`.

    The server lets the account in, and the account's own password is checked besides: a server on
    the same machine may trust whoever asks. Raises what the store and the accounts refuse.
    """
    url = server_url(server_address(), person_role(account), secret)
    store = open_shared_store(url, anchors=desk_anchor_folders())
    try:
        keys = ServerKeys(store.engine)
        session = Accounts(store, store.clock, keys).sign_in(account, secret, workstation())
        house = composed(store, store.clock, session, keys)
        if store.is_new_here:
            told = "this workstation knew nothing of it"
            house.audit.note(house.act("the store is opened"), "audit.anchor", "audit", "", told)
        if sees_cases(session.role):
            house.cases.catch_up(house.act("the store is opened"))
        return replace(house, changes=store.notices())
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
