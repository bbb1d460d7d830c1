"""What a ranking answers: frozen values that the window shows, the papers print and files carry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any, NamedTuple

from advisor_app.domain.people import Slot
from advisor_app.oncology.facts import ProposedFact
from advisor_app.oncology.records import NeededRecords
from advisor_app.oncology.redflags import RaisedFlag


class Band(IntEnum):
    """How near a specialist's work is to this cancer; a higher band always comes first."""

    ANY = 1
    TEAM = 2
    FAMILY = 3
    ANCESTOR = 4
    EXACT = 5

    @property
    def words(self) -> str:
        """The band as shown."""
        return _BAND_WORDS[self]


_BAND_WORDS = {
    Band.EXACT: "treats exactly this kind",
    Band.ANCESTOR: "treats the group this kind belongs to",
    Band.FAMILY: "treats this family of cancers",
    Band.TEAM: "in the team for this cancer",
    Band.ANY: "sees any cancer",
}


class Outcome(StrEnum):
    """What a hard criterion says: three values, and that nobody looked."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One hard criterion for one specialist; `would_change` says what would turn it."""

    criterion: str
    state: Outcome
    text: str = ""
    would_change: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One share of the score: `given` of at most `weight` points (negative for load)."""

    name: str
    weight: float
    given: float
    unknown: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingWay:
    """One way to meet one specialist: a mode and its site, whether it can be booked, and when.

    `reason` says why not, or on what condition; `by_licence` that a licence decides it.
    """

    mode: str
    site: str
    site_name: str
    state: Outcome
    reason: str = ""
    by_licence: bool = False
    day: date | None = None
    slot: Slot | None = None
    miles: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One specialist at the best site and in the best way to meet.

    `unknown` holds what must still be true, as sentences that begin with "if"; `sooner` says what a
    caller gains with this specialist instead of the first, where the first cannot see them in time.
    `miles` lie between the patient's home and the site, as the crow flies; None where not known.
    `treatment_site` is where what follows is done, where that is known. `ways` are all ways to meet
    them, this one too; `step` is the dated step by which a visit with them comes about. `known_for`
    is told of who sees the family and is known for another branch of it, or another family.
    """

    id: str
    name: str
    kind: str
    team: str
    site: str
    site_name: str
    mode: str
    band: Band
    score: float
    factors: tuple[Factor, ...]
    text: str
    unknown: tuple[str, ...] = ()
    next_available: date | None = None
    next_slot: Slot | None = None
    tie: bool = False
    sooner: str = ""
    also: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    miles: int | None = None
    treatment_site: str = ""
    ways: Sequence[MeetingWay] = ()
    step: str = ""
    known_for: str = ""

    @property
    def group(self) -> str:
        """The heading under which the match is shown."""
        return "known for another branch of this family" if self.known_for else self.band.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """A specialist who is not offered, why, and what would change it.

    `place` is where they stand in the order, where they fit and only the list was too short for
    them.
    """

    id: str
    name: str
    text: str
    criteria: tuple[Criterion, ...]
    ways: Sequence[MeetingWay] = ()
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """One hard criterion that alone keeps specialists out: how many, who first, what would do."""

    criterion: str
    adds: int
    first: str
    would_change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskNext:
    """A question whose answer would change the first three; `question` is its path."""

    question: str
    label: str
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of the ladder for who has no match; `practitioner` is the specialist it names."""

    step: str
    text: str
    practitioner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """What may not be done now (`book`, `disclose`, `print`, `interview`), and why."""

    what: str
    why: str


class RefusedMode(NamedTuple):
    """A way to meet that cannot be booked now, with the reason or the condition."""

    mode: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitModes:
    """The ways to meet that can be booked now, and those that cannot."""

    allowed: tuple[str, ...] = ()
    refused: tuple[RefusedMode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A question on which known statements differ."""

    question: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchResult:
    """Everything that follows from one intake, one roster and one instant."""

    family: str
    team: str
    status: str
    routes: tuple[str, ...]
    first_kinds: tuple[str, ...]
    pair_kinds: tuple[str, ...]
    urgency: str
    act_by: date | None
    urgency_why: tuple[str, ...]
    red_flags: tuple[RaisedFlag, ...]
    services: tuple[str, ...]
    visit_modes: VisitModes
    records: NeededRecords
    icd10: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    proposed: tuple[ProposedFact, ...]
    matches: tuple[Match, ...]
    excluded: Sequence[Exclusion]
    relaxations: tuple[Relaxation, ...]
    ladder: tuple[Rung, ...]
    ask_next: tuple[AskNext, ...]
    blocked: tuple[Blocked, ...]
    next_step: str
    rules_version: str
    rules_approved: bool = False
