"""What of a case tells who the patient is, and the keys under which alike people lie together."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from advisor_app.domain.answers import Answer
from advisor_app.domain.dates import PartialDate, parse_date
from advisor_app.domain.intake import Intake
from advisor_app.domain.phones import read_phone
from advisor_app.services.nicknames import Nicknames
from advisor_app.services.person_words import romanised, sound
from advisor_app.services.search_words import compact, reversed_digits

_WHOLE_PHONE: Final = 10
_LOCAL_PHONE: Final = 7
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2099

Name = tuple[str, ...]
"""One name in romanised words."""

KEPT_AS: Final = {"slipped": "born", "misdialled": "tail", "respelt": "pair"}
"""Ways to look for people, and the kind of key that each looks at where that is another word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSketch:
    """Names as romanised words, birth dates (ISO), phones (digits) and record number of a patient.

    `families` and `givens` begin with the name as on the ID; `former` holds names on earlier
    records, `wholes` names in their own script, `callers` who called for the patient.
    """

    case: str = ""
    families: tuple[Name, ...] = ()
    givens: tuple[Name, ...] = ()
    former: tuple[Name, ...] = ()
    wholes: tuple[Name, ...] = ()
    callers: tuple[Name, ...] = ()
    born: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    mrn: str = ""

    @property
    def tells(self) -> bool:
        """Whether there is enough to look for anybody."""
        named = sum(len(word) for name in (*self.families, *self.wholes) for word in name) > 1
        return named or bool(self.born or self.phones or self.mrn)


def sketch_of(intake: Intake, number: str = "") -> PersonSketch:
    """The patient of a case as searches compare them."""
    patient, country = intake.patient, intake.res.country.value or "US"
    return PersonSketch(
        case=number,
        families=_names(patient.family_name),
        givens=_names(patient.given_names) + _names(patient.preferred_name),
        former=tuple(
            words for name in patient.other_names.value or () if (words := romanised(name))
        ),
        wholes=_names(patient.name_native),
        callers=_names(intake.caller.name),
        born=tuple(one.value.iso() for one in patient.dob.statements if one.value is not None),
        phones=tuple(
            dict.fromkeys(
                digits_of(one.value, country)
                for answer in (
                    intake.contact.phone_primary,
                    intake.contact.phone_alt,
                    intake.call.callback_number,
                    intake.caller.phone,
                )
                for one in answer.statements
                if one.value
            )
        ),
        mrn=compact(patient.mrn.value or "").casefold(),
    )


def caller_sketch(phone: str, caller: str) -> PersonSketch:
    """Who may be on the line: the number shown, and the name told (`DOE, Jane`), if any."""
    family, comma, given = caller.partition(",")
    named = (romanised(family), romanised(given)) if comma and not _digits(caller) else ((), ())
    return PersonSketch(
        families=(named[0],) if named[0] else (),
        givens=(named[1],) if named[1] else (),
        phones=(digits_of(phone),) if _digits(phone) else (),
    )


def digits_of(phone: str, country: str = "US") -> str:
    """The digits of a phone, with its country code where it is a number at all."""
    return "".join(sign for sign in read_phone(phone, country) or phone if sign.isdecimal())


def kept_keys(person: PersonSketch) -> frozenset[tuple[str, str]]:
    """The keys (kind, word) under which a person is kept."""
    years = {born[:4] for born in person.born}
    keys = {("tail", tail) for tail in _tails(person, _WHOLE_PHONE)}
    keys |= {("local", tail) for tail in _tails(person, _LOCAL_PHONE)}
    keys |= {("mrn", person.mrn)} if person.mrn else set()
    keys |= {("born", born) for born in person.born}
    for one, other in pairs_of(person):
        keys.add(("pair", sound_pair(one, other)))
        keys.add(("half", f"{sound(one)}-{other[0]}"))
        keys.add(("half", f"{sound(other)}-{one[0]}"))
    for word in words_of(person):
        keys |= {("year", f"{sound(word)}-{year}") for year in years}
    return frozenset(keys)


def close_keys(person: PersonSketch, nicknames: Nicknames) -> dict[str, set[str]]:
    """Where to look first: by kind, the keys that somebody like this one is kept under."""
    years = {born[:4] for born in person.born}
    short = tuple(phone for phone in person.phones if len(phone) < _WHOLE_PHONE)
    keys: dict[str, set[str]] = {
        "tail": _tails(person, _WHOLE_PHONE),
        "local": _tails(replace(person, phones=short), _LOCAL_PHONE),
        "mrn": {person.mrn} - {""},
        "born": set(person.born),
        "slipped": {one for born in person.born for one in date_slips(born)},
        "pair": set(),
        "year": set(),
    }
    for one, other in pairs_of(person):
        for first in (one, *nicknames.of(one)):
            keys["pair"] |= {sound_pair(first, second) for second in (other, *nicknames.of(other))}
    for word in words_of(person):
        keys["year"] |= {
            f"{sound(name)}-{year}" for name in (word, *nicknames.of(word)) for year in years
        }
    return keys


def wide_keys(person: PersonSketch, nicknames: Nicknames) -> dict[str, set[str]]:
    """Where to look when that found nobody: phones a digit apart, and half a name.

    That is one word by its sound and the other by its first letter.
    """
    return {
        "half": _halves(person, nicknames),
        "misdialled": {slip for tail in _tails(person, _WHOLE_PHONE) for slip in _misdialled(tail)},
    }


def _halves(person: PersonSketch, nicknames: Nicknames) -> set[str]:
    return {
        f"{sound(name)}-{second[0]}"
        for one, other in pairs_of(person)
        for first, second in ((one, other), (other, one))
        for name in (first, *nicknames.of(first))
    }


def _misdialled(tail: str) -> set[str]:
    """The phones with one digit another, or two neighbours swapped."""
    return set(_slips(tail)) - {tail}


@lru_cache(maxsize=256)
def date_slips(iso: str) -> frozenset[str]:
    """The dates that somebody may mean who says this one: day and month swapped, a digit wrong."""
    born = parse_date(iso)
    if born is None or not born.day:
        return frozenset()
    found = {
        (born.year, born.day, born.month),
        *((born.year + far, born.month, born.day) for far in (-1, 1, -10, 10, -100, 100)),
        *((born.year, born.month + far, born.day) for far in (-1, 1)),
        *((born.year, born.month, born.day + far) for far in (-1, 1)),
        *_digit_slips(born),
    }
    dates = (_date(*parts) for parts in found if _FIRST_YEAR <= parts[0] <= _LAST_YEAR)
    return frozenset(day for day in dates if day) - {iso}


def _digit_slips(born: PartialDate) -> Iterator[tuple[int, int, int]]:
    """One digit another, or two neighbours swapped, within the year, the month or the day."""
    texts = (f"{born.year:04d}", f"{born.month:02d}", f"{born.day:02d}")
    for part, text in enumerate(texts):
        for slip in _slips(text):
            changed = [*texts]
            changed[part] = slip
            yield int(changed[0]), int(changed[1]), int(changed[2])


def _slips(text: str) -> Iterator[str]:
    for place in range(len(text)):
        for digit in "0123456789":
            yield text[:place] + digit + text[place + 1 :]
        if place:
            yield text[: place - 1] + text[place] + text[place - 1] + text[place + 1 :]


def _date(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _names(answer: Answer[str]) -> tuple[Name, ...]:
    said = (romanised(str(one.value)) for one in answer.statements if one.value)
    return tuple(dict.fromkeys(words for words in said if words))


def words_of(person: PersonSketch) -> set[str]:
    """All words of the patient's names."""
    names = (*person.families, *person.givens, *person.former, *person.wholes)
    return {word for name in names for word in name}


def pairs_of(person: PersonSketch) -> set[tuple[str, str]]:
    """Each family word with each given word, and the words of a whole name with one another."""
    families = {word for name in (*person.families, *person.former) for word in name}
    givens = {word for name in person.givens for word in name}
    pairs = {(one, other) for one in families for other in givens if one != other}
    for name in (*person.wholes, *person.former, *(() if givens else person.families)):
        pairs |= {(name[0], other) for other in name[1:]}
    return pairs


def _digits(text: str) -> bool:
    return any(sign.isdecimal() for sign in text)


def sound_pair(one: str, other: str) -> str:
    """Two words by their sound, whichever was said first."""
    return "-".join(sorted((sound(one), sound(other))))


def _tails(person: PersonSketch, length: int) -> set[str]:
    """The ends of the phones that have so many digits, from the end."""
    return {reversed_digits(one)[:length] for one in person.phones if len(one) >= length}
