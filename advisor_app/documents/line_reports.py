"""The supervisor's papers: what waits now, and the figures of a shift, with charts in black.

Case numbers only; no patient is named. Bars are ink, grey with an outline and white with an
outline, in that order from the axis; overdue is black. Counts stand on the bars.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from advisor_app.documents.display import Drawn, Fill, PageSize
from advisor_app.documents.forms import Form, Place, of_line
from advisor_app.documents.furniture import INVENTED_FIGURES, Frame
from advisor_app.documents.grid import LEFT, RIGHT, SMALLEST, WIDTH, Metrics
from advisor_app.documents.lines import natural_width
from advisor_app.documents.runs import GAP, Run, Runs, plain, strong
from advisor_app.documents.summary_content import IssueDetails
from advisor_app.domain.clock import EASTERN, clock_time, waited

SHIFT: Final = "SR-1"
QUEUE: Final = "QR-1"
_NOTICE: Final = "Internal. Case numbers only, no patient names."
_REPORT: Final = Metrics(10.0, 12.6, 2.4)
_CHART: Final = 206.0
_BAR_ROW: Final = 16.5
_NAMES: Final = 126.0
_LONG_WAIT: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfHour:
    """The calls that arrived in one step of the shift."""

    start: datetime
    in_time: int
    later: int
    gave_up: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseCount:
    """How the promises of one team ended, of those that were due."""

    team: str
    kept: int = 0
    moved: int = 0
    open: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLine:
    """One team of the line; times in seconds."""

    team: str
    offered: int
    in_time: int
    gave_up: int
    handling: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Something that needs a person when the shift ends: a case, why, and who has it."""

    case: str
    why: str
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftReport:
    """One shift in figures; shares of one, times in seconds, None where nothing divides."""

    start: datetime
    end: datetime
    advisors: int
    goal_share: float
    goal_seconds: int
    offered: int
    service_level: float | None
    abandonment: float | None
    mean_wait: float | None
    longest_wait: float | None
    handling: float | None
    occupancy: float | None
    half_hours: tuple[HalfHour, ...] = ()
    promises: tuple[PromiseCount, ...] = ()
    teams: tuple[TeamLine, ...] = ()
    handovers: tuple[Handover, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """One thing that waits; `seconds` since it came, or to when it is due where negative."""

    what: str
    case: str
    about: str
    language: str
    seconds: float
    holder: str = ""
    urgent: bool = False


def shift_report(report: ShiftReport, issue: IssueDetails, size: PageSize) -> Drawn:
    """The figures of a shift on one page where they fit."""
    number = f"SR-{report.start.astimezone(EASTERN):%y%m%d}"
    span = f"{clock_time(report.start)} to {clock_time(report.end)} ET"
    ids = (Run(span, bold=True), GAP, Run(f"{report.advisors} advisors"), GAP, Run(_peak(report)))
    heading = f"Shift of {report.start.astimezone(EASTERN):%A %d %B %Y}"
    form = _form(number, "Shift report for the supervisor", heading, ids, issue, size)
    _key_figures(form, _figures(report))
    if report.half_hours:
        form.heading(_half_hour_words(report))
        _stacked(form, report)
    if report.promises:
        form.heading(_promise_words(report))
        _promise_bars(form, report.promises)
    if report.teams:
        note = f"negative service level: answered in {report.goal_seconds} s / all offered"
        form.heading("Teams", note)
        _teams(form, report)
    form.heading("Needs a person now", "handed over with the shift")
    if report.handovers:
        for one in report.handovers:
            form.labelled(
                ((one.case or "no case", plain(", ".join(filter(None, (one.why, one.who))))),)
            )
    else:
        form.paragraph(plain("Nothing is left open."))
    return form.drawn()


def queue_report(
    rows: Sequence[WaitingLine], at: datetime, issue: IssueDetails, size: PageSize
) -> Drawn:
    """What waits at an instant, longest first within what is urgent."""
    number = f"QR-{at.astimezone(EASTERN):%y%m%d-%H%M}"
    ids = (Run(f"{clock_time(at)} ET", bold=True), GAP, Run(f"{len(rows)} waiting"))
    heading = f"The queue on {at.astimezone(EASTERN):%A %d %B %Y}"
    form = _form(number, "Queue for the supervisor", heading, ids, issue, size)
    kinds = tuple(dict.fromkeys(row.what for row in rows))
    longest = max((row.seconds for row in rows), default=0.0)
    over = sum(1 for row in rows if row.seconds > _LONG_WAIT)
    _key_figures(
        form,
        [
            (str(len(rows)), "waiting", ", ".join(kinds)[:26]),
            (waited(longest), "longest wait", "minutes and seconds"),
            (str(over), f"over {_LONG_WAIT:.0f} s", ""),
            (str(sum(1 for row in rows if row.urgent)), "urgent", ""),
        ],
    )
    if not rows:
        form.paragraph(plain("Nothing waits."))
        return form.drawn()
    form.heading("How long each has waited", "bars in minutes; black = urgent")
    _wait_bars(form, rows[:18])
    form.heading("What waits", f"{len(rows)} of {len(rows)} shown")
    places = (
        Place("What", LEFT, 92.0),
        Place("Case", LEFT + 92.0, 84.0),
        Place("About", LEFT + 176.0, 130.0),
        Place("Language", LEFT + 306.0, 60.0),
        Place("Waited", LEFT + 366.0, 75.0),
        Place("With", LEFT + 441.0, 70.0),
    )
    form.table(
        places,
        [
            (
                strong(row.what) if row.urgent else plain(row.what),
                plain(row.case or "-"),
                plain(row.about or "-"),
                plain(row.language or "-"),
                plain(_waited(row.seconds)),
                plain(row.holder or "nobody"),
            )
            for row in rows
        ],
    )
    return form.drawn()


def _form(
    number: str, title: str, heading: str, ids: Runs, issue: IssueDetails, size: PageSize
) -> Form:
    frame = Frame(number=number, title=title, issue=issue, notice=_NOTICE, margin=INVENTED_FIGURES)
    return Form(size, frame, of_line(heading, ids), _REPORT)


def _waited(seconds: float) -> str:
    return waited(seconds) if seconds >= 0 else f"due in {math.ceil(-seconds / 60)} min"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.0f} %"


def _figures(report: ShiftReport) -> list[tuple[str, str, str]]:
    gone = "-" if report.abandonment is None else f"{100 * report.abandonment:.1f} %"
    mean = "-" if report.mean_wait is None else f"{report.mean_wait:.0f} s"
    longest = "" if report.longest_wait is None else f"longest {waited(report.longest_wait)}"
    handling = "-" if report.handling is None else waited(report.handling)
    return [
        (str(report.offered), "calls offered", ""),
        (
            _share(report.service_level),
            f"answered in {report.goal_seconds} s",
            f"target {_share(report.goal_share)}",
        ),
        (gone, "gave up", ""),
        (mean, "mean wait", longest),
        (handling, "mean handling", "talk, hold, wrap"),
        (_share(report.occupancy), "occupancy", "watch above 85 %"),
    ]


def _key_figures(form: Form, figures: Sequence[tuple[str, str, str]]) -> None:
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


def _peak(report: ShiftReport) -> str:
    if not report.half_hours:
        return "no calls"
    most = max(report.half_hours, key=lambda one: one.in_time + one.later + one.gave_up)
    return f"busiest from {clock_time(most.start)}"


def _half_hour_words(report: ShiftReport) -> str:
    """The finding of the chart in words: when the goal was missed."""
    missed = [
        clock_time(one.start)
        for one in report.half_hours
        if (count := one.in_time + one.later + one.gave_up)
        and one.in_time / count < report.goal_share
    ]
    goal = _share(report.goal_share)
    if not missed:
        return f"Calls by half hour: at or over {goal} throughout"
    if len(missed) > 6:
        return f"Calls by half hour: under {goal} in {len(missed)} of {len(report.half_hours)}"
    return f"Calls by half hour: under {goal} at {', '.join(missed)}"


_SERIES: Final = (
    ("answered in time", Fill.INK, 0.0),
    ("answered later", Fill.GREY, 0.5),
    ("gave up", Fill.WHITE, 0.9),
)


def _stacked(form: Form, report: ShiftReport) -> None:
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


def _promise_words(report: ShiftReport) -> str:
    due = sum(one.kept + one.moved + one.open + one.overdue for one in report.promises)
    kept = sum(one.kept for one in report.promises)
    late = sum(one.overdue for one in report.promises)
    return f"{due} promises to call back were due: {kept} kept, {late} overdue"


def _promise_bars(form: Form, promises: Sequence[PromiseCount]) -> None:
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


def _teams(form: Form, report: ShiftReport) -> None:
    widths = (166.0, 75.0, 75.0, 75.0, 120.0)
    edges = [LEFT]
    for width in widths:
        edges.append(edges[-1] + width)
    heads = ("Team", "Offered", f"In {report.goal_seconds} s", "Gave up", "Mean handling")
    places = [Place(head, edges[n], widths[n]) for n, head in enumerate(heads)]
    rows = [
        (
            plain(one.team),
            plain(str(one.offered)),
            plain(_share(one.in_time / one.offered if one.offered else None)),
            plain(str(one.gave_up)),
            plain("-" if one.handling is None else waited(one.handling)),
        )
        for one in report.teams
    ]
    rows.append(
        (
            strong("All"),
            strong(str(report.offered)),
            strong(_share(report.service_level)),
            strong(str(sum(one.gave_up for one in report.teams))),
            strong("-" if report.handling is None else waited(report.handling)),
        )
    )
    form.table(places, rows)


def _wait_bars(form: Form, rows: Sequence[WaitingLine]) -> None:
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
        sheet.text(left + wide + 5.0, y, plain(_waited(row.seconds)), SMALLEST, narrow=True)
        sheet.y += _BAR_ROW - 1.5
