"""The first run of a workstation: what makes a store or joins one."""

from pathlib import Path

from advisor_app.bootstrap.making import make_in_folder, make_on_server
from advisor_app.bootstrap.opening import server_room
from advisor_app.bootstrap.surroundings import (
    data_folder,
    keep_server_address,
)
from advisor_app.exchange.mistakes import FileMistake
from advisor_app.exchange.reading import read_text
from advisor_app.exchange.roster_file import read_roster
from advisor_app.services.founding import AddressState, NewCentre
from advisor_app.ui.first_run.deeds import FirstDeeds, ReadRoster
from advisor_app.ui.first_run.presenter import FirstRun


def first_run() -> FirstRun:
    """The pages of the first run; call it on the window's thread."""
    return FirstRun(FirstDeeds(found=found, look=look, join=join, read_roster=roster_in))


def found(new: NewCentre, address: str) -> str:
    """Makes the store as the verb `init` does; the recovery code of one in a folder.

    A store on a server becomes that of this workstation. Raises what making it refuses.
    """
    if not address:
        return make_in_folder(new, data_folder())
    make_on_server(new, address)
    join(address)
    return ""


def look(address: str) -> AddressState:
    """What answers at the address of a shared store. Raises Refused and what the server refuses."""
    state: AddressState = server_room().state_at(address)
    return state


def join(address: str) -> None:
    """Let this workstation use the store at that address, without the name of its owner."""
    keep_server_address(server_room().without_owner(address))


def roster_in(path: str) -> ReadRoster:
    """The specialists of a file, or one line for each mistake."""
    try:
        roster = read_roster(read_text(path), Path(path).name)
    except FileMistake as mistake:
        return ReadRoster(mistakes=tuple(f"{one.path}: {one.text}" for one in mistake.mistakes))
    return ReadRoster(roster=roster)
