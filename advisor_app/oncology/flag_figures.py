"""What figures in a caller's words say: a fever, a child's age, weight lost, a dangerous lab value.

Each gives a sign such as "#fever", which the rows of the red flags ask for.
"""

import re
from collections.abc import Iterator
from typing import Final

_FEVER: Final = re.compile(
    r"\b(?:temp\w*|fever\w*|fiebre|thermometer)\D{0,20}(1(?:0[0-7]|00)(?:\.\d)?|3[89](?:\.\d)?|4[01](?:\.\d)?)\b"
    r"|\b(10[0-6](?:\.\d)?|3[89]\.\d)\s*(?:degrees|°|f\b|c\b|fever|temp)",
    re.IGNORECASE,
)
_CHILD: Final = re.compile(
    r"\b(?:1[0-7]|[0-9])[\s-]*(?:years?|yrs?|y)[\s/-]*(?:old|o)\b"
    r"|\b\d{1,2}[\s-]*months?[\s-]*old\b"
    r"|\b(?:1[0-7]|[0-9])\s?(?:yo|y/o)\b"
    r"|\b(?:son|daughter|boy|girl|child|kid|he|she)\s(?:is|just turned|aged)\s(?:1[0-7]|[0-9])\b",
    re.IGNORECASE,
)
_GROWN_UP: Final = re.compile(
    r"\b(?:1[89]|[2-9]\d)[\s-]*(?:years?|yrs?|y)?[\s/-]*(?:old|o|yo|y/o|[fm])\b"
    r"|\b(?:is|just turned|aged|age|turned|she's|he's)\s(?:1[89]|[2-9]\d)\b",
    re.IGNORECASE,
)
"""The age of somebody who is of age: "my daughter is 42" is no child."""
_WEIGHT: Final = re.compile(
    r"\blo(?:st|sing|se)\b\D{0,25}?\b(\d{2,3})\s*(?:lbs?|pounds?|kilos?|kgs?|kg|libras?)\b"
    r"|\b(\d{2,3})\s*(?:lbs?|pounds?|kilos?|kg)\b[^.]{0,20}\b(?:weight loss|lost|gone)\b"
    r"|\b(?:perdi\w*|perdido|bajado)\D{0,20}?(\d{2,3})\s*(?:kilos?|libras?)\b",
    re.IGNORECASE,
)
_LABS: Final = (
    ("#calcium", r"\bcalcium\D{0,15}(\d{1,2}(?:\.\d+)?)", (3.0, 6.0), (12.0, 25.0)),
    ("#potassium", r"\bpotassium\D{0,15}(\d(?:\.\d+)?)\b", (6.0, 10.0), (0.5, 2.5)),
    ("#sodium", r"\bsodium\D{0,15}(\d{3})\b", (90.0, 120.0), (160.0, 200.0)),
)
_LEAST_POUNDS: Final = 15
_LEAST_KILOS: Final = 7


def figures_in(text: str) -> dict[str, int]:
    """The signs that figures give, such as "#fever", with where the first stands."""
    places: dict[str, int] = {}
    for sign, place in _in_order(text):
        places.setdefault(sign, place)
    return places


def _in_order(text: str) -> Iterator[tuple[str, int]]:
    if not _GROWN_UP.search(text):
        yield "#maybechild", 0
    for sign, pattern in (("#fever", _FEVER), ("#child", _CHILD)):
        first = pattern.search(text)
        if first is not None:
            yield sign, first.start()
    for found in _WEIGHT.finditer(text):
        amount = int(found[1] or found[2] or found[3])
        kilos = re.search(r"k(?:ilo|g)", found.group(), re.IGNORECASE)
        if amount >= (_LEAST_KILOS if kilos else _LEAST_POUNDS):
            yield "#weightloss", found.start()
    for lab, measure, *ranges in _LABS:
        for found in re.finditer(measure, text, re.IGNORECASE):
            if any(low < float(found[1]) < high for low, high in ranges):
                yield lab, found.start()


def age_of_a_child(text: str) -> str:
    """The words that tell the age of somebody who is not of age; nothing where none do."""
    found = _CHILD.search(text)
    return found.group() if found is not None else ""
