"""How often each of several equals was chosen: for the supervisor, as bars."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget

from advisor_app.domain.people import Practitioner, Roster
from advisor_app.ui.kit.bars import Bar, FitBars
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import phrase

DAYS: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Equal:
    """One of several who do the same work, and how often they were chosen."""

    id: str
    name: str
    count: int


def equals_of(one: Practitioner, roster: Roster, chosen: Mapping[str, int]) -> tuple[Equal, ...]:
    """Those of the same kind in the same team who share a family of cancers, most chosen first."""
    alike = [
        other
        for other in roster.practitioners
        if (other.kind, other.team) == (one.kind, one.team)
        and (other.id == one.id or set(other.families) & set(one.families))
    ]
    found = [Equal(id=who.id, name=who.name, count=chosen.get(who.id, 0)) for who in alike]
    return tuple(sorted(found, key=lambda equal: (-equal.count, equal.name)))


class Spread(QWidget):
    """The equals of one specialist, one line each; the one who is shown stands out."""

    def __init__(self, equals: tuple[Equal, ...], shown: str) -> None:
        super().__init__()
        self.setObjectName("spread")
        most = max((one.count for one in equals), default=0) or 1
        lines = column(
            plain_label(phrase("Chosen in {DAYS} days, among equals", DAYS=DAYS), "subs", "ink"),
            gap=6,
        )
        for one in equals:
            style = "strong" if one.id == shown else "body"
            name = ElidedLabel(one.name, style, "ink")
            count = plain_label(str(one.count), style, "ink")
            bars = FitBars(
                f"spread_{one.id}",
                (Bar(word=one.name, weight=most, given=one.count),),
                words=False,
            )
            bars.setFixedWidth(96)
            line = row((name, 1), bars, count, gap=8)
            count.setFixedWidth(24)
            lines.addLayout(line)
        self.setAccessibleName("; ".join(f"{one.name} {one.count}" for one in equals))
        self.setLayout(lines)
