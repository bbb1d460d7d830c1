"""What an advisor may tell about second opinions: nine topics, and facts that keep their hedge."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from advisor_app.domain.intake import Intake
from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import TableHeader
from advisor_app.domain.text import fold
from advisor_app.domain.words import Words
from advisor_app.oncology.contacts import CONTACTS
from advisor_app.oncology.facts import Facts, padded
from advisor_app.oncology.rules import Condition, RuleFile, any_holds

SCHEMA: Final = "talk-track/1"
KEYS: Final = tuple(range(1, 10))
TABLE: Final = "talktrack/topics.toml"
_NAMED: Final = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A statement that may be read to a caller, never rephrased.

    `hedge` are the words that must not be lost, `denominator` of how many it speaks, `checked_on`
    when somebody last compared it with its source. A retired fact is told no more.
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
class Suggestion:
    """A topic that fits what was said: `why` in the advisor's words, `when` as in all rules."""

    id: str
    topic: str
    why: str
    when: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkTrack:
    """All topics in the order of their keys, and when each comes up by itself."""

    topics: tuple[Topic, ...]
    header: TableHeader
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def version(self) -> str:
        """The version as it is noted when a fact was told: edition and digest."""
        return f"{self.header.version}-{self.header.digest[:8]}"

    def topic(self, key: int) -> Topic | None:
        """The topic on a key."""
        return next((topic for topic in self.topics if topic.key == key), None)

    def fact(self, id_: str) -> Fact | None:
        """The fact of that id, retired or not."""
        return next((one for topic in self.topics for one in topic.facts if one.id == id_), None)

    def find(self, text: str, words: Words) -> tuple[Topic, ...]:
        """The topics in which each word of `text` occurs in this language; all for no words."""
        told = fold(text).split()
        return tuple(
            topic for topic in self.topics if all(one in _said(topic, words) for one in told)
        )

    def fitting(self, intake: Intake, facts: Facts) -> tuple[tuple[Topic, str], ...]:
        """The topics that fit a case, each once, with why; in the order of the table."""
        worry = padded(str(intake.goal.worry.value or ""))
        heard = replace(facts, words=facts.words + worry, asked=facts.asked + worry)
        why: dict[str, str] = {}
        for one in self.suggestions:
            if one.topic not in why and any_holds(one.when, heard):
                why[one.topic] = one.why
        by_id = {topic.id: topic for topic in self.topics}
        return tuple((by_id[topic], words) for topic, words in why.items())


def spoken(line: str, contacts: Mapping[str, str], words: Words) -> str:
    """A line in this language with the centre's names and numbers; what nobody set says so."""

    def named(found: re.Match[str]) -> str:
        name = found[1]
        unset = f"{words.text(CONTACTS.get(name, name))}: {words.text('not set')}"
        return contacts.get(name, "") or f"[{unset}]"

    return _NAMED.sub(named, words.text(line))


def load_talk_track(folder: TableFolder = RESOURCES) -> TalkTrack:
    """The talk track of `talktrack/topics.toml`. Raises TableError with file and line."""
    file = RuleFile.read(folder / "talktrack" / "topics.toml", SCHEMA)
    topics = tuple(_topic(file, entry) for entry in file.entries("topic"))
    if tuple(topic.key for topic in topics) != KEYS:
        raise file.settings.refuse("must hold nine topics on the keys 1 to 9, in order", r"\[\[top")
    seen: set[str] = set()
    for fact in (fact for topic in topics for fact in topic.facts):
        if fact.id in seen:
            raise file.refuse(fact.id, "stands twice")
        seen.add(fact.id)
    ids = {topic.id for topic in topics}
    return TalkTrack(
        topics=topics,
        header=file.header,
        suggestions=tuple(_suggestion(file, entry, ids) for entry in file.entries("suggest")),
    )


def with_fact_retired(text: str, fact: str, *, retired: bool) -> str:
    """The table with one fact retired or brought back, every other line as it was.

    Raises KeyError where no such fact stands in it.
    """
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if _is_id(line, fact)), -1)
    if first < 0:
        raise KeyError(fact)
    mark = f"retired = {'true' if retired else 'false'}"
    for number in range(first + 1, len(lines)):
        if re.match(r"\s*retired\s*=", lines[number]):
            lines[number] = mark
            break
        if lines[number].lstrip().startswith("["):
            lines.insert(first + 1, mark)
            break
    else:
        lines.insert(first + 1, mark)
    return "\n".join(lines)


def _is_id(line: str, fact: str) -> bool:
    return re.match(rf'\s*id\s*=\s*"{re.escape(fact)}"', line) is not None


def _topic(file: RuleFile, entry: Mapping[str, Any]) -> Topic:
    mark, key = str(entry["id"]), entry.get("key")
    if not isinstance(key, int):
        raise file.refuse(mark, "needs a key from 1 to 9")
    lines = file.words(entry, "lines")
    if not lines:
        raise file.refuse(mark, "lacks its lines")
    for line in lines:
        unknown = [name for name in _NAMED.findall(line) if name not in CONTACTS]
        if unknown:
            raise file.refuse(mark, f"names {{{unknown[0]}}}, which is no setting of a centre")
    facts = entry.get("fact", [])
    if not isinstance(facts, list) or not all(isinstance(one, dict) for one in facts):
        raise file.refuse(mark, "needs its facts as tables")
    return Topic(
        id=mark,
        key=key,
        title=_text(file, mark, entry, "title"),
        lines=lines,
        facts=tuple(_fact(file, mark, fact) for fact in facts),
    )


def _fact(file: RuleFile, topic: str, entry: Mapping[str, Any]) -> Fact:
    mark = _text(file, topic, entry, "id", of="a fact ")
    retired = entry.get("retired", False)
    if not isinstance(retired, bool):
        raise file.refuse(mark, "retired must be true or false")
    try:
        checked = date.fromisoformat(str(entry.get("checked_on", "")))
    except ValueError:
        raise file.refuse(mark, "has a date checked_on that cannot be read") from None
    return Fact(
        id=mark,
        text=_text(file, mark, entry, "text"),
        hedge=_text(file, mark, entry, "hedge"),
        source=_text(file, mark, entry, "source"),
        checked_on=checked,
        denominator=str(entry.get("denominator", "")),
        retired=retired,
    )


def _suggestion(file: RuleFile, entry: Mapping[str, Any], topics: set[str]) -> Suggestion:
    mark = str(entry["id"])
    topic = _text(file, mark, entry, "topic")
    if topic not in topics:
        raise file.refuse(mark, f"there is no topic {topic}")
    return Suggestion(
        id=mark,
        topic=topic,
        why=_text(file, mark, entry, "why"),
        when=file.conditions(mark, entry.get("when", [])),
    )


def _text(file: RuleFile, mark: str, entry: Mapping[str, Any], key: str, *, of: str = "") -> str:
    value = entry.get(key, "")
    if not isinstance(value, str) or not value.strip():
        raise file.refuse(mark, f"{of}lacks {key}")
    return value


def _said(topic: Topic, words: Words) -> str:
    facts = (f"{one.id} {words.text(one.text)} {one.source}" for one in topic.standing)
    return fold(" ".join((*map(words.text, (topic.title, *topic.lines)), *facts)))
