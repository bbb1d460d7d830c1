"""The words of the window in the language that whoever sits here reads.

`phrase("Accept")` is the words where they are shown; `later("Accept")` marks words in a table
that is read once, and whoever shows them asks for the `phrase`. Both are found by
`resources/words/make_words.py`, so that the catalogue stays whole. The language of the window is
its reader's; the language of the questions is the caller's, and another matter.
"""

from datetime import date
from typing import Any, Final

from advisor_app.domain.words import ENGLISH, Words, words_in

DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LONG_DAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


DATES: Final = "window.date"
VERB: Final = "window.verb"
TAB: Final = "window.tab"
"""Four words have to stand beside each other in the right panel."""
DEED: Final = "window.deed"
"""What made a revision of a table."""
HEDGE: Final = "window.hedge"
"""The word within a fact that must not be lost."""


class _Window:
    """What the window speaks now: one for the process, as its look is."""

    def __init__(self) -> None:
        self.words = words_in(ENGLISH)


_window: Final = _Window()


def window_words() -> Words:
    """The words that the window speaks."""
    return _window.words


def speak(words: Words) -> None:
    """Let all that is worded from now on be in this language; what stands is built anew."""
    _window.words = words


def later(text: str) -> str:
    """English words of a table, as they stand: `phrase` gives them where they are shown."""
    return text


def phrase(text: str, /, *, context: str = "", **values: Any) -> str:
    """The English `text` in the language of the window, with each `{name}` filled in.

    `context` tells apart what other languages say in two ways: VERB on a button that opens,
    nothing on a case that is open. Days and months of dates among the `values` are named in
    that language too.
    """
    said = _window.words.text(text, context)
    if not values:
        return said
    return said.format_map({name: _told(value) for name, value in values.items()})


def counted(one: str, many: str, count: int, /, **values: Any) -> str:
    """`one` or `many` as the language of the window says it for so many; `{count}` is filled in."""
    said = _window.words.counted(one, many, count)
    return said.format_map({"count": count} | {name: _told(v) for name, v in values.items()})


def dated(at: date, form: str) -> str:
    """A day, or an instant in the zone it stands in, by a form of `strftime`."""
    for sign, name in (
        ("%A", LONG_DAYS[at.weekday()]),
        ("%a", DAYS[at.weekday()]),
        ("%b", MONTHS[at.month - 1]),
    ):
        form = form.replace(sign, _window.words.text(name, DATES))
    return format(at, form)


class _Dated:
    """A date that is formatted by the names of the window's language."""

    def __init__(self, at: date) -> None:
        self._at = at

    def __format__(self, form: str) -> str:
        return dated(self._at, form) if form else str(self._at)


def _told(value: object) -> object:
    return _Dated(value) if isinstance(value, date) else value
