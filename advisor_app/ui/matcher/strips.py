"""What is said above and below the order: what moved, what is barred, what comes next."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.retelling import retold
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import later, phrase

BLOCKED_WORDS: Final = {
    "book": later("booking"),
    "disclose": later("telling back"),
    "print": later("printing"),
}


def moved_strip(words: str) -> QWidget:
    """What the last answer moved."""
    said = plain_label(words, "sub", "ink", wrap=True, name="movedLabel")
    mark = column(IconMark("swap", 16, "infoInk"), None)
    return frame("infoTint", row(mark, (said, 1), margins=(12, 8, 12, 8)), name="movedStrip")


def blocked_card(things: Sequence[str], why: str) -> QWidget:
    """What may not be done now, and why."""
    text = phrase(
        "No {things}: {why}",
        things=phrase(" or ").join(phrase(BLOCKED_WORDS.get(one, one)) for one in things),
        why=retold(why),
    )
    lock = column(IconMark("lock", 16, "warningInk"), None)
    words = plain_label(text, "sub", "ink", wrap=True)
    inner = row(lock, (words, 1), margins=(12, 8, 12, 8))
    return frame("warningTint", inner, name="blockedCard")


def next_step_card(words: str) -> QWidget:
    """The dated step with which the call ends."""
    inner = column(
        plain_label(phrase("Next step"), "subs", "infoInk"),
        plain_label(retold(words), "sub", "ink", wrap=True),
        margins=(12, 8, 12, 8),
        gap=2,
    )
    return frame("infoTint", inner, name="nextStepCard")
