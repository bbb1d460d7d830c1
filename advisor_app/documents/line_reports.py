"""The supervisor's papers: what waits now, and the figures of a shift, with charts in black.

Case numbers only; no patient is named.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from advisor_app.documents.display import Drawn, PageSize
from advisor_app.documents.forms import Form, Place, of_line
from advisor_app.documents.furniture import INVENTED_FIGURES, Frame
from advisor_app.documents.grid import LEFT, Metrics
from advisor_app.documents.line_charts import (
    half_hour_bars,
    key_figures,
    promise_bars,
    wait_bars,
)
from advisor_app.documents.line_report_content import ShiftReport, WaitingLine
from advisor_app.documents.runs import GAP, Run, Runs, plain, strong
from advisor_app.documents.summary_content import IssueDetails
from advisor_app.domain.clock import EASTERN, clock_time, waited

SHIFT: Final = "SR-1"
QUEUE: Final = "QR-1"
_LONG_WAIT: Final = 60.0
_NOTICE: Final = "Internal. Case numbers only, no patient names."
_REPORT: Final = Metrics(10.0, 12.6, 2.4)


def shift_report(report: ShiftReport, issue: IssueDetails, size: PageSize) -> Drawn:
    """The figures of a shift on one page where they fit."""
    number = f"SR-{report.start.astimezone(EASTERN):%y%m%d}"
    span = f"{clock_time(report.start)} to {clock_time(report.end)} ET"
    ids = (Run(span, bold=True), GAP, Run(f"{report.advisors} advisors"), GAP, Run(_peak(report)))
    heading = f"Shift of {report.start.astimezone(EASTERN):%A %d %B %Y}"
    form = _form(number, "Shift report for the supervisor", heading, ids, issue, size)
    key_figures(form, _figures(report))
    if report.half_hours:
        form.heading(_half_hour_words(report))
        half_hour_bars(form, report)
    if report.promises:
        form.heading(_promise_words(report))
        promise_bars(form, report.promises)
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
    key_figures(
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
    wait_bars(form, rows[:18])
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
                plain(row.wait),
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


def _promise_words(report: ShiftReport) -> str:
    due = sum(one.kept + one.moved + one.open + one.overdue for one in report.promises)
    kept = sum(one.kept for one in report.promises)
    late = sum(one.overdue for one in report.promises)
    return f"{due} promises to call back were due: {kept} kept, {late} overdue"


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
