"""The facts of one case as the clinical rules read them: an intake, flattened and resolved.

Rules and ranking read these facts and never the intake, so that a question can be tried out with
another answer ("and if it has spread?") by replacing one fact.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from advisor_app.domain.answers import Answer
from advisor_app.domain.text import fold
from advisor_app.domain.values import Parts
from advisor_app.oncology.answers import Found
from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.chips import Chip
from advisor_app.oncology.contradictions import Contradiction

UNKNOWN: Final = "unknown"
_NEGATIONS: Final = frozenset(
    {"no", "not", "without", "never", "denies", "none", "isn", "hasn", "doesn", "didn", "negative",
     "ruled", "nor", "sin"}
)  # fmt: skip
_DIAGNOSED_BEFORE: Final = frozenset(
    {"treatment_started", "treatment_completed", "recurrence_or_progression"}
)
_NO_DISEASE_NOW: Final = frozenset(
    {"surveillance_question", "treatment_completed", "hereditary_risk_only"}
)
_NOT_LETTERS: Final = re.compile(r"[^\w+]+")


class CancerReader(Protocol):
    """What is needed to read a case: the tree of cancers, and the search over people's words."""

    @property
    def catalogue(self) -> Catalogue:
        """All kinds of cancer."""
        ...

    @property
    def find(self) -> Callable[[str], Found]:
        """The search over words."""
        ...

    @property
    def emergencies(self) -> Callable[[str], Mapping[str, str]]:
        """The red flags heard anywhere in a text, however long, with the words around."""
        ...

    @property
    def chips(self) -> Callable[[str, date], tuple[Chip, ...]]:
        """What a story told on a day proposes."""
        ...

    @property
    def case_words(self) -> "CaseWords":
        """What callers say where things stand and what they want."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWords:
    """Phrases (padded) by what they tell.

    `surgery`, `treatment` and `test` hold stems that tell what is planned, `biopsy` those of a test
    that takes tissue, `drainage` phrases of what relieves and treats no cancer.
    """

    status: Mapping[str, tuple[str, ...]]
    services: Mapping[str, tuple[str, ...]]
    surgery: tuple[str, ...]
    treatment: tuple[str, ...]
    test: tuple[str, ...]
    biopsy: tuple[str, ...]
    systemic: tuple[str, ...]
    operated: tuple[str, ...]
    advanced: tuple[str, ...]
    drainage: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedFact:
    """A fact read from words where no answer stands; a person has to confirm it."""

    question: str
    value: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the rules may ask about a case; empty text and None mean unknown.

    `nodes` holds the kind and all its ancestors. `stage` is the number of `staging.read_stage`.
    `extent` is `localized`, `advanced` or `unknown`. `circumstances` are tags of what needs more
    papers (abroad, implant, proxy, referral, translation). `sides` are those of the answers and
    papers; `side` is empty where anything told contradicts it. `words` and `asked` are folded and
    padded with spaces: everything clinical, and what the patient wants.
    """

    today: date
    family: str = ""
    families: tuple[str, ...] = ()
    team: str = ""
    kind: str = ""
    kind_name: str = ""
    finding: str = ""
    nodes: frozenset[str] = frozenset()
    kind_confirmed: bool = False
    rare: bool = False
    status: str = ""
    tissue: str = UNKNOWN
    stage: int | None = None
    stage_confirmed: bool = False
    tumour: int | None = None
    lymph_nodes: int | None = None
    extent: str = UNKNOWN
    mets: frozenset[str] = frozenset()
    age: int | None = None
    sex: str = ""
    services: tuple[str, ...] = ()
    next_treatment: date | None = None
    next_is_surgery: bool = False
    next_is_test: bool = False
    next_is_biopsy: bool = False
    recent_systemic: bool | None = None
    operated: bool | None = None
    admitted: bool = False
    pregnant: bool = False
    abroad: bool = False
    answered_yes: frozenset[str] = frozenset()
    answered_no: frozenset[str] = frozenset()
    sides: tuple[str, ...] = ()
    side: str = ""
    contradictions: tuple[Contradiction, ...] = ()
    weight_loss: float | None = None
    modalities: frozenset[str] = frozenset()
    circumstances: frozenset[str] = frozenset()
    words: str = " "
    asked: str = " "
    flags_told: tuple[tuple[str, str], ...] = ()
    proposed: tuple[ProposedFact, ...] = ()

    @property
    def recurrence(self) -> bool:
        """Whether the cancer came back or grew."""
        return self.status == "recurrence_or_progression"

    @property
    def undiagnosed(self) -> bool:
        """Whether nobody has told a diagnosis yet.

        Who was treated or has relapsed has one, whatever finding the caller tells besides.
        """
        if self.status == "abnormal_not_diagnosed":
            return True
        return not self.kind and bool(self.finding) and self.status not in _DIAGNOSED_BEFORE

    @property
    def active(self) -> bool:
        """Whether there may be disease now, as opposed to follow-up or family risk."""
        return self.status not in _NO_DISEASE_NOW

    @property
    def setting(self) -> str:
        """`diagnostic`, `advanced`, `localized` or `unknown`: what a specialist's setting meets."""
        if self.undiagnosed:
            return "diagnostic"
        if self.recurrence or self.extent == "advanced":
            return "advanced"
        return self.extent

    @property
    def days_to_treatment(self) -> int | None:
        """Days to the next planned treatment."""
        return (self.next_treatment - self.today).days if self.next_treatment else None


def padded(text: str) -> str:
    """Text as rules compare it: folded, only letters and digits and `+`, one space around words."""
    return f" {_NOT_LETTERS.sub(' ', fold(text)).strip()} "


def said(words: str, phrase: str) -> bool:
    """Whether the padded `words` hold the padded `phrase` without a negation just before it."""
    start = words.find(phrase)
    while start >= 0:
        before = words[:start].split()[-3:]
        if not _NEGATIONS.intersection(before):
            return True
        start = words.find(phrase, start + 1)
    return False


def first_part(answer: Answer[Parts]) -> str:
    """The code of a value of several parts; empty where it is not told."""
    value: Any = answer.value
    return value.text("code") if isinstance(value, Parts) else ""
