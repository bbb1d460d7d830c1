"""A case while it is read out of a Bundle of another system: what was taken, and what was not.

Every value is tried as its question takes it. One that cannot be taken, or that differs from what
stands there already, is listed with the resource where it stood, and never dropped in silence.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from advisor_app.domain.answers import Source
from advisor_app.domain.codec import InvalidValue
from advisor_app.exchange.answers_in import understood
from advisor_app.exchange.fhir_values import told
from advisor_app.exchange.keys import once_question, row_question
from advisor_app.exchange.mistakes import key_as_told

Resource = Mapping[str, Any]
ALWAYS_KNOWN: Final = frozenset(
    {"resourceType", "id", "meta", "text", "subject", "patient", "status", "contained", "language"}
)


_NOTHING: Final[tuple[Any, ...]] = (None, "", {}, [])


class NotRead(Exception):
    """A resource of a known kind that says nothing to take; the text is why, without a value."""


@dataclass(slots=True)
class Reading:
    """The content of a case file that a Bundle gives, and what of the Bundle was not read.

    `begin` and `finish` stand around each resource; `diagnoses` are the rows of cancers by the
    references under which other resources name them.
    """

    content: dict[str, Any] = field(default_factory=dict)
    not_read: list[tuple[int, str]] = field(default_factory=list)
    diagnoses: dict[str, dict[str, Any]] = field(default_factory=dict)
    _number: int = 0
    _place: str = ""
    _left: list[str] = field(default_factory=list)

    def begin(self, number: int, place: str) -> None:
        """The resource that is read from here on, and where it stands."""
        self._number, self._place, self._left = number, place, []

    def leave(self, what: Iterable[str]) -> None:
        """List what is not read of the resource."""
        self._left += [one for one in what if one not in self._left]

    def leave_extensions(self, resource: Resource, *, known: Sequence[object]) -> None:
        """List the extensions of a resource that were not read."""
        others = [one for one in resource.get("extension", ()) if one not in known]
        self.leave(f"extension {str(one.get('url', '')).rpartition('/')[2]}" for one in others)

    def leave_all(self, why: str = "") -> None:
        """List the resource as not read."""
        words = f"{self._place}: not read{f': {why}' if why else ''}"
        self.not_read.append((self._number, words))

    def finish(self) -> None:
        """Put what was left of the resource into the list."""
        if self._left:
            self.leave_all(", ".join(self._left))

    def tell(self, path: str, value: Any) -> None:
        """Take an answer that is asked once."""
        section, _, name = path.partition(".")
        if self._takes(once_question(section, name), value, path):
            self._keep(self.content.setdefault(section, {}), name, value, path)

    def tell_item(self, section: str, name: str, value: Any) -> None:
        """Take what a form of others answers at one of our addresses, or that it was not known."""
        question = once_question(section, name)
        if question is None:
            self.leave([f"item {key_as_told(f'{section}.{name}')}"])
        elif isinstance(value, Mapping) and "state" in value:
            self.content.setdefault(section, {}).setdefault(name, dict(value))
        else:
            self.tell(f"{section}.{name}", value)

    def tell_more(self, path: str, words: str) -> None:
        """Add to a list that is asked once, or to its part of that name: `med.comorbid.multi`."""
        section, name, *part = path.split(".")
        held = self.content.setdefault(section, {}).setdefault(name, told({} if part else []))
        found = held["value"].setdefault(part[0], []) if part else held["value"]
        if words and words not in found:
            found.append(words)

    def row(self, group: str) -> dict[str, Any]:
        """A new row of a repeated group."""
        made: dict[str, Any] = {}
        self.content.setdefault(group, {}).setdefault("rows", []).append(made)
        return made

    def first_row(self, group: str) -> dict[str, Any]:
        """The first row of a group, made where there is none."""
        rows = self.content.get(group, {}).get("rows")
        return rows[0] if rows else self.row(group)

    def tell_in(self, group: str, row: dict[str, Any], name: str, value: Any) -> None:
        """Take an answer of a row."""
        path = f"{group}.{name}"
        if self._takes(row_question(group, name), value, path):
            self._keep(row, name, value, path)

    def _takes(self, question: Any, value: Any, path: str) -> bool:
        """Whether there is something to take; what does not fit its question is listed."""
        if question is None or value in _NOTHING:
            return False
        fits = _fits(question, value, path)
        if not fits:
            self.leave([f"a value for {path}"])
        return fits

    def _keep(self, answers: dict[str, Any], name: str, value: Any, path: str) -> None:
        """Put an answer where none stands yet; another than the one that stands is listed."""
        held = answers.setdefault(name, told(value))
        if held["value"] != value:
            self.leave([f"another value for {path}"])


def _fits(question: Any, value: Any, path: str) -> bool:
    try:
        return bool(understood(question, value, path, Source.IMPORTED).statements)
    except InvalidValue:
        return False
