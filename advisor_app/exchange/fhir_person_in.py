"""Who a patient is, out of the Patient of another system, and whom else it names."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from advisor_app.domain.text import is_latin
from advisor_app.exchange.fhir_codes import BIRTH_SEX, CASE_SYSTEM
from advisor_app.exchange.fhir_reading import Reading, Resource
from advisor_app.exchange.fhir_values import codes

_GENDERS: Final = {"female": "female", "male": "male"}
_BIRTH_SEX: Final = {"F": "female", "M": "male"}
_MOST_PHONES: Final = 2


def patient(reading: Reading, resource: Resource) -> set[str]:
    """Name, birth date, sex, record number, contact and place."""
    names = sorted(resource.get("name", ()), key=_rank_of_name)
    reading.leave(_name(reading, names))
    reading.tell("patient.dob", resource.get("birthDate"))
    reading.leave(_sex(reading, resource))
    reading.leave(_record_number(reading, resource.get("identifier", ())))
    reading.leave(_telecom(reading, resource.get("telecom", ())))
    reading.leave(_address(reading, resource.get("address", ())))
    reading.leave(_language(reading, resource.get("communication", ())))
    if resource.get("deceasedBoolean") or resource.get("deceasedDateTime"):
        reading.tell("patient.vital_status", "deceased")
    seen = {"name", "birthDate", "gender", "telecom", "address", "active", "identifier"}
    return seen | {"communication", "extension", "deceasedBoolean"}


def related_person(reading: Reading, resource: Resource) -> set[str]:
    """Somebody whom a record names beside the patient: nobody who called, and without authority."""
    name = next((_whole_name(one) for one in resource.get("name", ())), "")
    phones = [one for one in resource.get("telecom", ()) if one.get("system") == "phone"]
    told: dict[str, Any] = {"name": name} if name else {}
    if phones and phones[0].get("value"):
        told["phone"] = str(phones[0]["value"])
    if told:
        reading.tell("caller.second_contact", {**told, "authority": "not asked yet"})
    if len(resource.get("telecom", ())) > min(1, len(phones)):
        reading.leave(["some of telecom"])
    return {"name", "telecom", "active"}


def _rank_of_name(name: Mapping[str, Any]) -> int:
    order = ("official", None, "usual", "nickname", "temp", "anonymous", "maiden", "old")
    use = name.get("use")
    return order.index(use) if use in order else len(order)


def _name(reading: Reading, names: list[Any]) -> Iterator[str]:
    for name in names[:1]:
        if not name.get("family") and not name.get("given"):
            reading.tell("patient.family_name", name.get("text"))
        reading.tell("patient.family_name", name.get("family"))
        reading.tell("patient.given_names", " ".join(name.get("given", ())))
        if name.get("prefix") or name.get("suffix"):
            yield "prefix or suffix of name"
    for name in names[1:]:
        text = _whole_name(name)
        if name.get("use") in ("old", "maiden") and text:
            reading.tell_more("patient.other_names", text)
        elif text and not is_latin(text):
            reading.tell("patient.name_native", text)
        elif name.get("use") in ("usual", "nickname") and text:
            reading.tell("patient.preferred_name", text)
        else:
            yield "some of name"


def _whole_name(name: Mapping[str, Any]) -> str:
    parts = [*name.get("given", ()), name.get("family", "")]
    return str(name.get("text") or " ".join(part for part in parts if part))


def _sex(reading: Reading, resource: Resource) -> Iterator[str]:
    """Sex at birth where it is told as such, else the administrative one."""
    at_birth = ""
    for one in resource.get("extension", ()):
        url = str(one.get("url", ""))
        if url == BIRTH_SEX and one.get("valueCode") in _BIRTH_SEX:
            at_birth = _BIRTH_SEX[one["valueCode"]]
        else:
            yield f"extension {url.rpartition('/')[2] or 'without address'}"
    gender = resource.get("gender")
    reading.tell("patient.sex_at_birth", at_birth or _GENDERS.get(str(gender)))
    if gender not in (None, "unknown", at_birth) and (at_birth or gender not in _GENDERS):
        yield "gender"


def _record_number(reading: Reading, identifiers: list[Any]) -> Iterator[str]:
    found = sorted(
        (one for one in identifiers if one.get("system") != CASE_SYSTEM),
        key=lambda one: "MR" not in codes(one.get("type")),
    )
    for one in found[:1]:
        reading.tell("patient.mrn", str(one["value"]) if one.get("value") else None)
    if len(found) > 1:
        yield "some of identifier"


def _telecom(reading: Reading, telecom: list[Any]) -> Iterator[str]:
    phones = [one["value"] for one in telecom if one.get("system") == "phone" and one.get("value")]
    for path, value in zip(("contact.phone_primary", "contact.phone_alt"), phones, strict=False):
        reading.tell(path, str(value))
    mails = [one["value"] for one in telecom if one.get("system") == "email" and one.get("value")]
    reading.tell("contact.email", mails[0] if mails else None)
    if len(telecom) > min(_MOST_PHONES, len(phones)) + min(1, len(mails)):
        yield "some of telecom"


def _address(reading: Reading, addresses: list[Any]) -> Iterator[str]:
    for address in addresses[:1]:
        place = {
            "street": " ".join(address.get("line", ())),
            "city": address.get("city", ""),
            "postal_code": address.get("postalCode", ""),
        }
        reading.tell("res.address", {key: text for key, text in place.items() if text})
        reading.tell("res.state", address.get("state"))
        reading.tell("res.country", address.get("country"))
        reading.tell("res.county", address.get("district"))
    if len(addresses) > 1:
        yield "some of address"


def _language(reading: Reading, spoken: list[Any]) -> Iterator[str]:
    found = sorted(spoken, key=lambda one: not one.get("preferred"))
    for one in found[:1]:
        code = next(codes(one.get("language")), "") or (one.get("language") or {}).get("text")
        reading.tell("lang.spoken", str(code).partition("-")[0] if code else None)
    if len(found) > 1:
        yield "some of communication"
