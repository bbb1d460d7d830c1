"""Results out of the FHIR resources of others: stage, performance, size, markers, reports."""

import math
from collections.abc import Mapping
from typing import Any, Final

from advisor_app.exchange.fhir_codes import (
    ECOG,
    ECOG_ANSWERS,
    GENE,
    HEIGHT,
    LARGEST_SIDE,
    PACK_YEARS,
    PROGRESS,
    PROGRESS_CODE,
    SMOKED,
    SMOKING,
    STAGE_GROUPS,
    TNM,
    TUMOUR_SIZE,
    WEIGHT,
)
from advisor_app.exchange.fhir_reading import NotRead, Reading, Resource
from advisor_app.exchange.fhir_values import (
    codes,
    concept,
    concepts,
    day,
    profiles,
    quantity,
    told,
    without_staging_body,
)

_CENTIMETRES: Final = {"cm": 1.0, "m": 100.0, "[in_i]": 2.54, "in": 2.54}
_KILOGRAMS: Final = {
    "kg": 1.0,
    "g": 0.001,
    "[lb_av]": 0.45359237,
    "lb": 0.45359237,
    "lbs": 0.45359237,
}


def observation(reading: Reading, resource: Resource) -> set[str]:
    """How active the patient is, the stage, the size, height and weight; else a result."""
    if resource.get("status") in ("entered-in-error", "cancelled"):
        raise NotRead("cancelled, or entered in error")
    code = set(codes(resource.get("code")))
    seen = {
        "code",
        "category",
        "effectiveDateTime",
        *(key for key in resource if key[:5] == "value"),
    }
    if ECOG in code or "ecog-performance-status" in profiles(resource):
        reading.tell("med.ecog", _ecog(resource))
        return {*seen, "interpretation"}
    stage = without_staging_body(_value(resource))
    category = next((TNM[one] for one in code if one in TNM), None)
    groups = [STAGE_GROUPS[one] for one in code if one in STAGE_GROUPS]
    if category is not None:
        _category(_diagnosis_of(reading, resource), *category, stage)
    elif groups:
        _stage_group(reading, _diagnosis_of(reading, resource), groups[0], stage)
    elif PROGRESS_CODE in code or "cancer-disease-status" in profiles(resource):
        value = next(codes(resource.get("valueCodeableConcept")), "")
        row = _diagnosis_of(reading, resource)
        reading.tell_in("dx", row, "progress", PROGRESS.get(value))
        if value not in PROGRESS:
            seen.discard("valueCodeableConcept")
    elif TUMOUR_SIZE in code:
        _size(reading, _diagnosis_of(reading, resource), resource)
        seen.add("component")
    else:
        return _measure(reading, resource, code, seen)
    return {*seen, "focus", "hasMember"}


def _measure(reading: Reading, resource: Resource, code: set[str], seen: set[str]) -> set[str]:
    category = set(codes(resource.get("category")))
    number, unit = _number(resource.get("valueQuantity"))
    if HEIGHT in code and unit in _CENTIMETRES and number is not None:
        _part(reading, "height_weight", "height_cm", round(number * _CENTIMETRES[unit], 1))
    elif WEIGHT in code and unit in _KILOGRAMS and number is not None:
        _part(reading, "height_weight", "weight_kg", round(number * _KILOGRAMS[unit], 1))
    elif SMOKING in code or "smokingstatus" in profiles(resource):
        value = next(
            (SMOKED[one] for one in codes(resource.get("valueCodeableConcept")) if one in SMOKED),
            "",
        )
        _part(reading, "tobacco_alcohol", "code", value or _value(resource))
    elif code & PACK_YEARS and number is not None:
        _part(reading, "tobacco_alcohol", "pack_years", number)
    elif category & {"vital-signs", "social-history"}:
        raise NotRead("a vital sign, or of the social history")
    else:
        return seen | _result(reading, resource)
    return seen


def _part(reading: Reading, name: str, part: str, value: Any) -> None:
    """A part of an answer about the patient's health; what was told last stands."""
    held = reading.content.setdefault("med", {}).setdefault(name, told({}))
    if held["value"].setdefault(part, value) != value:
        reading.leave([f"another value for med.{name}"])


def _result(reading: Reading, resource: Resource) -> set[str]:
    """A marker, a gene or a value of the blood."""
    row, parts = reading.row("bio"), list(resource.get("component", ()))
    genes = [
        concept(one.get("valueCodeableConcept")) for one in parts if GENE in codes(one.get("code"))
    ]
    marker = genes[0] if genes and genes[0] else concept(resource.get("code")) or "not named"
    reading.tell_in("bio", row, "marker", marker)
    said = [
        f"{concept(one.get('code'))}: {_value(one)}"
        for one in parts
        if GENE not in codes(one.get("code")) and _value(one)
    ]
    meant = concepts(resource.get("interpretation"))
    ranges = [one["text"] for one in resource.get("referenceRange", ()) if one.get("text")]
    notes = [*meant, *(f"reference {one}" for one in ranges)]
    value = "; ".join(part for part in (_value(resource), *said) if part)
    reading.tell_in("bio", row, "value", f"{value} ({', '.join(notes)})" if notes else value)
    reading.tell_in("bio", row, "date", day(resource.get("effectiveDateTime")))
    reading.tell_in("bio", row, "method", concept(resource.get("method")))
    reading.tell_in("bio", row, "specimen_ref", (resource.get("specimen") or {}).get("display"))
    seen = {"component", "interpretation", "method"}
    if ranges or not resource.get("referenceRange"):
        seen.add("referenceRange")
    return {*seen, "specimen"} if (resource.get("specimen") or {}).get("display") else seen


def report(reading: Reading, resource: Resource) -> set[str]:
    """The conclusion of a report of pathology or imaging."""
    if resource.get("status") in ("entered-in-error", "cancelled"):
        raise NotRead("cancelled, or entered in error")
    category = set(codes(resource.get("category")))
    words = concept(resource.get("code"))
    at = day(
        resource.get("effectiveDateTime") or (resource.get("effectivePeriod") or {}).get("start")
    )
    said = str(resource.get("conclusion") or "")
    if category & {"RAD", "LP29684-5", "CT", "NMR", "NMS", "RUS", "CUS"}:
        row = reading.row("img")
        reading.tell_in("img", row, "type", words)
        reading.tell_in("img", row, "date", at)
        reading.tell_in("img", row, "key_finding", said)
    elif category & {"PAT", "SP", "CP", "CG", "LP7839-6"} and said:
        row = reading.row("path")
        reading.tell_in("path", row, "date", at)
        reading.tell_in("path", row, "result", f"{words}: {said}" if words else said)
        number = next(
            (one["value"] for one in resource.get("identifier", ()) if one.get("value")), None
        )
        reading.tell_in("path", row, "accession", number)
    else:
        raise NotRead("a report of another kind, or without a conclusion")
    return {"category", "code", "effectiveDateTime", "effectivePeriod", "conclusion", "identifier"}


def _diagnosis_of(reading: Reading, resource: Resource) -> dict[str, Any]:
    """The row of the cancer that an observation is about; the first where it does not say."""
    for focus in resource.get("focus", ()):
        name = str(focus.get("reference", ""))
        for one in (name, name.rpartition("/")[2]):
            if one in reading.diagnoses:
                return reading.diagnoses[one]
    return reading.first_row("dx")


def _category(row: dict[str, Any], letter: str, kind: str, words: str) -> None:
    """One of T, N and M. Where clinical and pathologic differ, both stand there."""
    if not words:
        return
    held = row.setdefault("tnm", told({}))["value"]
    if letter.upper() not in words:
        words = f"{kind}{letter.upper()}{words}"
    standing = [one for one in str(held.get(letter, "")).split(", ") if one]
    held[letter] = ", ".join([*standing, *([words] if words not in standing else ())])


def _stage_group(reading: Reading, row: dict[str, Any], kind: str, words: str) -> None:
    held = row.get("stage_group")
    if held is None:
        reading.tell_in("dx", row, "stage_group", words)
        reading.tell_in("dx", row, "stage_type", kind)
    elif held["value"] == words:
        row.pop("stage_type", None)
    elif words:
        held["value"] += f"; {kind} {words}" if kind else f"; {words}"


def _size(reading: Reading, row: dict[str, Any], resource: Resource) -> None:
    sizes = [one for one in resource.get("component", ()) if LARGEST_SIDE in codes(one.get("code"))]
    number, unit = _number((sizes or [resource])[0].get("valueQuantity"))
    if number is not None and unit in ("mm", "cm"):
        reading.tell_in("dx", row, "size", {"number": number, "unit": unit})
    if len(sizes) < len(resource.get("component", ())):
        reading.leave(["some of component"])


def _ecog(resource: Resource) -> int | None:
    value = resource.get("valueInteger")
    if value is None:
        value, _ = _number(resource.get("valueQuantity"))
    answers = codes(resource.get("valueCodeableConcept"))
    coded = next((ECOG_ANSWERS[code] for code in answers if code in ECOG_ANSWERS), None)
    return int(value) if isinstance(value, int | float) and math.isfinite(value) else coded


def _number(found: Any) -> tuple[float | None, str]:
    if not isinstance(found, Mapping):
        return None, ""
    value = found.get("value")
    known = float(value) if isinstance(value, int | float) and math.isfinite(value) else None
    return known, str(found.get("code") or found.get("unit") or "")


def _value(resource: Mapping[str, Any]) -> str:
    for key in ("valueInteger", "valueString", "valueBoolean", "valueDateTime"):
        if key in resource:
            return str(resource[key])
    if "valueQuantity" in resource:
        return quantity(resource["valueQuantity"])
    if "valueRange" in resource:
        ends = (quantity(resource["valueRange"].get(end)) for end in ("low", "high"))
        return " to ".join(end for end in ends if end)
    if "valueRatio" in resource:
        parts = (quantity(resource["valueRatio"].get(one)) for one in ("numerator", "denominator"))
        return " / ".join(parts)
    return concept(resource.get("valueCodeableConcept"))
