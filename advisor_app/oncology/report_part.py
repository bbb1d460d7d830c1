"""Which part of a text is read: a short one whole; a long report where it says its diagnosis.

A pathology or scan report tells first who sent what and how it looked; what it is stands under a
heading far below. Of a long text the beginning is read, and what follows such a heading.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from advisor_app.oncology.chips import Chip
from advisor_app.oncology.pieces import MOST_HEARD
from advisor_app.oncology.words import MOST_READ, read_part

_HEADINGS: Final = (
    re.compile(r"\b(?:FINAL|PATHOLOG\w*|SURGICAL|INTEGRATED|DISCHARGE) +DIAGNOS[IE]S\b", re.I),
    re.compile(r"^\W{0,5}(?:DIAGNOS[IE]S|DIAGN[OÓ]STICO(?: FINAL)?)\W{0,3}$", re.I | re.M),
    re.compile(r"^\W{0,5}(?:DIAGNOS[IE]S|DIAGN[OÓ]STICO(?: FINAL)?) *:", re.I | re.M),
    re.compile(r"^\W{0,5}(?:IMPRESSION|CONCLUSIONS?|ASSESSMENT|IMPRESI[OÓ]N) *:?", re.I | re.M),
)
"""The surest heading first."""
_BEGINNING: Final = 1000
_JOINT: Final = ". "


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPart:
    """What is read of a text: up to the sign `joint` its beginning, then what follows `gap` signs.

    Where nothing is left out between them, `gap` is 0 and `joint` the length.
    """

    text: str
    joint: int
    gap: int

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where the parts begin and end in the whole text."""
        behind = (self.joint + self.gap, len(self.text) + self.gap)
        first = self.joint - len(_JOINT) if self.gap else self.joint
        return ((0, first), behind) if self.gap else ((0, first),)

    def moved(self, chips: Iterable[Chip]) -> Iterator[Chip]:
        """The chips at their places in the whole text; none reaches over what was left out."""
        for one in chips:
            if one.start >= self.joint:
                yield replace(one, start=one.start + self.gap, end=one.end + self.gap)
            elif one.end <= self.joint:
                yield one


def part_read(text: str) -> ReadPart:
    """What is read of a text; of what this gives, all."""
    whole = read_part(text)
    heading = _heading(text) if len(whole) < len(text) else 0
    if heading < len(whole):
        return ReadPart(text=whole, joint=len(whole), gap=0)
    told = read_part(text[:_BEGINNING]) + _JOINT
    joined = read_part(told + text[heading : heading + MOST_READ - len(told)])
    return ReadPart(text=joined, joint=len(told), gap=heading - len(told))


def _heading(text: str) -> int:
    """Where the diagnosis of a report is said, within the first `MOST_HEARD` signs; else 0."""
    heard = text[:MOST_HEARD]
    found = (heading.search(heard) for heading in _HEADINGS)
    return next((one.start() for one in found if one is not None), 0)
