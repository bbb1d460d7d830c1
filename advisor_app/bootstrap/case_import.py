"""Whole cases out of a file, ours or FHIR: what can be taken, and what of it is not known here.

It loads the FHIR library, which takes a moment: the verbs that take cases in and out load it, and
the window when a file is chosen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from advisor_app.bootstrap.case_source import with_known_kinds
from advisor_app.domain.intake import Intake
from advisor_app.exchange.case_file import read_case
from advisor_app.exchange.fhir_case_in import case_of_bundle, is_fhir
from advisor_app.exchange.mistakes import FileMistake
from advisor_app.exchange.reading import read_json
from advisor_app.oncology.catalogue import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesOfFile:
    """The cases that can be taken, a line for each that cannot, and for each thing not known."""

    good: tuple[Intake, ...]
    bad: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()


def cases_of_file(text: str, catalogue: Catalogue) -> CasesOfFile:
    """The cases in a text: one, or a JSON list of them. Raises FileMistake where there is none."""
    content = read_json(text)
    contents = content if isinstance(content, list) else [content]
    if not contents:
        raise FileMistake.whole("holds no case")
    good: list[Intake] = []
    bad: list[str] = []
    not_known: list[str] = []
    for number, one in enumerate(contents, start=1):
        where = f"case {number}" if isinstance(content, list) else ""
        try:
            told, left = _content(one)
            good.append(with_known_kinds(read_case(told).intake, catalogue))
        except FileMistake as mistake:
            bad.append(f"{where}: {mistake}" if where else str(mistake))
        else:
            not_known += [f"{where}, {line}" if where else line for line in left]
    return CasesOfFile(good=tuple(good), bad=tuple(bad), not_known=tuple(not_known))


def _content(given: Any) -> tuple[Mapping[str, Any], list[str]]:
    """A case file's content; of a FHIR Bundle what is known, and the rest."""
    if not isinstance(given, Mapping):
        raise FileMistake.whole("is no case: a case is one JSON object")
    if not is_fhir(given):
        return given, []
    found = case_of_bundle(given)
    return found.content, found.not_read
