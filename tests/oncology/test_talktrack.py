"""The nine topics and their facts."""

from pathlib import Path
from typing import Any

import pytest

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_text import TableError
from advisor_app.domain.words import words_in
from advisor_app.oncology.reading import read_facts
from advisor_app.oncology.talktrack import (
    TalkTrack,
    load_talk_track,
    spoken,
    with_fact_retired,
)
from tests.matching.building import NOW, case, knowledge

ENGLISH, SPANISH = words_in("en"), words_in("es")


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
    assert [topic.id for topic in track.find("offend", ENGLISH)] == ["your-doctor"]
    assert [topic.id for topic in track.find("STUDY  120", ENGLISH)] == ["fitting-treatment"]
    assert track.find("zebra", ENGLISH) == ()
    assert len(track.find("", ENGLISH)) == 9


def test_a_retired_fact_is_shown_no_more(tmp_path: Path) -> None:
    track = load_talk_track(changed(tmp_path, "retired = false", "retired = true"))
    third = track.topic(3)
    assert third is not None
    assert [fact.id for fact in third.standing] == ["F2", "F3", "F4", "F5", "F6"]


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("key = 4", "key = 5", "nine topics"),
        ('hedge = "usually"', 'hedge = ""', "F2: lacks hedge"),
        ('checked_on = "2026-11-24"', 'checked_on = "lately"', "a date"),
        ('title = "You may not have to travel"', "", "lacks title"),
        ("desk: {pathology_desk}", "desk: {slide_desk}", "no setting of a centre"),
        ('topic = "from-afar"', 'topic = "from-far"', "no topic from-far"),
        ('id = "F2"', 'id = "F1"', "stands twice"),
        ("retired = false", 'retired = "no"', "true or false"),
    ],
)
def test_a_broken_talk_track_is_refused(tmp_path: Path, old: str, new: str, mistake: str) -> None:
    with pytest.raises(TableError, match=mistake) as caught:
        load_talk_track(changed(tmp_path, old, new))
    assert caught.value.line > 0


def test_a_fact_is_retired_and_brought_back_without_another_change(tmp_path: Path) -> None:
    text = (RESOURCES / "talktrack" / "topics.toml").read_text(encoding="utf-8")
    retired = with_fact_retired(text, "F3", retired=True)
    changed_lines = [
        (old, new)
        for old, new in zip(text.split("\n"), retired.split("\n"), strict=True)
        if old != new
    ]
    assert changed_lines == [("retired = false", "retired = true")]
    assert with_fact_retired(retired, "F3", retired=False) == text
    (tmp_path / "talktrack").mkdir()
    (tmp_path / "talktrack" / "topics.toml").write_text(retired, encoding="utf-8")
    facts = [one.id for topic in load_talk_track(tmp_path).topics for one in topic.standing]
    assert facts == ["F1", "F2", "F4", "F5", "F6"]
    without = text.replace("retired = false\n", "")
    assert "retired = true" in with_fact_retired(without, "F6", retired=True)
    with pytest.raises(KeyError):
        with_fact_retired(text, "F9", retired=True)


@pytest.mark.parametrize(
    ("story", "answers", "topics"),
    [
        ("I don't want to offend my oncologist", {}, ["your-doctor"]),
        ("", {"goal.worry": "that my doctor will be upset"}, ["your-doctor"]),
        ("", {"goal.worry": "do I have to switch doctors?"}, ["stay-or-change"]),
        ("I am not worried to offend anybody", {}, []),
        ("", {"status.code": "treatment_started"}, ["not-too-late"]),
        ("is it too late, I already started chemo", {}, ["not-too-late"]),
        ("", {"res.country": "MA"}, ["from-afar"]),
        ("", {"dx.rows/1/kind": "merkel"}, ["slides-and-scans", "every-kind"]),
        ("", {"svc.types": ["pathology_review"]}, ["slides-and-scans"]),
        ("", {"status.code": "abnormal_not_diagnosed"}, ["every-kind"]),
        ("breast cancer, newly diagnosed", {}, []),
    ],
)
def test_the_topic_that_fits_comes_up(
    track: TalkTrack, story: str, answers: dict[str, Any], topics: list[str]
) -> None:
    intake = case(answers, story)
    facts = read_facts(intake, knowledge(), NOW.date())
    assert [topic.id for topic, why in track.fitting(intake, facts) if why] == topics


def test_a_line_says_the_number_of_the_centre_or_that_it_is_not_set(track: TalkTrack) -> None:
    slides = track.topic(7)
    assert slides is not None
    line = next(line for line in slides.lines if "{" in line)
    assert "(212) 555-0104" in spoken(line, {"pathology_desk": "(212) 555-0104"}, ENGLISH)
    assert "[number of the pathology desk: not set]" in spoken(line, {}, ENGLISH)


def test_the_topics_are_spoken_and_found_in_spanish(track: TalkTrack) -> None:
    slides = track.topic(7)
    assert slides is not None
    line = next(line for line in slides.lines if "{" in line)
    assert "[número de la oficina de patología: sin fijar]" in spoken(line, {}, SPANISH)
    assert [topic.id for topic in track.find("ofender", SPANISH)] == ["your-doctor"]
    for topic in track.topics:
        for said in (topic.title, *topic.lines, *(fact.text for fact in topic.facts)):
            assert SPANISH.text(said) != said
