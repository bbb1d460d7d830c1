"""The cards of cases and the keys by which they are found."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Row,
    Select,
    Text,
    and_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
)

from advisor_app.domain.case import CaseCard, CaseState
from advisor_app.services.records import CardRecord
from advisor_app.services.search_words import Criterion, Key, piece_to_seek, pieces_of
from advisor_app.storage.case_rows import CaseRows, CaseWriting
from advisor_app.storage.person_rows import put_person
from advisor_app.storage.ready import Ready
from advisor_app.storage.tables import case_card, case_file, name_piece, person_key
from advisor_app.storage.upserts import inserting, put_once, upsert

_FIRST_SIGN: Final = "\x01"
"""Before every sign of a word; a server takes no NUL."""
_LAST_SIGN: Final = "\U0010ffff"
_MOST_COUNTED: Final = 1000
_MOST_WORDS: Final = 100
"""So many different words of names with a piece in their middle are followed to their cases."""
_CARDS_AT_ONCE: Final = 20
_WITHIN: Final = (
    person_key.c.kind == bindparam("sort"),
    person_key.c.word >= bindparam("least"),
    person_key.c.word < bindparam("most"),
)
_NEWER_FIRST: Final = (person_key.c.word.desc(), person_key.c.case.desc())
_COUNTED: Final = Ready(
    select(func.count().label("found")).select_from(
        select(person_key.c.word).where(*_WITHIN).limit(_MOST_COUNTED).subquery()
    )
)
_NUMBERS: Final = Ready(
    select(person_key.c.case)
    .where(*_WITHIN)
    .order_by(*_NEWER_FIRST)
    .limit(bindparam("limit", type_=Integer))
)
_WORDS: Final = Ready(
    select(name_piece.c.word)
    .where(name_piece.c.piece >= bindparam("least"), name_piece.c.piece < bindparam("most"))
    .distinct()
    .limit(bindparam("limit", type_=Integer))
)
_KEYS: Final = Ready(
    select(person_key.c.kind, person_key.c.word).where(person_key.c.case == bindparam("number"))
)
_KEY: Final = inserting(person_key)
_NO_KEY: Final = Ready(
    delete(person_key).where(
        person_key.c.case == bindparam("number"),
        person_key.c.kind == bindparam("sort"),
        person_key.c.word == bindparam("said"),
    )
)


class CaseShelf(CaseRows):
    """Reads cases, and finds them."""

    def card(self, number: str) -> CaseCard | None:
        """The case as lists show it."""
        return card_at(self._connection, number)

    def cards(self, limit: int | None = None) -> tuple[CaseCard, ...]:
        """All cases, the one saved last first."""
        return _run(self._connection, _newest(_all(), limit))

    def find(self, criteria: Sequence[Criterion], limit: int) -> tuple[CaseCard, ...]:
        """The cases in which all criteria hold, the one saved last first."""
        return found(self._connection, criteria, limit)

    def with_key(self, kind: str, word: str, limit: int, *, whole: bool = True) -> tuple[str, ...]:
        """The numbers of the cases that have a key of that kind."""
        return keyed(self._connection, kind, word, limit, whole=whole)


class CaseWritingShelf(CaseShelf, CaseWriting):
    """Changes cases, and what they are found by."""

    def put_card(self, card: CardRecord) -> None:
        """Let lists and searches show the case so."""
        upsert(
            self._connection,
            case_card,
            {"number": card.number},
            {
                "family_name": card.family_name,
                "given_names": card.given_names,
                "born": card.born,
                "phone": card.phone,
                "place": card.place,
                "kind": card.kind,
                "status": card.status,
                "next_step": card.next_step,
                "names": card.names,
            },
        )
        self._put_keys(card)
        if card.person is not None:
            put_person(self._connection, card.person)

    def _put_keys(self, card: CardRecord) -> None:
        rows = _KEYS.all(self._connection, number=card.number)
        before = {(row.kind, row.word) for row in rows}
        for kind, word in before - card.keys:
            _NO_KEY.send(self._connection, number=card.number, sort=kind, said=word)
        new = card.keys - before
        for kind, word in sorted(new):
            _KEY.send(self._connection, case=card.number, kind=kind, word=word)
        for piece, word in sorted(pieces_of(card.names)):
            if ("name", word) in new:
                put_once(self._connection, name_piece, {"piece": piece, "word": word})


def card_at(connection: Connection, number: str) -> CaseCard | None:
    """The card of one case."""
    row = connection.execute(_all().where(case_card.c.number == number)).one_or_none()
    return None if row is None else _card(row)


def keyed(
    connection: Connection, kind: str, word: str, limit: int, *, whole: bool
) -> tuple[str, ...]:
    """The numbers of the cases that have a key of that kind, or one that begins so."""
    holds = _holds(Key(kind=kind, word=word, whole=whole))
    rows = connection.execute(select(person_key.c.case).where(holds).distinct().limit(limit))
    return tuple(row[0] for row in rows)


def found(
    connection: Connection, criteria: Sequence[Criterion], limit: int
) -> tuple[CaseCard, ...]:
    """What the keys find, and after it whose names have the words in their middle.

    Several words that together find somebody by how names begin are sought no further. Of very many
    cases a few are put in order: a word more tells more than an order of thousands.
    """
    if not criteria:
        return ()
    cards = _by_rarest(connection, criteria, limit)
    told_enough = bool(cards) and len(criteria) > 1
    if len(cards) >= limit or told_enough or not any(one.part for one in criteria):
        return cards
    within = [_with_middles(connection, one) for one in criteria]
    if within == list(criteria):
        return cards
    known = {card.number for card in cards}
    more = (card for card in _by_rarest(connection, within, limit) if card.number not in known)
    return (*cards, *more)[:limit]


def _with_middles(connection: Connection, criterion: Criterion) -> Criterion:
    """The criterion that also holds where a word of a name has its part in the middle."""
    if not criterion.part:
        return criterion
    begin = piece_to_seek(criterion.part)
    rows = _WORDS.all(connection, least=begin, most=begin + _LAST_SIGN, limit=_MOST_WORDS)
    words = [row.word for row in rows if criterion.part in row.word or not criterion.part.isalnum()]
    middles = (Key(kind="name", word=word, whole=True) for word in words)
    return replace(criterion, keys=(*criterion.keys, *middles))


def _by_rarest(
    connection: Connection, criteria: Sequence[Criterion], limit: int
) -> tuple[CaseCard, ...]:
    """Go through the cases of the criterion that fewest meet, and look at the others in each."""
    if not all(one.keys for one in criteria):
        return ()
    by_rarity = list(criteria)
    if len(criteria) > 1:
        by_rarity.sort(key=lambda one: _how_many(connection, one))
    rarest, *others = by_rarity
    numbers: dict[str, None] = {}
    for key in rarest.keys:
        begun = _numbers(connection, key, others, limit)
        if len(begun) == limit and not key.whole:
            # Too many begin so: who types all of a word means that word.
            whole = replace(key, whole=True)
            numbers |= dict.fromkeys(_numbers(connection, whole, others, limit))
        numbers |= dict.fromkeys(begun)
        if len(numbers) >= limit:
            break
    return _cards_of(connection, list(numbers)[:limit])


def _numbers(connection: Connection, key: Key, others: Sequence[Criterion], most: int) -> list[str]:
    """Cases with that key in which the others hold too; newer cases first in each word."""
    if not others:
        rows = _NUMBERS.all(
            connection, sort=key.kind, least=key.word, most=_end_of(key), limit=most
        )
        return [row[0] for row in rows]
    number = person_key.c.case
    holds = [_keyed_so(one, number) for one in others]
    query = select(number).where(_holds(key), *holds).order_by(*_NEWER_FIRST).limit(most)
    return [row[0] for row in connection.execute(query)]


def _how_many(connection: Connection, criterion: Criterion) -> int:
    """How many keys meet it, counted up to `_MOST_COUNTED`."""
    found = 0
    for key in criterion.keys:
        counted = _COUNTED.first(connection, sort=key.kind, least=key.word, most=_end_of(key))
        found += counted.found
        if found >= _MOST_COUNTED:
            break
    return found


def _all() -> Select[Any]:
    return select(case_card, case_file.c.state, case_file.c.owner, case_file.c.saved_at).join_from(
        case_card, case_file, case_file.c.number == case_card.c.number
    )


def _newest(query: Select[Any], limit: int | None) -> Select[Any]:
    return query.order_by(case_file.c.saved_at.desc(), case_file.c.number.desc()).limit(limit)


def _run(connection: Connection, query: Select[Any]) -> tuple[CaseCard, ...]:
    return tuple(_card(row) for row in connection.execute(query))


_NAMES: Final = tuple(f"number_{place}" for place in range(_CARDS_AT_ONCE))
_CARDS: Final = Ready(
    _all().where(case_card.c.number.in_([bindparam(name, type_=Text) for name in _NAMES]))
)


def _cards_of(connection: Connection, numbers: Sequence[str]) -> tuple[CaseCard, ...]:
    """The cards of those cases, the one saved last first."""
    rows: list[Any] = []
    for start in range(0, len(numbers), _CARDS_AT_ONCE):
        some = numbers[start : start + _CARDS_AT_ONCE]
        # The statement is always of one length, so that it is compiled once.
        named = dict.fromkeys(_NAMES, some[0]) | dict(zip(_NAMES, some, strict=False))
        rows += _CARDS.all(connection, **named)
    rows.sort(key=lambda row: (row.saved_at, row.number), reverse=True)
    return tuple(_card(row) for row in rows)


def _keyed_so(criterion: Criterion, number: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether the case with that number has a key that meets the criterion."""
    other = person_key.alias()
    begun = [_holds(key, other) for key in criterion.keys if not key.whole]
    words: dict[str, list[str]] = {}
    for key in criterion.keys:
        if key.whole:
            words.setdefault(key.kind, []).append(key.word)
    # One clause for many whole words: a statement with a hundred ways took longer than its answer.
    whole = [and_(other.c.kind == kind, other.c.word.in_(all_)) for kind, all_ in words.items()]
    return exists().where(other.c.case == number, or_(*begun, *whole))


def _holds(key: Key, keys: FromClause = person_key) -> ColumnElement[bool]:
    columns = keys.c
    if key.whole:
        return and_(columns.kind == key.kind, columns.word == key.word)
    return and_(columns.kind == key.kind, columns.word >= key.word, columns.word < _end_of(key))


def _end_of(key: Key) -> str:
    """The first word that no longer meets the key, or one so near that none lies between."""
    return key.word + (_FIRST_SIGN if key.whole else _LAST_SIGN)


def _card(row: Row[Any]) -> CaseCard:
    return CaseCard(
        number=row.number,
        family_name=row.family_name,
        given_names=row.given_names,
        born=row.born,
        phone=row.phone,
        place=row.place,
        kind=row.kind,
        status=row.status,
        state=CaseState(row.state),
        owner=row.owner,
        saved_at=row.saved_at,
        next_step=row.next_step,
    )
