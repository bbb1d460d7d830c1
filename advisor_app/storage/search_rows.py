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
    and_,
    bindparam,
    delete,
    exists,
    false,
    func,
    or_,
    select,
)

from advisor_app.domain.case import CaseCard, CaseState
from advisor_app.services.records import CardRecord
from advisor_app.services.search_words import Criterion, Key
from advisor_app.storage.case_rows import CaseRows, CaseWriting
from advisor_app.storage.person_rows import put_person
from advisor_app.storage.ready import Ready
from advisor_app.storage.tables import case_card, case_file, person_key
from advisor_app.storage.upserts import inserting, upsert

_FIRST_SIGN: Final = "\x01"
"""Before every sign of a word; a server takes no NUL."""
_LAST_SIGN: Final = "\U0010ffff"
_WEIGHED: Final = 2
"""So many times what is asked for is put in order."""
_NEWER: Final = 200
"""So many of the cases saved last are read for words within their names."""
_MOST_COUNTED: Final = 1000
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
        for kind, word in sorted(card.keys - before):
            _KEY.send(self._connection, case=card.number, kind=kind, word=word)


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
    """What the keys find; where that is too little, what stands within names of newer cases too.

    Only where nothing is found at all, the names of all cases are read. Of very many cases a few
    are put in order: a word more tells more than an order of thousands.
    """
    if not criteria:
        return ()
    cards = _by_rarest(connection, criteria, limit)
    if len(cards) >= limit or not any(one.part for one in criteria):
        return cards
    newer = select(case_file.c.number).order_by(case_file.c.saved_at.desc()).limit(_NEWER)
    looked_at = [or_(_by_keys(one), _by_part(one)) for one in criteria]
    near = _all().where(case_file.c.number.in_(newer), *looked_at)
    more = _run(connection, _newest(near, limit))
    if not cards and not more:
        # Every card is read: then the cases of the keys are gathered once, not looked up for each.
        everywhere = _all().where(*(or_(_gathered(one), _by_part(one)) for one in criteria))
        return _run(connection, _newest(everywhere, limit))
    known = {card.number for card in cards}
    return (*cards, *(card for card in more if card.number not in known))[:limit]


def _by_rarest(
    connection: Connection, criteria: Sequence[Criterion], limit: int
) -> tuple[CaseCard, ...]:
    """Go through the cases of the criterion that fewest meet, and look at the others in each."""
    by_keys = [one for one in criteria if one.keys]
    if not by_keys:
        return ()
    if len(by_keys) > 1:
        by_keys.sort(key=lambda one: _how_many(connection, one))
    rarest = by_keys[0]
    others = [one for one in criteria if one is not rarest]
    most = _WEIGHED * limit
    numbers: dict[str, None] = {}
    for key in rarest.keys:
        begun = _numbers(connection, key, others, most)
        if len(begun) == most and not key.whole:
            # Too many begin so: who types all of a word means that word.
            numbers |= dict.fromkeys(_numbers(connection, replace(key, whole=True), others, most))
        numbers |= dict.fromkeys(begun)
    weighed = list(numbers)[:most]
    return _run(connection, _newest(_all().where(case_card.c.number.in_(weighed)), limit))


def _numbers(connection: Connection, key: Key, others: Sequence[Criterion], most: int) -> list[str]:
    """Cases with that key in which the others hold too; newer cases first in each word."""
    if not others:
        rows = _NUMBERS.all(
            connection, sort=key.kind, least=key.word, most=_end_of(key), limit=most
        )
        return [row[0] for row in rows]
    number = person_key.c.case
    holds = [_keyed_so(one, number) if one.keys else _named_so(one, number) for one in others]
    query = select(number).where(_holds(key), *holds).order_by(*_NEWER_FIRST).limit(most)
    return [row[0] for row in connection.execute(query)]


def _how_many(connection: Connection, criterion: Criterion) -> int:
    """How many keys meet it, counted up to `_MOST_COUNTED`."""
    return sum(
        _COUNTED.first(connection, sort=key.kind, least=key.word, most=_end_of(key)).found
        for key in criterion.keys
    )


def _all() -> Select[Any]:
    return select(case_card, case_file.c.state, case_file.c.owner, case_file.c.saved_at).join_from(
        case_card, case_file, case_file.c.number == case_card.c.number
    )


def _newest(query: Select[Any], limit: int | None) -> Select[Any]:
    return query.order_by(case_file.c.saved_at.desc(), case_file.c.number.desc()).limit(limit)


def _run(connection: Connection, query: Select[Any]) -> tuple[CaseCard, ...]:
    return tuple(_card(row) for row in connection.execute(query))


def _by_keys(criterion: Criterion) -> ColumnElement[bool]:
    return _keyed_so(criterion, case_card.c.number) if criterion.keys else _by_part(criterion)


def _gathered(criterion: Criterion) -> ColumnElement[bool]:
    ways = [_holds(key) for key in criterion.keys]
    return case_card.c.number.in_(select(person_key.c.case).where(or_(false(), *ways)))


def _keyed_so(criterion: Criterion, number: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether the case with that number has a key that meets the criterion."""
    other = person_key.alias()
    ways = [_holds(key, other) for key in criterion.keys]
    return exists().where(other.c.case == number, or_(*ways))


def _named_so(criterion: Criterion, number: ColumnElement[str]) -> ColumnElement[bool]:
    return exists().where(case_card.c.number == number, _by_part(criterion))


def _by_part(criterion: Criterion) -> ColumnElement[bool]:
    if not criterion.part:
        return case_card.c.number == ""
    return case_card.c.names.contains(criterion.part, autoescape=True)


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
