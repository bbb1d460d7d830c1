"""Draws a case summary as it would be issued now: one way for the window and for the verbs."""

from dataclasses import dataclass, replace
from datetime import datetime

from advisor_app.documents.changes import with_changes_since, words_of_paper
from advisor_app.documents.display import Drawn, PageSize
from advisor_app.documents.summary import render_one_page, render_summary
from advisor_app.documents.summary_content import DRAFT, IssueDetails
from advisor_app.documents.summary_from_case import summary_content
from advisor_app.domain.case import Case
from advisor_app.domain.clock import stamp
from advisor_app.domain.people import Roster
from advisor_app.matching.results import MatchResult
from advisor_app.oncology.knowledge import Knowledge
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.summaries import HeldCopy, receiver_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """Who prints what was prepared by whom, where and when; `newest` is the version before, or 0.

    `reply_to` is whom the physician asks, `signed_by` who signed the case as it stands, `held` the
    copy that the one who gets this paper holds already, with which it is compared.
    """

    at: datetime
    prepared_by: str
    printed_by: str
    workstation: str
    reply_to: str
    newest: int = 0
    size: PageSize = PageSize.LETTER
    one_page: bool = False
    copy: int = 1
    copies: int = 1
    signed_by: str = ""
    held: HeldCopy | None = None


def draw_summary(
    case: Case,
    match: MatchResult,
    printing: Printing,
    *,
    knowledge: Knowledge,
    roster: Roster,
    settings: CentreSettings,
) -> Drawn:
    """The summary as PDF; the same case and printing give the same bytes.

    It says DEMONSTRATION where the centre, the specialists or the case are invented.
    """
    content = summary_content(
        case, match, knowledge, roster, now=printing.at, prepared_by=printing.prepared_by
    )
    content = replace(content, reviewed=printing.signed_by)
    if printing.held is not None:
        words = words_of_paper(printing.held.pdf)
        content = with_changes_since(content, words, _held_words(case, printing.held, roster))
    unsigned = settings.needs_signature and not printing.signed_by
    issue = IssueDetails(
        version=printing.newest + 1,
        supersedes=f"v{printing.newest}" if printing.newest else "",
        at=printing.at,
        printed_at=printing.at,
        copy=printing.copy,
        copies=printing.copies,
        printed_by=printing.printed_by,
        workstation=printing.workstation,
        rules_version=match.rules_version,
        line_name=settings.line_name or settings.name,
        reply_to=printing.reply_to,
        confidentiality_phone=settings.confidentiality_phone,
        demonstration=settings.demonstration or roster.demonstration or case.demonstration,
        state=DRAFT if unsigned else "",
    )
    render = render_one_page if printing.one_page else render_summary
    return render(content, issue, printing.size)


def _held_words(case: Case, held: HeldCopy, roster: Roster) -> str:
    """Which copy the bars compare with: whose it is, and of which day."""
    receiver = roster.practitioner(receiver_of(case.intake))
    copy = f"v{held.issue.version} of {stamp(held.issue.at)}"
    return f"{copy}, which {receiver.name} holds" if receiver is not None else copy
