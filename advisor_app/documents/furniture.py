"""What stands on every page: title line, strip with both identifiers, footer, margin word."""

import math
from dataclasses import dataclass
from typing import Final

from advisor_app.documents.display import Barcode, MarginWord, PageSize
from advisor_app.documents.faces import BOLD, width_of
from advisor_app.documents.grid import (
    BODY_TOP,
    BOTTOM,
    KEY_X,
    LEFT,
    MARGIN_WORD_X,
    RIGHT,
    SMALLEST,
    SMALLEST_LEAD,
    TOP,
    VALUE_WIDTH,
    WIDTH,
)
from advisor_app.documents.lines import natural_width
from advisor_app.documents.runs import GAP, Run, Runs, flat, plain, strong
from advisor_app.documents.sheet import Sheet, limited
from advisor_app.documents.summary_content import Identity, IssueDetails
from advisor_app.domain.clock import stamp

_MARGIN_WORDS: Final = "DEMONSTRATION  -  INVENTED PERSON  -  NOT FOR CARE"
_MARGIN_SPACING: Final = 2.2
_BARCODE_HEIGHT: Final = 19.0
_BARCODE_MODULE: Final = 0.96
_WIDEST_BARCODE: Final = 140.0
_ROOM_FOR_BARCODE: Final = 146.0
_NAME_SIZES: Final = (17.0, 14.0, 12.0)
_ID_SIZES: Final = (11.0, 10.5, 10.0, SMALLEST)
_MOST_NAME_LINES: Final = 2
_MOST_ID_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Strip:
    """Where the strip ends, and what of it did not fit and must stand in full on page 2."""

    bottom: float
    spilled: tuple[tuple[str, Runs], ...]


def put_strip(sheet: Sheet, identity: Identity) -> Strip:
    """Name, birth date and case number under the title line, the same on every page."""
    y, spilled = _put_name(sheet, identity)
    if barcode_width(identity.number) <= _WIDEST_BARCODE:
        sheet.items.append(
            Barcode(RIGHT, TOP + 22.0, identity.number, _BARCODE_HEIGHT, _BARCODE_MODULE)
        )
    y += 16.0
    ids = _ids(identity)
    small = next((one for one in _ID_SIZES if natural_width(ids, one) <= WIDTH), _ID_SIZES[-1])
    lines, cut = limited(ids, WIDTH, small, False, _MOST_ID_LINES)
    y = sheet.lines(lines, LEFT, y, small, 13.0, False) - 13.0
    if cut:
        spilled.append(("Identity", ids))
    sheet.y = max(y + 8.0, BODY_TOP)
    return Strip(sheet.y, tuple(spilled))


def barcode_width(value: str) -> float:
    """The width of a Code 128 in points, at most; endless for signs that it cannot carry."""
    modules = 11 * len(value) + 35
    return modules * _BARCODE_MODULE if value.isascii() and value.isprintable() else math.inf


def _put_name(sheet: Sheet, identity: Identity) -> tuple[float, list[tuple[str, Runs]]]:
    """The name's last baseline, and the name where not all of it fitted."""
    y = TOP + 39.0
    room = WIDTH - _ROOM_FOR_BARCODE
    parts = _name_parts(identity)
    for size in _NAME_SIZES:
        sizes = [size, min(size, 15.0), min(size, 11.0)]
        widths = [natural_width(part, own) for part, own in zip(parts, sizes, strict=True)]
        if sum(wide + 10.0 for wide in widths if wide) - 10.0 <= room:
            x = LEFT
            for part, own, wide in zip(parts, sizes, widths, strict=True):
                if part:
                    sheet.text(x, y, part, own)
                    x += wide + 10.0
            return y, []
    size = _NAME_SIZES[-1]
    whole = tuple(run for part in parts if part for run in (*part, GAP))[:-1]
    lines, cut = limited(whole, room, size, False, _MOST_NAME_LINES)
    last = sheet.lines(lines, LEFT, y, size, size + 2.0, False) - size - 2.0
    return last, [("Name", whole)] if cut else []


def _name_parts(identity: Identity) -> tuple[Runs, Runs, Runs]:
    return (
        strong(flat(identity.name) or "Name not known"),
        plain(flat(identity.native)),
        plain(f"prefers “{flat(identity.prefers)}”" if identity.prefers else ""),
    )


def _ids(identity: Identity) -> Runs:
    runs: list[Run] = [Run(f"DOB {identity.born or 'not known'}", bold=True)]
    if identity.age_sex:
        runs.append(Run(f" ({identity.age_sex})"))
    runs += [GAP, Run("Case "), Run(flat(identity.number), bold=True)]
    for one in identity.more:
        runs += [GAP, Run(flat(one))]
    return tuple(runs)


def put_furniture(
    sheet: Sheet, identity: Identity, issue: IssueDetails, title: str, page: int, pages: int
) -> None:
    """Title line and footer; the items of the page's body must already stand."""
    body, sheet.items = sheet.items, []
    _title(sheet, issue, title)
    sheet.items += body
    _footer(sheet, identity, issue, page, pages)
    if issue.demonstration:
        _margin_word(sheet, sheet.size)


def _title(sheet: Sheet, issue: IssueDetails, title: str) -> None:
    y = TOP + 9.0
    boxed = [
        words for words in ("DEMONSTRATION" if issue.demonstration else "", issue.state) if words
    ]
    widths = [natural_width(strong(words), SMALLEST, narrow=True) for words in boxed]
    x = RIGHT - sum(wide + 16.0 for wide in widths)
    head = (Run(issue.line_name, bold=True), GAP, Run("|"), GAP, Run(title, bold=True))
    sheet.one_line(LEFT, y, head, SMALLEST, width=x - LEFT)
    for words, wide in zip(boxed, widths, strict=True):
        sheet.box(x + 8.0, y - 9.0, wide + 8.0, 12.0, line=0.8)
        sheet.text(x + 12.0, y, strong(words), SMALLEST, narrow=True)
        x += wide + 16.0
    sheet.rule(LEFT, RIGHT, TOP + 15.0, 2.6, ink=True)


def _footer(sheet: Sheet, identity: Identity, issue: IssueDetails, page: int, pages: int) -> None:
    y = sheet.size.height - BOTTOM - 24.0
    sheet.rule(LEFT, RIGHT, y - 11.0, 0.8)
    sheet.text(LEFT, y, strong(f"Page {page} of {pages}"), SMALLEST)
    copy = plain(f"Copy {issue.copy}")
    room = VALUE_WIDTH - natural_width(copy, SMALLEST, narrow=True) - 7.0
    sheet.one_line(KEY_X, y, _version(identity, issue), SMALLEST, width=room, narrow=True)
    sheet.right_aligned(RIGHT, y, copy, SMALLEST, narrow=True)
    y += SMALLEST_LEAD
    sheet.text(LEFT, y, plain("Printed"), SMALLEST, narrow=True)
    sheet.one_line(KEY_X, y, _printed(issue), SMALLEST, width=VALUE_WIDTH, narrow=True)
    y += SMALLEST_LEAD
    sheet.text(LEFT, y, strong("CONFIDENTIAL"), SMALLEST, narrow=True)
    sheet.one_line(KEY_X, y, _confidential(issue), SMALLEST, width=VALUE_WIDTH, narrow=True)


def _version(identity: Identity, issue: IssueDetails) -> Runs:
    before = f"replaces {issue.supersedes}" if issue.supersedes else "first issue"
    return (
        Run(identity.number),
        GAP,
        Run(f"v{issue.version}", bold=True),
        Run(f" of {stamp(issue.at)}, {before}"),
        GAP,
        Run(f"Rules {issue.rules_version or 'not stated'}"),
    )


def _printed(issue: IssueDetails) -> Runs:
    words = f"{stamp(issue.printed_at)} by {issue.printed_by}, workstation {issue.workstation}"
    reply = (GAP, Run(f"Reply to {issue.reply_to}")) if issue.reply_to else ()
    return (Run(words), *reply)


def _confidential(issue: IssueDetails) -> Runs:
    found = f" If found call {issue.confidentiality_phone}." if issue.confidentiality_phone else ""
    words = f"Health information.{found} Not a medical record until reviewed by a clinician."
    return plain(words)


def _margin_word(sheet: Sheet, size: PageSize) -> None:
    wide = width_of(_MARGIN_WORDS, BOLD, 11.0) + _MARGIN_SPACING * len(_MARGIN_WORDS)
    sheet.items.append(
        MarginWord(
            MARGIN_WORD_X,
            (size.height + wide) / 2,
            _MARGIN_WORDS,
            BOLD,
            11.0,
            0.55,
            _MARGIN_SPACING,
        )
    )
