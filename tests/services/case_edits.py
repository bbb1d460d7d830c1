"""Edits of a case as a desk sends them."""

from typing import Any
from uuid import uuid4

from advisor_app.domain.answers import Statement
from advisor_app.domain.case import Case, Edit
from advisor_app.domain.paths import (
    answer_at,
)

GIVEN = "patient.given_names"
FAMILY = "patient.family_name"


def edit(path: str, value: Any, *, base: int = 0, id_: str = "", **more: Any) -> Edit:
    one: Statement[Any] = Statement(value=value, **more)
    return Edit(id=id_ or uuid4().hex, path=path, statements=(one,), base=base)


def values(case: Case, path: str) -> list[Any]:
    return [one.value for one in answer_at(case.intake, path).statements]
