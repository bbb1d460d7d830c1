"""Knowledge, roster and written cases, read once for all papers."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from advisor_app.documents.display import Drawn, PageSize
from advisor_app.documents.summary import render_summary
from advisor_app.documents.summary_content import IssueDetails, SummaryContent
from advisor_app.documents.summary_from_case import summary_content
from advisor_app.domain.case import Case
from advisor_app.domain.intake import Intake
from advisor_app.domain.people import Roster
from advisor_app.domain.resources import RESOURCES
from advisor_app.exchange.case_file import read_case
from advisor_app.exchange.roster_file import read_roster
from advisor_app.matching.matcher import Matcher
from advisor_app.oncology.knowledge import Knowledge, load_knowledge

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
CASES = Path(__file__).resolve().parent.parent / "data" / "cases"
ISSUE = IssueDetails(
    version=3,
    at=NOW,
    printed_at=NOW,
    printed_by="J. Ruiz, RN",
    workstation="WS-12",
    rules_version="2026.1-demo",
    line_name="Second-opinion line",
    supersedes="v2",
    copy=2,
    reply_to="J. Ruiz, (212) 555-0141",
    confidentiality_phone="(212) 555-0103",
    demonstration=True,
)

Told = Callable[[Intake], SummaryContent]
Printed = Callable[..., Drawn]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def roster() -> Roster:
    path = RESOURCES / "centre" / "demonstration_roster.json"
    return read_roster(path.read_text(encoding="utf-8"), path.name, demonstration=True)


@pytest.fixture(scope="session")
def content_of(knowledge: Knowledge, roster: Roster) -> Told:
    matcher = Matcher(knowledge, roster)

    def told(intake: Intake) -> SummaryContent:
        return summary_content(
            Case(number="Q-26-00412", intake=intake),
            matcher.rank(intake, NOW),
            knowledge,
            roster,
            now=NOW,
            prepared_by="J. Ruiz, RN, care advisor",
        )

    return told


@pytest.fixture(scope="session")
def written() -> Callable[[str], Intake]:
    def read(name: str) -> Intake:
        return read_case((CASES / f"{name}.json").read_text(encoding="utf-8")).intake

    return read


@pytest.fixture(scope="session")
def printed(content_of: Told) -> Printed:
    """The summary of a case given as the mapping of a case file, or as an intake."""

    def render(case: dict[str, Any] | Intake, size: PageSize = PageSize.LETTER) -> Drawn:
        intake = case if isinstance(case, Intake) else read_case(case).intake
        return render_summary(content_of(intake), ISSUE, size)

    return render
