"""Case numbers of any shape: a file's name stands for the number where there is no store."""

from dataclasses import replace

import pytest

from advisor_app.documents.display import Barcode, PageSize
from advisor_app.documents.summary import render_summary
from advisor_app.domain.intake import Intake
from tests.documents.conftest import ISSUE, Told
from tests.documents.geometry import faults, words_on


@pytest.mark.parametrize(
    "number", ["Q-26-00412", "a-long-file-name-without-end" * 4, "żółw", "x\ny"]
)
def test_a_number_prints_and_a_barcode_stands_only_where_it_fits(
    number: str, content_of: Told
) -> None:
    content = content_of(Intake())
    content = replace(content, identity=replace(content.identity, number=number))
    drawn = render_summary(content, ISSUE, PageSize.LETTER)
    assert faults(drawn) == []
    assert number.split()[0][:20] in words_on(drawn, 1)
    codes = [item for item in drawn.lists[0].items if isinstance(item, Barcode)]
    assert len(codes) == (number == "Q-26-00412")
