"""No answer, alone or with all others, keeps a case from being ranked."""

from functools import cache
from typing import Any

import pytest

from advisor_app.domain.answers import Answer, State, not_known, say
from advisor_app.domain.codec import decode_value
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import QUESTIONS, with_answer
from advisor_app.domain.questions import Kind, PartSpec, Question
from advisor_app.matching.matcher import Matcher
from advisor_app.matching.report import to_json
from tests.matching.building import NOW, everybody, knowledge, matcher, roster

PLAIN: dict[Kind, Any] = {
    Kind.YES_NO: True,
    Kind.NUMBER: 3,
    Kind.DATE: "2026-12-01",
    Kind.DATE_OR_WORD: "ongoing",
    Kind.MOMENT: "2026-12-01T10:00:00-05:00",
    Kind.PHONE: "+12125550117",
    Kind.EMAIL: "who@example.org",
    Kind.COUNTRY: "ES",
    Kind.STATE: "NJ",
    Kind.PLACE: "US-FL",
    Kind.LANGUAGE: "es",
    Kind.CANCER: "lung_nsclc",
}


def plausible(spec: Question | PartSpec) -> Any:
    """A value that the question takes."""
    if isinstance(spec, Question) and spec.kind is Kind.PARTS:
        return {part.name: plausible(part) for part in spec.parts}
    if spec.choices:
        code = spec.choices[0].code
        return [code] if spec.kind in (Kind.CODES, Kind.WORDS) else code
    if spec.kind in (Kind.CODES, Kind.WORDS):
        return ["word", "رئة"]
    return PLAIN.get(spec.kind, "some words")


def answer(path: str) -> Answer[Any]:
    """A known answer for the question at that path."""
    return say(decode_value(QUESTIONS[path], plausible(QUESTIONS[path]), path))


@cache
def few() -> Matcher:
    """The matcher of a few specialists."""
    return Matcher(knowledge(), roster(*everybody()[::9]))


@pytest.mark.parametrize("path", sorted(QUESTIONS))
def test_one_answer_alone(path: str) -> None:
    place = path.replace("*", "1")
    assert few().rank(with_answer(Intake(), place, answer(path)), NOW).next_step


@pytest.mark.parametrize("state", [State.UNKNOWN, State.REFUSED])
def test_everything_asked_in_vain(state: State) -> None:
    intake = Intake()
    for path in QUESTIONS:
        intake = with_answer(intake, path.replace("*", "1"), not_known(state))
    result = matcher().rank(intake, NOW)
    assert result.next_step
    assert "status.code" not in {one.question for one in result.ask_next}


def test_all_answers_together() -> None:
    intake = Intake(free_text="a story \u0661 with 62F and the like")
    for path in QUESTIONS:
        intake = with_answer(intake, path.replace("*", "1"), answer(path))
    plain = to_json(matcher().rank(intake, NOW), "all")
    assert plain["next_step"]
    assert len(plain["matches"]) + len(plain["excluded"]) == len(matcher().roster.practitioners)


def test_a_bare_roster_is_enough() -> None:
    """All but id, name, kind and team may be missing."""
    bare = roster().practitioners[0]
    least = type(bare)(id="x", name="X", kind="surgeon", team="BREAST")
    result = Matcher(knowledge(), roster(least)).rank(
        with_answer(Intake(), "dx.rows/1/kind", say("breast_dcis")), NOW
    )
    assert [one.id for one in result.matches] == ["x"]
    assert {"if a site is told for this specialist", "if a date can be found"} <= set(
        result.matches[0].unknown
    )
