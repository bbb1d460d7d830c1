"""What the matcher and the line say, told again in Spanish: whole, and nothing left over."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor_app.bootstrap.files_house import demonstration_roster, shipped_knowledge
from advisor_app.domain.words import words_in
from advisor_app.exchange.case_file import read_case
from advisor_app.matching.matcher import Matcher
from advisor_app.matching.results import MatchResult
from advisor_app.ui.retelling import SENTENCES, retold
from advisor_app.ui.wording import speak
from tests.advisor import CASES, MONDAY


@pytest.fixture
def spanish() -> Iterator[None]:
    speak(words_in("es"))
    yield
    speak(words_in("en"))


def test_english_stays_as_it_was_said() -> None:
    said = "Is in the Breast team and does not see pancreas cancer. Changes if: another diagnosis."
    assert retold(said) == said


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(
    ("english", "spanish_words"),
    [
        (
            "Is in the Breast team and does not see pancreas cancer. "
            "Changes if: another diagnosis.",
            "Está en el equipo de Mama y no atiende cáncer de páncreas. "
            "Cambia si: otro diagnóstico.",
        ),
        (
            "Urgent · Pancreas, biliary is your group, level 5 · first call · waited 01:46",
            "Urgente · Páncreas, biliar es su grupo, nivel 5 · primera llamada · esperó 01:46",
        ),
        (
            "Harbor Basking Ridge, 07 APR 2026, in 10 days.",
            "Harbor Basking Ridge, 07 ABR 2026, en 10 días.",
        ),
        ("", ""),
        ("Nobody wrote a pattern for this", "Nobody wrote a pattern for this"),
    ],
)
def test_a_sentence_is_told_by_its_pattern(english: str, spanish_words: str) -> None:
    assert retold(english) == spanish_words


def test_every_pattern_stands_in_spanish() -> None:
    spanish_words = words_in("es")
    same_in_both = {"{lowest} to {highest}"}
    untold = [one for one in SENTENCES if spanish_words.text(one) == one]
    assert [one for one in untold if one not in same_in_both] == []


def said_by(result: MatchResult) -> Iterator[str]:
    """Everything that the window shows of a ranking."""
    for match in result.matches:
        yield from re.split(r"(?<=\.) ", match.text)
        yield from (*match.unknown, match.sooner, match.step)
        yield from (way.reason for way in match.ways)
    for exclusion in result.excluded[:60]:
        yield from exclusion.text.split(". Changes if: ")
        for one in exclusion.criteria:
            yield from (one.text, one.would_change)
    yield from (one.effect for one in result.ask_next)
    yield from (one.why for one in result.blocked)
    yield from (one.would_change for one in result.relaxations)
    yield result.next_step


@pytest.mark.usefixtures("spanish")
def test_nothing_of_a_ranking_stays_english() -> None:
    matcher = Matcher(shipped_knowledge(), demonstration_roster())
    untold: set[str] = set()
    cases = sorted(Path(CASES).glob("*.json"))
    for case in cases:
        result = matcher.rank(read_case(case.read_text(encoding="utf-8")).intake, MONDAY)
        untold |= {said for said in said_by(result) if said and retold(said) == said}
    assert len(cases) > 10
    assert untold == set()
