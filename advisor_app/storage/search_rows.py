"""The cards of cases and the keys by which they are found."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, Text, bindparam, delete, select

from advisor_app.domain.case import CaseCard, CaseState
from advisor_app.services.records import CardRecord
from advisor_app.services.search_words import SEARCHED, Criterion, beside, pieces_of
from advisor_app.storage.case_rows import CaseRows
from advisor_app.storage.case_tables import case_file
from advisor_app.storage.case_writing import CaseWriting
from advisor_app.storage.found_cases import keyed, numbers_of, with_middles
from advisor_app.storage.person_rows import put_person
from advisor_app.storage.ready import Ready
from advisor_app.storage.search_tables import case_card, name_piece, person_key
from advisor_app.storage.upserts import put_once, upsert

_CARDS_AT_ONCE: Final = 20
_KEYS: Final = Ready(
    select(person_key.c.kind, person_key.c.word, person_key.c.beside).where(
        person_key.c.case == bindparam("number")
    )
)
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
        before = {(row.kind, row.word): row.beside for row in rows}
        for kind, word in before.keys() - card.keys:
            _NO_KEY.send(self._connection, number=card.number, sort=kind, said=word)
        new = card.keys - before.keys()
        for row in key_rows(card):
            if before.get((row["kind"], row["word"])) != row["beside"]:
                where = {name: row[name] for name in ("case", "kind", "word")}
                upsert(self._connection, person_key, where, {"beside": row["beside"]})
        for piece, word in sorted(pieces_of(card.names)):
            if ("name", word) in new:
                put_once(self._connection, name_piece, {"piece": piece, "word": word})


def key_rows(card: CardRecord) -> list[dict[str, str]]:
    """The keys of a case as the columns hold them."""
    told = beside(card.keys)
    return [
        {
            "case": card.number,
            "kind": kind,
            "word": word,
            "beside": told if kind in SEARCHED else "",
        }
        for kind, word in sorted(card.keys)
    ]


def card_at(connection: Connection, number: str) -> CaseCard | None:
    """The card of one case."""
    row = connection.execute(_all().where(case_card.c.number == number)).one_or_none()
    return None if row is None else _card(row)


def found(
    connection: Connection, criteria: Sequence[Criterion], limit: int
) -> tuple[CaseCard, ...]:
    """What the keys find, and after it whose names have the words in their middle.

    Several words that together find somebody by how names begin are sought no further. Of very many
    cases a few are put in order: a word more tells more than an order of thousands.
    """
    if not criteria:
        return ()
    numbers = numbers_of(connection, criteria, limit)
    cards = _cards_of(connection, numbers)
    told_enough = bool(cards) and len(criteria) > 1
    if len(cards) >= limit or told_enough or not any(one.part for one in criteria):
        return cards
    within = [with_middles(connection, one) for one in criteria]
    if within == list(criteria):
        return cards
    more = [one for one in numbers_of(connection, within, limit) if one not in numbers]
    return (*cards, *_cards_of(connection, more))[:limit]


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
