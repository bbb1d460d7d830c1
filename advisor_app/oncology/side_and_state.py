"""The side and the state of a blood disease in words, which choose among ICD-10-CM codes."""

from collections.abc import Sequence
from typing import Final

from advisor_app.oncology.words import Word

_SIDES: Final = {
    "left": "left", "right": "right", "both": "both", "bilateral": "both", "izquierdo": "left",
    "izquierda": "left", "derecho": "right", "derecha": "right",
}  # fmt: skip
_NO_SIDE_BEFORE: Final = frozenset(
    {"now", "away", "after", "before", "here", "there", "thing", "the", "my", "him", "her", "me",
     "over", "for", "of", "parents", "grandmothers"}
)  # fmt: skip
_STATES: Final = {
    "remission": "remission", "remision": "remission", "relapse": "relapse",
    "relapsed": "relapse", "relapsing": "relapse", "recurred": "relapse", "recaida": "relapse",
}  # fmt: skip


def side_told(words: Sequence[Word], sentence: int) -> str:
    """Right, left or both in a sentence; nothing where none or two that contradict are told."""
    told = {
        _SIDES[word.plain]
        for at, word in enumerate(words)
        if word.sentence == sentence
        and word.plain in _SIDES
        and not (at + 1 < len(words) and words[at + 1].plain in _NO_SIDE_BEFORE)
    }
    return told.pop() if len(told) == 1 else ""


def state_told(words: Sequence[Word]) -> str:
    """Remission or relapse; a relapse after a remission is a relapse."""
    told = {_STATES[word.plain] for word in words if word.plain in _STATES}
    return "relapse" if "relapse" in told else "remission" if told else ""
