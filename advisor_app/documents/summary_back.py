"""Page 2 and the appendix: history, results, records, background, and who prepared the paper."""

from collections.abc import Sequence
from typing import Final

from advisor_app.documents.display import Box, Fill, PageSize, Rule
from advisor_app.documents.flow import Column, Flow
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
from advisor_app.documents.runs import Run, Runs, plain, strong
from advisor_app.documents.sheet import Sheet, limited
from advisor_app.documents.summary_content import (
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
_EVENT_SQUARE: Final = 4.8
_SPINE: Final = 0.7


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
    ) -> None:
        self.content = content
        self._template = template
        self._hash = text_hash
        self._flow = Flow(size, metrics, self._begin)
        self._draw(spilled)

    @property
    def pages(self) -> list[Sheet]:
        """The pages in order."""
        return self._flow.pages

    @property
    def room(self) -> float:
        """Points left on the last page."""
        return self._flow.room - _SIGNATURE

    def _begin(self, sheet: Sheet, number: int) -> None:
        del number
        put_strip(sheet, self.content.identity)
        sheet.rule(LEFT, RIGHT, sheet.y, 0.6)
        sheet.y -= 3.0

    def _draw(self, spilled: Sequence[tuple[str, Runs]]) -> None:
        content, flow = self.content, self._flow
        if spilled:
            flow.heading("Continued from page 1", "in full what did not fit there")
            self._labelled(spilled)
        self._history()
        for table in content.tables:
            self._table(table)
        self._checklist(content.checklist)
        background = [(cell.key, cell.value) for cell in content.background]
        if content.story:
            background.append(("As told", content.story))
        if background:
            flow.heading("Background and wishes")
            self._labelled(background)
        self._signature()

    def _labelled(self, rows: Sequence[tuple[str, Runs]]) -> None:
        for number, (label, value) in enumerate(rows):
            columns = (
                Column(LEFT, KEY_X - LEFT - 6.0, strong(label), narrow=False),
                Column(KEY_X, VALUE_WIDTH, value),
            )
            self._flow.row(columns, rule_from=KEY_X if number else None)

    def _history(self) -> None:
        content, flow = self.content, self._flow
        flow.heading(content.history_title, "oldest first; filled square = done, open = planned")
        if not content.history:
            self._flow.row((Column(KEY_X, VALUE_WIDTH, plain("no event told"), narrow=False),))
            return
        above: tuple[Sheet, float] | None = None
        for event in content.history:
            columns = (
                Column(LEFT, KEY_X - LEFT - 16.0, strong(event.when)),
                Column(KEY_X, VALUE_WIDTH, event.what, narrow=False),
            )
            baseline = flow.row(columns, tight=True)
            top = baseline - 5.6
            sheet = flow.sheet
            if above is not None and above[0] is sheet:
                x = KEY_X - 9.9
                sheet.items.insert(0, Rule(x, above[1], x, top, _SPINE))
            fill = Fill.WHITE if event.planned else Fill.BLACK
            sheet.items.append(Box(KEY_X - 12.3, top, _EVENT_SQUARE, _EVENT_SQUARE, fill, line=0.8))
            above = (sheet, top + _EVENT_SQUARE)
        flow.sheet.y += 1.5

    def _table(self, table: Table) -> None:
        flow = self._flow
        flow.heading(table.title, table.note)
        if not table.rows:
            label, words = table.empty or ("None", plain("nothing told"))
            self._labelled([(label, words)])
            return
        sheet, metrics = flow.sheet, flow.metrics
        y = sheet.y + metrics.pad + metrics.ascent
        for head, x in zip(table.heads, _EDGES, strict=False):
            sheet.text(x, y, strong(head), metrics.size, narrow=True)
        sheet.y = y + 3.8
        sheet.rule(LEFT, RIGHT, sheet.y, 0.6)
        for number, row in enumerate(table.rows):
            columns = [
                Column(x, after - x - _TABLE_GUTTER, value)
                for x, after, value in zip(_EDGES, _EDGES[1:], row, strict=False)
            ]
            flow.row(columns, rule_from=LEFT if number else None)

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
        lead = flow.lead + 1.0
        flow.sheet.y += flow.metrics.pad + 1.0
        for number in range(half):
            if flow.room < lead + 4.0:
                flow.next_page()
                flow.sheet.y += flow.metrics.pad
            y = flow.sheet.y + flow.metrics.ascent
            for place in (number, number + half):
                if place < len(lines):
                    x = LEFT + (width + _CHECK_GUTTER) * (place >= half)
                    self._record(lines[place], x, y, width)
            flow.sheet.y += lead
        flow.sheet.y += flow.metrics.pad

    def _record(self, line: RecordLine, x: float, y: float, width: float) -> None:
        sheet, size = self._flow.sheet, self._flow.metrics.size
        top = y - _SQUARE
        sheet.box(x, top, _SQUARE, _SQUARE, line=0.8)
        if line.held is not Held.NOT_ASKED:
            share = 1.0 if line.held is Held.IN_HAND else 0.5
            sheet.box(x, top, _SQUARE * share, _SQUARE, Fill.BLACK)
        status, _ = limited(line.status, width * 0.5, size, True, 1, "…")
        reach = max((piece.x + piece.width for piece in status[0]), default=0.0)
        sheet.one_line(x + 13.0, y, plain(line.name), size, width=width - 20.0 - reach, narrow=True)
        sheet.lines(status, x + width - reach, y, size, 0.0, False)

    def _signature(self) -> None:
        flow = self._flow
        if flow.room < _SIGNATURE:
            flow.next_page()
        sheet = flow.sheet
        top = flow.bottom + 4.0 - _SIGNATURE
        sheet.rule(LEFT, RIGHT, top, 0.6)
        y = top + 13.0
        sheet.text(LEFT, y, strong("Prepared by"), SMALLEST)
        sheet.one_line(KEY_X, y, self.content.prepared, SMALLEST, width=VALUE_WIDTH, narrow=True)
        y += 22.0
        sheet.text(LEFT, y, strong("Reviewed by"), SMALLEST)
        sheet.rule(KEY_X, KEY_X + 150.0, y + 1.0, 0.6)
        sheet.text(KEY_X + 156.0, y, plain("date"), SMALLEST, narrow=True)
        sheet.rule(KEY_X + 178.0, KEY_X + 250.0, y + 1.0, 0.6)
        words = (Run(f"Template {self._template}"), Run("\t"), Run(f"text hash {self._hash}"))
        sheet.right_aligned(RIGHT, y, words, SMALLEST, narrow=True)
