"""One case written up in full, and every paper that can be made of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from advisor_app.bootstrap.paper_drawing import (
    CASE_PAPERS,
    PaperWork,
    draw_blank_intake,
    draw_case_paper,
    draw_queue_report,
    draw_shift_report,
)
from advisor_app.documents.display import Drawn, PageSize
from advisor_app.documents.line_report_content import (
    HalfHour,
    Handover,
    PromiseCount,
    ShiftReport,
    TeamLine,
    WaitingLine,
)
from advisor_app.domain.case import Case, Promise
from advisor_app.domain.people import Roster
from advisor_app.exchange.case_file import read_case
from advisor_app.matching.matcher import Matcher
from advisor_app.oncology.knowledge import Knowledge
from advisor_app.services.centre_values import CentreSettings
from tests.documents.conftest import ISSUE, NOW

Draw = Callable[[PageSize], Drawn]

FULL: dict[str, Any] = {
    "free_text": "They found it on the mammogram.",
    "caller": {"is_patient": True},
    "patient": {"family_name": "Mercado", "given_names": "Lillian", "dob": "1969-06-17"},
    "contact": {"phone_primary": "+19735550170"},
    "res": {"country": "US", "state": "NJ", "address": {"city": "Teaneck", "street": "1 Elm St"}},
    "lang": {"spoken": "en"},
    "md": {
        "rows": [
            {
                "name": "Dr K. Ahn",
                "role": "surgeon",
                "org_city": "Hackensack",
                "may_contact": "yes",
            },
            {"name": "Dr L. Rossi", "role": "PCP", "may_contact": "no"},
        ]
    },
    "status": {
        "code": "newly_diagnosed_untreated",
        "next_planned": {"text": "re-excision", "date": "2026-12-10"},
    },
    "dx": {"rows": [{"id": "1", "kind": "DCIS", "laterality": "left"}]},
    "path": {
        "rows": [
            {"date": "2026-09-03", "lab": "Palisade General", "accession": "S26-08852"},
            {"date": "2026-11-02", "lab": "Palisade General", "accession": "S26-10418"},
            {"date": "2024-01-05", "lab": "Bergen Lab", "accession": "X-1"},
        ]
    },
    "img": {"rows": [{"type": "mammogram", "date": "2026-08-12", "facility": "Teaneck Imaging"}]},
    "goal": {"main_question": "Is all of that needed?", "q1": "Is the margin wide enough?"},
    "log": {"records_release_signed": {"code": "signed", "date": "2026-11-19"}},
    "out": {"booked": {"at": "2026-12-03T15:00:00+00:00", "mode": "in_person", "site": "NJ-BR"}},
}
PROMISE = Promise(
    id="p",
    case="Q-26-00412",
    due_at=NOW + timedelta(days=1),
    zone="Europe/Madrid",
    phone="+12125550123",
    about="the slides, and a day for the visit",
    speak_to="Lillian",
)
SHIFT = ShiftReport(
    start=NOW,
    end=NOW + timedelta(hours=4),
    advisors=12,
    goal_share=0.8,
    goal_seconds=20,
    offered=49,
    service_level=0.8,
    abandonment=0.02,
    mean_wait=11.0,
    longest_wait=220.0,
    handling=845.0,
    occupancy=None,
    half_hours=tuple(
        HalfHour(start=NOW + timedelta(minutes=30 * n), in_time=8 - n, later=n % 3, gave_up=n % 2)
        for n in range(8)
    ),
    promises=(
        PromiseCount(team="Breast, women's", kept=14, moved=2, open=1),
        PromiseCount(team="Blood", kept=8, open=2, overdue=2),
    ),
    teams=(TeamLine(team="Breast", offered=49, in_time=40, gave_up=1, handling=800.0),),
    handovers=(Handover(case="Q-26-04977", why="promise of 15:30 overdue", who="osei"),),
)
WAITING = (
    WaitingLine(what="call", case="", about="", language="", seconds=400.0, urgent=True),
    WaitingLine(what="callback", case="Q-26-1", about="Breast", language="Spanish", seconds=-300.0),
)


def every_paper(
    knowledge: Knowledge, roster: Roster, case: dict[str, Any], settings: CentreSettings
) -> dict[str, Draw]:
    """How each paper of a case, and of the line, is drawn."""
    intake = read_case(case).intake
    issue = replace(ISSUE, version=0, supersedes="")

    def work(size: PageSize) -> PaperWork:
        return PaperWork(
            case=Case(number="Q-26-00412", intake=intake, opened_at=NOW),
            match=Matcher(knowledge, roster).rank(intake, NOW),
            issue=issue,
            size=size,
            knowledge=knowledge,
            roster=roster,
            settings=settings,
            now=NOW,
            promise=PROMISE,
        )

    def of_case(kind: str) -> Draw:
        return lambda size: draw_case_paper(kind, work(size))

    papers: dict[str, Draw] = {kind: of_case(kind) for kind in CASE_PAPERS}
    papers["shift_report"] = lambda size: draw_shift_report(SHIFT, issue, size)
    papers["queue_report"] = lambda size: draw_queue_report(WAITING, issue, size)
    papers["blank_intake"] = lambda size: draw_blank_intake(issue, size, "en")
    return papers
