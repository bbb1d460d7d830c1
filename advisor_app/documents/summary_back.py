"""Page 2 and the appendix: history, results, records, background, and who prepared the paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from advisor_app.documents.display import Box, Fill, PageSize
from advisor_app.documents.flow import SQUARE, SQUARE_X, Column, Flow
from advisor_app.documents.furniture import put_strip
from advisor_app.documents.grid import (
    KEY_X,
    LEFT,
    RIGHT,
    SMALLEST,
    VALUE_WIDTH,
    WIDTH,
    Metrics,
)
from advisor_app.documents.lines import line_width, natural_width
from advisor_app.documents.pieces import Line
from advisor_app.documents.runs import Run, Runs, plain, strong
from advisor_app.documents.sheet import Sheet, limited
from advisor_app.documents.summary_content import (
    Cell,
    Held,
    RecordLine,
    SummaryContent,
    Table,
)

_EDGES: Final = (48.0, 134.0, 234.0, 351.0, 461.0, RIGHT + 7.0)
_TABLE_GUTTER: Final = 7.0
_SIGNATURE: Final = 40.0
_CHECK_GUTTER: Final = 14.0
_SQUARE: Final = 6.8
_AFTER_SQUARE: Final = 13.0
_MOST_RECORD_LINES: Final = 3
_SPINE: Final = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class _RecordCell:
    """One record of the checklist, broken into lines."""

    held: Held
    x: float
    right: float
    name: tuple[Line, ...]
    status: tuple[Line, ...]

    @property
    def height(self) -> int:
        """Lines that it takes."""
        return max(len(self.name), len(self.status))


class BackPages:
    """Draws page 2, and further pages where one is not enough, in given metrics."""

    def __init__(
        self,
        content: SummaryContent,
        size: PageSize,
        metrics: Metrics,
        spilled: Sequence[tuple[str, Runs]],
        template: str,
        text_hash: str,
        most_pages: int | None = None,
    ) -> None:
        self.content = content
        self._template = template
        self._hash = text_hash
        self._long_records: list[tuple[str, Runs]] = []
        self._flow = Flow(size, metrics, self._begin, most_pages)
        self._draw(spilled)

    @property
    def room(self) -> float:
        """Points left above the signature of the last page."""
        return self._flow.room + 4.0 - _SIGNATURE

    @property
    def pads(self) -> int:
        """How often the room of a row went into the last page."""
        return self._flow.sheet.pads

    def spread(self, room: float) -> None:
        """Give the rows of every page that much more room, and join the squares of the history."""
        for sheet in self.pages:
            sheet.spread(room)
            squares = [item for item in sheet.items if isinstance(item, Box) and item.x == SQUARE_X]
            for above, below in pairwise(squares):
                sheet.upright(SQUARE_X + SQUARE / 2, above.y + SQUARE, below.y, _SPINE)

    @property
    def pages(self) -> list[Sheet]:
        """The pages in order."""
        return self._flow.pages

    def _begin(self, sheet: Sheet) -> None:
        put_strip(sheet, self.content.identity)
        sheet.rule(LEFT, RIGHT, sheet.y, 0.6)
        sheet.y -= 3.0

    def _draw(self, spilled: Sequence[tuple[str, Runs]]) -> None:
        content, flow = self.content, self._flow
        if spilled:
            flow.heading("Continued from page 1", "in full what did not fit there")
            self._labelled(_cells(spilled))
        self._history()
        for table in content.tables:
            self._table(table)
        self._checklist(content.checklist)
        background = list(content.background)
        if content.story:
            background.append(Cell(key="As told", value=content.story))
        if background:
            flow.heading("Background and wishes")
            self._labelled(background)
        self._signature()

    def _labelled(self, cells: Sequence[Cell], *, rule_first: bool = False) -> None:
        for number, cell in enumerate(cells):
            columns = (
                Column(LEFT, KEY_X - LEFT - 6.0, strong(cell.key), narrow=False),
                Column(KEY_X, VALUE_WIDTH, cell.value),
            )
            rule = KEY_X if number or rule_first else None
            self._flow.row(columns, rule_from=rule, changed=cell.changed)

    def _history(self) -> None:
        content, flow = self.content, self._flow
        flow.heading(content.history_title, "oldest first; filled square = done, open = planned")
        if not content.history:
            self._flow.row((Column(KEY_X, VALUE_WIDTH, plain("no event told"), narrow=False),))
            return
        for event in content.history:
            columns = (
                Column(LEFT, KEY_X - LEFT - 16.0, strong(event.when)),
                Column(KEY_X, VALUE_WIDTH, event.what, narrow=False),
            )
            fill = Fill.WHITE if event.planned else Fill.BLACK
            flow.row(columns, tight=True, square=fill, changed=event.changed)
        flow.sheet.y += 1.5

    def _table(self, table: Table) -> None:
        flow = self._flow
        flow.heading(table.title, table.note)
        if not table.rows:
            self._labelled(_cells([table.foot or table.empty or ("None", plain("nothing told"))]))
            return
        sheet, metrics = flow.sheet, flow.metrics
        sheet.pad(metrics)
        y = sheet.y + metrics.ascent
        for head, x in zip(table.heads, _EDGES, strict=False):
            sheet.text(x, y, strong(head), metrics.size, narrow=True)
        sheet.y = y + 3.8
        sheet.rule(LEFT, RIGHT, sheet.y, 0.6)
        for number, row in enumerate(table.rows):
            columns = [
                Column(x, after - x - _TABLE_GUTTER, value)
                for x, after, value in zip(_EDGES, _EDGES[1:], row, strict=False)
            ]
            rule = LEFT if number else None
            flow.row(columns, rule_from=rule, changed=number in table.changed)
        if table.foot is not None:
            self._labelled(_cells([table.foot]), rule_first=True)

    def _checklist(self, lines: Sequence[RecordLine]) -> None:
        flow = self._flow
        flow.heading(
            "Records checklist", "filled = in hand, half = on its way, open = not asked for"
        )
        if not lines:
            flow.row((Column(KEY_X, VALUE_WIDTH, plain("no record is asked for yet")),))
            return
        width = (WIDTH - _CHECK_GUTTER) / 2
        half = (len(lines) + 1) // 2
        flow.sheet.pad(flow.metrics)
        flow.sheet.y += 1.0
        for number in range(half):
            row = [
                self._record_cell(line, LEFT + (width + _CHECK_GUTTER) * place, width)
                for place, line in enumerate(lines[number::half])
            ]
            height = max(cell.height for cell in row) * flow.lead + 1.0
            if flow.room < height + 4.0:
                flow.next_page()
                flow.sheet.pad(flow.metrics)
            y = flow.sheet.y + flow.metrics.ascent
            if any(line.changed for line in lines[number::half]):
                flow.sheet.change_bar(y, y)
            for cell in row:
                self._put_record(cell, y)
            flow.sheet.y += height
        flow.sheet.pad(flow.metrics)
        self._labelled(_cells(self._long_records))

    def _record_cell(self, line: RecordLine, x: float, width: float) -> _RecordCell:
        size = self._flow.metrics.size
        both = width - _AFTER_SQUARE - _TABLE_GUTTER
        left = both - natural_width(plain(line.name), size, True)
        widest = min(natural_width(line.status, size, True), max(left, width * 0.45))
        room = both - widest
        name, name_cut = limited(plain(line.name), room, size, True, _MOST_RECORD_LINES, "…")
        status, cut = limited(line.status, widest, size, True, _MOST_RECORD_LINES, "…")
        if cut or name_cut:
            self._long_records.append(("Record", (Run(f"{line.name}: "), *line.status)))
        return _RecordCell(
            held=line.held,
            x=x,
            right=x + width,
            name=name,
            status=status,
        )

    def _put_record(self, cell: _RecordCell, y: float) -> None:
        sheet, size, lead = self._flow.sheet, self._flow.metrics.size, self._flow.lead
        top = y - _SQUARE
        sheet.box(cell.x, top, _SQUARE, _SQUARE, line=0.8)
        if cell.held is not Held.NOT_ASKED:
            share = 1.0 if cell.held is Held.IN_HAND else 0.5
            sheet.box(cell.x, top, _SQUARE * share, _SQUARE, Fill.BLACK)
        sheet.lines(cell.name, cell.x + _AFTER_SQUARE, y, size, lead, False)
        for number, line in enumerate(cell.status):
            start = cell.right - line_width(line)
            sheet.lines((line,), start, y + number * lead, size, lead, False)

    def _signature(self) -> None:
        flow = self._flow
        if flow.room < _SIGNATURE:
            flow.next_page()
        sheet = flow.sheet
        top = flow.bottom + 4.0 - _SIGNATURE
        sheet.stay()
        sheet.rule(LEFT, RIGHT, top, 0.6)
        y = top + 13.0
        sheet.text(LEFT, y, strong("Prepared by"), SMALLEST)
        sheet.one_line(KEY_X, y, self.content.prepared, SMALLEST, width=VALUE_WIDTH, narrow=True)
        y += 22.0
        sheet.text(LEFT, y, strong("Reviewed by"), SMALLEST)
        if self.content.reviewed:
            reviewed = plain(self.content.reviewed)
            sheet.one_line(KEY_X, y, reviewed, SMALLEST, width=250.0, narrow=True)
        else:
            sheet.rule(KEY_X, KEY_X + 150.0, y + 1.0, 0.6)
            sheet.text(KEY_X + 156.0, y, plain("date"), SMALLEST, narrow=True)
            sheet.rule(KEY_X + 178.0, KEY_X + 250.0, y + 1.0, 0.6)
        words = (Run(f"Template {self._template}"), Run("\t"), Run(f"text hash {self._hash}"))
        sheet.right_aligned(RIGHT, y, words, SMALLEST, narrow=True)


def _cells(rows: Sequence[tuple[str, Runs]]) -> list[Cell]:
    return [Cell(key=label, value=value) for label, value in rows]
