"""The values of FHIR resources of others, and how they come into the content of a case file."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

_IMPORTED: Final = "imported"
_TAG: Final = re.compile(
    r"\s*\((?:disorder|finding|procedure|qualifier value|observable entity|"
    r"body structure|substance|product|situation|morphologic abnormality)\)$"
)
"""SNOMED CT ends its full names with the kind of the concept; nobody says that."""


_STAGING_BODY: Final = re.compile(
    r"^(?:American Joint Committee on Cancer|AJCC|"
    r"Union for International Cancer Control|UICC)\s+(?:v\d\s+)?"
)


def told(value: Any) -> dict[str, Any]:
    """A value whose source is the import."""
    return {"value": value, "source": _IMPORTED}


def concept(found: Any) -> str:
    """The words of a CodeableConcept, else its first code; nothing where it has neither."""
    if not isinstance(found, Mapping):
        return ""
    codings = found.get("coding", ())
    for words in (found.get("text"), *(one.get("display") for one in codings)):
        if words:
            return _TAG.sub("", str(words))
    return next((str(one["code"]) for one in codings if one.get("code")), "")


def concepts(found: Any) -> list[str]:
    """The words of each CodeableConcept of a list, or of the only one."""
    given = found if isinstance(found, list | tuple) else [found]
    return [words for one in given if (words := concept(one))]


def codes(found: Any) -> Iterator[str]:
    """The codes of a CodeableConcept, or of a list of them."""
    given = found if isinstance(found, list | tuple) else [found]
    for one in given:
        if isinstance(one, Mapping):
            yield from (str(code["code"]) for code in one.get("coding", ()) if code.get("code"))


def profiles(resource: Mapping[str, Any]) -> str:
    """The profiles that a resource claims, in one text."""
    return " ".join(str(one) for one in (resource.get("meta") or {}).get("profile", ()))


def day(found: Any) -> str:
    """The day of a date or an instant, as exact as it is told."""
    return str(found)[:10] if found else ""


def quantity(found: Any) -> str:
    """A quantity as it is read aloud: `12.5 ng/mL`, `< 0.1 ng/mL`."""
    if not isinstance(found, Mapping):
        return ""
    parts = (found.get("comparator"), found.get("value"), found.get("unit") or found.get("code"))
    return " ".join(str(part) for part in parts if part not in (None, "", "1", "{score}"))


def extension(resource: Mapping[str, Any], ending: str) -> Mapping[str, Any] | None:
    """The first extension whose address ends so."""
    for one in resource.get("extension", ()):
        if isinstance(one, Mapping) and str(one.get("url", "")).endswith(ending):
            return one
    return None


def without_staging_body(words: str) -> str:
    """A stage or a category without the name of who defines it: `stage IIB`, `cT3`."""
    return _STAGING_BODY.sub("", words)


def merged(content: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Add what is not there yet; rows are added to rows."""
    for key, value in more.items():
        held = content.get(key)
        if isinstance(held, dict) and isinstance(value, Mapping):
            merged(held, value)
        elif isinstance(held, list) and isinstance(value, list):
            held.extend(value)
        else:
            content.setdefault(key, value)
