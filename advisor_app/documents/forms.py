"""The parts of which all papers but the case summary are put together, on the same grid.

A form fills page after page; what it draws is on the display list, so that it is checked like a
summary. Words of people enter as runs, as everywhere.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from advisor_app.documents.content_texts import texts_of
from advisor_app.documents.display import Box, Drawn, Fill, PageSize, Rule
from advisor_app.documents.drawing import as_pdf
from advisor_app.documents.flow import Column, Flow
from advisor_app.documents.furniture import Frame, put_furniture, put_strip
from advisor_app.documents.grid import (
    BODY_TOP,
    KEY_X,
    LEFT,
    RIGHT,
    SMALLEST,
    TOP,
    VALUE_WIDTH,
    WIDTH,
    Metrics,
)
from advisor_app.documents.lines import natural_width, not_printable
from advisor_app.documents.runs import Run, Runs, plain, strong
from advisor_app.documents.sheet import Sheet, limited
from advisor_app.documents.summary_content import Identity
from advisor_app.domain.words import Words

FORM: Final = Metrics(10.5, 13.4, 3.4)
TICK: Final = 9.0
_AFTER_TICK: Final = 14.0
_WRITING: Final = 22.0
_SIGNING: Final = 34.0
_BAR: Final = 22.0
_MOST_ADDRESS_LINES: Final = 3

Begin = Callable[[Sheet], None]


@dataclass(frozen=True, slots=True)
class Place:
    """One column of a table: its head, where it starts, and how wide it is."""

    head: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A box in a table or a line: ticked where it is wanted, else left to a pen."""

    on: bool = False


Value = Runs | Tick


def of_patient(identity: Identity, words: Words | None = None) -> Begin:
    """Every page begins with the strip of the patient."""

    def begin(sheet: Sheet) -> None:
        put_strip(sheet, identity, words)
        sheet.rule(LEFT, RIGHT, sheet.y, 0.8)
        sheet.y += 1.0

    return begin


def of_line(heading: str, ids: Runs) -> Begin:
    """Every page begins with the name of a report, and what it is about."""

    def begin(sheet: Sheet) -> None:
        sheet.one_line(LEFT, TOP + 39.0, strong(heading), 17.0, width=WIDTH)
        sheet.one_line(LEFT, TOP + 55.0, ids, 11.0, width=WIDTH)
        sheet.y = BODY_TOP
        sheet.rule(LEFT, RIGHT, sheet.y, 0.8)
        sheet.y += 1.0

    return begin


class Form:
    """One paper while it is filled."""

    def __init__(self, size: PageSize, frame: Frame, begin: Begin, metrics: Metrics = FORM) -> None:
        self.frame, self._size = frame, size
        self.flow = Flow(size, metrics, begin, None)
        self._said: list[str] = []

    @property
    def sheet(self) -> Sheet:
        """The page that is filled."""
        return self.flow.sheet

    def needs(self, height: float) -> None:
        """Go on on a new page where less than `height` points are left."""
        if self.flow.room < height:
            self.flow.next_page()

    def new_page(self) -> None:
        """Go on on a new page, under no heading."""
        self.flow.start_page()

    def side_by_side(
        self, left: tuple[str, Sequence[Runs]], right: tuple[str, Sequence[Runs]], width: float
    ) -> None:
        """Two addresses, each a head and its lines."""
        top, lowest = self.sheet.y + 14.0, self.sheet.y
        for x, (head, lines) in ((LEFT, left), (RIGHT - width, right)):
            y = self.sheet.text(x, top, strong(head), 11.0, 14.4)
            for line in lines:
                broken, _ = limited(line, width, 11.0, True, _MOST_ADDRESS_LINES, "…")
                y = self.sheet.lines(broken, x, y, 11.0, 14.4, False)
                self._said += texts_of(line)
            lowest = max(lowest, y - 14.4)
        self.sheet.y = lowest + 6.0

    def gap(self, height: float) -> None:
        """Leave room."""
        self.sheet.y += height

    def heading(self, title: str, note: str = "") -> None:
        """A section."""
        self.flow.heading(title, note)

    def title(self, words: str, size: float = 21.0) -> None:
        """The name of the paper, large."""
        self.sheet.y += size + 6.0
        self._text(strong(words), LEFT, WIDTH, size, size + 3.0)

    def bar(self, head: str, text: str) -> None:
        """The one black bar of a page: a date to act by."""
        sheet = self.sheet
        top = sheet.y + 5.0
        sheet.box(LEFT, top, WIDTH, _BAR, Fill.BLACK)
        sheet.text(LEFT + 7.0, top + 15.0, strong(head), 12.0, white=True)
        lines, _ = limited(plain(text), WIDTH * 0.52, 11.0, False, 1, "…")
        start = RIGHT - 7.0 - max((piece.x + piece.width for piece in lines[0]), default=0.0)
        sheet.lines(lines, start, top + 15.0, 11.0, 14.0, True)
        self._said += [head, text]
        sheet.y = top + _BAR + 3.0

    def note(self, runs: Runs, size: float = 11.0) -> None:
        """A statement in an outlined bar."""
        sheet = self.sheet
        sheet.y += 6.0
        lines, _ = limited(runs, WIDTH - 18.0, size, False, 3, "…")
        height = 8.0 + 15.0 * len(lines)
        self.needs(height + 4.0)
        sheet = self.sheet
        sheet.box(LEFT + 0.6, sheet.y, WIDTH - 1.2, height, line=1.1)
        sheet.lines(lines, LEFT + 9.0, sheet.y + 15.0, size, 15.0, False)
        sheet.y += height

    def paragraph(self, runs: Runs, size: float = 0.0) -> None:
        """Words across the page; long ones go on on the next."""
        size = size or self.flow.metrics.size
        self.flow.row((Column(LEFT, WIDTH, runs, narrow=False),), tight=True)
        self._said += texts_of(runs)

    def labelled(self, rows: Sequence[tuple[str, Runs]], *, rules: bool = True) -> None:
        """Labels in bold with what is said to each."""
        for number, (label, value) in enumerate(rows):
            columns = (
                Column(LEFT, KEY_X - LEFT - 6.0, strong(label)),
                Column(KEY_X, VALUE_WIDTH, value),
            )
            self.flow.row(columns, rule_from=KEY_X if number and rules else None)
            self._said += texts_of(value)

    def to_do(self, rows: Sequence[tuple[str, Runs]]) -> None:
        """Steps: who, a box to tick, what."""
        for who, what in rows:
            columns = (
                Column(LEFT, KEY_X - LEFT - 6.0, strong(who)),
                Column(KEY_X + 16.0, VALUE_WIDTH - 16.0, what, narrow=False),
            )
            baseline = self.flow.row(columns, tight=True)
            self._tick(KEY_X, baseline, on=False)
            self._said += texts_of(what)

    def ticks(self, choices: Sequence[tuple[str, bool]], width: float = 127.5) -> None:
        """Boxes in a line, those that are wanted ticked; as many lines as their words need."""
        longest = max((natural_width(plain(words), 10.0, True) for words, _ in choices), default=0)
        needed = _AFTER_TICK + longest + 4.0
        a_line = max(1, int(WIDTH // max(width, needed)))
        width = width if needed <= width else WIDTH / a_line
        for start in range(0, len(choices), a_line):
            self.needs(16.0)
            sheet = self.sheet
            y = sheet.y + 12.0
            for place, (words, on) in enumerate(choices[start : start + a_line]):
                x = LEFT + place * width
                self._tick(x, y, on=on)
                room = width - _AFTER_TICK - 2.0
                sheet.one_line(x + _AFTER_TICK, y, plain(words), 10.0, width=room, narrow=True)
            sheet.y = y + 5.0

    def table(
        self, places: Sequence[Place], rows: Sequence[Sequence[Value]], *, tall: float = 0.0
    ) -> None:
        """A table; `tall` adds room to each row and rules between the columns, for a pen."""
        self.needs(40.0)
        self._heads(places)
        top = self.sheet.y
        for number, row in enumerate(rows):
            columns = [
                Column(place.x, place.width - 7.0, value)
                for place, value in zip(places, row, strict=True)
                if not isinstance(value, Tick)
            ]
            before = self.sheet
            baseline = self.flow.row(columns, rule_from=LEFT if number else None)
            if self.sheet is not before:
                top = self.flow.bottom if tall else top
            for place, value in zip(places, row, strict=True):
                if isinstance(value, Tick):
                    self._tick(place.x + 8.0, baseline, on=value.on)
            for value in row:
                self._said += texts_of(value)
            self.sheet.y += tall
        if tall:
            sheet = self.sheet
            sheet.rule(LEFT, RIGHT, sheet.y, 0.25)
            for place in places[1:]:
                sheet.upright(place.x - 5.0, min(top, sheet.y), sheet.y, 0.25)

    def writing(self, count: int, height: float = _WRITING, x: float = LEFT) -> None:
        """Lines to write on."""
        for _ in range(count):
            self.needs(height)
            self.sheet.y += height
            self.sheet.rule(x, RIGHT, self.sheet.y, 0.5)

    @property
    def room_to_signatures(self) -> float:
        """Points left above the lines to sign on."""
        return self.flow.room - _SIGNING

    def write_to_signatures(self, most: int) -> None:
        """Lines to write on, as many as there is room for above the signatures."""
        count = min(most, int((self.room_to_signatures - 10.0) / _WRITING))
        if count > 0:
            height = min(_WRITING * 1.4, (self.room_to_signatures - 10.0) / count)
            self.writing(count, height)

    def question(self, label: str, choices: Sequence[str], lines: int) -> None:
        """A question for a pen: its words, its choices as boxes, and room for the answer."""
        size, lead = self.flow.metrics.size, self.flow.lead
        words, _ = limited(plain(label), WIDTH * 0.46, size, True, 3, "…")
        boxes = self._boxes(choices)
        height = max(len(words) * lead, boxes[-1][1] + lead if boxes else lead * lines) + 5.0
        self.needs(height)
        sheet = self.sheet
        y = sheet.y + self.flow.metrics.ascent + 1.0
        sheet.lines(words, LEFT, y, size, lead, False)
        start = LEFT + WIDTH * 0.48
        for words_of_choice, down, x in boxes:
            self._tick(start + x, y + down, on=False)
            sheet.text(start + x + 12.0, y + down, plain(words_of_choice), SMALLEST, narrow=True)
        sheet.y += height
        if not boxes:
            for line in range(lines):
                sheet.rule(start, RIGHT, sheet.y - 3.0 - line * lead, 0.3)

    def signatures(self, words: Sequence[str]) -> None:
        """Lines to sign on, side by side at the foot of the page."""
        if self.flow.room < _SIGNING:
            self.flow.next_page()
        sheet = self.sheet
        y = self.flow.bottom - 12.0
        width = (WIDTH - 20.0 * (len(words) - 1)) / len(words)
        for place, label in enumerate(words):
            x = LEFT + place * (width + 20.0)
            sheet.rule(x, x + width, y, 0.6)
            sheet.one_line(x, y + 11.0, plain(label), SMALLEST, width=width, narrow=True)
        sheet.y = self.flow.bottom

    def drawn(self) -> Drawn:
        """The finished paper."""
        pages = self.flow.pages
        for number, sheet in enumerate(pages, start=1):
            put_furniture(sheet, self.frame, number, len(pages))
        lists = tuple(sheet.page() for sheet in pages)
        words, issue = self.frame.words, self.frame.issue
        pdf = as_pdf(
            lists,
            self._size,
            f"{self.frame.number} {issue.template}",
            f"template {issue.template}",
            subject=self.frame.title,
            language=f"{words.language}-US",
        )
        lacking = not_printable("".join(self._said))
        notes = (f"No face of ours has {', '.join(lacking)}; the paper says so in its place",)
        return Drawn(
            pdf=pdf,
            pages=len(pages),
            notes=notes if lacking else (),
            digest=hashlib.sha256(pdf).hexdigest(),
            lists=lists,
            size=self._size,
        )

    # ---- within ----

    def _text(self, runs: Runs, x: float, width: float, size: float, lead: float) -> None:
        last = self.sheet.text(x, self.sheet.y, runs, size, lead, width=width)
        self.sheet.y = last - lead
        self._said += texts_of(runs)

    def _heads(self, places: Sequence[Place]) -> None:
        sheet = self.sheet
        y = sheet.y + 12.5
        for place in places:
            room = place.width - 3.0
            sheet.one_line(place.x, y, strong(place.head), SMALLEST, width=room, narrow=True)
        sheet.y = y + 4.0
        sheet.rule(LEFT, RIGHT, sheet.y, 0.6)

    def _tick(self, x: float, baseline: float, *, on: bool) -> None:
        sheet, top = self.sheet, baseline - TICK + 1.0
        sheet.items.append(Box(x, top, TICK, TICK, line=0.9))
        if on:
            sheet.items.append(Rule(x + 1.8, top + 4.6, x + 3.8, top + 7.2, 1.4))
            sheet.items.append(Rule(x + 3.8, top + 7.2, x + 8.2, top + 0.6, 1.4))

    def _boxes(self, choices: Sequence[str]) -> list[tuple[str, float, float]]:
        """Where the boxes of a question stand: words, down, across."""
        found: list[tuple[str, float, float]] = []
        across = down = 0.0
        room = WIDTH * 0.52
        for words in choices:
            lines, _ = limited(plain(words), room - 14.0, SMALLEST, True, 1, "…")
            wide = 12.0 + (lines[0][-1].x + lines[0][-1].width if lines[0] else 0.0) + 9.0
            if across and across + wide > room:
                across, down = 0.0, down + self.flow.lead
            shown = "".join(piece.text for piece in lines[0])
            found.append((shown, down, across))
            across += wide
        return found


def said(head: str, text: str) -> Runs:
    """A word in bold, and what is said to it."""
    return (Run(f"{head} ", bold=True), Run(text))
