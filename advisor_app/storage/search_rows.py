"""The cards of cases and the keys by which they are found."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, delete, or_, select

from advisor_app.domain.case import CaseCard, CaseState
from advisor_app.services.records import CardRecord
from advisor_app.services.search_words import Criterion, Key
from advisor_app.storage.case_rows import CaseRows, CaseWriting
from advisor_app.storage.person_rows import put_person
from advisor_app.storage.ready import Ready
from advisor_app.storage.tables import case_card, case_file, person_key
from advisor_app.storage.upserts import inserting, upsert

_LAST_SIGN: Final = "\U0010ffff"
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
    """What the keys find; where that is too little, what stands within the names too."""
    if not criteria:
        return ()
    by_keys = _all().where(*(_by_keys(one) for one in criteria))
    cards = _run(connection, _newest(by_keys, limit))
    if len(cards) >= limit or not any(one.part for one in criteria):
        return cards
    wider = _all().where(*(or_(_by_keys(one), _by_part(one)) for one in criteria))
    more = _run(connection, _newest(wider, limit))
    known = {card.number for card in cards}
    return (*cards, *(card for card in more if card.number not in known))[:limit]


def _all() -> Select[Any]:
    return select(case_card, case_file.c.state, case_file.c.owner, case_file.c.saved_at).join_from(
        case_card, case_file, case_file.c.number == case_card.c.number
    )


def _newest(query: Select[Any], limit: int | None) -> Select[Any]:
    return query.order_by(case_file.c.saved_at.desc(), case_file.c.number.desc()).limit(limit)


def _run(connection: Connection, query: Select[Any]) -> tuple[CaseCard, ...]:
    return tuple(_card(row) for row in connection.execute(query))


def _by_keys(criterion: Criterion) -> ColumnElement[bool]:
    ways = [_holds(key) for key in criterion.keys]
    if not ways:
        return _by_part(criterion)
    return case_card.c.number.in_(select(person_key.c.case).where(or_(*ways)))


def _by_part(criterion: Criterion) -> ColumnElement[bool]:
    if not criterion.part:
        return case_card.c.number == ""
    return case_card.c.names.contains(criterion.part, autoescape=True)


def _holds(key: Key) -> ColumnElement[bool]:
    if key.whole:
        return (person_key.c.kind == key.kind) & (person_key.c.word == key.word)
    return (
        (person_key.c.kind == key.kind)
        & (person_key.c.word >= key.word)
        & (person_key.c.word < key.word + _LAST_SIGN)
    )


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
