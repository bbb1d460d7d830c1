"""Who the patient is and who called for them, as FHIR resources."""

from collections.abc import Iterator
from typing import Any, Final

from advisor_app.domain.dates import PartialDate
from advisor_app.exchange.fhir_case import CaseForFhir
from advisor_app.exchange.fhir_codes import CASE_SYSTEM, MCODE, MRN_SYSTEM

_GENDERS: Final = {"female": "female", "male": "male", "intersex": "other", "unknown": "unknown"}
_PLACES: Final = ("city", "city"), ("postal_code", "postalCode")


def patient(case: CaseForFhir) -> dict[str, Any]:
    """The patient, as mCODE's cancer patient."""
    found: dict[str, Any] = {
        "resourceType": "Patient",
        "id": case.id_of("patient"),
        "meta": {"profile": [f"{MCODE}cancer-patient"]},
        "identifier": [{"system": CASE_SYSTEM, "value": case.number}],
        "gender": _GENDERS.get(str(case.known("patient.sex_at_birth")), "unknown"),
    }
    if names := _names(case):
        found["name"] = names
    if case.words("patient.mrn"):
        found["identifier"].append({"system": MRN_SYSTEM, "value": case.words("patient.mrn")})
    born = case.known("patient.dob")
    if isinstance(born, PartialDate):
        found["birthDate"] = born.iso()
    telecom = list(_telecom(case, ("contact.phone_primary", "contact.phone_alt", "contact.email")))
    if telecom:
        found["telecom"] = telecom
    if address := _address(case):
        found["address"] = [address]
    if spoken := case.known("lang.spoken"):
        language = {"coding": [{"system": "urn:ietf:bcp:47", "code": spoken}]}
        found["communication"] = [{"language": language, "preferred": True}]
    if case.known("patient.vital_status") == "deceased":
        found["deceasedBoolean"] = True
    return found


def related(case: CaseForFhir) -> Iterator[dict[str, Any]]:
    """Who called for the patient."""
    if case.known("caller.is_patient") is not False and not case.known("caller.name"):
        return
    if case.known("caller.relationship") == "self" or case.known("caller.is_patient") is True:
        return
    found: dict[str, Any] = {
        "resourceType": "RelatedPerson",
        "id": case.id_of("caller"),
        "patient": case.reference("patient"),
    }
    if case.words("caller.name"):
        found["name"] = [{"text": case.words("caller.name")}]
    if case.words("caller.relationship"):
        found["relationship"] = [{"text": case.words("caller.relationship")}]
    telecom = list(_telecom(case, ("caller.phone",)))
    if telecom:
        found["telecom"] = telecom
    yield found


def _names(case: CaseForFhir) -> list[dict[str, Any]]:
    name: dict[str, Any] = {"use": "official"}
    if case.intake.patient.family_name.known:
        name["family"] = str(case.intake.patient.family_name.value)
    if case.intake.patient.given_names.value:
        name["given"] = str(case.intake.patient.given_names.value).split()
    names = [name] if len(name) > 1 else []
    for use, path in (("usual", "patient.name_native"), ("nickname", "patient.preferred_name")):
        if case.words(path):
            names.append({"use": use, "text": case.words(path)})
    return names


def _telecom(case: CaseForFhir, paths: tuple[str, ...]) -> Iterator[dict[str, str]]:
    for path in paths:
        value = case.known(path)
        if value:
            yield {"system": "email" if path.endswith("email") else "phone", "value": str(value)}


def _address(case: CaseForFhir) -> dict[str, Any]:
    told = case.known("res.address")
    found: dict[str, Any] = {}
    if told is not None:
        if told.text("street"):
            found["line"] = [told.text("street")]
        for part, name in _PLACES:
            if told.text(part):
                found[name] = told.text(part)
    for path, name in (("res.state", "state"), ("res.country", "country")):
        if case.known(path):
            found[name] = str(case.known(path))
    return found
