"""The frame of an invented advisor's desk on a store with very many cases, as after a sign-in.

It reads no more of the program than the real start does: its modules are most of what is measured.
"""

import hashlib
from pathlib import Path
from typing import Any, Final

from advisor_app.bootstrap import front
from advisor_app.bootstrap.open_store import workstation
from advisor_app.bootstrap.opening import store_in
from advisor_app.domain.case import Session
from advisor_app.domain.people import Role
from advisor_app.services.accounts import Accounts
from advisor_app.storage.keys import KEYS_FOLDER, StoreKeys
from advisor_app.ui.front import Front

KEY: Final = hashlib.sha256(b"invented people, nothing to hide").digest()


def room_and_front(path: Path) -> tuple[Any, Front]:
    """What the shell is given after the sign-in, on the store whose key is known."""
    opened = store_in(path.parent, KEY, StoreKeys.at(path.parent / KEYS_FOLDER))
    staff = Accounts(opened.store, opened.clock, opened.keys).list()
    me = next(one for one in staff if one.role in (Role.ADVISOR, Role.NURSE))
    session = Session(
        account=me.id,
        name=me.name,
        role=me.role.value,
        workstation=workstation(),
        started_at=opened.clock.now(),
    )
    return front, front.front_on(opened, session, "")
