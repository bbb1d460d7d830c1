"""What the page of the intake shows: the draft and everything that follows from it at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from advisor_app.domain.asking import Missing, Progress, overview
from advisor_app.domain.authority import Disclosure, disclosure, patient_not_told
from advisor_app.domain.contact_wishes import contact_wishes
from advisor_app.domain.intake import Intake
from advisor_app.domain.problems import Problem, problems
from advisor_app.domain.questions import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The draft and all that follows from it at once: what the page shows.

    `heard` holds, by path, one sentence on what another desk did there; `own` the place of this
    desk's statement where two stand and one of them is being typed. `steps` are the questions still
    to ask now, before booking and before the visit.
    """

    number: str
    intake: Intake
    problems: tuple[Problem, ...]
    missing: tuple[Missing, ...]
    missing_for_visit: int
    progress: Mapping[Page, Progress]
    disclosure: Disclosure
    patient_not_told: bool
    heard: Mapping[str, str]
    own: Mapping[str, int]
    wishes: str
    steps: tuple[tuple[Missing, ...], ...]

    def problem_at(self, path: str) -> Problem | None:
        """The first problem beside one field, serious ones first."""
        here = [problem for problem in self.problems if problem.path == path]
        return min(here, key=lambda problem: not problem.serious, default=None)


def picture_of(
    number: str,
    intake: Intake,
    today: date,
    heard: Mapping[str, str] | None = None,
    own: Mapping[str, int] | None = None,
) -> Picture:
    """Everything that follows from the draft."""
    far = overview(intake, today)
    return Picture(
        number=number,
        intake=intake,
        problems=problems(intake, today),
        missing=far.for_booking,
        missing_for_visit=len(far.for_visit) - len(far.for_booking),
        progress=far.progress,
        disclosure=disclosure(intake),
        patient_not_told=patient_not_told(intake),
        heard=heard or {},
        own=own or {},
        wishes=contact_wishes(intake),
        steps=(far.now, far.before_booking, far.before_visit),
    )
