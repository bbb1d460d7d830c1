"""The illnesses out of the FHIR resources of others.

What is no cancer is not written down as one: another illness goes to the background, a finding to
what the patient was told, and what is refuted or only suspected is no diagnosis.
"""

import re
from typing import Final

from advisor_app.exchange.fhir_codes import ASSERTED
from advisor_app.exchange.fhir_reading import NotRead, Reading, Resource
from advisor_app.exchange.fhir_values import (
    codes,
    concept,
    concepts,
    day,
    extension,
    profiles,
    told,
    without_staging_body,
)

_SUSPECTED: Final = frozenset({"provisional", "unconfirmed", "differential"})
_CANCER_CODE: Final = re.compile(r"C\d|D0\d|D3[7-9]|D4[0-9]")
_SPREAD_CODE: Final = re.compile(r"C7[789]|C80")
_FINDING_CODE: Final = re.compile(r"R9[0-7]|N63")
_CANCER_WORDS: Final = re.compile(
    r"cancer|carcinom|sarcom|lymphom|leuk(?:a)?em|melanom|myelom|blastom|gliom|mesotheliom|"
    r"seminom|thymom|malignan|neoplas|tumou?r|metasta|in situ|myelodysplas|myeloprolif",
    re.IGNORECASE,
)


def condition(reading: Reading, resource: Resource) -> set[str]:
    """A cancer as a diagnosis; anything else where it belongs."""
    words, state = concept(resource.get("code")), set(codes(resource.get("verificationStatus")))
    if not words:
        raise NotRead("not named")
    if state & {"refuted", "entered-in-error"}:
        raise NotRead("refuted, or entered in error")
    course = set(codes(resource.get("clinicalStatus"))) - {"active"}
    seen = {"code", "clinicalStatus", "verificationStatus", "category", "identifier"}
    icd10 = [code.upper() for code in codes(resource.get("code"))]
    if state & _SUSPECTED or any(_FINDING_CODE.match(code) for code in icd10):
        heard = reading.content.get("status", {}).get("told_by_doctor")
        said = f"suspected: {words}" if state & _SUSPECTED else words
        if heard is None:
            reading.tell("status.told_by_doctor", said)
        else:
            heard["value"] += f"; {said}"
    elif not _is_cancer(resource, icd10, words):
        since = day(resource.get("onsetDateTime"))
        over = f", {', '.join(sorted(course))}" if course else ""
        reading.tell_more(
            "med.comorbid.multi", f"{words}{f' since {since}' if since else ''}{over}"
        )
        return {*seen, "onsetDateTime"}
    elif _is_spread(resource, icd10):
        places = concepts(resource.get("bodySite"))
        row = reading.first_row("dx")
        held = row.setdefault("mets", told([]))
        held["value"] += [place for place in places or [words] if place not in held["value"]]
        return {*seen, "bodySite"} if places else seen
    else:
        return seen | _cancer(reading, resource, words, course)
    return seen


def _is_cancer(resource: Resource, icd10: list[str], words: str) -> bool:
    if "cancer-condition" in profiles(resource):
        return True
    coded = [code for code in icd10 if re.fullmatch(r"[A-TV-Z]\d[0-9A-Z](?:\.\w{1,4})?", code)]
    if coded:
        return any(_CANCER_CODE.match(code) for code in coded)
    return _CANCER_WORDS.search(words) is not None


def _is_spread(resource: Resource, icd10: list[str]) -> bool:
    return "secondary-cancer-condition" in profiles(resource) or any(
        _SPREAD_CODE.match(code) for code in icd10
    )


def _cancer(reading: Reading, resource: Resource, words: str, course: set[str]) -> set[str]:
    row = reading.row("dx")
    for name in (resource.get("id"), resource.get("fullUrl")):
        if name:
            reading.diagnoses[str(name)] = row
    morphology = extension(resource, "histology-morphology-behavior")
    named = [words, concept((morphology or {}).get("valueCodeableConcept"))]
    reading.tell_in("dx", row, "histology_text", ", ".join(dict.fromkeys(filter(None, named))))
    cancer_codes = [code for code in codes(resource.get("code")) if _CANCER_CODE.match(code)]
    reading.tell_in("dx", row, "icd10cm", cancer_codes[0] if cancer_codes else None)
    reading.tell_in("dx", row, "site_text", ", ".join(concepts(resource.get("bodySite"))))
    stages = [concept(stage.get("summary")) for stage in resource.get("stage", ())]
    told_stage = ", ".join(without_staging_body(stage) for stage in stages if stage)
    reading.tell_in("dx", row, "stage_stated", told_stage)
    asserted = extension(resource, ASSERTED)
    told_on = (asserted or {}).get("valueDateTime") or resource.get("onsetDateTime")
    reading.tell_in("dx", row, "date", day(told_on or resource.get("recordedDate")))
    reading.leave(["a clinicalStatus other than active"] if course else [])
    reading.leave_extensions(resource, known=(asserted, morphology))
    return {"bodySite", "stage", "onsetDateTime", "recordedDate", "extension", "fullUrl"}
