"""A ranking as plain data: the object that `match --json` prints."""

from typing import Any

from advisor_app.domain.codec import encode_value
from advisor_app.matching.results import Criterion, Exclusion, Match, MatchResult


def to_json(result: MatchResult, case: str) -> dict[str, Any]:
    """The result for the case of that name, with the keys of the contract."""
    return {
        "case": case,
        "family": result.family,
        "team": result.team,
        "status": result.status,
        "routes": list(result.routes),
        "first_kinds": list(result.first_kinds),
        "pair_kinds": list(result.pair_kinds),
        "urgency": result.urgency,
        "act_by": result.act_by.isoformat() if result.act_by else None,
        "urgency_why": list(result.urgency_why),
        "red_flags": [
            {"id": one.flag.id, "tier": one.tier, "title": one.flag.title, "why": one.why}
            for one in result.red_flags
        ],
        "services": list(result.services),
        "visit_modes": {
            "allowed": list(result.visit_modes.allowed),
            "refused": [
                {"mode": mode, "reason": reason} for mode, reason in result.visit_modes.refused
            ],
        },
        "records": {
            "required": [need.code for need in result.records.required],
            "helpful": [need.code for need in result.records.helpful],
            "pitfalls": list(result.records.pitfalls),
        },
        "icd10": list(result.icd10),
        "conflicts": [
            {"question": one.question, "values": [encode_value(value) for value in one.values]}
            for one in result.conflicts
        ],
        "proposed": [
            {"question": one.question, "value": one.value, "words": one.words}
            for one in result.proposed
        ],
        "matches": [_match(one) for one in result.matches],
        "excluded": [_exclusion(one) for one in result.excluded],
        "relaxations": [
            {
                "criterion": one.criterion,
                "adds": one.adds,
                "first": one.first,
                "would_change": one.would_change,
            }
            for one in result.relaxations
        ],
        "ladder": [
            {"step": one.step, "id": one.practitioner, "text": one.text} for one in result.ladder
        ],
        "ask_next": [
            {"question": one.question, "label": one.label, "effect": one.effect}
            for one in result.ask_next
        ],
        "blocked": [{"what": one.what, "why": one.why} for one in result.blocked],
        "next_step": result.next_step,
        "rules_version": result.rules_version,
        "rules_approved": result.rules_approved,
    }


def _match(one: Match) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "team": one.team,
        "site": one.site,
        "mode": one.mode,
        "band": int(one.band),
        "score": one.score,
        "factors": {share.name: share.given for share in one.factors},
        "text": one.text,
        "unknown": list(one.unknown),
        "next_available": one.next_available.isoformat() if one.next_available else None,
        "also": list(one.also),
        "tie": one.tie,
        "sooner": one.sooner,
        "known_for": one.known_for,
        "miles": one.miles,
        "treatment_site": one.treatment_site,
        "criteria": [_criterion(criterion) for criterion in one.criteria],
    }


def _exclusion(one: Exclusion) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "text": one.text,
        "criteria": [_criterion(criterion) for criterion in one.criteria],
    }


def _criterion(one: Criterion) -> dict[str, str]:
    return {
        "criterion": one.criterion,
        "state": one.state.value,
        "text": one.text,
        "would_change": one.would_change,
    }
