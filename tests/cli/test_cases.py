"""The written cases through the real command line: whom they meet, and what stops them."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.cli.console import CASES, DATA, run

EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(
    (CASES / "expected.toml").read_text(encoding="utf-8")
)
NAMES = sorted(EXPECTED)


@pytest.fixture(autouse=True)
def on_a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_NOW", "2026-11-24T10:00:00-05:00")


@pytest.fixture(scope="module")
def ranked() -> dict[str, dict[str, Any]]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ADVISOR_NOW", "2026-11-24T10:00:00-05:00")
        ended = run("match", "--json", *(CASES / f"{name}.json" for name in NAMES))
    assert ended.code == 0, ended.err
    return {row["case"]: row for row in ended.rows}


def test_every_written_case_has_its_expectation() -> None:
    assert {path.stem for path in CASES.glob("*.json")} == set(EXPECTED)
    assert len(EXPECTED) >= 14


@pytest.mark.parametrize("name", NAMES)
def test_a_case_meets_whom_it_should(name: str, ranked: dict[str, dict[str, Any]]) -> None:
    expected, result = EXPECTED[name], ranked[name]
    for key in ("family", "team", "status"):
        if key in expected:
            assert result[key] == expected[key], key
    if "kinds" in expected:
        assert set(expected["kinds"]) & set(result["first_kinds"])
    if "routes" in expected:
        assert set(expected["routes"]) & set(result["routes"])
    if "urgency" in expected:
        assert result["urgency"] in expected["urgency"]
    if "icd10" in expected:
        assert expected["icd10"] in result["icd10"]
    assert set(expected.get("records", ())) <= set(result["records"]["required"])
    assert set(expected.get("blocked", ())) <= {block["what"] for block in result["blocked"]}


@pytest.mark.parametrize("name", NAMES)
def test_matches_and_exclusions_say_why(name: str, ranked: dict[str, dict[str, Any]]) -> None:
    result = ranked[name]
    assert bool(result["matches"]) is not bool(result["ladder"]), "somebody, or what else to do"
    offered = [match["id"] for match in result["matches"]]
    assert len(offered) == len(set(offered))
    assert all(match["text"] for match in result["matches"])
    assert not set(offered) & {one["id"] for one in result["excluded"]}
    for one in result["excluded"]:
        assert one["text"]
        assert all(criterion["criterion"] for criterion in one["criteria"])
    assert result["next_step"]


def test_an_abnormal_result_is_never_coded_as_cancer(ranked: dict[str, dict[str, Any]]) -> None:
    for name in ("lung-nodule", "radiology-only", "hereditary-risk"):
        assert not [code for code in ranked[name]["icd10"] if code.startswith("C")]


def test_video_is_offered_in_florida_by_none_without_its_licence(
    ranked: dict[str, dict[str, Any]],
) -> None:
    roster = json.loads(
        (Path("resources") / "centre" / "demonstration_roster.json").read_text(encoding="utf-8")
    )
    licensed = {
        one["id"]
        for one in roster["practitioners"]
        if any(
            licence == "FL"
            or (
                isinstance(licence, dict)
                and licence["state"] == "FL"
                and licence["valid_until"] >= "2026-11-24"
            )
            for licence in one["licences"]
        )
    }
    by_video = {
        match["id"] for match in ranked["snowbird-florida"]["matches"] if match["mode"] == "video"
    }
    assert by_video
    assert by_video <= licensed


def test_video_abroad_is_refused_with_its_reason(ranked: dict[str, dict[str, Any]]) -> None:
    modes = ranked["aml-relapse-abroad"]["visit_modes"]
    assert "video" not in modes["allowed"]
    assert any(one["mode"] == "video" and one["reason"] for one in modes["refused"])


def test_prostate_is_met_by_a_pair(ranked: dict[str, dict[str, Any]]) -> None:
    kinds = {match["kind"] for match in ranked["prostate-pair"]["matches"]}
    assert set(EXPECTED["prostate-pair"]["both"]) <= kinds


def test_two_stages_stand_side_by_side(ranked: dict[str, dict[str, Any]]) -> None:
    [conflict] = ranked["two-stages"]["conflicts"]
    assert EXPECTED["two-stages"]["conflict"] in conflict["question"]
    assert conflict["values"] == ["stage two", "stage IV"]


def test_words_alone_find_their_way(ranked: dict[str, dict[str, Any]]) -> None:
    result = ranked["words-only"]
    assert result["proposed"]
    assert result["ask_next"]


def test_a_roster_file_is_used_instead_and_said_so() -> None:
    case = CASES / "dcis-new-jersey.json"
    ended = run("match", case, "--roster", DATA / "rosters" / "small.json", "--json")
    assert ended.code == 0
    assert ended.err == ""
    [row] = ended.rows
    assert [match["id"] for match in row["matches"]] == ["p-breast"]
    assert "demonstration" in run("match", case, "--json").err


def test_the_limit_is_kept_and_text_is_for_people() -> None:
    case = CASES / "dcis-new-jersey.json"
    [row] = run("match", case, "--json", "--limit", "2").rows
    assert len(row["matches"]) == 2
    text = run("match", case, "--limit", "2").out
    assert row["matches"][0]["name"] in text
    assert "not offered" in text
    assert max(map(len, text.splitlines())) <= 100


def test_a_case_comes_from_the_standard_input() -> None:
    text = (CASES / "dcis-new-jersey.json").read_text(encoding="utf-8")
    [row] = run("match", "-", "--json", given=text).rows
    assert (row["case"], row["family"]) == ("case", "breast")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "empty"),
        ("{", "not JSON"),
        ('{"patient": {"ssn": "SECRET"}}', "patient.ssn"),
        ('{"patient": {"dob": "SECRET"}}', "patient.dob"),
        ('{"dx": {"rows": [{"kind": "SECRET"}]}}', "dx.rows[0].kind"),
        ('{"resourceType": "Bundle"}', "FHIR"),
        ("[" * 200, "nested"),
    ],
)
def test_a_bad_case_is_one_line_without_its_values(
    content: str, words: str, tmp_path: Path
) -> None:
    file = tmp_path / "bad.json"
    file.write_text(content, encoding="utf-8")
    ended = run("match", file, "--json")
    assert ended.code == 2
    assert ended.out == ""
    assert words in ended.err
    assert "SECRET" not in ended.err


def test_a_bad_case_does_not_stop_the_others(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{", encoding="utf-8")
    ended = run("match", bad, CASES / "dcis-new-jersey.json", tmp_path / "none.json", "--json")
    assert ended.code == 2
    assert [row["case"] for row in ended.rows] == ["dcis-new-jersey"]
    assert "bad:" in ended.err
    assert "none:" in ended.err


def test_a_kind_may_be_spelled_by_its_code_or_name() -> None:
    for spelled in ("breast_dcis", "Ductal carcinoma in situ"):
        case = json.dumps({"dx": {"rows": [{"kind": spelled}]}})
        [row] = run("match", "-", "--json", given=case).rows
        assert row["family"] == "breast"


def test_find_cancer_answers_line_by_line() -> None:
    ended = run("find-cancer", "-", "--json", "--limit", "3", given="DCIS\n\nislet cell tumor\n")
    first, blank, third = ended.rows
    assert first["answers"][0]["kind"] == "breast_dcis"
    assert set(first["answers"][0]) == {
        "kind", "name", "path", "family", "team", "rare", "finding", "icd10", "oncotree",
        "confidence", "hit",
    }  # fmt: skip
    assert blank["answers"] == []
    assert third["answers"][0]["family"] == "neuroendocrine"
    assert len(third["answers"]) <= 3


def test_find_cancer_sets_aside_what_is_said_of_others() -> None:
    [row] = run("find-cancer", "my mother had breast cancer, I have a lung nodule", "--json").rows
    assert row["answers"][0]["family"] == "lung"
    assert [aside["why"] for aside in row["set_aside"]] == ["relative"]


def test_capture_gives_chips_with_their_words() -> None:
    text = "62F NJ panc NET st2 FOLFIRINOX since May"
    [row] = run("capture", text, "--json").rows
    chips = {chip["question"]: chip for chip in row["chips"]}
    assert chips["patient.age"]["value"] == 62
    assert chips["res.state"]["value"] == "NJ"
    for chip in row["chips"]:
        assert text[chip["start"] : chip["end"]] == chip["words"]


def test_text_that_is_not_utf8_is_refused() -> None:
    ended = run("capture", "-", "--json", given="caf\xe9".encode("latin-1"))
    assert ended.code == 2
    assert "UTF-8" in ended.err
