"""What a hard criterion is: met, not met, unknown, or not checked, over a whole roster.

Source: the matching model of the clinical rules, H1 to H12. What is unknown neither passes nor
fails in silence: the specialist is listed with a sentence that begins with "if". H9 (authority)
and H10 (open emergency) are the same for everybody and stand in `steps.py`; H2 (family) follows
from `closeness.py`; H5 (licence), H6 (site and mode) and H8 (in time) follow from `meeting.py`.
The others (`hard_criteria.py`) read one value of a specialist each, and are asked once for all who
share the value.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

from advisor_app.matching.expertise import Expertise
from advisor_app.matching.masks import grouped
from advisor_app.matching.results import Criterion, Outcome
from advisor_app.matching.situation import Situation

ACCEPTING: Final = "H1 accepting"
FAMILY: Final = "H2 family"
KIND: Final = "H3 kind"
AGE: Final = "H4 age"
LICENCE: Final = "H5 licence"
WAY: Final = "H6 site and mode"
PAYER: Final = "H7 payer"
IN_TIME: Final = "H8 in time"
REFUSAL: Final = "H11 refusal"
MUST: Final = "H12 patient's must"
NAMES: Final = (ACCEPTING, FAMILY, KIND, AGE, LICENCE, WAY, PAYER, IN_TIME, REFUSAL, MUST)
"""Every criterion that differs from specialist to specialist, in the order in which it is told."""

_KEPT: Final = 64


@cache
def met(name: str) -> Criterion:
    """A criterion that is met."""
    return Criterion(criterion=name, state=Outcome.MET)


def fails(name: str, text: str, change: str) -> Criterion:
    """A criterion that is not met."""
    return Criterion(criterion=name, state=Outcome.NOT_MET, text=text, would_change=change)


def is_open(name: str, text: str, change: str = "") -> Criterion:
    """A criterion that hangs on something unknown; `text` begins with "if"."""
    change = change or text.removeprefix("if ")
    return Criterion(criterion=name, state=Outcome.UNKNOWN, text=text, would_change=change)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueCriterion:
    """A criterion that reads one `value` of a specialist; `depends` is what of the case decides."""

    name: str
    value: Callable[[Expertise], Any]
    depends: Callable[[Situation], Hashable]
    test: Callable[[Any, Situation], Criterion]


class Marks(NamedTuple):
    """Who does not meet a criterion, for whom it is open, and for whom nobody looked."""

    not_met: int = 0
    unknown: int = 0
    not_checked: int = 0


class CriterionColumn:
    """One criterion over a whole roster; answers are kept, as most keystrokes change none."""

    def __init__(self, criterion: ValueCriterion, people: Sequence[Expertise]) -> None:
        self.criterion = criterion
        self._groups = grouped(criterion.value(one) for one in people)
        self._kept: dict[Hashable, Marks] = {}

    def marks(self, situation: Situation) -> Marks:
        """Who fails, and for whom it is open."""
        key = self.criterion.depends(situation)
        if key not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[key] = self._judged(situation)
        return self._kept[key]

    def _judged(self, situation: Situation) -> Marks:
        found = dict.fromkeys(Outcome, 0)
        for value, people in self._groups.items():
            found[self.criterion.test(value, situation).state] |= people
        return Marks(found[Outcome.NOT_MET], found[Outcome.UNKNOWN], found[Outcome.NOT_CHECKED])


def words_of(code: str) -> str:
    """A code as words."""
    return code.replace("_", " ")


def a(words: str) -> str:
    """The words with their article."""
    return f"{'an' if words[:1] in 'aeiou' else 'a'} {words}"
