"""Patients as they are compared, and what was said of two of them."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import cycle
from typing import Any, Final

from sqlalchemy import Connection, Integer, Row, Text, bindparam, delete, func, insert, or_, select

from advisor_app.services.person_sketch import KEPT_AS, Name, PersonSketch
from advisor_app.services.records import PersonVerdict, Verdict
from advisor_app.services.search_words import beginning
from advisor_app.storage.column_types import LAST_SIGN
from advisor_app.storage.ready import Ready
from advisor_app.storage.search_tables import (
    case_to_project,
    name_piece,
    person,
    person_key,
    person_link,
)
from advisor_app.storage.upserts import upsert

_LINE: Final = (
    person.c.families + " " + person.c.givens + " " + person.c.born + " " + person.c.wholes
)
_NEXT_TO_BEGIN: Final = 2
"""A piece stands next to the begin of a word that leaves no more signs before it."""
_SO_LONG: Final = func.length(name_piece.c.word).between(
    bindparam("shortest", type_=Integer), bindparam("longest", type_=Integer)
)
_BEGUN: Final = Ready(
    select(name_piece.c.word)
    .where(
        name_piece.c.piece >= bindparam("least"),
        name_piece.c.piece < bindparam("most"),
        _SO_LONG,
        func.length(name_piece.c.word) - func.length(name_piece.c.piece) <= _NEXT_TO_BEGIN,
    )
    .limit(bindparam("limit", type_=Integer))
)
_ENDING: Final = Ready(
    select(name_piece.c.word)
    .where(name_piece.c.piece == bindparam("piece"), _SO_LONG)
    .limit(bindparam("limit", type_=Integer))
)
_BEARERS: Final = Ready(
    select(person_key.c.case)
    .where(person_key.c.kind == "name", person_key.c.word == bindparam("word"))
    .limit(bindparam("limit", type_=Integer))
)


class PersonRows:
    """Reads people on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def near(self, keys: Mapping[str, Collection[str]], limit: int) -> dict[str, list[str]]:
        """The cases kept under any of these keys, by way of looking.

        The index alone answers it: no row of a table is read.
        """
        return {way: self._kept(way, words, limit) for way, words in keys.items() if words}

    def _kept(self, way: str, words: Collection[str], limit: int) -> list[str]:
        places = _places_for(words)
        named = dict(zip(_places(places), cycle(sorted(words)), strict=False))
        kind = KEPT_AS.get(way, way)
        return _kept_under(places).firsts(self._connection, sort=kind, limit=limit, **named)

    def born_and_begun(
        self, dates: Collection[str], initials: Collection[tuple[str, str]], limit: int
    ) -> list[str]:
        """The cases with one of those birth dates in which two words begin with two such signs."""
        words, patterns = sorted(dates), sorted(_pattern(*one) for one in initials)
        counts = _places_for(words), _places_for(patterns)
        named = dict(zip(_places(counts[0]), cycle(words), strict=False))
        named |= dict(zip(_places(counts[1], "begun"), cycle(patterns), strict=False))
        return _born(*counts).firsts(self._connection, limit=limit, **named)

    def words_begun(self, piece: str, lengths: tuple[int, int], limit: int) -> list[str]:
        """The words of names of such lengths, from and to, with that piece next to their begin."""
        return _BEGUN.firsts(
            self._connection, least=piece, most=piece + LAST_SIGN, shortest=lengths[0],
            longest=lengths[1], limit=limit,
        )  # fmt: skip

    def words_ending(self, piece: str, lengths: tuple[int, int], limit: int) -> list[str]:
        """The words of names of such lengths, from and to, that end with that piece."""
        return _ENDING.firsts(
            self._connection, piece=piece, shortest=lengths[0], longest=lengths[1], limit=limit
        )

    def bearers(self, words: Collection[str], most: int) -> dict[str, list[str]]:
        """The cases by word of a name, of words that at most `most` cases bear."""
        found = {
            word: _BEARERS.firsts(self._connection, word=word, limit=most + 1) for word in words
        }
        return {word: cases for word, cases in found.items() if len(cases) <= most}

    def lines(self, numbers: Collection[str]) -> dict[str, str]:
        """Names and birth dates of those patients in one line each."""
        rows = self._connection.execute(
            select(person.c.case, _LINE).where(person.c.case.in_(sorted(numbers)))
        )
        return {row[0]: row[1] for row in rows}

    def sketches(self, numbers: Collection[str]) -> tuple[PersonSketch, ...]:
        """The patients of those cases."""
        if not numbers:
            return ()
        rows = self._connection.execute(select(person).where(person.c.case.in_(sorted(numbers))))
        return tuple(_sketch(row) for row in rows)

    def not_projected(self) -> tuple[str, ...]:
        """The cases that an older store left to be projected anew."""
        rows = self._connection.execute(select(case_to_project.c.number))
        return tuple(row[0] for row in rows)

    def verdicts(self, number: str) -> tuple[PersonVerdict, ...]:
        """What stands between this case and others, each pair once."""
        rows = self._connection.execute(
            select(person_link)
            .where(or_(person_link.c.case == number, person_link.c.other == number))
            .order_by(person_link.c.seq)
        )
        last: dict[str, PersonVerdict] = {}
        for row in rows:
            other = row.other if row.case == number else row.case
            last[other] = PersonVerdict(
                case=number, other=other, verdict=Verdict(row.verdict), by=row.by, at=row.at
            )
        return tuple(one for one in last.values() if one.verdict is not Verdict.OPEN)


@lru_cache(maxsize=16)
def _kept_under(places: int) -> Ready:
    words = [bindparam(name, type_=Text) for name in _places(places)]
    return Ready(
        select(person_key.c.case)
        .where(person_key.c.kind == bindparam("sort"), person_key.c.word.in_(words))
        .limit(bindparam("limit", type_=Integer))
    )


@lru_cache(maxsize=64)
def _born(dates: int, initials: int) -> Ready:
    words = [bindparam(name, type_=Text) for name in _places(dates)]
    begun = [person_key.c.beside.like(bindparam(one)) for one in _places(initials, "begun")]
    return Ready(
        select(person_key.c.case)
        .where(
            person_key.c.kind == "born",
            person_key.c.word.in_(words),
            or_(person_key.c.beside == "", *begun),
        )
        .limit(bindparam("limit", type_=Integer))
    )


def _pattern(one: str, other: str) -> str:
    """What `beside` is like where two words begin so: it tells the words in their order."""
    return "%".join(("", *sorted((beginning(one), beginning(other))), ""))


def _places_for(words: Collection[str]) -> int:
    """Statements are made for so many words as a power of two: few of them, all kept."""
    return 1 << (len(words) - 1).bit_length()


def _places(count: int, name: str = "word") -> tuple[str, ...]:
    return tuple(f"{name}_{place}" for place in range(count))


class PersonWriting(PersonRows):
    """Changes what was said of two people."""

    def was_projected(self, number: str) -> None:
        """The case is projected by today's console."""
        self._connection.execute(delete(case_to_project).where(case_to_project.c.number == number))

    def add_verdict(self, verdict: PersonVerdict) -> None:
        """One more row; the last of a pair counts."""
        self._connection.execute(
            insert(person_link).values(
                case=verdict.case,
                other=verdict.other,
                verdict=verdict.verdict.value,
                by=verdict.by,
                at=verdict.at,
            )
        )


def put_person(connection: Connection, sketch: PersonSketch) -> None:
    """Let the patient of a case be compared so."""
    row = person_row(sketch)
    upsert(connection, person, {"case": row.pop("case")}, row)


def person_row(sketch: PersonSketch) -> dict[str, str]:
    """The patient of a case as the columns hold it."""
    return {
        "case": sketch.case,
        "families": _joined(sketch.families),
        "givens": _joined(sketch.givens),
        "former": _joined(sketch.former),
        "wholes": _joined(sketch.wholes),
        "callers": _joined(sketch.callers),
        "born": "|".join(sketch.born),
        "phones": "|".join(sketch.phones),
        "mrn": sketch.mrn,
    }


def _sketch(row: Row[Any]) -> PersonSketch:
    return PersonSketch(
        case=row.case,
        families=_names(row.families),
        givens=_names(row.givens),
        former=_names(row.former),
        wholes=_names(row.wholes),
        callers=_names(row.callers),
        born=_parts(row.born),
        phones=_parts(row.phones),
        mrn=row.mrn,
    )


def _joined(names: tuple[Name, ...]) -> str:
    return "|".join(" ".join(words) for words in names)


def _names(text: str) -> tuple[Name, ...]:
    return tuple(tuple(name.split(" ")) for name in text.split("|")) if text else ()


def _parts(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()
