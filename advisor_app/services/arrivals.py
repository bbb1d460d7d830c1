"""Lets what the sources of calls tell happen to the calls of the line."""

from advisor_app.domain.case import Act
from advisor_app.line.calls import CallState
from advisor_app.line.news import Arrived, HungUp, LineNews, PutOnHold, TakenUp
from advisor_app.services.call_moves import WAITS
from advisor_app.services.failures import (
    AlreadyClaimed,
    ChangedMeanwhile,
    NoSuchCall,
    NotPossible,
)
from advisor_app.services.queue import Queue


class Arrivals:
    """One a desk. Several desks may hear the same news: what has happened already is no news."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue

    def take(self, act: Act, news: LineNews) -> None:
        """Let it happen; a key of the telephone counts only at the desk of who pressed it.

        Raises what the store raises; that a call moved on meanwhile is no failure.
        """
        if isinstance(news, Arrived):
            self._queue.arrived(news.call, rings_at=news.rings_at)
            return
        try:
            if isinstance(news, HungUp):
                self._queue.abandoned(news.call)
            elif isinstance(news, TakenUp) and news.by == act.session.account:
                self._take_up(act, news)
            elif isinstance(news, PutOnHold) and news.by == act.session.account:
                self._queue.hold(act, news.call)
        except (NoSuchCall, AlreadyClaimed, NotPossible, ChangedMeanwhile):
            return

    def _take_up(self, act: Act, news: TakenUp) -> None:
        call = self._queue.call(act, news.call)
        if call.state in WAITS:
            self._queue.claim(act, call.id, call.version)
        elif call.state is CallState.HELD and (call.state_since or news.at) < news.at:
            self._queue.resume(act, call.id)
