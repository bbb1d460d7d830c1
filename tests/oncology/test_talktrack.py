"""The nine topics and their facts."""

from pathlib import Path

import pytest

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.tables import TableError
from advisor_app.oncology.talktrack import TalkTrack, load_talk_track


@pytest.fixture(scope="module")
def track() -> TalkTrack:
    """The shipped talk track."""
    return load_talk_track()


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """A folder with the talk track after one change."""
    folder = tmp_path / "talktrack"
    folder.mkdir()
    text = (RESOURCES / "talktrack" / "topics.toml").read_text(encoding="utf-8")
    assert old in text
    (folder / "topics.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return tmp_path


def test_exactly_nine_topics_each_on_its_key(track: TalkTrack) -> None:
    assert [topic.key for topic in track.topics] == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert len({topic.id for topic in track.topics}) == 9
    assert all(topic.title and topic.lines for topic in track.topics)
    fifth = track.topic(5)
    assert fifth is not None
    assert fifth.id == "your-doctor"
    assert track.topic(0) is None


def test_facts_keep_hedge_source_and_denominator(track: TalkTrack) -> None:
    facts = [fact for topic in track.topics for fact in topic.facts]
    assert [fact.id for fact in facts] == ["F1", "F2", "F3", "F4", "F5", "F6"]
    for fact in facts:
        assert "10.1002/cam4.5598" in fact.source
        assert fact.denominator
        assert not fact.retired
    for fact in facts:
        words = [word.strip(" ;,") for word in fact.hedge.split(";")[0].split(",")]
        assert words[0].lower() in fact.text.lower()


def test_the_counts_give_the_shares_they_are_told_as(track: TalkTrack) -> None:
    third, fifth = track.fact("F3"), track.fact("F4")
    assert third is not None
    assert fifth is not None
    assert "42 of the 120" in third.text
    assert 0.3 < 42 / 120 < 0.37
    assert "21 of the 120" in fifth.text
    assert 0.15 < 21 / 120 < 0.22


def test_lines_are_short_enough_to_say(track: TalkTrack) -> None:
    for topic in track.topics:
        for line in topic.lines:
            assert len(line.split()) <= 32, line


@pytest.mark.parametrize("word", ["guarantee", "you should", "will cure", "best doctor"])
def test_lines_neither_promise_nor_advise(track: TalkTrack, word: str) -> None:
    spoken = " ".join(line for topic in track.topics for line in topic.lines).lower()
    assert word not in spoken


def test_search_over_all_cards(track: TalkTrack) -> None:
    assert [topic.id for topic in track.find("offend")] == ["your-doctor"]
    assert [topic.id for topic in track.find("STUDY  120")] == ["fitting-treatment"]
    assert track.find("zebra") == ()
    assert len(track.find("")) == 9


def test_a_retired_fact_is_shown_no_more(tmp_path: Path) -> None:
    track = load_talk_track(changed(tmp_path, "retired = false", "retired = true"))
    third = track.topic(3)
    assert third is not None
    assert [fact.id for fact in third.standing] == ["F2", "F3", "F4", "F5", "F6"]


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("key = 4", "key = 5", "nine topics"),
        ('hedge = "usually"', 'hedge = ""', "fact F2 lacks its source or its hedge"),
        ('checked_on = "2026-11-24"', 'checked_on = "lately"', "a date"),
        ('title = "You may not have to travel"', "", "lacks title"),
    ],
)
def test_a_broken_talk_track_is_refused(tmp_path: Path, old: str, new: str, mistake: str) -> None:
    with pytest.raises(TableError, match=mistake):
        load_talk_track(changed(tmp_path, old, new))
