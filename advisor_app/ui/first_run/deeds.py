"""What the first run is given by the composition root."""

from collections.abc import Callable
from dataclasses import dataclass

from advisor_app.domain.people import Roster
from advisor_app.services.founding import AddressState, NewCentre


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRoster:
    """The specialists of a file, or one sentence for each mistake in it."""

    roster: Roster | None = None
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstDeeds:
    """Each may take a while and raises a failure with one sentence.

    `found(centre, address)` makes the store, in this user's folder where the address is empty, and
    gives the recovery code of one in a folder; `look(address)` says what answers there;
    `join(address)` lets this workstation use the store that stands there.
    """

    found: Callable[[NewCentre, str], str]
    look: Callable[[str], AddressState]
    join: Callable[[str], None]
    read_roster: Callable[[str], ReadRoster]
