"""The catalogue: families, kinds in a tree, codes that exist, sides and states inside the code."""

import shutil
from pathlib import Path

import pytest

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_text import TableError
from advisor_app.domain.tables import read_table
from advisor_app.oncology.catalogue import CancerType, Catalogue, Finding
from advisor_app.oncology.catalogue_tables import load_catalogue
from advisor_app.oncology.unspecified import is_neoplasm

RELEASE_ROWS = 2594
RELEASE_NEOPLASMS = 2178
RELEASE_DIGEST = "fa4d3ddb15c85b02d8477c7fbb719ba1f6e73f136098521f93f412b843c0eba3"


def test_has_44_families_with_a_root_kind_each(catalogue: Catalogue) -> None:
    assert len(catalogue.families) == 44
    for family in catalogue.families.values():
        assert catalogue.kinds[family.id].parent == ""
        assert catalogue.kinds[family.id].family == family.id


def test_has_more_than_450_kinds_each_in_the_tree_of_its_family(catalogue: Catalogue) -> None:
    assert len(catalogue.kinds) >= 450
    for kind in catalogue.kinds.values():
        assert (catalogue.ancestors(kind.id) or (kind.id,))[-1] == kind.family
        assert kind.path[-1] == kind.name
        assert len(kind.path) == len(catalogue.ancestors(kind.id)) + 1


def test_names_that_repeat_are_told_apart_by_their_path(catalogue: Catalogue) -> None:
    paths = [kind.path for kind in catalogue.kinds.values()]
    assert len(set(paths)) == len(paths)


def test_every_family_has_a_team_that_exists_and_owns_it(catalogue: Catalogue) -> None:
    for family in catalogue.families.values():
        assert family.id in catalogue.teams[family.team].families
        assert catalogue.teams[family.team].service == (family.id == "hereditary_risk")


def test_the_release_has_the_count_and_the_checksum_expected() -> None:
    table = read_table(RESOURCES / "cancers" / "icd10cm.tsv", "icd10cm/1", ("code", "billable"))
    assert "April 2026" in table.header.source
    neoplasms = [row for row in table.rows if "C00" <= row["code"] < "D5"]
    assert len(list(table.rows)) == RELEASE_ROWS
    assert len(neoplasms) == RELEASE_NEOPLASMS
    assert table.header.digest == RELEASE_DIGEST


def test_every_code_of_a_kind_or_finding_can_be_billed(catalogue: Catalogue) -> None:
    entries: list[CancerType | Finding] = [
        *catalogue.kinds.values(),
        *catalogue.findings.values(),
    ]
    for entry in entries:
        assert entry.icd10
        for pattern in entry.patterns:
            for code in pattern.written_out():
                assert catalogue.codes[code].billable, (entry.id, code)


def test_a_finding_is_never_coded_as_a_cancer(catalogue: Catalogue) -> None:
    for finding in catalogue.findings.values():
        for pattern in finding.patterns:
            for code in pattern.written_out():
                assert code[0] != "C"
                assert not "D00" <= code < "D49", (finding.id, code)


def test_the_behaviour_agrees_with_the_code(catalogue: Catalogue) -> None:
    for kind in catalogue.kinds.values():
        for code in kind.icd10:
            if kind.behaviour == "in_situ":
                assert "D00" <= code < "D10", kind.id
            if kind.behaviour == "invasive":
                assert code[0] == "C", kind.id
            if "D10" <= code < "D37" and not code.startswith("D3A"):
                assert kind.behaviour == "benign", kind.id


@pytest.mark.parametrize(
    ("kind", "side", "state", "codes"),
    [
        ("breast_dcis", "left", "", ("D05.12",)),
        ("breast_dcis", "", "", ("D05.10",)),
        ("breast_ductal", "right", "", ("C50.911",)),
        ("breast_ductal", "both", "", ("C50.911", "C50.912")),
        ("breast_male", "left", "", ("C50.922",)),
        ("ovary", "both", "", ("C56.3",)),
        ("ovary", "midline", "", ("C56.9",)),
        ("aml", "", "relapse", ("C92.02",)),
        ("aml", "left", "", ("C92.00",)),
        ("aml", "", "remission", ("C92.01",)),
        ("dlbcl", "", "remission", ("C83.3A",)),
        ("dlbcl", "", "relapse", ("C83.30",)),
        ("breast_lump", "left", "", ("N63.20",)),
        ("pancreas", "left", "", ("C25.9",)),
        ("no such kind", "left", "", ()),
    ],
)
def test_side_and_state_choose_the_code(
    catalogue: Catalogue, kind: str, side: str, state: str, codes: tuple[str, ...]
) -> None:
    assert catalogue.icd10_for(kind, side, state) == codes


def test_a_kind_may_have_a_team_of_its_own_and_stand_under_two_organs(
    catalogue: Catalogue,
) -> None:
    assert catalogue.team_of("pancreas_net") == "NET"
    assert catalogue.is_within("pancreas_net", "neuroendocrine")
    assert catalogue.is_within("pancreas_net", "pancreas")
    assert not catalogue.is_within("pancreas", "pancreas_net")
    assert catalogue.team_of("dfsp") == "SARCOMA"


def test_distance_counts_steps_through_the_nearest_kind_above_both(catalogue: Catalogue) -> None:
    assert catalogue.distance("breast", "breast") == 0
    assert catalogue.distance("breast_dcis", "breast") == 1
    assert catalogue.distance("breast_dcis", "breast_lcis") == 2
    assert catalogue.distance("pancreas_net", "pancreas_pdac") == 2
    assert catalogue.distance("breast", "lung") is None


def test_tempo_is_the_kinds_own_or_its_familys(catalogue: Catalogue) -> None:
    assert catalogue.tempo_of("breast_ductal") == "R_14d"
    assert catalogue.tempo_of("breast_inflammatory") == "U1_RN_now_48h"
    assert catalogue.tempo_of("lung_sclc") == "U1_RN_now_48h"
    assert catalogue.tempo_of("burkitt") == "E1_ED_today"
    assert catalogue.tempo_of("breast_lump") == "R_14d"


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("C50.A[1|2|0]", "C50.Q[1|2|0]", "C50.Q"),
        ("breast_dcis\tDuctal", "breast_lcis\tDuctal", "twice"),
        ("\tbreast\tbreast\t\tno\tin_situ", "\tbreast\tnowhere\t\tno\tin_situ", "nowhere"),
        ("\tin_situ\tD05.1", "\tnasty\tD05.1", "behaviour"),
    ],
)
def test_a_broken_table_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, mistake: str
) -> None:
    shutil.copytree(RESOURCES / "cancers", tmp_path / "cancers")
    table = tmp_path / "cancers" / "kinds.tsv"
    text = table.read_text(encoding="utf-8")
    assert old in text
    table.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(TableError, match=mistake) as refused:
        load_catalogue(tmp_path)
    assert refused.value.file == "kinds.tsv"
    assert refused.value.line


@pytest.mark.parametrize(("side", "other"), [("right", "left"), ("left", "right")])
def test_a_code_for_a_side_says_that_side_and_a_code_for_none_says_none(
    catalogue: Catalogue, side: str, other: str
) -> None:
    sided = [
        kind.id
        for kind in catalogue.kinds.values()
        if any("[" in one.text for one in kind.patterns)
    ]
    assert len(sided) > 100
    for kind in sided:
        for code in catalogue.icd10_for(kind, side):
            words = catalogue.codes[code].description.lower().split()
            assert side in words, code
            assert other not in words, code
        for code in catalogue.icd10_for(kind):
            assert not {"right", "left"} & set(catalogue.codes[code].description.lower().split())


@pytest.mark.parametrize("state", ["remission", "relapse"])
def test_a_code_for_a_state_of_the_blood_says_that_state(catalogue: Catalogue, state: str) -> None:
    for kind in catalogue.kinds.values():
        for pattern in kind.patterns:
            states = pattern.text.partition("{")[2].count(",")
            told = states == 2 or (states == 1 and state == "remission")
            for code in pattern.choose(state=state) if told else ():
                assert state in catalogue.codes[code].description.lower(), (kind.id, code)


def test_every_code_chosen_for_a_kind_can_be_billed(catalogue: Catalogue) -> None:
    for kind in catalogue.kinds.values():
        for code in kind.icd10:
            assert catalogue.codes[code].billable, (kind.id, code)


def test_the_behaviour_of_a_kind_is_that_of_its_codes(catalogue: Catalogue) -> None:
    for kind in catalogue.kinds.values():
        cancers = [code for code in kind.icd10 if code.startswith("C")]
        if kind.behaviour == "invasive":
            assert len(cancers) == len(kind.icd10), kind.id
        elif kind.behaviour == "in_situ":
            assert all(code.startswith("D0") for code in kind.icd10), kind.id
        elif kind.id != "appendix_pmp":
            assert not cancers, kind.id


def test_no_finding_has_the_code_of_a_known_tumor(catalogue: Catalogue) -> None:
    for finding in catalogue.findings.values():
        assert not [code for code in finding.icd10 if is_neoplasm(code)], finding.id


def test_there_are_enough_synonyms_and_each_says_where_it_comes_from() -> None:
    table = read_table(RESOURCES / "cancers" / "synonyms.tsv", "synonyms/1", ("phrase", "target"))
    assert len(list(table.rows)) >= 4500
    assert table.header.source
    assert table.header.version
    pairs = [(row["phrase"], row["target"], row["context"]) for row in table.rows]
    assert len(set(pairs)) == len(pairs)
