"""A cancer that only a gene brings is an inherited risk, and no cancer of the patient."""

import pytest

from advisor_app.oncology.search import CancerSearch
from tests.oncology.callers import SURE


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I have the gene for pancreatic cancer", "gene_other"),
        ("genetic mutation that causes ovarian cancer", "brca"),
        ("I inherited the ovarian cancer gene from mom", "brca"),
        ("they found a gene that raises the risk of prostate cancer", "gene_other"),
        ("the gene that causes colon cancer runs in us, Lynch", "lynch"),
        ("tengo el gen del cáncer de mama", "brca"),
        ("I am predisposed to kidney cancer", "gene_other"),
    ],
)
def test_what_a_gene_brings_is_a_risk(search: CancerSearch, text: str, kind: str) -> None:
    answers = search.find(text).answers
    assert answers[0].kind == kind
    sure = [one for one in answers if one.confidence >= SURE]
    assert not [one for one in sure for code in one.icd10 if code.startswith("C")]


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("lung cancer with a gene mutation", "lung"),
        ("my tumor has a gene mutation, lung cancer", "lung"),
        ("colon cancer, and I carry the Lynch gene", "colorectal"),
        ("I have breast cancer and the gene for ovarian cancer", "breast"),
        ("thyroid cancer, medullary, and a gene for it in the family", "thyroid_parathyroid"),
        ("prostate cancer, the gene test was negative", "prostate"),
    ],
)
def test_a_cancer_told_beside_a_gene_stays_a_cancer(
    search: CancerSearch, text: str, family: str
) -> None:
    first = search.find(text).answers[0]
    assert first.family == family
    assert first.icd10[0].startswith("C")
