"""How instants and keys are stored, so that both sort as they are meant to on either engine."""

from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import TEXT, BigInteger, MetaData, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata: Final = MetaData()
"""All tables of the store stand in it."""

Key: Final = Text().with_variant(TEXT(collation="C"), "postgresql")
"""Words that are searched by their beginning: compared sign by sign, in no language's order."""

LAST_SIGN: Final = "\U0010ffff"
"""After every sign of a word: what begins with a word lies between it and it with this sign."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """A column of aware instants, microseconds since 1970 in UTC; a naive one is refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """The number that is stored."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The instant, in UTC."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)
