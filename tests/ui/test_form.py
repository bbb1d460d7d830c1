"""The pages of the intake, derived from its one definition."""

from datetime import date

import pytest

from advisor_app.domain.intake import Intake
from advisor_app.domain.questions import Page
from advisor_app.ui.intake.form import form_of


@pytest.mark.parametrize("page", list(Page))
def test_no_page_says_a_heading_twice(page: Page) -> None:
    titles = [block.title for block in form_of(page, Intake(), date(2026, 11, 24))]
    assert titles[0]
    said = [title for title in titles if title]
    assert len(said) == len(set(said))
