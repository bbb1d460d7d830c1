"""Reads the labelled cases, and ranks the roster of each for it."""

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

FOLDER: Final = Path(__file__).parent.parent / "data" / "matching"
_HALVES: Final = {
    "development": ("labelled.toml", "case"),
    "test": ("labelled.toml", "unseen"),
    "outside": ("outside.toml", "case"),
    "blind": ("outside.toml", "blind"),
    "odd": ("odd.toml", "first"),
    "odd again": ("odd.toml", "second"),
    "centres": ("centres.toml", "case"),
}
_DEMONSTRATION: Final = ""
_SHORT: Final = {
    "dx": "dx.rows/1/kind",
    "status": "status.code",
    "tissue": "status.tissue_done",
    "age": "patient.age",
}
_TISSUE: Final = {"taken": {"code": "done_result_known"}, "none": {"code": "no"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One case, who is right for it, and who must not be among the first three.

    `roster` is the file of the roster; empty for that of the demonstration. Where nobody is right,
    nobody may be offered.
    """

    id: str
    roster: str
    intake: Intake
    right: frozenset[str]
    wrong: frozenset[str]


@cache
def labelled(half: str) -> tuple[Labelled, ...]:
    """The cases of a half: `development` and `test` by the demonstration roster, `outside` and
    `blind` by small rosters of other centres.
    """
    name, table = _HALVES[half]
    with (FOLDER / name).open("rb") as file:
        return tuple(_labelled(entry) for entry in tomllib.load(file)[table])


@cache
def roster(name: str) -> Roster:
    """A roster of the labelled cases."""
    if name == _DEMONSTRATION:
        path = RESOURCES / "centre" / "demonstration_roster.json"
        return read_roster(path.read_text(encoding="utf-8"), path.name, demonstration=True)
    path = FOLDER / "rosters" / name
    return read_roster(path.read_text(encoding="utf-8"), name, demonstration().sites)


def demonstration() -> Roster:
    """The demonstration roster."""
    return roster(_DEMONSTRATION)


@cache
def ranked(one: Labelled) -> MatchResult:
    """The whole list for one case."""
    people = roster(one.roster).practitioners
    return _matcher(one.roster).rank(one.intake, NOW, limit=len(people))


def first_is_right(one: Labelled, ids: list[str]) -> bool:
    """Whether the first of a list is right, or nobody is where nobody is right."""
    return not ids if not one.right else ids[:1] != [] and ids[0] in one.right


def one_is_right(one: Labelled, ids: list[str]) -> bool:
    """Whether one of the first three is right, or nobody is where nobody is right."""
    return not ids if not one.right else bool(one.right.intersection(ids[:3]))


def violations(one: Labelled, ids: list[str]) -> list[str]:
    """Who of a list breaks a hard criterion that can be read from case and roster alone."""
    planned = one.intake.status.next_planned.value
    deadline = planned.date("date") if planned is not None else None
    age = one.intake.patient.age.value
    found = []
    for match in (m for m in ranked(one).matches if m.id in ids):
        person = roster(one.roster).practitioner(match.id)
        assert person is not None
        young = age is not None and person.min_age is not None and age < person.min_age
        old = age is not None and person.max_age is not None and age > person.max_age
        late = bool(deadline and match.next_available and match.next_available > deadline.latest)
        place = str(one.intake.res.location_at_visit.value or "")
        held = {own.state for own in person.licences}
        foreign = match.mode == "video" and bool(place) and bool(held) and place[3:] not in held
        other = bool(person.visit_modes) and match.mode not in set(person.visit_modes)
        if not person.accepting or young or old or late or foreign or other:
            found.append(match.id)
    return found


@cache
def _matcher(name: str) -> Matcher:
    return Matcher(knowledge(), roster(name))


def _labelled(entry: Mapping[str, Any]) -> Labelled:
    answers = {_SHORT.get(path, path): value for path, value in entry["a"].items()}
    tissue = answers.get("status.tissue_done")
    if tissue is not None:
        answers["status.tissue_done"] = _TISSUE[tissue]
    name = entry.get("roster", _DEMONSTRATION)
    short = "demo-" if name == _DEMONSTRATION else ""
    return Labelled(
        id=entry["id"],
        roster=name,
        intake=case(answers, entry.get("story", "")),
        right=frozenset(f"{short}{one}" for one in entry["ok"]),
        wrong=frozenset(f"{short}{one}" for one in entry["never"]),
    )
