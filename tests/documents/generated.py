"""Summaries that nobody wrote: every value may be any text, every list of any length."""

import random
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from advisor_app.documents.runs import Run
from advisor_app.documents.summary_content import SummaryContent
from tests.documents.hostile import HOSTILE
from tests.documents.sketches import twelve

SEED = 11
_LENGTHS = (1, 4, 12, 30, 60, 120, 400)
_SHARE = 0.15
_LISTS = {"conflicts": 8, "doctors": 8, "status": 12, "special": 14, "history": 30, "checklist": 24}


def generated(number: int) -> SummaryContent:
    """The summary of one number; the same number gives the same summary."""
    chance = random.Random(SEED * 1_000_003 + number)
    papers = tuple(twelve().values())
    content: Any = _disturbed(papers[number % len(papers)], chance)
    for name, most in _LISTS.items():
        lines = getattr(content, name)
        if lines and chance.random() < 0.3:
            longer = tuple(chance.choice(lines) for _ in range(chance.randint(0, most)))
            content = replace(content, **{name: longer})
    own = replace(
        content.identity,
        name=_text(chance) or "Name",
        native=_text(chance) if chance.random() < 0.3 else "",
        prefers=_text(chance) if chance.random() < 0.2 else "",
    )
    made: SummaryContent = replace(content, identity=own)
    return made


def _text(chance: random.Random) -> str:
    told = chance.choice(HOSTILE)
    start = chance.randrange(max(1, len(told) // 2))
    return told[start : start + chance.choice(_LENGTHS)]


def _disturbed(told: Any, chance: random.Random) -> Any:
    if isinstance(told, Run):
        kept = told.mark or told.text == "\t" or chance.random() > _SHARE
        return told if kept else told._replace(text=_text(chance))
    if isinstance(told, tuple):
        return tuple(_disturbed(item, chance) for item in told)
    if not is_dataclass(told) or isinstance(told, Enum | type):
        return told
    held = {item.name: getattr(told, item.name) for item in fields(told)}
    return replace(told, **{name: _disturbed(one, chance) for name, one in held.items()})
