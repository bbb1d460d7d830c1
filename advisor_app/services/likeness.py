"""How alike two patients are, field by field. It proposes; a person decides whether they are one.

The weights are of the kind of Fellegi and Sunter (1969): what agrees by chance among strangers
weighs little, what rarely does weighs much. They order a list; they settle nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.fuzz import ratio

from advisor_app.services.nicknames import Nicknames
from advisor_app.services.person_sketch import Name, PersonSketch, date_slips
from advisor_app.services.person_words import alike, sound

_PHONE_DIGITS: Final = 10
_WHOLE_ALIKE: Final = 90.0
_LONG_SOUND: Final = 4


class Agrees(StrEnum):
    """What one field says about two people."""

    SAME = "same"
    LIKE = "like"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """How much speaks for one person behind two cases."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    SHARES_PHONE = "shares the phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLikeness:
    """One field compared; `note` says in what way it is alike."""

    field: str
    agrees: Agrees
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All fields, the weight of all, and what follows; no level: two strangers."""

    fields: tuple[FieldLikeness, ...]
    weight: float
    level: Level | None

    def agrees(self, field: str) -> Agrees:
        """What that field says."""
        return next((one.agrees for one in self.fields if one.field == field), Agrees.UNKNOWN)


_WEIGHTS: Final = {
    "last name": {Agrees.SAME: 5.0, Agrees.LIKE: 3.5, Agrees.DIFFERS: -4.0},
    "first names": {Agrees.SAME: 4.0, Agrees.LIKE: 3.0, Agrees.DIFFERS: -3.5},
    "birth date": {Agrees.SAME: 8.0, Agrees.LIKE: 4.5, Agrees.DIFFERS: -4.0},
    "phone": {Agrees.SAME: 5.0, Agrees.LIKE: 2.0, Agrees.DIFFERS: -0.5},
    "record number": {Agrees.SAME: 12.0, Agrees.LIKE: 4.0, Agrees.DIFFERS: -2.0},
}
_RARE: Final = 2.0
_SAME_YEAR: Final = "only the year agrees"
_YEAR_ONLY: Final = -1.0
_LIKELY: Final = 10.0
_POSSIBLE: Final = 6.0
_SOUGHT_BY_NAME: Final = 5.0


def compared(
    sought: PersonSketch,
    kept: PersonSketch,
    nicknames: Nicknames,
    rare: frozenset[str] = frozenset(),
) -> Comparison:
    """How alike the two are; who agree in a name that few people bear agree in more."""
    last, first = _names(sought, kept, nicknames)
    fields = (last, first, _born(sought, kept), _phone(sought, kept), _record(sought, kept))
    weight = sum(_weight(one) for one in fields)
    agree = all(one.agrees in (Agrees.SAME, Agrees.LIKE) for one in (last, first))
    if agree and any(word in rare for name in kept.families for word in name):
        weight += _RARE
    return Comparison(fields=fields, weight=weight, level=_level(fields, weight))


def _weight(one: FieldLikeness) -> float:
    if one.note == _SAME_YEAR:
        return _YEAR_ONLY
    return _WEIGHTS[one.field].get(one.agrees, 0.0)


def _level(fields: tuple[FieldLikeness, ...], weight: float) -> Level | None:
    last, first, born, phone, record = (one.agrees for one in fields)
    agree = (Agrees.SAME, Agrees.LIKE)
    beside = born in agree or phone is Agrees.SAME or record is Agrees.SAME
    # Twins and a father with his son agree in all but one field: that one is worth a look.
    torn = first is Agrees.DIFFERS or born is Agrees.DIFFERS
    if weight >= _LIKELY and beside and not torn:
        return Level.LIKELY
    if weight >= _POSSIBLE:
        return Level.POSSIBLE
    if last in agree and first is Agrees.UNKNOWN and weight >= _SOUGHT_BY_NAME:
        return Level.POSSIBLE
    return Level.SHARES_PHONE if phone is Agrees.SAME else None


def _names(
    sought: PersonSketch, kept: PersonSketch, nicknames: Nicknames
) -> tuple[FieldLikeness, FieldLikeness]:
    last = _last(sought, kept)
    first = _best(sought.givens, kept.givens, nicknames)
    plain = (_field("last name", last), _field("first names", first))
    said = (plain[0].agrees, plain[1].agrees)
    in_own_script = bool(sought.wholes or kept.wholes)
    if Agrees.DIFFERS not in said and not (Agrees.UNKNOWN in said and in_own_script):
        return plain
    crossed = (
        _best(sought.families, kept.givens, nicknames),
        _best(sought.givens, kept.families, nicknames),
    )
    if all(one is not None and one[0] is not Agrees.DIFFERS for one in crossed):
        return _both("first and last name swapped")
    if _whole_alike(sought, kept):
        return _both("written another way")
    return plain


def _both(note: str) -> tuple[FieldLikeness, FieldLikeness]:
    return (
        FieldLikeness(field="last name", agrees=Agrees.LIKE, note=note),
        FieldLikeness(field="first names", agrees=Agrees.LIKE, note=note),
    )


_Graded = tuple[Agrees, str] | None


def _last(sought: PersonSketch, kept: PersonSketch) -> _Graded:
    none = Nicknames()
    now = _best(sought.families, kept.families, none)
    if now is not None and now[0] is not Agrees.DIFFERS:
        return now
    former = (
        _best(sought.former, kept.families, none),
        _best(sought.families, kept.former, none),
        _best(sought.former, kept.former, none),
    )
    if any(one is not None and one[0] is not Agrees.DIFFERS for one in former):
        return Agrees.LIKE, "former name"
    called = _best(sought.families, kept.callers, none)
    if called is not None and called[0] is Agrees.SAME:
        return Agrees.LIKE, "called for the patient"
    return now


def _best(some: Iterable[Name], others: tuple[Name, ...], nicknames: Nicknames) -> _Graded:
    """The best grade of any two of the names; None where one side has none."""
    best: _Graded = None
    for one in some:
        for other in others:
            grade = _graded(one, other, nicknames)
            if grade[0] is Agrees.SAME:
                return grade
            if best is None or best[0] is Agrees.DIFFERS:
                best = grade
    return best


def _graded(one: Name, other: Name, nicknames: Nicknames) -> tuple[Agrees, str]:
    if one == other or "".join(one) == "".join(other):
        return Agrees.SAME, ""
    if one[0] == other[0] and len(one[0]) > 1:
        return Agrees.SAME, "" if 1 in (len(one), len(other)) else "more names"
    if set(one) & set(other):
        return Agrees.LIKE, "shares a name"
    if other[0] in nicknames.of(one[0]):
        return Agrees.LIKE, "short form"
    for mine in one:
        for theirs in other:
            if way := alike(mine, theirs):
                return Agrees.LIKE, way
    way = alike("".join(one), "".join(other))
    return (Agrees.LIKE, way) if way else (Agrees.DIFFERS, "")


def _whole_alike(sought: PersonSketch, kept: PersonSketch) -> bool:
    """Names in their own script, or typed into one field, against either order of the other."""
    return any(
        ratio(one, other) >= _WHOLE_ALIKE
        or (sound(one) == sound(other) and len(sound(one)) >= _LONG_SOUND)
        for one in _runs(sought)
        for other in _runs(kept)
    )


def _runs(person: PersonSketch) -> set[str]:
    runs = {"".join(name) for name in person.wholes if len(name) > 1}
    runs |= {"".join(reversed(name)) for name in person.wholes if len(name) == 2}
    for last in person.families:
        for first in person.givens:
            runs |= {"".join(last + first), "".join(first + last)}
    return runs


def _field(name: str, graded: _Graded) -> FieldLikeness:
    if graded is None:
        return FieldLikeness(field=name, agrees=Agrees.UNKNOWN)
    return FieldLikeness(field=name, agrees=graded[0], note=graded[1])


def _born(sought: PersonSketch, kept: PersonSketch) -> FieldLikeness:
    if not sought.born or not kept.born:
        return _field("birth date", None)
    if set(sought.born) & set(kept.born):
        return _field("birth date", (Agrees.SAME, ""))
    for one in sought.born:
        for other in kept.born:
            if one.startswith(other) or other.startswith(one):
                return _field("birth date", (Agrees.LIKE, "only partly known"))
            if one[:4] == other[:4] and one[5:7] == other[8:] and one[8:] == other[5:7]:
                return _field("birth date", (Agrees.LIKE, "day and month swapped"))
            if other in date_slips(one):
                return _field("birth date", (Agrees.LIKE, "one slip apart"))
    years = {one[:4] for one in sought.born} & {other[:4] for other in kept.born}
    return _field("birth date", (Agrees.DIFFERS, _SAME_YEAR if years else ""))


def _phone(sought: PersonSketch, kept: PersonSketch) -> FieldLikeness:
    if not sought.phones or not kept.phones:
        return _field("phone", None)
    mine = [phone[-_PHONE_DIGITS:] for phone in sought.phones]
    theirs = [phone[-_PHONE_DIGITS:] for phone in kept.phones]
    if any(_same_phone(one, other) for one in mine for other in theirs):
        return _field("phone", (Agrees.SAME, ""))
    slips = (DamerauLevenshtein.distance(one, other) for one in mine for other in theirs)
    if min(slips) == 1:
        return _field("phone", (Agrees.LIKE, "one digit apart"))
    return _field("phone", (Agrees.DIFFERS, ""))


def _same_phone(one: str, other: str) -> bool:
    """Equal, or one of them without its area code."""
    length = min(len(one), len(other))
    return length >= 7 and one[-length:] == other[-length:]


def _record(sought: PersonSketch, kept: PersonSketch) -> FieldLikeness:
    if not sought.mrn or not kept.mrn:
        return _field("record number", None)
    if sought.mrn == kept.mrn:
        return _field("record number", (Agrees.SAME, ""))
    if DamerauLevenshtein.distance(sought.mrn, kept.mrn) == 1:
        return _field("record number", (Agrees.LIKE, "one sign apart"))
    return _field("record number", (Agrees.DIFFERS, ""))
