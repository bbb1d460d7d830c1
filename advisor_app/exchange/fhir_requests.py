"""Online requests as FHIR R4: a QuestionnaireResponse, or a Bundle of them.

The linkId of an item is our path (`patient.dob`, `tx.rows/7f3a/start`); a part of a value is named
behind its question (`status.next_planned.date`), and the repetitions of a group `tx.rows` are its
rows. This module alone loads fhir.resources for reading, because that costs a third of a second.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from pydantic import ValidationError

from advisor_app.exchange.fhir_codes import ABSENT
from advisor_app.exchange.keys import held_row
from advisor_app.exchange.mistakes import FileMistake, Mistake, key_as_told

_RESPONSE: Final = "QuestionnaireResponse"
_STATES: Final = {"asked-unknown": "unknown", "unknown": "unknown", "asked-declined": "refused"}
_PLAIN: Final = (
    "valueString", "valueBoolean", "valueInteger", "valueDecimal", "valueDate", "valueDateTime",
    "valueUri", "valueTime",
)  # fmt: skip
_ROWS: Final = ".rows"


def rows_of_fhir(content: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The requests of a FHIR resource as rows for the reader of requests.

    A response that is no valid FHIR becomes a FileMistake in its row, so that the others can be
    taken. Raises FileMistake where the resource holds no responses at all.
    """
    if content.get("resourceType") == _RESPONSE:
        return [("request 1", _row(content))]
    if content.get("resourceType") != "Bundle":
        raise FileMistake.whole("is no QuestionnaireResponse and no Bundle of them")
    entries = content.get("entry")
    if not isinstance(entries, list) or not entries:
        raise FileMistake.whole("holds no request")
    return [
        (f"request {number}", _row(entry.get("resource") if isinstance(entry, Mapping) else None))
        for number, entry in enumerate(entries, start=1)
    ]


def _row(resource: Any) -> Mapping[str, Any] | FileMistake:
    """One response in the shape of a case file, or what is wrong with it."""
    if not isinstance(resource, Mapping) or resource.get("resourceType") != _RESPONSE:
        return FileMistake.whole("is no QuestionnaireResponse")
    try:
        QuestionnaireResponse.model_validate(resource)
    except ValidationError as error:
        return FileMistake(_mistakes(error))
    except (KeyError, TypeError, AttributeError, ImportError):
        # The library looks a type up by its name, and trips over one that is none.
        return FileMistake.whole("is not valid FHIR")
    found: dict[str, Any] = {}
    if (id_ := _id_of(resource)) is not None:
        found["id"] = id_
    if resource.get("authored"):
        found["received_at"] = resource["authored"]
    try:
        for item in resource.get("item", ()):
            _take(found, item)
    except FileMistake as mistake:
        return mistake
    return found


def _mistakes(error: ValidationError) -> Iterator[Mistake]:
    for one in error.errors(include_input=False, include_url=False):
        path = ".".join(key_as_told(name) for name in one["loc"]) or _RESPONSE
        yield Mistake(path=path, text="is not valid FHIR")


def _id_of(resource: Mapping[str, Any]) -> str | None:
    identifier = resource.get("identifier")
    if isinstance(identifier, Mapping) and identifier.get("value"):
        return str(identifier["value"])
    return str(resource["id"]) if resource.get("id") else None


def _take(found: dict[str, Any], item: Mapping[str, Any]) -> None:
    """Puts the answers of an item, and of the items within it, where the case file has them."""
    path = str(item["linkId"])
    if path.endswith(_ROWS):
        _take_row(found, path.removesuffix(_ROWS), item)
        return
    answer = _answer(item)
    if answer is not None:
        _put(found, path, answer)
    for inner in _inner(item):
        _take(found, inner)


def _take_row(found: dict[str, Any], group: str, item: Mapping[str, Any]) -> None:
    """One repetition of a group as one row; its questions go by their last names."""
    row: dict[str, Any] = {}
    for inner in _inner(item):
        _take_in_row(row, inner)
    if row:
        found.setdefault(group, {}).setdefault("rows", []).append(row)


def _take_in_row(row: dict[str, Any], item: Mapping[str, Any]) -> None:
    name = str(item["linkId"]).rpartition("/")[2]
    answer = _answer(item)
    if answer is not None:
        _put(row, name, answer)
    for inner in _inner(item):
        _take_in_row(row, inner)


def _inner(item: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from item.get("item", ())
    for answer in item.get("answer", ()):
        yield from answer.get("item", ())


def _put(found: dict[str, Any], path: str, value: Any) -> None:
    """`patient.dob`, `tx.rows/7f3a/start` or `status.next_planned.date` into nested keys."""
    group, rows, rest = path.partition(f"{_ROWS}/")
    if rows:
        member, _, name = rest.partition("/")
        _put(held_row(found, group, member), name, value)
        return
    names = path.split(".")
    holder = found
    for name in names[:-1]:
        inner = holder.setdefault(name, {})
        if not isinstance(inner, dict):
            raise FileMistake([Mistake(path=key_as_told(path), text="is given twice")])
        holder = inner
    if names[-1] in holder:
        raise FileMistake([Mistake(path=key_as_told(path), text="is given twice")])
    holder[names[-1]] = value


def _answer(item: Mapping[str, Any]) -> Any:
    """What an item answers: one value, a list of them, or that it was asked in vain."""
    values = [_value(one, str(item["linkId"])) for one in item.get("answer", ())]
    values = [one for one in values if one is not None]
    if not values:
        return _state(item)
    return values[0] if len(values) == 1 else values


def _value(answer: Mapping[str, Any], path: str) -> Any:
    for name in _PLAIN:
        if name in answer:
            return answer[name]
    if "valueCoding" in answer:
        coding = answer["valueCoding"]
        return coding.get("code") or coding.get("display")
    if "valueQuantity" in answer:
        quantity = answer["valueQuantity"]
        unit = quantity.get("unit") or quantity.get("code")
        number = quantity.get("value")
        return {"number": number, "unit": unit} if unit else number
    others = [name for name in answer if name.startswith("value")]
    if others:
        raise FileMistake([Mistake(path=key_as_told(path), text=f"has a {others[0]}")])
    return _state(answer)


def _state(element: Mapping[str, Any]) -> Any:
    for extension in element.get("extension", ()):
        if extension.get("url") == ABSENT:
            state = _STATES.get(str(extension.get("valueCode")))
            return {"state": state} if state else None
    return None
