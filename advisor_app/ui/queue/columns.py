"""The columns of the queue: what stands in each cell of a line."""

from collections.abc import Callable

from advisor_app.ui.cells import Cell, CellKind, Due, Fit, IconCell, Two, Wait
from advisor_app.ui.queue.lines import LONG_SECONDS, LineKind, QueueLine
from advisor_app.ui.tables import Column
from advisor_app.ui.wording import later, phrase

_NOBODY = " "  # an empty cell would show a dash; that nobody holds it is no missing fact
_ICONS = {
    LineKind.URGENT: ("urgent", "urgent", later("Urgent call")),
    LineKind.CALL: ("phone", "ink2", later("Call")),
    LineKind.PROMISE: ("promise", "ink2", later("Promised call back")),
    LineKind.REQUEST: ("online", "ink2", later("Online request")),
    LineKind.TAKEN: ("phone", "ink3", later("Call at another desk")),
}


def queue_columns(is_marked: Callable[[str], bool]) -> tuple[Column[QueueLine], ...]:
    """The columns; `is_marked` says whether the wait of a line is marked as long."""
    return (
        Column(
            key="icon",
            title="",
            value=lambda line: _icon(line, marked=is_marked(line.key)),
            kind=CellKind.ICON,
            width=44,
            narrow_width=40,
        ),
        Column(
            key="waited",
            title=phrase("Waiting"),
            value=lambda line: _wait(line, marked=is_marked(line.key)),
            kind=CellKind.WAIT,
            width=68,
            narrow_width=66,
        ),
        Column(
            key="caller",
            title=phrase("Caller and why"),
            value=lambda line: Two(strong=line.who, sub=line.gone or line.why),
            kind=CellKind.TWO,
            tip=lambda line: line.why,
        ),
        Column(
            key="group",
            title=phrase("Group"),
            value=lambda line: line.group or phrase("Not known"),
            width=112,
            narrow_width=92,
            tip=lambda line: line.group,
        ),
        Column(
            key="language",
            title=phrase("Language"),
            value=lambda line: line.language,
            width=78,
            hide_when_narrow=True,
        ),
        Column(
            key="fit",
            title=phrase("Fit to you"),
            narrow_title=phrase("Fit"),
            value=lambda line: Fit(ticks=line.ticks, word=line.fit_words),
            kind=CellKind.FIT,
            width=122,
            narrow_width=56,
            tip=lambda line: line.fit_why or line.fit_words,
        ),
        Column(
            key="due",
            title=phrase("Promise"),
            value=_promise,
            kind=CellKind.DUE,
            width=78,
            narrow_width=76,
        ),
        Column(
            key="holder",
            title=phrase("Held by"),
            value=lambda line: line.held_by or _NOBODY,
            width=76,
            narrow_width=68,
            tip=lambda line: line.held_by,
        ),
    )


def _icon(line: QueueLine, *, marked: bool) -> Cell:
    icon, role, words = _ICONS[line.kind]
    words = phrase(words)
    if marked and line.kind is LineKind.CALL:
        icon, role, words = "warning", "warning", phrase("Call, waits long")
    urgent = line.kind is LineKind.URGENT
    return IconCell(icon=icon, role=role if urgent or not line.dimmed else "ink3", words=words)


def _wait(line: QueueLine, *, marked: bool) -> Cell:
    if line.since is None or line.kind is LineKind.PROMISE:
        return None
    if line.kind is LineKind.URGENT:
        return Wait(since=line.since, urgent_after=1)
    return Wait(since=line.since, warning_after=LONG_SECONDS if marked else 0)


def _promise(line: QueueLine) -> Cell:
    if not line.promise:
        return None
    icon = "urgent" if line.kind is LineKind.URGENT else "promise"
    if line.kind is LineKind.REQUEST:
        icon = "online"
    return Due(text=line.promise, level=line.promise_level, icon=icon)
