"""Everything that the summary of one case is made of, read once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from advisor_app.documents.told import Told, narrators
from advisor_app.domain.case import Case
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.conditions import age_of, applies
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import Intake, Member
from advisor_app.domain.paths import member_path, question_of, rows_of
from advisor_app.domain.people import Roster
from advisor_app.matching.results import MatchResult
from advisor_app.oncology.facts import Facts
from advisor_app.oncology.knowledge import Knowledge
from advisor_app.oncology.proposals import with_proposals
from advisor_app.oncology.reading import read_facts

_NO_TISSUE: Sequence[str] = ("no", "scheduled", "done_waiting")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One case with what follows from it.

    `told` reads its answers with what the story proposes, `settled` those alone that were given.
    """

    case: Case
    told: Told
    settled: Told
    match: MatchResult
    knowledge: Knowledge
    roster: Roster
    facts: Facts
    now: datetime
    today: date

    @property
    def intake(self) -> Intake:
        """The answers, open ones filled from the story."""
        return self.told.intake

    @property
    def age(self) -> int | None:
        """The patient's age in years."""
        return age_of(self.intake, self.today)

    @property
    def no_tissue(self) -> bool:
        """Whether no tissue has confirmed a diagnosis, so that none may be printed or coded.

        A status of "no diagnosis yet" or a finding says so, and so does a biopsy that is still to
        come or to be read, unless some tissue was read before.
        """
        if self.facts.undiagnosed:
            return True
        tissue = self.intake.status.tissue_done.value
        waiting = tissue is not None and tissue.text("code") in _NO_TISSUE
        read_before = any(
            self.told.known(member_path("path", row.id, "result"))
            for row in rows_of(self.intake, "path")
        )
        return waiting and not read_before and self.facts.status not in _TISSUE_IS_NO_QUESTION

    def applies(self, path: str) -> bool:
        """Whether a question is one for this case."""
        return applies(question_of(path), self.intake, self.today)

    def rows(self, group: str) -> tuple[Member, ...]:
        """The members of a group that stand."""
        return rows_of(self.intake, group)

    def ahead(self, day: PartialDate | None) -> bool:
        """Whether a date lies wholly after today."""
        return day is not None and day.earliest > self.today

    def site_name(self, id_: str) -> str:
        """The name of a site."""
        site = self.roster.site(id_)
        return site.name if site is not None else id_


_TISSUE_IS_NO_QUESTION: Sequence[str] = (
    "hereditary_risk_only",
    "treatment_started",
    "treatment_completed",
    "recurrence_or_progression",
    "surveillance_question",
)


def read_case_for_print(
    case: Case, match: MatchResult, knowledge: Knowledge, roster: Roster, now: datetime
) -> Reading:
    """The case, ready to be put into words."""
    today = now.astimezone(EASTERN).date()
    filled, proposed = with_proposals(case.intake, knowledge, today)
    # A story names treatments that were only advised or feared; the paper lists those that were
    # answered for, and prints the story itself.
    filled = replace(filled, tx=case.intake.tx)
    told = Told(filled, narrators(case.intake), frozenset(one.question for one in proposed))
    return Reading(
        case=case,
        told=told,
        settled=Told(case.intake, narrators(case.intake)),
        match=match,
        knowledge=knowledge,
        roster=roster,
        facts=read_facts(case.intake, knowledge, today),
        now=now,
        today=today,
    )
