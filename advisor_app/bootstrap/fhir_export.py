"""Puts a case into a FHIR Bundle, with the summary where it may be told."""

from typing import Any

from advisor_app.bootstrap.case_work import CaseWork
from advisor_app.bootstrap.summary_paper import drawn_summary
from advisor_app.documents.case_reading import read_case_for_print
from advisor_app.domain.authority import disclosure
from advisor_app.domain.case import Case
from advisor_app.exchange.fhir_case import CaseForFhir
from advisor_app.exchange.fhir_case_out import bundle_of


def fhir_bundle(work: CaseWork) -> dict[str, Any]:
    """The Bundle of one case as it stands; nothing is issued by it."""
    case = work.case.stored or Case(number=work.case.name, intake=work.case.intake)
    match = work.matcher.rank(case.intake, work.now)
    roster = work.matcher.roster
    reading = read_case_for_print(case, match, work.knowledge, roster, work.now)
    chosen = case.intake.out.match.value
    practitioner = roster.practitioner(chosen.text("id")) if chosen is not None else None
    allowed = disclosure(case.intake).allowed
    return bundle_of(
        CaseForFhir(
            number=case.number,
            intake=case.intake,
            at=work.now,
            icd10=tuple(match.icd10),
            kind_name=reading.facts.kind_name,
            confirmed=not reading.no_tissue,
            urgency=match.urgency,
            specialist=practitioner.name if practitioner is not None else "",
            summary=drawn_summary(work, match, case).pdf if allowed else b"",
            demonstration=case.demonstration or work.settings.demonstration,
        )
    )
