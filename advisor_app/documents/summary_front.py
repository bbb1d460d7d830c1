"""Page 1 of the case summary: whether, when and by whom this patient should be seen."""

from collections.abc import Sequence
from typing import Final

from advisor_app.documents.display import Fill, PageSize
from advisor_app.documents.front_rows import (
    balanced_width,
    rows_of_cells,
    with_joined_negatives,
)
from advisor_app.documents.furniture import put_strip
from advisor_app.documents.grid import (
    GUTTER,
    HALF,
    KEY,
    KEY_X,
    LABEL,
    LEFT,
    RIGHT,
    SMALLEST,
    SMALLEST_LEAD,
    VALUE_WIDTH,
    WIDTH,
    Metrics,
    foot_top,
)
from advisor_app.documents.legend import legend_runs
from advisor_app.documents.limits import Limits
from advisor_app.documents.lines import broken, line_width
from advisor_app.documents.pieces import Line
from advisor_app.documents.runs import NO_BREAK, Run, Runs, joined, mark, plain, strong
from advisor_app.documents.sheet import Sheet, limited
from advisor_app.documents.summary_content import (
    Banner,
    BannerKind,
    Cell,
    ConflictLine,
    DoctorLine,
    SummaryContent,
)

_QUESTION_SIZE: Final = 13.0
_HEADLINE_SIZE: Final = 12.5
_MAY_WRITE: Final = 104.0
_FIRST_CONFLICT: Final = KEY_X + KEY
_SECOND_CONFLICT: Final = _FIRST_CONFLICT + 176.0


class FrontPage:
    """Draws page 1 once, in given metrics and limits.

    `room` is negative where it is too long; `spilled` what did not fit and must stand on page 2.
    With `brief`, a history in a few lines, it is the whole paper, and the rest is in the full
    version.
    """

    def __init__(
        self,
        content: SummaryContent,
        size: PageSize,
        metrics: Metrics,
        limits: Limits,
        brief: Sequence[Cell] = (),
    ) -> None:
        self._content = content
        self._brief = tuple(brief)
        self._rest = "full version" if brief else "page 2"
        self._metrics = metrics
        self._limits = limits
        self.sheet = Sheet(size)
        self.spilled: list[tuple[str, Runs]] = []
        self._draw()

    @property
    def room(self) -> float:
        """Points left above the legend; negative where the body runs into it."""
        return self._legend_top - self.sheet.y

    def spread(self, room: float) -> None:
        """Give every row that much more room above and below."""
        self.sheet.spread(room)

    @property
    def pads(self) -> int:
        """How often the room of a row went into it."""
        return self.sheet.pads

    def _draw(self) -> None:
        content = self._content
        strip = put_strip(self.sheet, content.identity)
        self.spilled += strip.spilled
        for banner in content.banners:
            self._banner(banner)
        self._reason()
        if content.diagnosis.no_tissue:
            self._no_tissue()
        else:
            self._diagnosis()
        self._conflicts(content.conflicts)
        self._cells("Status now", content.status, 0 if content.conflicts else 2)
        self._cells("Special con-\nsiderations", self._special(), 1)
        self._doctors(content.doctors)
        self._cells("History", self._brief, 2, most_lines=2, paired=False)
        self._matched()
        self._cells("Records", content.records, 1, paired=False, in_full_elsewhere=True)
        self._five_questions()
        self._legend()

    def _limited(
        self, runs: Runs, width: float, size: float, narrow: bool, most: int
    ) -> tuple[tuple[Line, ...], bool]:
        """At most so many lines, and whether the rest stands elsewhere."""
        return limited(runs, width, size, narrow, most, f"… ({self._rest})")

    def _banner(self, banner: Banner) -> None:
        sheet, limits = self.sheet, self._limits
        head = limited(strong(banner.head), WIDTH - 14.0, 12.0, False, 1, "…")[0]
        indent = line_width(head[0]) + 14.0
        if indent > WIDTH * 0.6 and banner.text:
            indent = 0.0
        lines, cut = self._limited(banner.text, WIDTH - 14.0 - indent, 11.0, False, limits.banner)
        if cut or banner.head not in "".join(piece.text for piece in head[0]):
            self.spilled.append((banner.head, banner.text))
        below = 1 if not indent else 0
        height = 21.0 + 13.5 * (len(lines) - 1 + below)
        black = banner.kind is BannerKind.ACT
        if black:
            sheet.box(LEFT, sheet.y, WIDTH, height, Fill.BLACK)
        else:
            sheet.box(LEFT + 0.6, sheet.y + 0.6, WIDTH - 1.2, height - 1.2, line=1.2)
        y = sheet.y + 14.8
        sheet.lines(head, LEFT + 7.0, y, 12.0, 14.0, black)
        sheet.lines(lines, LEFT + 7.0 + indent, y + 13.5 * below, 11.0, 13.5, black)
        sheet.y += height + (2.0 if not black else 0.0)

    def _reason(self) -> None:
        sheet, metrics, limits = self.sheet, self._metrics, self._limits
        content = self._content
        sheet.pad(metrics)
        sheet.y += 13.0
        self._label("Reason and\nquestion", sheet.y - 1.0)
        width = balanced_width(content.question, VALUE_WIDTH, _QUESTION_SIZE)
        more = f"… (goes on: {self._rest})"
        lines, cut = limited(content.question, width, _QUESTION_SIZE, False, limits.quote, more)
        if cut:
            self.spilled.append(("Question", content.question))
        y = sheet.lines(lines, KEY_X, sheet.y, _QUESTION_SIZE, 16.0, False)
        y += metrics.lead - 13.5
        told = (Run("Told by "), *content.told_by)
        lines, cut = self._limited(told, VALUE_WIDTH, metrics.size, True, limits.told_by)
        if cut:
            self.spilled.append(("Told by", content.told_by))
        y = sheet.lines(lines, KEY_X, y, metrics.size, metrics.lead, False)
        sheet.y = y - metrics.lead + 2.4
        sheet.pad(metrics)

    def _diagnosis(self) -> None:
        sheet, metrics = self.sheet, self._metrics
        block = self._content.diagnosis
        self._rule(2)
        sheet.pad(metrics)
        sheet.y += 12.0
        self._label("Diagnosis", sheet.y)
        lines, cut = self._limited(
            block.headline, VALUE_WIDTH, _HEADLINE_SIZE, False, self._limits.headline
        )
        if cut:
            self.spilled.append(("Diagnosis", block.headline))
        if block.changed:
            sheet.change_bar(sheet.y, sheet.y)
        y = sheet.lines(lines, KEY_X, sheet.y, _HEADLINE_SIZE, 15.5, False)
        sheet.y = y - 15.5 + 6.0
        sheet.pad(metrics, -1)
        self._cells("", block.cells, 0, self._limits.diagnosis_rows)

    def _no_tissue(self) -> None:
        sheet = self.sheet
        block = self._content.diagnosis
        top = sheet.y + 3.0
        lines, cut = self._limited(block.headline, WIDTH - 22.0, 11.0, False, self._limits.headline)
        if cut:
            self.spilled.append(("Finding", block.headline))
        height = 32.0 + 13.5 * len(lines)
        sheet.box(LEFT + 1.1, top + 1.1, WIDTH - 2.2, height - 2.2, line=2.2)
        sheet.box(LEFT + 4.0, top + 4.0, WIDTH - 8.0, height - 8.0, line=0.5)
        sheet.text(LEFT + 11.0, top + 20.5, strong("NO TISSUE DIAGNOSIS"), 15.0)
        sheet.right_aligned(RIGHT - 11.0, top + 20.0, plain(block.code_note), SMALLEST)
        sheet.lines(lines, LEFT + 11.0, top + 36.0, 11.0, 13.5, False)
        sheet.y = top + height + 2.0
        self._cells("Not known", block.cells, 0, self._limits.diagnosis_rows)

    def _conflicts(self, conflicts: Sequence[ConflictLine]) -> None:
        if not conflicts:
            words = plain("between what was told and what was read")
            self._cells("Conflicts", (Cell(key="none", value=words),), 1)
            return
        sheet, metrics = self.sheet, self._metrics
        sheet.y += 1.0
        top = sheet.y
        y = top + 4.0 + metrics.ascent
        label = (
            *mark("?"),
            Run(f"{NO_BREAK}Conflicts" if len(conflicts) > 1 else " Conflict", bold=True),
        )
        sheet.text(LEFT + 7.0, y, label, metrics.size)
        shown = conflicts[: self._limits.conflicts]
        for conflict in shown:
            y = self._conflict(conflict, y)
        hidden = conflicts[len(shown) :]
        if hidden:
            more = strong(f"and {len(hidden)} more, {self._rest}")
            y = sheet.text(KEY_X, y, more, metrics.size, metrics.lead)
            self.spilled += [_conflict_in_full(conflict) for conflict in hidden]
        height = y - metrics.lead + 7.0 - top
        sheet.box(LEFT + 0.8, top, WIDTH - 1.6, height, line=1.6)
        sheet.y = top + height + 1.0

    def _conflict(self, conflict: ConflictLine, y: float) -> float:
        sheet, metrics, most = self.sheet, self._metrics, self._limits.conflict_cell
        size, lead = metrics.size, metrics.lead
        if conflict.changed:
            sheet.change_bar(y, y)
        label, cut = limited(strong(conflict.label), KEY - 4.0, size, True, 2, "…")
        below = sheet.lines(label, KEY_X, y, size, lead, False)
        first, cut_first = self._limited(conflict.values[0], 160.0, size, False, most)
        cut = cut or cut_first
        below = max(below, sheet.lines(first, _FIRST_CONFLICT, y, size, lead, False))
        for other in conflict.values[1:]:
            sheet.text(_SECOND_CONFLICT - 13.0, y, strong("≠"), size + 1.0)
            width = RIGHT - 6.0 - _SECOND_CONFLICT
            lines, cut_other = self._limited(other, width, size, False, most)
            cut = cut or cut_other
            y = sheet.lines(lines, _SECOND_CONFLICT, y, size, lead, False)
        if cut:
            self.spilled.append(_conflict_in_full(conflict))
        return max(below, y)

    def _special(self) -> tuple[Cell, ...]:
        cells = self._content.special
        if not self._limits.joined_negatives:
            return cells
        return tuple(with_joined_negatives(cells))

    def _doctors(self, doctors: Sequence[DoctorLine]) -> None:
        sheet, metrics = self.sheet, self._metrics
        self._rule(1)
        sheet.pad(metrics)
        sheet.y += metrics.ascent
        self._label("Other doctors", sheet.y)
        y = sheet.y
        shown = doctors[: self._limits.doctors]
        for doctor in shown:
            if doctor.changed:
                sheet.change_bar(y, y)
            width = VALUE_WIDTH - (_MAY_WRITE + 8.0 if doctor.may_write else 0.0)
            lines, cut = self._limited(doctor.who, width, metrics.size, False, 1)
            if cut:
                self.spilled.append(("Doctor", doctor.who))
            below = sheet.lines(lines, KEY_X, y, metrics.size, metrics.lead, False)
            if doctor.may_write:
                words = (Run("may write: "), Run(doctor.may_write, bold=True))
                sheet.text(RIGHT - _MAY_WRITE, y, words, metrics.size, narrow=True)
            y = below
        hidden = doctors[len(shown) :]
        if hidden:
            y = sheet.text(
                KEY_X,
                y,
                strong(f"and {len(hidden)} more, {self._rest}"),
                metrics.size,
                metrics.lead,
            )
            self.spilled += [("Doctor", _doctor_in_full(doctor)) for doctor in hidden]
        y = max(y, sheet.y + metrics.lead)
        sheet.y = y - metrics.lead + 2.4
        sheet.pad(metrics)

    def _matched(self) -> None:
        self._cells(
            "Matched to", self._content.matched, 2, most_lines=self._limits.why, paired=False
        )

    def _five_questions(self) -> None:
        cells = self._content.questions
        self._cells("Five questions", cells, 1, most_lines=self._limits.question, paired=False)

    def _cells(
        self,
        label: str,
        cells: Sequence[Cell],
        rule: int,
        most_rows: int = 99,
        most_lines: int = 0,
        paired: bool = True,
        in_full_elsewhere: bool = False,
    ) -> None:
        sheet, metrics = self.sheet, self._metrics
        if not cells:
            return
        self._rule(rule)
        sheet.pad(metrics)
        sheet.y += metrics.ascent
        self._label(label, sheet.y)
        spilled_before = len(self.spilled)
        y, most = sheet.y, most_lines or self._limits.cell
        staying = [cell for cell in cells if self._limits.yielding_cells or not cell.yields]
        rows = list(rows_of_cells(staying, metrics, paired=paired))
        leaving = [cell for cell in cells if cell not in staying]
        leaving += [cell for row in rows[most_rows:] for cell in row]
        for row in rows[:most_rows]:
            y = self._row(row, y, most)
        if leaving:
            words = joined((plain(cell.key) for cell in leaving), ", ")
            told = (Run(f"{len(leaving)} more, {self._rest}: ", bold=True), *words)
            lines, _ = limited(told, VALUE_WIDTH, metrics.size, True, 1, "…")
            y = sheet.lines(lines, KEY_X, y, metrics.size, metrics.lead, False)
            self.spilled += [(cell.key, cell.value) for cell in leaving]
        if in_full_elsewhere:
            del self.spilled[spilled_before:]
        y = max(y, sheet.y + metrics.lead * (1 + label.count("\n")))
        sheet.y = y - metrics.lead + 2.4
        sheet.pad(metrics)

    def _row(self, row: Sequence[Cell], y: float, most: int) -> float:
        sheet, metrics = self.sheet, self._metrics
        below = y
        for place, cell in enumerate(row):
            x = KEY_X + place * (HALF + GUTTER)
            if cell.changed:
                sheet.change_bar(y, y)
            sheet.one_line(x, y, plain(cell.key), metrics.size, width=KEY - 2.0, narrow=True)
            width = (VALUE_WIDTH if len(row) == 1 else HALF) - KEY
            lines, cut = self._limited(cell.value, width, metrics.size, False, most)
            if cut:
                self.spilled.append((cell.key, cell.value))
            below = max(below, sheet.lines(lines, x + KEY, y, metrics.size, metrics.lead, False))
        return below

    def _rule(self, kind: int) -> None:
        sheet = self.sheet
        if kind == 2:
            sheet.y += 1.5
            sheet.rule(LEFT, RIGHT, sheet.y, 1.3, ink=True)
            sheet.y += 0.5
        elif kind == 1:
            sheet.rule(KEY_X, RIGHT, sheet.y, 0.3)

    def _label(self, words: str, y: float) -> None:
        metrics = self._metrics
        if words:
            self.sheet.text(LEFT, y, strong(words), metrics.size, metrics.lead, width=LABEL - 6.0)

    def _legend(self) -> None:
        sheet = self.sheet
        lines = broken(legend_runs(self._content.since), WIDTH - 14.0, SMALLEST, True)
        height = len(lines) * SMALLEST_LEAD + 5.5
        top = foot_top(sheet.size.height) - height
        sheet.stay()
        sheet.box(LEFT, top, WIDTH, height, line=0.5)
        sheet.lines(lines, LEFT + 7.0, top + 11.8, SMALLEST, SMALLEST_LEAD, False)
        self._legend_top = top - 4.0


def _conflict_in_full(conflict: ConflictLine) -> tuple[str, Runs]:
    return f"Conflict: {conflict.label}", joined(conflict.values, "  ≠  ")


def _doctor_in_full(doctor: DoctorLine) -> Runs:
    if not doctor.may_write:
        return doctor.who
    return (*doctor.who, Run("; may write: "), Run(doctor.may_write, bold=True))
