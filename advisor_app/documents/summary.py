"""The case summary for the consulting physician, fitted to its pages.

Page 1 decides, page 2 proves; an appendix follows only where page 2 is too small. Nothing leaves
page 1 in silence: what it cannot hold stands in full at the head of page 2.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, Protocol

from advisor_app.documents.content_texts import texts_of
from advisor_app.documents.display import Drawn, PageSize
from advisor_app.documents.drawing import as_pdf
from advisor_app.documents.flow import NoRoom
from advisor_app.documents.furniture import Frame, put_furniture
from advisor_app.documents.grid import (
    BODY_SIZES,
    DENSE,
    LEAST_PAD,
    MOST_PAD,
    PAD_STEP,
    Metrics,
)
from advisor_app.documents.limits import STEPS
from advisor_app.documents.lines import not_printable
from advisor_app.documents.runs import Run, Runs, joined, plain, words_of
from advisor_app.documents.story_part import MOST_SHOWN, StoryPart
from advisor_app.documents.summary_back import BackPages
from advisor_app.documents.summary_content import Cell, IssueDetails, SummaryContent
from advisor_app.documents.summary_front import FrontPage
from advisor_app.documents.told import NOT_ASKED


class _Fitted(Protocol):
    """A page whose rows may stand further apart."""

    @property
    def room(self) -> float: ...

    @property
    def pads(self) -> int: ...

    def spread(self, room: float) -> None: ...


_ROUNDING: Final = 1e-6
_STORY_IN_APPENDIX: Final = 300

_TITLE: Final = "Case summary for the consulting physician"
_ONE_PAGE: Final = "One-page case summary"
_APPENDIX: Final = "Appendix to the case summary"
_HASH_DIGITS: Final = 10


def render_summary(content: SummaryContent, issue: IssueDetails, page_size: PageSize) -> Drawn:
    """The paper as a PDF with its display list; the same values give the same bytes.

    `notes` says what could not be printed as told: characters that no face has, and how much of the
    story stands there where it does not fit on two pages.
    """
    front = _fitted_front(content, page_size)
    told = tuple(texts_of(content))
    back = _fitted_back(content, page_size, front, issue.template, _text_hash(told))
    sheets = [front.sheet, *back.pages]
    for number, sheet in enumerate(sheets, start=1):
        title = _TITLE if number < 3 else _APPENDIX
        frame = Frame(number=content.identity.number, title=title, issue=issue)
        put_furniture(sheet, frame, number, len(sheets))
    lists = tuple(sheet.page() for sheet in sheets)
    pdf = as_pdf(lists, page_size, f"Case {content.identity.number}", f"template {issue.template}")
    return Drawn(
        pdf=pdf,
        pages=len(sheets),
        notes=tuple(_notes(content, told, front, back)),
        digest=hashlib.sha256(pdf).hexdigest(),
        lists=lists,
        size=page_size,
    )


def render_one_page(content: SummaryContent, issue: IssueDetails, page_size: PageSize) -> Drawn:
    """Page 1 alone, with the history in five lines; what it cannot hold is in the full version."""
    front = _fitted_front(content, page_size, brief_history(content))
    frame = Frame(number=content.identity.number, title=_ONE_PAGE, issue=issue)
    put_furniture(front.sheet, frame, 1, 1)
    lists = (front.sheet.page(),)
    pdf = as_pdf(lists, page_size, f"Case {content.identity.number}", f"template {issue.template}")
    lacking = not_printable("".join(texts_of(content)))
    notes = [f"No face of ours has {', '.join(lacking)}; the paper says so in its place"]
    cut = dict.fromkeys(label for label, _ in front.spilled)
    more = [f"In the full version alone: {', '.join(cut)}"] if cut else []
    return Drawn(
        pdf=pdf,
        pages=1,
        notes=(*(notes if lacking else []), *more),
        digest=hashlib.sha256(pdf).hexdigest(),
        lists=lists,
        size=page_size,
    )


def brief_history(content: SummaryContent) -> tuple[Cell, ...]:
    """Treatment, tissue, imaging, background and wishes, each in a line or two."""
    done = [(*event.what, Run(f" {event.when}")) for event in content.history]
    rows = {table.title: table.rows for table in content.tables}
    background = {cell.key: cell.value for cell in content.background}
    told = [background[key] for key in ("Medical", "Medicines", "Family") if key in background]
    return (
        Cell(key="Events", value=joined(done, "; ") or plain("none told")),
        Cell(key="Pathology", value=_rows_in_line(rows.get("Pathology", ()))),
        Cell(key="Imaging", value=_rows_in_line(rows.get("Imaging", ()))),
        Cell(key="Background", value=joined(told, "; ") or plain(NOT_ASKED)),
        Cell(key="Wishes", value=background.get("Wishes", plain(NOT_ASKED))),
    )


def _rows_in_line(rows: Sequence[tuple[Runs, ...]]) -> Runs:
    """The rows of a table without what we hold of each, and without what was not asked."""
    told = (
        joined((value for value in row[:-1] if value != plain(NOT_ASKED)), ", ") for row in rows
    )
    return joined(told, "; ") or plain("none told")


def _fitted_front(content: SummaryContent, size: PageSize, brief: Sequence[Cell] = ()) -> FrontPage:
    """Page 1 in the largest type that fits; blocks yield only where the small type does not."""
    tries = [(limits, metrics) for limits in STEPS for metrics in BODY_SIZES]
    for limits, metrics in tries[:-1]:
        page = FrontPage(content, size, metrics, limits, brief)
        if page.room >= 0:
            break
    else:
        limits, metrics = tries[-1]
        page = FrontPage(content, size, metrics, limits, brief)

    _spread(page, metrics)
    return page


def _fitted_back(
    content: SummaryContent, size: PageSize, front: FrontPage, template: str, text_hash: str
) -> BackPages:
    """Page 2 on one page where it fits; the story is the first to yield, then pages are added."""

    def drawn(told: SummaryContent, metrics: Metrics, most_pages: int | None = 1) -> BackPages:
        return BackPages(told, size, metrics, front.spilled, template, text_hash, most_pages)

    sizes = (*BODY_SIZES, DENSE)
    for metrics in sizes:
        page = _drawn_or_none(drawn, content, metrics)
        if page is not None:
            _spread(page, metrics)
            return page
    story = StoryPart(content.story)
    for metrics in sizes if content.story else ():
        page = _with_most_of_story(drawn, content, story, metrics)
        if page is not None:
            return page
    if content.story:
        content = replace(content, story=story.first(min(_STORY_IN_APPENDIX, story.total)))
    pages = drawn(content, BODY_SIZES[-1], None)
    pages.spread(0.0)
    return pages


_Draw = Callable[[SummaryContent, Metrics], BackPages]


def _drawn_or_none(draw: _Draw, content: SummaryContent, metrics: Metrics) -> BackPages | None:
    try:
        return draw(content, metrics)
    except NoRoom:
        return None


def _with_most_of_story(
    draw: _Draw, content: SummaryContent, story: StoryPart, metrics: Metrics
) -> BackPages | None:
    """Page 2 with as much of the story as it has room for; None where it is full without it."""
    least, most = 0, min(story.total, MOST_SHOWN)
    best = _drawn_or_none(draw, replace(content, story=story.first(0)), metrics)
    while best is not None and least < most:
        middle = (least + most + 1) // 2
        page = _drawn_or_none(draw, replace(content, story=story.first(middle)), metrics)
        if page is None:
            most = middle - 1
        else:
            best, least = page, middle
    if best is not None:
        best.spread(0.0)
    return best


def _spread(page: _Fitted, metrics: Metrics) -> None:
    """Put what is left on a page between its rows, in steps, up to what looks well."""
    room = metrics.pad + max(0.0, page.room) / max(1, page.pads)
    steps = int((min(MOST_PAD, room) - LEAST_PAD) / PAD_STEP + _ROUNDING)
    page.spread(LEAST_PAD + steps * PAD_STEP - metrics.pad if steps > 0 else 0.0)


def _notes(
    content: SummaryContent, told: Sequence[str], front: FrontPage, back: BackPages
) -> Iterator[str]:
    lacking = not_printable("".join(told))
    if lacking:
        yield f"No face of ours has {', '.join(lacking)}; the paper says so in its place"
    if back.content.story != content.story:
        yield f"The story is too long for two pages. {words_of(back.content.story[-1:])}"
    if front.room < 0:
        yield "Page 1 is fuller than its frame"


def _text_hash(told: Sequence[str]) -> str:
    found = hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:_HASH_DIGITS]
    return f"{found[:4]} {found[4:8]} {found[8:]}"
