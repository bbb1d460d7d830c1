"""A case on its way into FHIR: what a Bundle is made of, and how its resources name each other."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from advisor_app.domain.answers import Answer
from advisor_app.domain.intake import Diagnosis, Intake, Member
from advisor_app.domain.paths import answer_at, member_path, question_of, rows_of
from advisor_app.domain.shown import shown
from advisor_app.exchange.fhir_codes import CASE_SYSTEM


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseForFhir:
    """What a Bundle is made of.

    `icd10` and `kind_name` are what follows from the diagnosis, `confirmed` whether tissue did;
    `summary` is the PDF, or nothing where it may not be told.
    """

    number: str
    intake: Intake
    at: datetime
    icd10: tuple[str, ...] = ()
    kind_name: str = ""
    confirmed: bool = False
    urgency: str = ""
    specialist: str = ""
    summary: bytes = b""
    demonstration: bool = False

    def id_of(self, name: str) -> str:
        """The id of one resource of this case, always the same."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{CASE_SYSTEM}:{self.number}:{name}"))

    def reference(self, name: str) -> dict[str, str]:
        """How another resource points to it."""
        return {"reference": f"urn:uuid:{self.id_of(name)}"}

    def known(self, path: str) -> Any:
        """The value of an answer; None where none is known."""
        return answer_at(self.intake, path).value

    def words(self, path: str) -> str:
        """An answer as a person reads it."""
        return shown(question_of(path), self.known(path))

    def verified(self, path: str) -> bool:
        """Whether a document confirmed an answer."""
        answer: Answer[Any] = answer_at(self.intake, path)
        return answer.lead is not None and answer.lead.verified

    @property
    def diagnoses(self) -> tuple[Member, ...]:
        """The diagnoses that were told; without one, what the caller was told stands for it."""
        return rows_of(self.intake, "dx") or (Diagnosis(id="1"),)


@dataclass(frozen=True, slots=True)
class RowForFhir:
    """One row of a repeated group, by the last names of its questions."""

    case: CaseForFhir
    group: str
    row: Member

    def path(self, name: str) -> str:
        """The path of one of its questions."""
        return member_path(self.group, self.row.id, name)

    def known(self, name: str) -> Any:
        """The value of an answer; None where none is known."""
        return self.case.known(self.path(name))

    def words(self, name: str) -> str:
        """An answer as a person reads it."""
        return self.case.words(self.path(name))


def concept_of(text: str, *codings: tuple[str, str]) -> dict[str, Any]:
    """A CodeableConcept of words and of codes, each with its system."""
    found: dict[str, Any] = {"text": text} if text else {}
    if codings:
        found["coding"] = [{"system": system, "code": code} for system, code in codings]
    return found
