"""Parts of the body: a lump in any of them is a finding, and organs are known by what they do."""

from typing import Final

import pytest

from advisor_app.oncology.search import CancerSearch

_PARTS: Final = """
head scalp forehead temple eyelid eye iris ear earlobe nose nostril cheek jaw chin lip mouth
tongue gum tooth palate tonsil uvula throat neck collarbone shoulder armpit arm bicep elbow
forearm wrist hand palm finger thumb nail chest breast tit nipple rib flank back spine tailbone
belly navel groin hip pelvis buttock butt bum anus rectum penis foreskin testicle nut ball
scrotum labia vulva clitoris vagina thigh hamstring knee kneecap calf shin ankle foot heel sole
toe toenail skin muscle tendon nerve bone fibula skull brain pituitary lung liver kidney bladder
prostate ovary uterus cervix colon ileum sigmoid cecum esophagus gallbladder pancreas spleen
thyroid parathyroid thymus parotid heart trachea bronchus diaphragm ureter urethra appendix
placenta omentum sinus epiglottis joint perineum crotch epididymis cerebellum
"""
_SAID: Final = (
    "lump on my {}",
    "a spot on the {}",
    "mass in his left {}",
    "something on my {}",
    "sore {}",
)


@pytest.mark.parametrize("part", _PARTS.split())
def test_what_is_wrong_with_a_body_part_is_a_finding_without_a_code_of_a_cancer(
    search: CancerSearch, part: str
) -> None:
    for said in _SAID[: 4 if part in ("heart", "gum", "nerve") else 5]:
        answers = search.find(said.format(part)).answers
        assert answers, said
        assert answers[0].finding, (said, answers[0])
        for answer in answers:
            assert not any(code.startswith("C") for code in answer.icd10), (said, answer)


@pytest.mark.parametrize(
    ("described", "family"),
    [
        ("the tube food goes down", "esophagus"),
        ("the gland that trains immune cells", "thymus"),
        ("what makes my insulin", "pancreas"),
        ("the gland that runs my metabolism", "thyroid_parathyroid"),
        ("the little pouch under the liver", "biliary"),
        ("the tubes between the kidneys and the bladder", "bladder_urothelial"),
        ("the lining that is shed every month", "uterus"),
        ("where sperm is made", "testis"),
        ("the gland that gives me cortisol", "adrenal"),
        ("the bag that holds my urine", "bladder_urothelial"),
        ("the gland that makes tears", "eye"),
    ],
)
def test_an_organ_told_by_what_it_does_is_understood(
    search: CancerSearch, described: str, family: str
) -> None:
    told = search.find(f"they found cancer in {described}").answers
    assert told[0].family == family
    assert not told[0].finding
    lump = search.find(f"a lump in {described}").answers
    assert lump[0].family == family
    assert lump[0].finding


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("cancer of the muscle of the bladder", "bladder_urothelial"),
        ("a cancer in the nerve of my eye", "eye"),
        ("cancer of the muscle in my thigh", "sarcoma_soft"),
        ("cancer of the skin of my nose", "skin_nonmelanoma"),
    ],
)
def test_a_tissue_that_an_organ_has_is_of_that_organ(
    search: CancerSearch, text: str, family: str
) -> None:
    assert search.find(text).answers[0].family == family


def test_what_is_only_guessed_from_a_report_has_no_code_of_a_cancer(search: CancerSearch) -> None:
    for answer in search.find("sclerotic focus in L3").answers:
        assert not [code for code in answer.icd10 if code.startswith("C")], answer.kind
