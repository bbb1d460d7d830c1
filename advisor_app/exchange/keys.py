"""The keys of the case file: which question a name means, and dotted keys as nested ones."""

import re
from collections.abc import Mapping, Set
from typing import Any, Final

from advisor_app.domain.codec import InvalidValue
from advisor_app.domain.paths import QUESTIONS
from advisor_app.domain.questions import Question
from advisor_app.exchange.mistakes import FileMistake, Mistake, key_as_told

ROW_KEYS: Final = frozenset({"id", "order", "removed"})
"""What a row has besides its answers."""

_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_INDEX: Final = re.compile(r"\[(\d+)\]")
_MOST_ROWS: Final = 200


def once_question(section: str, name: str) -> Question | None:
    """The question of `section` that is asked once and has that name."""
    return QUESTIONS.get(f"{section}.{name}") or _ALSO.get((section, name))


def row_question(group: str, name: str) -> Question | None:
    """The question of a row of `group` by its name, or by a name it is also known by."""
    return QUESTIONS.get(f"{group}.rows/*/{name}") or _ALSO.get((f"{group}.rows", name))


def row_id(given: Any, standing: Set[str], taken: Set[str]) -> str:
    """The id of a row: the one given, else the lowest free number. Raises InvalidValue."""
    if given is None:
        number = 1
        while str(number) in standing or str(number) in taken:
            number += 1
        return str(number)
    name = "" if isinstance(given, bool) else str(given)
    if not _ID.fullmatch(name):
        raise InvalidValue("id", "needs letters, digits, - or _")
    if name in standing:
        raise InvalidValue("id", "is the id of another row")
    return name


def held_row(found: dict[str, Any], group: str, member: str) -> dict[str, Any]:
    """The row of that id in a group of a case file that is being written; made where it lacks."""
    rows: list[dict[str, Any]] = found.setdefault(group, {}).setdefault("rows", [])
    row = next((one for one in rows if one.get("id") == member), None)
    if row is None:
        row = {"id": member}
        rows.append(row)
    return row


def nested(content: Mapping[str, Any]) -> dict[str, Any]:
    """The same content with dotted keys nested: `dx.rows[0].kind` as in a column of a table.

    Raises FileMistake where two keys contradict each other.
    """
    found: dict[str, Any] = {}
    for key, value in content.items():
        names = _INDEX.sub(r".\1", str(key)).split(".")
        if len(names) == 1 or all(names):
            _put(found, names, value, key)
        else:
            raise FileMistake([Mistake(path=key_as_told(key), text="is not a key")])
    return {key: _with_lists(value) for key, value in found.items()}


def _put(found: dict[str, Any], names: list[str], value: Any, key: str) -> None:
    holder = found
    for name in names[:-1]:
        inner = holder.setdefault(name, {})
        if not isinstance(inner, dict):
            raise FileMistake([Mistake(path=key_as_told(key), text="stands beside another value")])
        holder = inner
    last = names[-1]
    if last in holder:
        standing = holder[last]
        if not isinstance(standing, dict) or not isinstance(value, Mapping):
            raise FileMistake([Mistake(path=key_as_told(key), text="is given twice")])
        holder[last] = {**standing, **value}
    else:
        holder[last] = dict(value) if isinstance(value, Mapping) and len(names) == 1 else value


def _with_lists(value: Any) -> Any:
    """Rows that came by number as a list in the order of their numbers."""
    if not isinstance(value, dict) or not isinstance(rows := value.get("rows"), dict):
        return value
    numbered = {int(name): row for name, row in rows.items() if name.isdecimal()}
    if len(numbered) != len(rows) or len(numbered) > _MOST_ROWS:
        return value
    return {**value, "rows": [numbered[number] for number in sorted(numbered)]}


def _also_known() -> dict[tuple[str, str], Question]:
    found: dict[tuple[str, str], Question] = {}
    for question in QUESTIONS.values():
        place = f"{question.group}.rows" if question.group else question.path.partition(".")[0]
        for name in question.also:
            found[place, name] = question
    return found


_ALSO: Final = _also_known()
