"""Reads one object of a file field by field, and collects every mistake by its path."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final, TypeVar

from advisor_app.domain.text import clean
from advisor_app.exchange.mistakes import Mistake, key_as_told

T = TypeVar("T")

_BAR: Final = "|"
BETWEEN_CODES: Final = "|,;"
"""What parts the codes of a cell: no code, state or language holds one of these."""
_YES: Final = frozenset({"true", "yes", "y", "1"})
_NO: Final = frozenset({"false", "no", "n", "0"})


class Cells:
    """The fields of one object; what is wrong goes to `mistakes`, what is missing reads as empty.

    `joined` says that the object is a row of a table, where lists are joined by `|`.
    """

    def __init__(
        self,
        content: Mapping[str, Any],
        path: str,
        mistakes: list[Mistake],
        *,
        joined: bool = False,
    ) -> None:
        self._content = content
        self._path = path
        self._mistakes = mistakes
        self._joined = joined
        self.refused = False

    def refuse(self, name: str, text: str) -> None:
        """Note a mistake in the field `name`."""
        self.refused = True
        path = f"{self._path}.{name}" if self._path and name else self._path or name
        self._mistakes.append(Mistake(path=path, text=text))

    def only(self, known: frozenset[str]) -> None:
        """Refuse every field that is not `known`."""
        for name in self._content:
            if name not in known:
                self.refuse(key_as_told(name), "is not a known key")

    def given(self, name: str) -> Any:
        """What stands in the field; None where nothing does."""
        value = self._content.get(name)
        return None if isinstance(value, str) and not value.strip() else value

    def text(self, name: str, *, needed: bool = False) -> str:
        """The field as text."""
        value = self.given(name)
        if value is None:
            if needed:
                self.refuse(name, "is missing")
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.refuse(name, "needs text")
            return ""
        return clean(str(value))

    def codes(self, name: str) -> tuple[str, ...]:
        """The field as a list of codes: in a table a comma parts them as well as the bar."""
        return self.words(name, BETWEEN_CODES)

    def words(self, name: str, between: str = _BAR) -> tuple[str, ...]:
        """The field as a list of words, which in a table stand between any of those signs."""
        found = []
        for index, item in enumerate(self.items(name, between)):
            if isinstance(item, bool) or not isinstance(item, str | int | float):
                self.refuse(f"{name}[{index}]", "needs text")
            elif word := clean(str(item)):
                found.append(word)
        return tuple(found)

    def items(self, name: str, between: str = _BAR) -> list[Any]:
        """The field as a list: a single value is a list of one, a cell is parted at `between`."""
        value = self.given(name)
        if value is None:
            return []
        if isinstance(value, str) and self._joined:
            bars = value.translate({ord(sign): _BAR for sign in between})
            return [item for item in bars.split(_BAR) if item.strip()]
        return value if isinstance(value, list) else [value]

    def whole(self, name: str) -> int | None:
        """The field as a whole number that is not negative."""
        number = self._number(name)
        if number is not None and not number.is_integer():
            self.refuse(name, "needs a whole number")
            return None
        return None if number is None else int(number)

    def share(self, name: str) -> float | None:
        """The field as a share of one."""
        return self._number(name)

    def flag(self, name: str, otherwise: bool) -> bool:
        """The field as yes or no."""
        value = self.given(name)
        if value is None:
            return otherwise
        word = str(value).strip().casefold()
        if word in _YES:
            return True
        if word not in _NO:
            self.refuse(name, "needs true or false")
        return False

    def _number(self, name: str) -> float | None:
        value = self.given(name)
        if value is None:
            return None
        try:
            number = float("no" if isinstance(value, bool) else value)
        except (TypeError, ValueError):
            self.refuse(name, "needs a number")
            return None
        if not 0 <= number < 1_000_000:
            self.refuse(name, "needs a number from 0 to 1000000")
            return None
        return number


def day(plain: Any) -> date | None:
    """An exact day as `2026-11-24`; None where it is none."""
    return _read(date.fromisoformat, plain)


def instant(plain: Any) -> datetime | None:
    """A date and time, with or without zone; None where it is none."""
    return _read(datetime.fromisoformat, plain)


def _read(reader: Callable[[str], T], plain: Any) -> T | None:
    try:
        return reader(plain.strip()) if isinstance(plain, str) else None
    except ValueError:
        return None
