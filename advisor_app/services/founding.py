"""What a centre begins with, and its first deeds on an empty store."""

import re
from dataclasses import dataclass
from datetime import time
from enum import Enum
from typing import Final

from advisor_app.domain.case import Act, Purpose
from advisor_app.domain.people import OPERATOR, Advisor, Role, Roster
from advisor_app.services.accounts import Accounts
from advisor_app.services.centre import Centre
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.directory import Directory
from advisor_app.services.failures import WeakSecret
from advisor_app.services.passwords import SHORTEST_PASSWORD, refuse_weak
from advisor_app.services.ports import Clock, KeyHolder, Store
from advisor_app.services.signing_in import own_words
from advisor_app.services.tables import Tables

TOO_SHORT: Final = f"{SHORTEST_PASSWORD} signs or more"
_ID: Final = re.compile(r"[a-z][a-z0-9._-]{1,31}")


class AddressState(Enum):
    """What answers at the address of a shared store."""

    EMPTY = "an empty database, whose owner is let in"
    STANDS = "a store of this console"
    ASKS_WHO = "a server that lets this user not in"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAccount:
    """An administrator of a new store, and the passphrase that lets them in."""

    id: str
    name: str
    secret: str

    @property
    def advisor(self) -> Advisor:
        """The account."""
        return Advisor(
            id=self.id, name=self.name, initials=_initials(self.name), role=Role.ADMINISTRATOR
        )

    def problems(self) -> dict[str, str]:
        """What is wrong with it, by field (`id`, `name`, `secret`), each in a few words."""
        found = {}
        if not _ID.fullmatch(self.id) or self.id == OPERATOR:
            found["id"] = "2 to 32 small letters, digits, . _ or -"
        if not self.name.strip():
            found["name"] = "The name is missing"
        try:
            refuse_weak(self.secret, own_words(self.advisor))
        except WeakSecret:
            short = len(self.secret) < SHORTEST_PASSWORD
            found["secret"] = TOO_SHORT if short else "Too easy: add words of your own"
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCentre:
    """What a centre begins with; the hours of its line may stay unset, a roster may come later.

    Without a second administrator the first one gives roles alone, and the audit says so.
    """

    name: str
    administrator: FirstAccount
    second: FirstAccount | None = None
    line_number: str = ""
    opens: time | None = None
    closes: time | None = None
    roster: Roster | None = None


def found_centre(
    store: Store, clock: Clock, keys: KeyHolder, new: NewCentre, workstation: str
) -> None:
    """The first accounts, settings, tables and specialists of a new store.

    The operator account, by which the verbs work, has the first administrator's passphrase.
    Raises WeakSecret, BadValue.
    """
    accounts = Accounts(store, clock, keys)
    first = new.administrator
    accounts.create(None, first.advisor, first.secret)
    session = accounts.sign_in(first.id, first.secret, workstation)
    act = Act(session=session, purpose=Purpose.OPERATIONS, reason="the store is made")
    operator = Advisor(id=OPERATOR, name="Operator", initials="OP", role=Role.OPERATOR)
    accounts.create(act, operator, first.secret)
    if new.second is not None:
        accounts.create(act, new.second.advisor, new.second.secret)
    settings = CentreSettings(
        name=new.name, line_number=new.line_number, opens=new.opens, closes=new.closes
    )
    Centre(store, clock).change(act, settings)
    Tables(store, clock).load_shipped(act)
    if new.roster is not None:
        Directory(store, clock).load(act, new.roster)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isalpha())[:3].upper() or "AD"
