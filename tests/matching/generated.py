"""Cases made by chance: any kind of cancer or finding, and answers that narrow the choice."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, Final

from tests.matching.building import knowledge

CONSTRAINTS: Final[Mapping[str, Sequence[Any]]] = {
    "ins.plan_type": ("commercial_ppo", "medicaid", "hmo_epo", "medicare_ffs"),
    "res.willing_to_travel": (["nj"], ["long_island"], ["main", "westchester"]),
    "svc.doctor_preference": (["women only"], ["must be a man"]),
    "status.next_planned": (
        {"text": "chemotherapy", "date": "2026-12-01"},
        {"text": "chemotherapy", "date": "2026-12-10"},
    ),
    "svc.specific_doctor": ("not Dr Adler", "anyone but Dr Boateng"),
}
"""Answers that only narrow: a case without one of them keeps every match that it had."""
STATUSES = ("abnormal_not_diagnosed", "newly_diagnosed_untreated", "treatment_started",
            "recurrence_or_progression", "treatment_completed", "unsure")  # fmt: skip


def generated(chance: Random) -> dict[str, Any]:
    """The answers of one case."""
    tree = knowledge().catalogue
    told: dict[str, Any] = {
        "dx.rows/1/kind": chance.choice((*tree.kinds, *tree.findings)),
        "status.code": chance.choice(STATUSES),
    }
    if chance.random() < 0.8:
        told["patient.age"] = chance.randrange(95)
    if chance.random() < 0.4:
        told["dx.rows/1/stage_stated"] = chance.choice(
            ("stage 1", "stage 2", "stage IIIA", "stage 4")
        )
    if chance.random() < 0.4:
        told["res.state"] = chance.choice(("NY", "NJ", "CT", "TX"))
    if chance.random() < 0.3:
        told["svc.mode_pref"] = chance.choice(("video", "in_person"))
        told["res.location_at_visit"] = chance.choice(("US-NY", "US-NJ", "US-FL", "ES"))
    for path, values in CONSTRAINTS.items():
        if chance.random() < 0.3:
            told[path] = chance.choice(values)
    return told
