"""What an advisor may tell about second opinions: nine topics, and facts that keep their hedge."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.tables import TableError, TableHeader, read_settings
from advisor_app.domain.text import fold

SCHEMA: Final = "talk-track/1"
KEYS: Final = tuple(range(1, 10))
_FILE: Final = "topics.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A statement that may be read to a caller, never rephrased.

    `hedge` are the words that must not be lost, `denominator` of how many it speaks, `checked_on`
    when somebody last compared it with its source. A retired fact is shown no more.
    """

    id: str
    text: str
    hedge: str
    source: str
    checked_on: date
    denominator: str = ""
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One topic on one key; `lines` are spoken as they stand."""

    id: str
    key: int
    title: str
    lines: tuple[str, ...]
    facts: tuple[Fact, ...] = ()

    @property
    def standing(self) -> tuple[Fact, ...]:
        """The facts that are not retired."""
        return tuple(fact for fact in self.facts if not fact.retired)


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkTrack:
    """All topics in the order of their keys."""

    topics: tuple[Topic, ...]
    header: TableHeader

    def topic(self, key: int) -> Topic | None:
        """The topic on a key."""
        return next((topic for topic in self.topics if topic.key == key), None)

    def fact(self, id_: str) -> Fact | None:
        """The fact of that id, retired or not."""
        return next((one for topic in self.topics for one in topic.facts if one.id == id_), None)

    def find(self, text: str) -> tuple[Topic, ...]:
        """The topics in which every word of `text` occurs; all topics for no words."""
        words = fold(text).split()
        return tuple(topic for topic in self.topics if all(one in _words(topic) for one in words))


def load_talk_track(folder: Path = RESOURCES) -> TalkTrack:
    """The talk track. Raises TableError where a key is missing or a fact lacks its source."""
    settings = read_settings(folder / "talktrack" / _FILE, SCHEMA)
    try:
        topics = tuple(_topic(entry) for entry in settings.values.get("topic", ()))
    except KeyError as lacking:
        raise TableError(_FILE, 0, f"a topic or fact lacks {lacking.args[0]}") from None
    except ValueError:
        raise TableError(_FILE, 0, "a fact has a date that cannot be read") from None
    if tuple(topic.key for topic in topics) != KEYS:
        raise TableError(_FILE, 0, "must hold nine topics on the keys 1 to 9, in order")
    bare = [fact.id for topic in topics for fact in topic.facts if not (fact.source and fact.hedge)]
    if bare:
        raise TableError(_FILE, 0, f"fact {bare[0]} lacks its source or its hedge")
    return TalkTrack(topics=topics, header=settings.header)


def _topic(entry: Mapping[str, Any]) -> Topic:
    return Topic(
        id=entry["id"],
        key=entry["key"],
        title=entry["title"],
        lines=tuple(entry["lines"]),
        facts=tuple(_fact(fact) for fact in entry.get("fact", ())),
    )


def _fact(entry: Mapping[str, Any]) -> Fact:
    return Fact(
        id=entry["id"],
        text=entry["text"],
        hedge=entry["hedge"],
        source=entry["source"],
        checked_on=date.fromisoformat(entry["checked_on"]),
        denominator=entry.get("denominator", ""),
        retired=bool(entry.get("retired", False)),
    )


def _words(topic: Topic) -> str:
    return fold(" ".join((topic.title, *topic.lines, *(fact.text for fact in topic.standing))))
