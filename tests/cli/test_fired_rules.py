"""The rules that fired, and their version: the same in JSON and on the paper, for every case."""

import json
from pathlib import Path

import pytest

from tests.cli.console import CASES, run
from tests.cli.test_cases import EXPECTED
from tests.cli.test_summaries import words_of

WRITTEN = [CASES / f"{name}.json" for name, told in EXPECTED.items() if told["exit"] == 0]
KINDS = ("breast_triple_negative", "lung_sclc", "rectum", "pancreas_pdac", "prostate_localized",
         "retroperitoneal_sarcoma", "tongue", "follicular", "endometrium", "glioma")  # fmt: skip


def short_case(folder: Path, kind: str) -> Path:
    """A case file with hardly more than a diagnosis."""
    content = {
        "caller": {"is_patient": True},
        "patient": {"family_name": "Doe", "given_names": "Jane", "age": 55},
        "status": {"code": "newly_diagnosed_untreated"},
        "svc": {"types": ["full_consult", "pathology_review"]},
        "dx": {"rows": [{"kind": kind, "stage_stated": "stage II"}]},
    }
    file = folder / f"{kind}.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def test_routes_and_version_are_the_same_in_json_and_on_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_NOW", "2026-11-24T10:00:00-05:00")
    files = [*WRITTEN, *(short_case(tmp_path, kind) for kind in KINDS)]
    rows = {row["case"]: row for row in run("match", *files, "--json").rows}
    ended = run("summary", *files, tmp_path / "out")
    papers = sorted((tmp_path / "out").iterdir())
    assert len(papers) == len(files) >= 20, ended.err
    for paper in papers:
        row, words = rows[paper.stem], words_of(paper)
        assert row["routes"]
        assert f"rules {row['rules_version']}" in words
        if row["matches"]:
            fired = f"(route {', '.join(row['routes'])})"
            assert fired in row["matches"][0]["text"]
            assert fired.casefold() in words, paper.stem
