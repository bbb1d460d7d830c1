"""Every kind and finding in every state, side and status: its codes against the release itself."""

from collections.abc import Iterator
from itertools import product

import pytest

from advisor_app.oncology.catalogue import CancerType, Catalogue, Finding
from advisor_app.oncology.codes import CodePattern
from advisor_app.oncology.facts import Facts
from advisor_app.oncology.icd import codes_for
from advisor_app.oncology.knowledge import Knowledge, load_knowledge
from advisor_app.oncology.search import CancerSearch
from advisor_app.oncology.unspecified import is_neoplasm
from tests.oncology.conftest import TODAY

SIDES = ("right", "left")
OTHER = {"right": "left", "left": "right"}
DIAGNOSED = (
    "newly_diagnosed_untreated",
    "treatment_started",
    "treatment_completed",
    "recurrence_or_progression",
    "surveillance_question",
)
STATUSES = ("", "abnormal_not_diagnosed", "hereditary_risk_only", "unsure", *DIAGNOSED)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge(this_year=TODAY.year)


def entries(tree: Catalogue) -> Iterator[tuple[CancerType | Finding, CodePattern]]:
    every: list[CancerType | Finding] = [*tree.kinds.values(), *tree.findings.values()]
    for entry in every:
        for pattern in entry.patterns:
            yield entry, pattern


def beside(code: str, tree: Catalogue) -> list[str]:
    """What the release says of the billable codes that differ in the last sign only."""
    return [
        told.description.lower()
        for other, told in tree.codes.items()
        if other[:-1] == code[:-1] and len(other) == len(code) and told.billable
    ]


def words_of(code: str, tree: Catalogue) -> set[str]:
    return set(tree.codes[code].description.lower().replace(",", " ").split())


def test_where_the_release_tells_sides_apart_so_do_we(catalogue: Catalogue) -> None:
    lacking = [
        entry.id
        for entry, pattern in entries(catalogue)
        for code in pattern.choose()
        if "[" not in pattern.text
        and any(" right " in f" {told} " for told in beside(code, catalogue))
    ]
    assert not lacking


def test_where_the_release_tells_remission_and_relapse_apart_so_do_we(
    catalogue: Catalogue,
) -> None:
    lacking = [
        (entry.id, state)
        for entry, pattern in entries(catalogue)
        for code in pattern.choose()
        for state in ("in remission", "in relapse")
        if any(told.endswith(state) for told in beside(code, catalogue))
        and not any(
            catalogue.codes[one].description.lower().endswith(state)
            for one in pattern.choose(state=state.removeprefix("in "))
        )
    ]
    assert not lacking


@pytest.mark.parametrize("side", ["", *SIDES, "both"])
def test_a_finding_never_has_the_code_of_a_cancer_or_of_the_other_side(
    search: CancerSearch, side: str
) -> None:
    tree = search.catalogue
    for finding in tree.findings.values():
        chosen = tree.icd10_for(finding.id, side)
        first = search.find(f"{side} {finding.name}".strip()).answers[0]
        for code in (*chosen, *first.icd10):
            assert not is_neoplasm(code), (finding.id, code)
            assert OTHER.get(side) not in words_of(code, tree), (finding.id, code)
        for code in chosen:
            assert tree.codes[code].billable, (finding.id, code)


def facts_of(kind: CancerType, status: str, tissue: str, sides: tuple[str, ...]) -> Facts:
    return Facts(
        today=TODAY,
        family=kind.family,
        families=(kind.family,),
        kind=kind.id,
        status=status,
        tissue=tissue,
        sides=sides,
        side=sides[0] if sides else "",
    )


@pytest.mark.parametrize("sides", [(), *((side,) for side in SIDES), SIDES])
def test_a_cancer_is_coded_only_once_it_stands_and_never_on_the_other_side(
    knowledge: Knowledge, sides: tuple[str, ...]
) -> None:
    tree = knowledge.catalogue
    wrong = {"right", "left"} - (set(sides) if len(sides) == 1 else set())
    for kind, status, tissue in product(
        tree.kinds.values(), STATUSES, ("taken", "none", "unknown")
    ):
        facts = facts_of(kind, status, tissue, sides)
        codes = codes_for(facts, tree, knowledge.unspecified_codes, knowledge.history_codes)
        stands = tissue == "taken" or (tissue == "unknown" and status in DIAGNOSED)
        for code in codes:
            assert tree.codes[code].billable, (kind.id, status, code)
            assert not wrong & words_of(code, tree), (kind.id, status, code)
            if kind.family != "hereditary_risk":
                assert stands or not is_neoplasm(code), (kind.id, status, tissue, code)


@pytest.mark.parametrize("state", ["remission", "relapse"])
def test_a_blood_cancer_in_one_state_never_has_the_code_of_the_other(
    knowledge: Knowledge, state: str
) -> None:
    status = {"remission": "treatment_completed", "relapse": "recurrence_or_progression"}[state]
    tree = knowledge.catalogue
    for kind in tree.kinds.values():
        facts = facts_of(kind, status, "taken", ())
        codes = codes_for(facts, tree, knowledge.unspecified_codes, knowledge.history_codes)
        for code in codes:
            told = tree.codes[code].description.lower()
            if "{" in "".join(pattern.text for pattern in kind.patterns):
                other = "in relapse" if state == "remission" else "in remission"
                assert not told.endswith(other) or "not " in told, (kind.id, code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Barrett's esophagus with high grade dysplasia", "K22.711"),
        ("Barrett's with low grade dysplasia", "K22.710"),
        ("Barrett's with dysplasia", "K22.719"),
        ("Barrett's esophagus", "K22.70"),
        ("ASCUS on my pap", "R87.610"),
        ("LSIL", "R87.612"),
        ("HPV 16 positive", "R87.810"),
        ("CIN 1", "N87.0"),
        ("CIN 3", "D06.9"),
        ("VIN 2", "N90.1"),
        ("anal dysplasia", "K62.82"),
        ("high grade PIN", "N42.31"),
        ("endometrial hyperplasia without atypia", "N85.01"),
        ("endometrial hyperplasia with atypia", "N85.02"),
        ("lump in my right thigh", "R22.41"),
        ("a knot on the left forearm", "R22.32"),
        ("microscopic hematuria", "R31.29"),
        ("coughing up blood", "R04.2"),
        ("calcitonin is high", "E07.0"),
        ("low white count", "D72.819"),
        ("too many lymphocytes", "D72.820"),
        ("pain in my left ear", "H92.02"),
        ("blood in the semen", "R36.1"),
        ("a squamous cell under my fingernail", "C44.92"),
    ],
)
def test_the_grade_or_the_place_told_chooses_the_code(
    search: CancerSearch, text: str, code: str
) -> None:
    assert code in search.find(text).answers[0].icd10


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("breast pain and a lump in my breast", "breast_lump"),
        ("I'm tired all the time and they saw a spot on my lung", "lung_nodule"),
        ("coughing up blood and a mass in the lung", "lung_mass"),
    ],
)
def test_a_complaint_yields_to_what_was_seen(search: CancerSearch, text: str, finding: str) -> None:
    assert search.find(text).answers[0].kind == finding
