"""The one drawing of a case summary, for the window and for the verbs."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from advisor_app.bootstrap.files_house import files_house
from advisor_app.bootstrap.summary_drawing import Printing, draw_summary
from advisor_app.domain.case import Case
from advisor_app.domain.intake import Intake
from advisor_app.services.centre_values import CentreSettings

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
PRINTING = Printing(
    at=NOW, prepared_by="A. Nurse", printed_by="A. Nurse", workstation="desk", reply_to="A. Nurse"
)


@pytest.mark.parametrize(
    ("centre", "roster", "case"),
    [(True, False, False), (False, True, False), (False, False, True), (False, False, False)],
)
def test_paper_says_demonstration_where_anything_on_it_is_invented(
    centre: bool, roster: bool, case: bool
) -> None:
    files = files_house()
    drawn = draw_summary(
        Case(number="Q-26-00001", intake=Intake(), demonstration=case),
        files.matcher.rank(Intake(), NOW),
        PRINTING,
        knowledge=files.knowledge,
        roster=replace(files.roster, demonstration=roster),
        settings=CentreSettings(demonstration=centre),
    )
    front = PdfReader(BytesIO(drawn.pdf)).pages[0].extract_text()
    assert ("DEMONSTRATION" in front) is (centre or roster or case)
