"""Draws and issues the case summary for the verbs: of a case file, or of a case of the store."""

from pathlib import Path
from typing import Final

from advisor_app.bootstrap.case_source import NamedCase
from advisor_app.bootstrap.case_work import CaseWork
from advisor_app.bootstrap.house import House
from advisor_app.bootstrap.open_store import workstation
from advisor_app.bootstrap.summary_drawing import Printing, draw_summary
from advisor_app.bootstrap.verdict import Code, Refused
from advisor_app.documents.display import Drawn
from advisor_app.documents.files import PaperNotWritten, write_file
from advisor_app.domain.authority import disclosure
from advisor_app.domain.case import Act, Case, SummaryIssue
from advisor_app.domain.intake import Caller, Intake
from advisor_app.matching.results import MatchResult
from advisor_app.services.summaries import receiver_of

HOW: Final = "file"
_FROM_FILE: Final = "From a case file"
_BY: Final = "command line"


def issued_summary(work: CaseWork, file: Path, *, one_page: bool = False) -> Drawn:
    """Writes the summary to `file`, and for a case of the store the version into its history.

    Raises Refused, with nothing written, where the caller has no authority.
    """
    _check_disclosure(work.case)
    match = work.matcher.rank(work.case.intake, work.now)
    if work.house is None or work.case.stored is None:
        case = Case(number=work.case.name, intake=work.case.intake)
        drawn = drawn_summary(work, match, case, one_page=one_page)
    else:
        drawn = _of_store(work, match, work.house, work.case.stored, one_page=one_page)
    try:
        write_file(file, drawn.pdf)
    except PaperNotWritten:
        raise Refused(Code.BAD_INPUT, f"{work.case.name}: OUT cannot be written") from None
    return drawn


def drawn_summary(
    work: CaseWork,
    match: MatchResult,
    case: Case,
    before: SummaryIssue | None = None,
    by: str = _FROM_FILE,
    *,
    one_page: bool = False,
) -> Drawn:
    """The summary of one case as it would be issued now, after the version `before`."""
    house, to = work.house, receiver_of(case.intake)
    printing = Printing(
        at=work.now,
        prepared_by=by,
        printed_by=_BY if work.house is None else work.house.session.name,
        workstation=workstation(),
        reply_to=work.settings.reply_to,
        newest=before.version if before is not None else 0,
        one_page=one_page,
        signed_by="" if house is None else signed_by(house, house.act(), case),
        held=None if house is None else house.summaries.held_by(house.act(), case.number, to),
    )
    return draw_summary(
        case,
        match,
        printing,
        knowledge=work.knowledge,
        roster=work.matcher.roster,
        settings=work.settings,
    )


def signed_by(house: House, act: Act, case: Case) -> str:
    """Who signed the case as it stands, by name; nothing where nobody did."""
    account = house.summaries.signed(act, case.number, case.revision)
    return house.accounts.get(account).name if account else ""


def _of_store(
    work: CaseWork, match: MatchResult, house: House, case: Case, *, one_page: bool
) -> Drawn:
    act = house.act("summary issued")
    newest = house.summaries.newest(act, case.number)
    drawn = drawn_summary(work, match, case, newest, house.session.name, one_page=one_page)
    to = receiver_of(case.intake)
    house.summaries.issue(
        act, case.number, case.revision, drawn.digest, HOW, pdf=drawn.pdf, recipient=to
    )
    return drawn


def _check_disclosure(case: NamedCase) -> None:
    """Denied where somebody calls who may not be told; a file that names no caller is no call."""
    told = disclosure(case.intake)
    if not told.allowed and not (case.stored is None and _names_no_caller(case.intake)):
        why = f"{told.why[0].lower()}{told.why[1:]}"
        raise Refused(Code.DENIED, f"{case.name}: no summary is written: {why}")


def _names_no_caller(intake: Intake) -> bool:
    return intake.caller == Caller()
