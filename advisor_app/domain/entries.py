"""Medicines and allergies one by one: each drug a line, each allergy a line with its reaction.

The case file holds a list of medicines, and a list of allergies beside their reactions; the advisor
writes one entry a line, `penicillin: hives`. A line without a name, `: hives`, is a reaction that
nobody told apart.
"""

from dataclasses import dataclass
from typing import Any, Final

from advisor_app.domain.questions import Kind, Question
from advisor_app.domain.text import clean
from advisor_app.domain.values import Parts, Value

_LIST: Final = "list"
_REACTION: Final = "reaction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One medicine, or one allergy and what it did; `name` is empty where nobody told which."""

    name: str
    reaction: str = ""


def as_lines(value: Value | None) -> str:
    """The value of a question of entries as the advisor writes it, one entry a line."""
    return "\n".join(
        f"{one.name}: {one.reaction}" if one.reaction else one.name for one in entries_of(value)
    )


def from_lines(question: Question, lines: str) -> Any:
    """What was written, in the shape of the case file; None where nothing was."""
    written = [clean(line) for line in lines.splitlines()]
    if question.kind is not Kind.PARTS:
        return [line for line in written if line] or None
    found = []
    for line in written:
        name, _, reaction = line.partition(":")
        if name.strip() or reaction.strip():
            found.append(Entry(name=name.strip(), reaction=reaction.strip()))
    return _plain(found)


def entries_of(value: Value | None) -> tuple[Entry, ...]:
    """The entries of a value, each with the reaction that belongs to it."""
    if not isinstance(value, Parts):
        return tuple(Entry(name=str(name)) for name in value) if isinstance(value, tuple) else ()
    told = value.get(_LIST, ())
    names = [str(name) for name in told] if isinstance(told, tuple) else []
    said = value.text(_REACTION)
    if not said:
        return tuple(Entry(name=name) for name in names)
    if len(names) == 1 and not said.startswith(f"{names[0]}: "):
        return (Entry(name=names[0], reaction=said),)
    return _told_apart(names, said) or (
        *(Entry(name=name) for name in names),
        Entry(name="", reaction=said),
    )


def _told_apart(names: list[str], said: str) -> tuple[Entry, ...]:
    """Each name with its part of `penicillin: hives; latex: swelling`; none where it is no such."""
    reactions = dict(part.partition(": ")[::2] for part in said.split("; "))
    if not reactions.keys() <= set(names) or len(set(names)) < len(names):
        return ()
    return tuple(Entry(name=name, reaction=reactions.get(name, "")) for name in names)


def _plain(entries: list[Entry]) -> dict[str, Any] | None:
    names = [one.name for one in entries if one.name]
    told = [one for one in entries if one.reaction]
    if len(names) == 1 and len(entries) == 1:
        said = told[0].reaction if told else ""
    else:
        said = "; ".join(
            f"{one.name}: {one.reaction}" if one.name else one.reaction for one in told
        )
    parts = {_LIST: names, _REACTION: said}
    return {name: part for name, part in parts.items() if part} or None
