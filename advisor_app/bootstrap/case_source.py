"""Cases as a verb names them: a case file, `-` for the standard input, or a number of the store."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from advisor_app.bootstrap.verdict import Code, Refused
from advisor_app.domain.answers import Answer, Statement
from advisor_app.domain.case import Case
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import rows_of, with_answer
from advisor_app.domain.text import fold
from advisor_app.exchange.case_file import read_case
from advisor_app.exchange.mistakes import FileMistake, Mistake
from advisor_app.exchange.reading import STANDARD_INPUT, read_text
from advisor_app.oncology.catalogue import Catalogue

_NUMBER: Final = re.compile(r"[A-Za-z]{1,3}-\d{2,4}-\d{1,7}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedCase:
    """One case of a verb: its name (a file's stem or the number), and the case of the store."""

    name: str
    intake: Intake
    stored: Case | None = None


def is_number(word: str) -> bool:
    """Whether a word names a case of the store rather than a file."""
    return bool(_NUMBER.fullmatch(word)) and not os.path.exists(word)


def case_of_file(word: str, catalogue: Catalogue) -> NamedCase:
    """The case in a file, its kinds checked against the catalogue. Raises Refused."""
    name = "case" if word == STANDARD_INPUT else Path(word).stem
    try:
        intake = with_known_kinds(read_case(read_text(word)).intake, catalogue)
    except FileMistake as mistake:
        raise Refused(Code.BAD_INPUT, f"{name}: {mistake}") from None
    return NamedCase(name=name, intake=intake)


def with_known_kinds(intake: Intake, catalogue: Catalogue) -> Intake:
    """The intake with every kind of cancer by our id; a name or an OncoTree code is one spelling.

    Raises FileMistake for a kind that the catalogue does not hold.
    """
    mistakes = []
    for index, row in enumerate(rows_of(intake, "dx")):
        answer = _by_our_ids(row.kind, catalogue)  # type: ignore[attr-defined]
        if answer is None:
            path = f"dx.rows[{index}].kind"
            mistakes.append(Mistake(path=path, text="is no kind of the catalogue"))
        else:
            intake = with_answer(intake, f"dx.rows/{row.id}/kind", answer)
    if mistakes:
        raise FileMistake(mistakes)
    return intake


def _by_our_ids(answer: Answer[Any], catalogue: Catalogue) -> Answer[Any] | None:
    found: list[Statement[Any]] = []
    for statement in answer.statements:
        if not statement.known:
            found.append(statement)
            continue
        kind = _our_id(str(statement.value), catalogue)
        if kind is None:
            return None
        found.append(replace(statement, value=kind))
    return Answer(statements=tuple(found))


def _our_id(word: str, catalogue: Catalogue) -> str | None:
    if word in catalogue.kinds or word in catalogue.findings:
        return word
    wanted = fold(word)
    by_name: tuple[Callable[[Any], str], ...] = (
        lambda kind: fold(kind.id),
        lambda kind: fold(kind.oncotree),
        lambda kind: fold(kind.name),
    )
    for spelled in by_name:
        same = [kind.id for kind in catalogue.kinds.values() if spelled(kind) == wanted]
        if len(same) == 1:
            return same[0]
    return None
