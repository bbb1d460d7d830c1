"""The object that `match --json` prints."""

import json

from advisor_app.matching.report import to_json
from tests.matching.building import case, ranked

KEYS = {
    "case", "family", "team", "status", "routes", "first_kinds", "urgency", "red_flags", "services",
    "visit_modes", "records", "icd10", "conflicts", "matches", "excluded", "ask_next", "blocked",
    "next_step",
}  # fmt: skip
MATCH_KEYS = {
    "id", "name", "kind", "site", "mode", "band", "score", "factors", "text", "unknown",
    "next_available",
}  # fmt: skip


def test_every_key_of_the_contract_is_there_and_is_plain_data() -> None:
    intake = case({"dx.rows/1/kind": "pancreas_net", "status.code": "treatment_started",
                   "urg.fever": True})  # fmt: skip
    plain = to_json(ranked(intake), "Q-26-00412")
    again = json.loads(json.dumps(plain, ensure_ascii=False, sort_keys=False))
    assert again == plain
    assert set(plain) >= KEYS
    assert plain["case"] == "Q-26-00412"
    assert set(plain["matches"][0]) >= MATCH_KEYS
    assert set(plain["visit_modes"]) == {"allowed", "refused"}
    assert all(set(one) == {"mode", "reason"} for one in plain["visit_modes"]["refused"])
    assert {one["state"] for ex in plain["excluded"] for one in ex["criteria"]} <= {
        "not met", "unknown", "not checked",
    }  # fmt: skip
    assert plain["red_flags"][0]["id"] == "RF-01"


def test_an_empty_intake_still_gets_an_answer() -> None:
    plain = to_json(ranked(case({})), "empty")
    assert plain["next_step"]
    assert plain["family"] == ""
    assert plain["icd10"] == []


def test_the_shares_add_up_to_the_score() -> None:
    result = ranked(
        case({"dx.rows/1/kind": "prostate", "status.code": "newly_diagnosed_untreated"})
    )
    for match in result.matches:
        assert round(sum(share.given for share in match.factors), 1) == match.score
        assert all(share.given <= share.weight for share in match.factors)


def test_every_criterion_of_a_match_is_told_and_what_one_change_would_let_in() -> None:
    intake = case({"dx.rows/1/kind": "prostate", "status.code": "newly_diagnosed_untreated",
                   "res.willing_to_travel": ["nj"], "res.video_ready": "no"})  # fmt: skip
    plain = to_json(ranked(intake), "a")
    assert not plain["matches"]
    change = next(one for one in plain["relaxations"] if one["criterion"] == "H6 site and mode")
    assert change["adds"] >= 2
    assert "Manhattan" in change["would_change"]
    near = to_json(ranked(case({"dx.rows/1/kind": "prostate"})), "b")["matches"][0]
    assert len(near["criteria"]) == 10
    assert {one["state"] for one in near["criteria"]} <= {"met", "unknown", "not checked"}
