"""A question to a nurse from a case, and the nurse's answer: asked, seen at once, answered."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from uuid import uuid4

from advisor_app.domain.case import Act, CaseCard
from advisor_app.domain.people import Role
from advisor_app.domain.text import clean
from advisor_app.services.failures import ChangedMeanwhile, Denied, NoSuchCase, NotPossible
from advisor_app.services.gate import Gate
from advisor_app.services.look_trail import LookTrail
from advisor_app.services.ports import Clock, Store
from advisor_app.services.records import Consult
from advisor_app.services.rights import Deed

ANSWERS: Final = frozenset({Role.NURSE.value})
"""Who answers: an advisor proposes, a nurse decides (roles of the line)."""


class ConsultUrgency(StrEnum):
    """How long the question can wait."""

    NOW = "now"
    TODAY = "today"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenConsult:
    """A question that waits, and the case that it is about."""

    consult: Consult
    card: CaseCard


class Consults:
    """Questions to the nurses; everybody at the line sees their state on the case."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._clock = clock
        self._gate = Gate(store, clock)
        self._trail = LookTrail(store, clock)

    def ask(self, act: Act, number: str, question: str, urgency: ConsultUrgency) -> Consult:
        """Ask the nurses. Raises NoSuchCase, and NotPossible without a question."""
        asked = Consult(
            id=uuid4().hex,
            case=number,
            question=_said(question, "Say what you ask the nurse."),
            urgency=urgency.value,
            asked_by=act.session.account,
            asked_at=self._clock.now(),
        )
        with self._gate.on_case(act, "consult.ask", number) as unit:
            if unit.cases.record(number) is None:
                raise NoSuchCase
            unit.consults.put(asked)
            unit.cases.add_note(
                number, "nurse asked", asked.question, asked.asked_by, asked.asked_at
            )
            unit.audit.append("consult.ask", "case", number, urgency.value)
        return asked

    def answer(self, act: Act, id_: str, words: str, disposition: str) -> Consult:
        """A nurse answers, once. Raises Denied, NotPossible, ChangedMeanwhile, NoSuchCase."""
        answer = _said(words, "Say your answer in words.")
        if not disposition:
            raise NotPossible("Say what follows for the patient.")
        deed = Deed.ANSWER_CONSULT
        with self._gate.writing(act, deed, "consult.answer", "consult", id_) as unit:
            asked = unit.consults.consult(id_)
            if asked is None:
                raise NoSuchCase
            if asked.answered:
                raise ChangedMeanwhile
            if asked.asked_by == act.session.account:
                raise Denied("Another nurse answers what you asked.")
            done = replace(
                asked,
                answer=answer,
                disposition=disposition,
                answered_by=act.session.account,
                answered_at=self._clock.now(),
            )
            unit.consults.put(done)
            detail = f"{disposition}: {answer}"
            unit.cases.add_note(
                asked.case, "nurse answered", detail, done.answered_by, self._clock.now()
            )
            unit.audit.append("consult.answer", "case", asked.case, disposition)
        return done

    def open_ones(self, act: Act) -> tuple[OpenConsult, ...]:
        """The questions that wait: those for now first, then by age."""
        with self._gate.reading(act, Deed.LIST_CASES, "consult.list", "case") as unit:
            found = [
                OpenConsult(consult=one, card=card)
                for one in unit.consults.open_ones()
                if (card := unit.cases.card(one.case)) is not None
            ]
        found.sort(key=lambda one: (one.consult.urgency != "now", one.consult.asked_at))
        numbers = " ".join(one.card.number for one in found)
        if found:
            self._trail.write_down(act, "consult.list", "case", f"{len(found)} found: {numbers}")
        return tuple(found)

    def of_case(self, act: Act, number: str) -> tuple[Consult, ...]:
        """All questions about a case, the newest first."""
        with self._gate.reading(act, Deed.LIST_CASES, "consult.read", "case") as unit:
            found = unit.consults.of_case(number)
        if found:
            self._trail.write_down(act, "consult.read", "case", f"{number}: {len(found)}")
        return found


def _said(text: str, lacking: str) -> str:
    words = clean(text)
    if not words:
        raise NotPossible(lacking)
    return words
