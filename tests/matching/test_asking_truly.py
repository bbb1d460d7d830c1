"""What is asked next is worth asking: the questions are answered, and the case ranked again."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from random import Random
from typing import Any, Final

from advisor_app.domain.answers import State, not_known
from advisor_app.domain.paths import with_answer
from advisor_app.matching.matcher import Matcher
from advisor_app.matching.results import MatchResult, Outcome
from tests.matching.building import NOW, case, knowledge
from tests.matching.generated import generated
from tests.matching.labelled import demonstration

ANSWERS: Final[Mapping[str, Sequence[Any]]] = {
    "status.code": ("abnormal_not_diagnosed", "newly_diagnosed_untreated",
                    "recurrence_or_progression"),
    "status.tissue_done": ({"code": "no"}, {"code": "done_result_known"}),
    "stage_stated": ("stage IV", "stage III", "stage I"),
    "stage_group": ("IV", "III", "I"),
    "patient.dob": ("2016-05-01", "1970-05-01"),
    "status.next_planned": ({"text": "chemo", "date": "2026-11-29"}, {"text": "nothing yet"}),
    "modality": ("surgery", "systemic"),
    "res.location_at_visit": ("US-NJ", "US-NY", "US-CT"),
    "ins.plan_type": ("commercial_ppo", "hmo_epo", "medicare_advantage", "medicaid"),
    "res.willing_to_travel": (["nj"], ["long_island"], ["none"]),
    "res.state": ("NJ", "NY", "CT"),
}  # fmt: skip
"""What people plausibly answer, by the path of a question or by its last word."""
CASES: Final = 60


@cache
def whole() -> Matcher:
    """The matcher of the demonstration centre."""
    return Matcher(knowledge(), demonstration())


def cases() -> Iterator[tuple[dict[str, Any], MatchResult]]:
    """Answers and ranking of some generated cases."""
    chance = Random(5)
    for _ in range(CASES):
        answers = generated(chance)
        yield answers, whole().rank(case(answers), NOW)


def three(result: MatchResult) -> list[str]:
    """The first three."""
    return [match.id for match in result.matches[:3]]


def changed(answers: dict[str, Any], before: MatchResult, path: str) -> list[bool]:
    """Whether each plausible answer to a question changes the first three."""
    plausible = ANSWERS.get(path) or ANSWERS.get(path.rpartition("/")[2], ())
    ranked = (whole().rank(case({**answers, path: answer}), NOW) for answer in plausible)
    return [three(one) != three(before) for one in ranked]


def test_the_first_question_changes_more_than_the_last_and_none_is_idle() -> None:
    first, last = [], []
    for answers, result in cases():
        shares = []
        for asked in result.ask_next:
            found = changed(answers, result, asked.question)
            assert any(found) or not found, (asked.question, answers)
            shares += [sum(found) / len(found)] if found else []
        if len(shares) > 1:
            first.append(shares[0])
            last.append(shares[-1])
    assert len(first) > CASES / 2
    assert sum(first) > 1.2 * sum(last)


def test_what_was_asked_is_never_asked_again() -> None:
    for answers, result in cases():
        assert not {one.question for one in result.ask_next} & set(answers)
        for asked in result.ask_next:
            in_vain = with_answer(case(answers), asked.question, not_known(State.REFUSED))
            again = whole().rank(in_vain, NOW)
            assert asked.question not in {one.question for one in again.ask_next}


def test_the_unknown_neither_passes_nor_fails_in_silence() -> None:
    """Every open criterion is told with "if" of who is offered; nobody is left out for one."""
    for answers, result in cases():
        for match in result.matches:
            open_ = [one for one in match.criteria if one.state is Outcome.UNKNOWN]
            assert all(one.text.startswith("if ") and one.would_change for one in open_)
            assert {one.text for one in open_} <= set(match.unknown)
        for left_out in result.excluded:
            failing = {one.criterion for one in left_out.criteria if one.state is Outcome.NOT_MET}
            assert failing
            assert "patient.age" in answers or "H4 age" not in failing
            assert "ins.plan_type" in answers or "H7 payer" not in failing
            told = {"svc.specific_doctor", "svc.doctor_preference"} & set(answers)
            assert told or not failing & {"H11 refusal", "H12 patient's must"}
