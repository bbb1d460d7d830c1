"""Reads the labelled cases, and ranks the demonstration roster for each of them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from advisor_app.domain.intake import Intake
from advisor_app.domain.people import Roster
from advisor_app.domain.resources import RESOURCES
from advisor_app.exchange.roster_file import read_roster
from advisor_app.matching.matcher import Matcher
from advisor_app.matching.results import MatchResult
from tests.matching.building import NOW, case, knowledge

FILE: Final = Path(__file__).parent.parent / "data" / "matching" / "labelled.toml"
_SHORT: Final = {
    "dx": "dx.rows/1/kind",
    "status": "status.code",
    "tissue": "status.tissue_done",
    "age": "patient.age",
}
_TISSUE: Final = {"taken": {"code": "done_result_known"}, "none": {"code": "no"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One case, who is right for it, and who must not be among the first three."""

    id: str
    intake: Intake
    right: frozenset[str]
    wrong: frozenset[str]


@cache
def labelled(half: str) -> tuple[Labelled, ...]:
    """The cases of the `development` or the `test` half."""
    with FILE.open("rb") as file:
        entries = tomllib.load(file)[{"development": "case", "test": "unseen"}[half]]
    return tuple(_labelled(entry) for entry in entries)


@cache
def demonstration() -> Roster:
    """The demonstration roster."""
    path = RESOURCES / "centre" / "demonstration_roster.json"
    return read_roster(path.read_text(encoding="utf-8"), path.name, demonstration=True)


@cache
def ranked(one: Labelled) -> MatchResult:
    """The whole list for one case."""
    return _matcher().rank(one.intake, NOW, limit=len(demonstration().practitioners))


def violations(one: Labelled, ids: list[str]) -> list[str]:
    """Who of a list breaks a hard criterion that can be read from case and roster alone."""
    planned = one.intake.status.next_planned.value
    deadline = planned.date("date") if planned is not None else None
    age = one.intake.patient.age.value
    found = []
    for match in (m for m in ranked(one).matches if m.id in ids):
        person = demonstration().practitioner(match.id)
        assert person is not None
        young = age is not None and person.min_age is not None and age < person.min_age
        old = age is not None and person.max_age is not None and age > person.max_age
        late = bool(deadline and match.next_available and match.next_available > deadline.latest)
        place = str(one.intake.res.location_at_visit.value or "")
        held = {own.state for own in person.licences}
        foreign = match.mode == "video" and bool(place) and place[3:] not in held
        other = match.mode not in {mode.value for mode in person.visit_modes}
        if not person.accepting or young or old or late or foreign or other:
            found.append(match.id)
    return found


@cache
def _matcher() -> Matcher:
    return Matcher(knowledge(), demonstration())


def _labelled(entry: Mapping[str, Any]) -> Labelled:
    answers = {_SHORT.get(path, path): value for path, value in entry["a"].items()}
    tissue = answers.get("status.tissue_done")
    if tissue is not None:
        answers["status.tissue_done"] = _TISSUE[tissue]
    return Labelled(
        id=entry["id"],
        intake=case(answers, entry.get("story", "")),
        right=frozenset(f"demo-{name}" for name in entry["ok"]),
        wrong=frozenset(f"demo-{name}" for name in entry["never"]),
    )
