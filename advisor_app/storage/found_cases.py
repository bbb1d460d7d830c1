"""The numbers of the cases in which what was typed holds, by the index of keys alone.

A search goes through the keys of the criterion that fewest cases meet. Each key tells beside it how
the other words of its case begin, so that only a case that meets the others is looked up.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import cycle, groupby
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Text,
    and_,
    bindparam,
    exists,
    func,
    not_,
    or_,
    select,
)

from advisor_app.services.search_words import (
    WORDS,
    Criterion,
    Key,
    beginning,
    piece_to_seek,
)
from advisor_app.storage.column_types import LAST_SIGN
from advisor_app.storage.ready import Ready
from advisor_app.storage.search_tables import name_piece, person_key

_FIRST_SIGN: Final = "\x01"
"""Before every sign of a word; a server takes no NUL."""
_MOST_COUNTED: Final = 200
_MOST_WORDS: Final = 100
"""So many different words of names with a piece in their middle are followed to their cases."""
_KEYS_OF_A_CASE: Final = 3
"""So many keys of one case may begin alike: a name alone, and run together with the other."""
_Shape = tuple[int, tuple[int, ...], bool]
"""How many keys of a criterion only begin so, how many are whole words, kind by kind, and whether
what stands beside a key tells all of it."""


def numbers_of(
    connection: Connection, criteria: Sequence[Criterion], limit: int
) -> tuple[str, ...]:
    """So many cases in which all criteria hold; newer cases first in each word."""
    if not all(one.keys for one in criteria):
        return ()
    rarest, *others = _rarest_first(connection, criteria)
    found: dict[str, None] = {}
    for key in rarest.keys:
        begun = _walked(connection, key, others, limit)
        if len(begun) == limit and not key.whole:
            # Too many begin so: who types all of a word means that word.
            whole = _walked(connection, replace(key, whole=True), others, limit)
            found |= dict.fromkeys(whole)
        found |= dict.fromkeys(begun)
        if len(found) >= limit:
            break
    return tuple(found)[:limit]


def with_middles(connection: Connection, criterion: Criterion) -> Criterion:
    """The criterion that also holds where a word of a name has its part in the middle."""
    if not criterion.part:
        return criterion
    begin = piece_to_seek(criterion.part)
    rows = _PIECES.all(connection, least=begin, most=begin + LAST_SIGN, limit=_MOST_WORDS)
    words = [row.word for row in rows if criterion.part in row.word or not criterion.part.isalnum()]
    middles = (Key(kind="name", word=word, whole=True) for word in words)
    return replace(criterion, keys=(*criterion.keys, *middles))


def keyed(
    connection: Connection, kind: str, word: str, limit: int, *, whole: bool
) -> tuple[str, ...]:
    """The numbers of the cases that have a key of that kind, or one that begins so."""
    key = Key(kind=kind, word=word, whole=whole)
    return tuple(_walked(connection, key, (), limit))


def _rarest_first(connection: Connection, criteria: Sequence[Criterion]) -> list[Criterion]:
    """What fewest keys meet; of those met by very many, who typed more of a word."""
    if len(criteria) == 1:
        return list(criteria)
    return sorted(criteria, key=lambda one: (_how_many(connection, one), -len(one.keys[0].word)))


def _how_many(connection: Connection, criterion: Criterion) -> int:
    """How many keys meet it, counted up to `_MOST_COUNTED`."""
    found = 0
    for key in criterion.keys:
        counted = _COUNTED.first(connection, kind=key.kind, least=key.word, most=_end_of(key))
        found += counted.found
        if found >= _MOST_COUNTED:
            return _MOST_COUNTED
    return found


def _walked(connection: Connection, key: Key, others: Sequence[Criterion], limit: int) -> list[str]:
    """Cases with that key in which the others hold, too."""
    values = {"kind": key.kind, "least": key.word, "most": _end_of(key)}
    for place, other in enumerate(others):
        values |= _told(place, other)
    walk = _walk(tuple(_shape(one) for one in others))
    rows = walk.firsts(connection, limit=limit * _KEYS_OF_A_CASE, **values)
    return list(dict.fromkeys(rows))[:limit]


def _shape(criterion: Criterion) -> _Shape:
    begun = sum(not key.whole for key in criterion.keys)
    # Statements are made for so many words as a power of two: few of them, all kept.
    whole = tuple(1 << (len(words) - 1).bit_length() for _, words in _whole(criterion))
    told = _beginning_of_all(criterion)
    short = not whole and all(told == f" {key.word}" for key in criterion.keys)
    return begun, whole, short


def _told(place: int, criterion: Criterion) -> dict[str, str]:
    """The values of one criterion in the statement of its shape."""
    told = {_name(place, "beside"): _beginning_of_all(criterion)}
    begun = [key for key in criterion.keys if not key.whole]
    for at, key in enumerate(begun):
        told[_name(place, "kind", at)] = key.kind
        told[_name(place, "least", at)] = key.word
        told[_name(place, "most", at)] = _end_of(key)
    for at, (kind, words) in enumerate(_whole(criterion)):
        told[_name(place, "whole", at)] = kind
        places = 1 << (len(words) - 1).bit_length()
        told |= dict(zip(_names(place, at, places), cycle(words), strict=False))
    return told


def _beginning_of_all(criterion: Criterion) -> str:
    """How a word of the case begins wherever the criterion holds; nothing where they differ."""
    if not all(key.kind in WORDS for key in criterion.keys):
        return ""
    beginnings = {beginning(key.word) for key in criterion.keys}
    return beginnings.pop() if len(beginnings) == 1 else ""


def _whole(criterion: Criterion) -> list[tuple[str, list[str]]]:
    """The whole words by kind."""
    whole = sorted((key.kind, key.word) for key in criterion.keys if key.whole)
    return [(kind, [word for _, word in keys]) for kind, keys in groupby(whole, lambda one: one[0])]


_WITHIN: Final = (
    person_key.c.kind == bindparam("kind"),
    person_key.c.word >= bindparam("least"),
    person_key.c.word < bindparam("most"),
)
_COUNTED: Final = Ready(
    select(func.count().label("found")).select_from(
        select(person_key.c.word).where(*_WITHIN).limit(_MOST_COUNTED).subquery()
    )
)
_PIECES: Final = Ready(
    select(name_piece.c.word)
    .where(name_piece.c.piece >= bindparam("least"), name_piece.c.piece < bindparam("most"))
    .distinct()
    .limit(bindparam("limit", type_=Integer))
)


@lru_cache(maxsize=64)
def _walk(shapes: tuple[_Shape, ...]) -> Ready:
    """Through the keys of one beginning, where criteria of these shapes hold in the case, too."""
    holds = (one for place, shape in enumerate(shapes) for one in _holding(place, shape))
    return Ready(
        select(person_key.c.case)
        .where(*_WITHIN, *holds)
        .order_by(person_key.c.word.desc(), person_key.c.case.desc())
        .limit(bindparam("limit", type_=Integer))
    )


def _holding(place: int, shape: _Shape) -> Iterator[ColumnElement[bool]]:
    """First what the key tells by itself, then what only the other keys of its case tell."""
    begun, whole, short = shape
    untold = person_key.c.beside == ""
    told = person_key.c.beside.contains(bindparam(_name(place, "beside"), type_=Text))
    yield or_(untold, told)
    other = person_key.alias()
    ways: list[ColumnElement[bool]] = [
        and_(
            other.c.kind == bindparam(_name(place, "kind", at), type_=Text),
            other.c.word >= bindparam(_name(place, "least", at), type_=Text),
            other.c.word < bindparam(_name(place, "most", at), type_=Text),
        )
        for at in range(begun)
    ]
    for at, count in enumerate(whole):
        words = [bindparam(name, type_=Text) for name in _names(place, at, count)]
        kind = bindparam(_name(place, "whole", at), type_=Text)
        ways.append(and_(other.c.kind == kind, other.c.word.in_(words)))
    in_others = exists().where(other.c.case == person_key.c.case, or_(*ways))
    # Nobody is looked up where a word is so short that its beginning beside the key is all of it.
    yield or_(not_(untold), in_others) if short else in_others


def _names(place: int, at: int, count: int) -> Iterable[str]:
    return (_name(place, "word", at, number) for number in range(count))


def _name(place: int, *parts: Any) -> str:
    return "_".join(("other", str(place), *map(str, parts)))


def _end_of(key: Key) -> str:
    """The first word that no longer meets the key, or one so near that none lies between."""
    return key.word + (_FIRST_SIGN if key.whole else LAST_SIGN)
