"""The values of FHIR resources of others, and how they come into the content of a case file."""

from collections.abc import Mapping
from typing import Any, Final

_IMPORTED: Final = "imported"


def told(value: Any) -> dict[str, Any]:
    """A value whose source is the import."""
    return {"value": value, "source": _IMPORTED}


def concept(found: Any) -> str:
    """The words of a CodeableConcept; nothing where it has none."""
    if not isinstance(found, Mapping):
        return ""
    shown = [str(one.get("display", "")) for one in found.get("coding", ())]
    return str(found.get("text") or next((one for one in shown if one), ""))


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
