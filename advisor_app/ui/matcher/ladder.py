"""Where nobody can be offered: what comes instead, rung by rung, so that no call ends in nothing.

Source: the order of the matching model where no match is found: a smaller wish, another kind with
a pair, the team's nurse, the medical director, a cancer centre near home.
"""

from typing import Final

from PySide6.QtWidgets import QWidget

from advisor_app.matching.results import MatchResult
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.matcher.side_cards import changeable
from advisor_app.ui.matcher.specialist_words import kind_words
from advisor_app.ui.retelling import retold
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import phrase

CHANGES: Final = 2


def rungs(result: MatchResult, team: str, names: dict[str, str]) -> tuple[str, ...]:
    """The rungs of a case without a match, first to last; `names` of specialists by id."""
    found = [
        phrase(
            "{get} could be offered if {would_change}",
            get=names.get(one.first, one.first),
            would_change=retold(one.would_change),
        )
        + (phrase(", and {adds} more", adds=one.adds - 1) if one.adds > 1 else "")
        for one in changeable(result)[:CHANGES]
    ]
    if not names:
        found.append(phrase("The directory is empty: a supervisor imports the roster"))
    pair = [kind_words(kind) for kind in result.pair_kinds]
    if pair and result.family:
        found.append(
            phrase(
                "The {team} team can begin with: {pair}", team=team, pair=", ".join(pair).casefold()
            )
        )
    if result.family and team:
        found.append(phrase("The nurse of the {team} team reviews it and calls back", team=team))
    found.append(phrase("The medical director reviews what no team takes"))
    found.append(phrase("A cancer centre near home is named, so that nobody is left waiting"))
    return tuple(found)


class Ladder(QWidget):
    """The first rung is what is done now: it carries the promised day."""

    def __init__(self, now: str, found: tuple[str, ...]) -> None:
        super().__init__()
        now = retold(now)
        self.setObjectName("ladder")
        lines = column(
            plain_label(phrase("No specialist can be offered yet"), "strong", "ink", wrap=True),
            margins=(12, 10, 12, 12),
            gap=6,
        )
        if now:
            lines.addWidget(plain_label(now, "subm", "infoInk", wrap=True, name="ladderNow"))
        for number, words in enumerate(found, start=1):
            place = plain_label(str(number), "subs", "ink3")
            place.setFixedWidth(12)
            line = row(column(place, None), (plain_label(words, "sub", "ink", wrap=True), 1), gap=8)
            lines.addLayout(line)
        self.setAccessibleName(
            phrase(
                "No specialist can be offered yet. {now}. {found}",
                now=now,
                found="; ".join(found),
            )
        )
        self.setLayout(column(frame("infoTint", lines, name="ladderFrame")))
