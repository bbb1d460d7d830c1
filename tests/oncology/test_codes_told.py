"""Side, state and time in the words choose the codes; a cancer that is over is history."""

import pytest

from advisor_app.oncology.history_codes import history_code
from advisor_app.oncology.knowledge import load_knowledge
from advisor_app.oncology.search import CancerSearch


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("right breast cancer", "C50.911"),
        ("breast cancer on the left", "C50.912"),
        ("cáncer de pulmón derecho", "C34.91"),
        ("a lump in the left breast", "N63.20"),
        ("ALL in remission", "C91.01"),
        ("AML, relapsed after transplant", "C92.02"),
        ("CML in remission", "C92.11"),
        ("breast cancer, I left the hospital", "C50.919"),
        ("kidney cancer, right now on treatment", "C64.9"),
        ("breast cancer, right in one report and left in the other", "C50.919"),
        ("I had breast cancer in 2012, all clear", "Z85.3"),
        ("history of rectal cancer in 2010", "Z85.048"),
    ],
)
def test_the_words_choose_the_code(search: CancerSearch, text: str, code: str) -> None:
    assert code in search.find(text).answers[0].icd10


def test_a_cancer_in_the_past_is_no_cancer_now(search: CancerSearch) -> None:
    first = search.find("I had breast cancer in 2012, all clear").answers[0]
    assert first.kind == "past_cancer"
    assert first.finding
    assert first.family == "suspicion"


def test_every_cancer_that_can_be_over_has_a_code_of_history() -> None:
    knowledge = load_knowledge()
    tree = knowledge.catalogue
    for kind in tree.kinds.values():
        code = history_code(kind.id, tree, knowledge.history_codes)
        if kind.family in ("hereditary_risk", "mds_mpn"):
            assert not code
        else:
            assert tree.codes[code].billable, kind.id
            assert tree.codes[code].description.startswith("Personal history of ")
