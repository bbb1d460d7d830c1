"""The charts of the supervisor's papers, in black: bars with their counts on them.

Bars are ink, grey with an outline and white with an outline, in that order from the axis; what is
overdue is black.
"""

import math
from collections.abc import Sequence
from typing import Final

from advisor_app.documents.display import Fill
from advisor_app.documents.forms import Form
from advisor_app.documents.grid import LEFT, RIGHT, SMALLEST, WIDTH
from advisor_app.documents.line_report_content import PromiseCount, ShiftReport, WaitingLine
from advisor_app.documents.lines import natural_width
from advisor_app.documents.runs import plain, strong
from advisor_app.domain.clock import clock_time

_CHART: Final = 206.0
_BAR_ROW: Final = 16.5
_NAMES: Final = 126.0
_SERIES: Final = (
    ("answered in time", Fill.INK, 0.0),
    ("answered later", Fill.GREY, 0.5),
    ("gave up", Fill.WHITE, 0.9),
)


def key_figures(form: Form, figures: Sequence[tuple[str, str, str]]) -> None:
    sheet = form.sheet
    sheet.y += 5.0
    width = WIDTH / len(figures)
    for place, (value, what, note) in enumerate(figures):
        x = LEFT + place * width
        if place:
            sheet.upright(x - 5.0, sheet.y + 4.0, sheet.y + 47.0, 0.4)
        sheet.text(x, sheet.y + 21.0, strong(value), 20.0)
        for words, down in ((what, 34.0), (note, 46.0)):
            room = width - 8.0
            sheet.one_line(x, sheet.y + down, plain(words), SMALLEST, width=room, narrow=True)
    sheet.y += 50.0


def half_hour_bars(form: Form, report: ShiftReport) -> None:
    form.needs(_CHART + 30.0)
    sheet, steps = form.sheet, report.half_hours
    most = max((one.in_time + one.later + one.gave_up for one in steps), default=1) or 1
    step = _tick_step(most)
    top = math.ceil(most / step) * step
    _key(form, _SERIES, sheet.y + 13.0)
    base = sheet.y + _CHART
    left, scale = LEFT + 22.0, (_CHART - 34.0) / top
    for value in range(0, top + 1, step):
        y = base - value * scale
        sheet.right_aligned(left - 6.0, y + 3.2, plain(str(value)), SMALLEST, narrow=True)
        sheet.rule(left, RIGHT, y, 0.25 if value else 0.8)
    wide = (RIGHT - left) / len(steps)
    for place, one in enumerate(steps):
        x, y = left + place * wide + wide * 0.14, base
        for count, (_, fill, line) in zip(
            (one.in_time, one.later, one.gave_up), _SERIES, strict=True
        ):
            if count:
                sheet.box(x, y - count * scale, wide * 0.72, count * scale, fill, line)
                y -= count * scale
        if one.gave_up:
            number = strong(str(one.gave_up))
            middle = x + wide * 0.36 - natural_width(number, SMALLEST) / 2
            sheet.box(
                middle - 1.5, y - 11.5, natural_width(number, SMALLEST) + 3.0, 10.0, Fill.WHITE
            )
            sheet.text(middle, y - 3.0, number, SMALLEST)
        if place % max(1, math.ceil(len(steps) / 12)) == 0:
            sheet.text(x - 3.0, base + 12.0, plain(clock_time(one.start)), SMALLEST, narrow=True)
    sheet.y = base + 15.0


def _tick_step(most: int) -> int:
    """A round step that gives about three lines."""
    rough = max(1.0, most / 3)
    power = 10 ** math.floor(math.log10(rough))
    return int(next(step * power for step in (1, 2, 5, 10) if step * power >= rough))


def _key(form: Form, series: Sequence[tuple[str, Fill, float]], y: float) -> None:
    """What the fills mean, at the right end of the line, over white so that no rule crosses it."""
    sheet, right = form.sheet, RIGHT
    for words, fill, line in reversed(series):
        wide = natural_width(plain(words), SMALLEST, narrow=True)
        sheet.box(right - wide - 2.0, y - 8.0, wide + 2.0, 10.5, Fill.WHITE)
        sheet.text(right - wide, y, plain(words), SMALLEST, narrow=True)
        sheet.box(right - wide - 13.0, y - 7.2, 9.0, 8.0, fill, line)
        right -= wide + 26.0


_ENDS: Final = (
    ("kept", Fill.INK, 0.0),
    ("moved with consent", Fill.GREY, 0.5),
    ("still open", Fill.WHITE, 0.9),
    ("overdue", Fill.BLACK, 0.0),
)


def promise_bars(form: Form, promises: Sequence[PromiseCount]) -> None:
    most = max((one.kept + one.moved + one.open + one.overdue for one in promises), default=1)
    left = LEFT + _NAMES
    scale = (RIGHT - left - 10.0) / max(1, most)
    scale = min(scale, 26.0)
    form.gap(4.0)
    for one in promises:
        form.needs(_BAR_ROW + 16.0)
        sheet = form.sheet
        y = sheet.y + 11.0
        room = _NAMES - 6.0
        sheet.one_line(LEFT, y, plain(one.team), 10.0, width=room, narrow=True)
        x = left
        counts = (one.kept, one.moved, one.open, one.overdue)
        for count, (_, fill, line) in zip(counts, _ENDS, strict=True):
            if count:
                sheet.box(x, y - 9.0, count * scale, 12.5, fill, line)
                dark = fill in (Fill.INK, Fill.BLACK)
                middle = x + count * scale / 2 - natural_width(strong(str(count)), SMALLEST) / 2
                sheet.text(middle, y + 0.6, strong(str(count)), SMALLEST, white=dark)
                x += count * scale
        sheet.y += _BAR_ROW
    _key(form, _ENDS, form.sheet.y + 11.0)
    form.gap(14.0)


def wait_bars(form: Form, rows: Sequence[WaitingLine]) -> None:
    most = max((row.seconds for row in rows), default=1.0)
    left = LEFT + _NAMES
    scale = (RIGHT - left - 60.0) / max(60.0, most)
    form.gap(4.0)
    for row in rows:
        form.needs(_BAR_ROW)
        sheet = form.sheet
        y = sheet.y + 11.0
        words = plain(f"{row.what} {row.case}".strip())
        sheet.one_line(LEFT, y, words, 10.0, width=_NAMES - 6.0, narrow=True)
        wide = max(0.0, row.seconds) * scale
        if wide:
            fill = Fill.BLACK if row.urgent else Fill.INK
            sheet.box(left, y - 8.5, max(1.5, wide), 10.5, fill)
        sheet.text(left + wide + 5.0, y, plain(row.wait), SMALLEST, narrow=True)
        sheet.y += _BAR_ROW - 1.5
