"""Keeps what lists and searches show of a case in step with the case, in the same transaction."""

from collections.abc import Callable
from dataclasses import dataclass

from advisor_app.domain.case import PromiseState
from advisor_app.services.cards import card_of
from advisor_app.services.ports import Writing


@dataclass(frozen=True, slots=True)
class CardProjection:
    """Projects cases; `kind_name` gives the name of a kind of cancer."""

    kind_name: Callable[[str], str] = str

    def refresh(self, unit: Writing, number: str) -> None:
        """Project one case anew."""
        if unit.cases.record(number) is None:
            return
        due = unit.promises.select(state=PromiseState.DUE, case=number)
        intake = unit.cases.intake(number)
        unit.cases.put_card(card_of(number, intake, due[0] if due else None, self.kind_name))
