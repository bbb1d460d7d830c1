"""A disease that came back, and a result that did."""

import pytest

from advisor_app.oncology.returned import without_results

RESULTS = (
    "my biopsy came back as breast cancer",
    "the pathology finally came back and it is a sarcoma",
    "her pap that came back abnormal",
    "it came back positive",
    "the results are back",
    "su biopsia volvió positiva",
)
RETURNS = (
    "the lymphoma came back",
    "it came back in the liver",
    "after five years it is back",
    "volvió la leucemia",
)


@pytest.mark.parametrize("words", RESULTS)
def test_a_result_is_no_return(words: str) -> None:
    left = without_results(words)
    assert not any(told in left for told in ("came back", "are back", "volvió"))


@pytest.mark.parametrize("words", RETURNS)
def test_a_disease_returns(words: str) -> None:
    assert without_results(words) == words
