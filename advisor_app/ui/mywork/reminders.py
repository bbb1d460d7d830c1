"""Reminds an advisor of what they promised: once when it is due soon, once when it is overdue."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from advisor_app.domain.case import Promise
from advisor_app.line.promises import Standing, both_clocks, standing
from advisor_app.ui.wording import phrase

_REMINDS_OF: Final = frozenset({Standing.SOON, Standing.OVERDUE})


class Reminders:
    """What was said already is not said again; `me` is the account of this desk."""

    def __init__(self, me: str) -> None:
        self._me = me
        self._said: set[tuple[str, Standing]] = set()

    def words(
        self,
        promises: Sequence[Promise],
        now: datetime,
        notice: timedelta,
        name_of: Callable[[Promise], str],
    ) -> str:
        """One sentence on what has come up since it was asked last; empty where nothing has."""
        stands = {
            one: standing(one, now, notice) for one in promises if one.owner in ("", self._me)
        }
        fresh = [
            one
            for one, how in stands.items()
            if how in _REMINDS_OF and (one.id, how) not in self._said
        ]
        if not fresh:
            return ""
        self._said |= {(one.id, stands[one]) for one in fresh}
        first = min(fresh, key=lambda one: one.due_at)
        when = both_clocks(first.due_at, first.zone).words
        late = phrase("Overdue") if stands[first] is Standing.OVERDUE else phrase("Soon")
        more = phrase(" {count} more in My work.", count=len(fresh) - 1) if len(fresh) > 1 else ""
        return phrase(
            "{late}: call {name_of}, promised for {when}.{more}",
            late=late,
            name_of=name_of(first),
            when=when,
            more=more,
        )
