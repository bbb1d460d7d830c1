"""Which question to ask next: the one whose answer would most change the first three.

Each unknown fact is tried with the answers that people plausibly give; the case is ranked again
with each, and the questions are ordered by what moves over all their answers. What was asked
already, even in vain, is never asked again: a stage told is asked for as the report gives it, a
kind in the words of the report.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import answer_at, question_of
from advisor_app.domain.places import place_name
from advisor_app.matching.criteria import words_of
from advisor_app.matching.ranking import Ranking
from advisor_app.matching.results import AskNext
from advisor_app.matching.wishes import Wishes
from advisor_app.oncology.facts import Facts

_SHOWN: Final = 3
_MOST: Final = 5
_CLOSER: Final = 3
_TWO_ANSWERS: Final = 2
"""Where one answer is tried, the other is that nothing is new."""
_FIRST_FAMILIES: Final = (
    ("it began in the breast", {"family": "breast", "families": ("breast",), "team": "BREAST"}),
    ("it began in the lung", {"family": "lung", "families": ("lung",), "team": "THORACIC"}),
    ("it is a blood cancer", {"family": "lymphoma", "families": ("lymphoma",), "team": "LYMPHOMA"}),
)
_NEAR_BOUNDARY: Final = ("NJ", "NY", "CT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One plausible answer: how it is said, and the facts and wishes that would follow."""

    said: str
    facts: Facts
    wishes: Wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """One unknown fact with the answers to try."""

    path: str
    trials: tuple[Trial, ...]


def ask_next(intake: Intake, ranking: Ranking) -> tuple[AskNext, ...]:
    """The questions whose answers would change the first three, the strongest first."""
    before = ranking.ids(_SHOWN)
    weighed: list[tuple[float, int, AskNext]] = []
    for place, question in enumerate(_open_questions(intake, ranking)):
        if answer_at(intake, question.path).asked:
            continue
        best, total, effect = 0, 0, ""
        for trial in question.trials:
            other = ranking.ranked.rank(trial.facts, trial.wishes, ranking.situation.now)
            weight = _moved(before, other.ids(_SHOWN))
            total += weight
            if weight > best:
                best, effect = weight, _effect(trial.said, before, other)
        if best:
            label = question_of(question.path).short
            ask = AskNext(question=question.path, label=label, effect=effect)
            weighed.append((-total / max(len(question.trials), _TWO_ANSWERS), place, ask))
    weighed.sort(key=lambda one: one[:2])
    return tuple(ask for _, _, ask in weighed[:_MOST])


def _open_questions(intake: Intake, ranking: Ranking) -> Iterator[OpenQuestion]:
    facts, wishes = ranking.situation.facts, ranking.situation.wishes
    row = next((row.id for row in intake.dx.rows if not row.removed), "1")

    def on_facts(path: str, *tries: tuple[str, dict[str, Any]]) -> OpenQuestion:
        trials = (Trial(said=s, facts=replace(facts, **new), wishes=wishes) for s, new in tries)
        return OpenQuestion(path=path, trials=tuple(trials))

    def on_wishes(path: str, *tries: tuple[str, dict[str, Any]]) -> OpenQuestion:
        trials = (Trial(said=s, facts=facts, wishes=replace(wishes, **new)) for s, new in tries)
        return OpenQuestion(path=path, trials=tuple(trials))

    yield on_facts("status.code", *_other_statuses(facts))
    if facts.tissue == "unknown":
        none: dict[str, Any] = {"tissue": "none"}
        if not intake.status.code.asked:
            none["status"] = "abnormal_not_diagnosed"
        read = {"tissue": "taken"}
        tries = (("no biopsy was taken", none), ("the biopsy is read", read))
        yield on_facts("status.tissue_done", *tries)
    yield from _of_kind(intake, row, ranking, on_facts)
    stage = _first_open(intake, f"dx.rows/{row}/stage_stated", f"dx.rows/{row}/stage_group")
    stage_open = facts.family and not facts.undiagnosed and not facts.stage_confirmed
    if stage_open and facts.extent != "advanced" and not facts.recurrence:
        yield on_facts(
            stage,
            ("it has spread", {"extent": "advanced", "stage": 40}),
            ("it is stage III", {"extent": "localized", "stage": 30}),
            ("it is stage I", {"extent": "localized", "stage": 10}),
        )
    elif stage_open and facts.extent == "advanced":
        yield on_facts(
            stage,
            (
                "it has not spread",
                {"extent": "localized", "stage": 20, "mets": frozenset({"none"})},
            ),
        )
    if facts.age is None:
        yield on_facts(
            "patient.dob",
            ("the patient is a child", {"age": 10}),
            ("the patient is an adult", {"age": 50}),
        )
    if facts.next_treatment is None:
        day = facts.today.toordinal() + 5
        yield on_facts(
            "status.next_planned",
            ("treatment begins in 5 days", {"next_treatment": type(facts.today).fromordinal(day)}),
        )
    if facts.operated is None:
        done = next((row.id for row in intake.tx.rows if not row.removed), "1")
        yield on_facts(f"tx.rows/{done}/modality", ("surgery was done", {"operated": True}))
    yield from _of_wishes(wishes, facts, on_wishes)


def _first_open(intake: Intake, *paths: str) -> str:
    """The first of the paths that nobody asked yet; the last where all were asked."""
    return next((path for path in paths if not answer_at(intake, path).asked), paths[-1])


def _of_kind(
    intake: Intake, row: str, ranking: Ranking, on_facts: Callable[..., OpenQuestion]
) -> Iterator[OpenQuestion]:
    """The kind of cancer, where somebody on the list treats a closer one than was told."""
    facts = ranking.situation.facts
    path = _first_open(intake, f"dx.rows/{row}/kind", f"dx.rows/{row}/histology_text")
    if not facts.family:
        yield on_facts(path, *_FIRST_FAMILIES)
        return
    tree, fits = ranking.situation.knowledge.catalogue, ranking.judgement.fits
    closer = [one.node for one in ranking.levels if one.closer and one.people & fits]
    tries = []
    for node in closer[:_CLOSER]:
        nodes = frozenset((node, *tree.ancestors(node)))
        change = {"kind": node, "nodes": nodes, "kind_name": tree.name_of(node)}
        tries.append((f"it is {tree.name_of(node)}", change))
    if tries:
        yield on_facts(path, *tries)


def _of_wishes(
    wishes: Wishes,
    facts: Facts,
    on_wishes: Callable[..., OpenQuestion],
) -> Iterator[OpenQuestion]:
    if not wishes.place and wishes.mode in ("video", "either"):
        states = dict.fromkeys(
            (wishes.home[3:], *_NEAR_BOUNDARY) if wishes.home[3:] else _NEAR_BOUNDARY
        )
        yield on_wishes(
            "res.location_at_visit",
            *((f"in {place_name(f'US-{s}')} on the day", {"place": f"US-{s}"}) for s in states),
        )
    if not wishes.payers and not wishes.self_pays and not facts.abroad:
        plans = ("commercial_ppo", "hmo_epo", "medicare_advantage", "medicaid")
        yield on_wishes(
            "ins.plan_type",
            *((f"the plan is {words_of(p)}", {"plan": p, "payers": frozenset({p})}) for p in plans),
        )
    if wishes.travel is None:
        yield on_wishes(
            "res.willing_to_travel",
            ("only New Jersey is possible", {"travel": frozenset({"nj"})}),
            ("only Long Island is possible", {"travel": frozenset({"long_island"})}),
            ("travel is not possible", {"travel": frozenset({"none"})}),
        )
    if not wishes.home:
        yield on_wishes(
            "res.state",
            *(
                (f"the patient lives in {place_name(f'US-{s}')}", {"home": f"US-{s}"})
                for s in _NEAR_BOUNDARY
            ),
        )


def _other_statuses(facts: Facts) -> tuple[tuple[str, dict[str, Any]], ...]:
    tries = (
        ("there is no diagnosis yet", {"status": "abnormal_not_diagnosed", "tissue": "none"}),
        ("it is newly diagnosed", {"status": "newly_diagnosed_untreated"}),
        ("it came back", {"status": "recurrence_or_progression"}),
    )
    return tuple(one for one in tries if one[1]["status"] != facts.status)


def _moved(before: list[str], after: list[str]) -> int:
    """How much the first three differ: a change at the top weighs most."""
    weight = 0
    for place in range(_SHOWN):
        here = before[place] if place < len(before) else ""
        there = after[place] if place < len(after) else ""
        if here != there:
            weight += 2 * (_SHOWN - place)
    return weight + len(set(after) - set(before))


def _effect(said: str, before: list[str], other: Ranking) -> str:
    if not other.order:
        return f"If {said}: nobody on the list could be offered"
    first = other.ranked.roster.practitioners[other.order[0].who]
    if before[:1] != [first.id]:
        return f"If {said}: {first.name}, {words_of(first.kind)}, would be first"
    return f"If {said}: the order below the first would change"
