"""The figures as a chart that reads in black and white: a bar each, beside the line of its goal.

The scale is that of tenfolds, and 1 is the goal: what ends left of the line is met. What is met is
a full bar, what is not is hatched and says so.
"""

from html import escape
from math import log10
from typing import Final

from tests.benchmarks.figures import Figure

_ROW: Final = 24
_LEFT: Final = 610
_WIDE: Final = 480
_RIGHT: Final = 390
_TOP: Final = 64
_DECADES: Final = (-3, 1)
"""From a thousandth of the goal to ten times the goal."""


def drawn(figures: list[Figure], title: str) -> str:
    """The chart as SVG."""
    height = _TOP + _ROW * len(figures) + 40
    goal = _LEFT + _at(1.0)
    bars = "".join(_bar(one, _TOP + _ROW * place) for place, one in enumerate(figures))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_LEFT + _WIDE + _RIGHT}" '
        f'height="{height}" font-family="sans-serif" font-size="13">'
        '<defs><pattern id="missed" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="6" height="6" fill="white"/>'
        '<rect width="2.5" height="6" fill="black"/></pattern></defs>'
        f'<rect width="{_LEFT + _WIDE + _RIGHT}" height="{height}" fill="white"/>'
        f'<text x="16" y="28" font-size="17" font-weight="bold">{escape(title)}</text>'
        f"{_ticks(height)}{bars}"
        f'<line x1="{goal}" x2="{goal}" y1="{_TOP - 8}" y2="{height - 30}" stroke="black" '
        'stroke-width="2"/></svg>\n'
    )


def _bar(one: Figure, top: int) -> str:
    share = _share(one)
    fill = "#555" if one.met else "url(#missed)"
    end = _at(share)
    words = f"{one.ratio:.2f}x {one.beside}, goal {one.goal}" + ("" if one.met else ", NOT met")
    return (
        f'<text x="{_LEFT - 12}" y="{top + 14}" text-anchor="end">{escape(one.what)}</text>'
        f'<rect x="{_LEFT}" y="{top + 2}" width="{max(end, 2):.0f}" height="{_ROW - 8}" '
        f'fill="{fill}" stroke="black"/>'
        f'<text x="{_LEFT + _WIDE + 12}" y="{top + 14}">{escape(words)}</text>'
    )


def _share(one: Figure) -> float:
    """How much of the goal is used up; 1 is the goal itself."""
    used = one.ratio / one.times
    return 1 / used if one.least and used else used


def _ticks(height: int) -> str:
    drawn_ones = []
    for decade in range(_DECADES[0], _DECADES[1] + 1):
        at = _LEFT + _at(10.0**decade)
        words = "goal" if decade == 0 else f"{10.0**decade:g}x goal"
        drawn_ones.append(
            f'<line x1="{at:.0f}" x2="{at:.0f}" y1="{_TOP - 8}" y2="{height - 30}" '
            'stroke="#bbb"/>'
            f'<text x="{at:.0f}" y="{height - 12}" text-anchor="middle">{words}</text>'
        )
    return "".join(drawn_ones)


def _at(share: float) -> float:
    low, high = _DECADES
    tenfold = min(max(log10(max(share, 1e-9)), low), high)
    return _WIDE * (tenfold - low) / (high - low)
