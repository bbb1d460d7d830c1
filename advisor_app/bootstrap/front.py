"""Gives the window its first room: the frame of a desk with the live queue.

Everything else (knowledge, matcher, papers, the other pages) is read by name once that is on the
screen, or while somebody types a passphrase. This module reads none of it.
"""

from functools import partial
from importlib import import_module
from typing import Any, Final

from advisor_app.bootstrap.open_store import OpenStore
from advisor_app.bootstrap.opening import session_at_desk, store_is_missing, store_of
from advisor_app.domain.case import Session
from advisor_app.services.accounts import Accounts
from advisor_app.services.centre import Centre
from advisor_app.services.queue_looks import QueueLooks
from advisor_app.ui.front import Front
from advisor_app.ui.front_window import FrontWindow

__all__ = ["centre_front", "front_window", "rest", "store_is_missing"]

_REST: Final = "advisor_app.bootstrap.window"


def rest() -> Any:
    """The room of whole desks; reading it takes a while."""
    return import_module(_REST)


def centre_front(account: str, secret: str) -> Front:
    """The frame of one account's desk on the centre's store. Raises what store and keys refuse."""
    opened = store_of(account, lambda: secret)
    try:
        return front_on(opened, session_at_desk(opened, account, secret), secret)
    except BaseException:
        opened.store.close()
        raise


def front_on(opened: OpenStore, session: Session, secret: str) -> Front:
    """The frame of the desk of whoever signed in on that store."""
    accounts = Accounts(opened.store, opened.clock, opened.keys)
    return Front(
        session=session,
        advisor=accounts.get(session.account),
        clock=opened.clock,
        line=QueueLooks(opened.store, opened.clock),
        staff=accounts.list,
        settings=Centre(opened.store, opened.clock).settings(),
        rest=partial(_whole, opened, session, secret),
        closing=(opened.store.close,),
    )


def front_window(front: Front) -> FrontWindow:
    """The window of that frame; call it on the window's thread."""
    return FrontWindow(front)


def _whole(opened: OpenStore, session: Session, secret: str) -> Any:
    return rest().desk_around(opened, session, secret)
