"""The tables by which cases and their patients are found."""

from datetime import datetime

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    Named,
    Table,
    Text,
    TypedColumns,
)

from advisor_app.storage.column_types import Instant, Key, metadata


class CardColumns(TypedColumns):
    """One row a case, as lists of cases show it; `names` is folded for searches."""

    number: Named[str] = Column(Text, ForeignKey("case_file.number"), primary_key=True)
    family_name: Named[str] = Column(Text, nullable=False)
    given_names: Named[str] = Column(Text, nullable=False)
    born: Named[str] = Column(Text, nullable=False)
    phone: Named[str] = Column(Text, nullable=False)
    place: Named[str] = Column(Text, nullable=False)
    kind: Named[str] = Column(Text, nullable=False)
    status: Named[str] = Column(Text, nullable=False)
    next_step: Named[str] = Column(Text, nullable=False)
    names: Named[str] = Column(Text, nullable=False)


class PersonKeyColumns(TypedColumns):
    """What a person can be found by: words of names, phones from the end, birth date, number.

    `beside` holds the beginnings of the case's words, so that two of them are found by one index.
    """

    case: Named[str] = Column(Text, ForeignKey("case_file.number"), primary_key=True)
    kind: Named[str] = Column(Text, primary_key=True)
    word: Named[str] = Column(Key, primary_key=True)
    beside: Named[str] = Column(Text, nullable=False, server_default="")


class NamePieceColumns(TypedColumns):
    """The words of all names by what stands in their middle, each once however many bear it."""

    piece: Named[str] = Column(Key, primary_key=True)
    word: Named[str] = Column(Key, primary_key=True)


class ToProjectColumns(TypedColumns):
    """The cases that an older console wrote, until they are projected anew."""

    number: Named[str] = Column(Text, ForeignKey("case_file.number"), primary_key=True)


class PersonColumns(TypedColumns):
    """One row a case: its patient as people are compared; names joined by `|`, romanised."""

    case: Named[str] = Column(Text, ForeignKey("case_file.number"), primary_key=True)
    families: Named[str] = Column(Text, nullable=False)
    givens: Named[str] = Column(Text, nullable=False)
    former: Named[str] = Column(Text, nullable=False)
    wholes: Named[str] = Column(Text, nullable=False)
    callers: Named[str] = Column(Text, nullable=False)
    born: Named[str] = Column(Text, nullable=False)
    phones: Named[str] = Column(Text, nullable=False)
    mrn: Named[str] = Column(Text, nullable=False)


class PersonLinkColumns(TypedColumns):
    """What was said of two cases: one person, two people, or not said any more; the last counts."""

    seq: Named[int] = Column(Integer, primary_key=True)
    case: Named[str] = Column(Text, ForeignKey("case_file.number"), nullable=False)
    other: Named[str] = Column(Text, ForeignKey("case_file.number"), nullable=False)
    verdict: Named[str] = Column(Text, nullable=False)
    by: Named[str] = Column(Text, nullable=False)
    at: Named[datetime] = Column(Instant, nullable=False)


case_card = Table("case_card", metadata, CardColumns)
person_key = Table("person_key", metadata, PersonKeyColumns, sqlite_with_rowid=False)
name_piece = Table("name_piece", metadata, NamePieceColumns, sqlite_with_rowid=False)
case_to_project = Table("case_to_project", metadata, ToProjectColumns)
person = Table("person", metadata, PersonColumns)
person_link = Table("person_link", metadata, PersonLinkColumns)

Index(
    "person_key_by_word", person_key.c.kind, person_key.c.word, person_key.c.case,
    person_key.c.beside,
)  # fmt: skip
Index("person_link_by_case", person_link.c.case)
Index("person_link_by_other", person_link.c.other)
