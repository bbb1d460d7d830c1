"""What stands on every page: title line, strip with both identifiers, footer, margin word."""

import math
import re
from calendar import month_name
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache, partial
from typing import Final

from advisor_app.documents.display import Barcode, Item, MarginWord, PageSize
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
from advisor_app.domain.words import ENGLISH, Words, words_in

INVENTED_PERSON: Final = "DEMONSTRATION  -  INVENTED PERSON  -  NOT FOR CARE"
INVENTED_FIGURES: Final = "DEMONSTRATION  -  INVENTED FIGURES"
NO_RECORD: Final = "Not a medical record until reviewed by a clinician."
_MONTHS: Final = {name[:3].upper(): name for name in month_name if name}
_MONTH: Final = re.compile(rf"\b({'|'.join(_MONTHS)})\b")
_LONGEST_NUMBER: Final = 18
"""A case file has its name as number; a longer one would leave no room for the rules' version."""
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
    """What stands in the strip, where it ends, and what did not fit: that must stand on page 2."""

    items: tuple[Item, ...]
    bottom: float
    spilled: tuple[tuple[str, Runs], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page of one paper says around its body, in the language of its reader.

    `number` is the case, or the paper's own number; `notice` ends the line of confidentiality.
    """

    number: str
    title: str
    issue: IssueDetails
    notice: str = NO_RECORD
    margin: str = INVENTED_PERSON
    words: Words = field(default_factory=partial(words_in, ENGLISH))


def printed_at(at: datetime, words: Words) -> str:
    """Day and time as printed, the month in the reader's language: `19 NOV 2026 11:58 ET`."""
    return in_reader_months(stamp(at), words)


def in_reader_months(said: str, words: Words) -> str:
    """A date as shown, its month in the reader's language: `04 JAN 1961` as `04 ENE 1961`."""
    if words.language == ENGLISH:
        return said
    return _MONTH.sub(lambda found: words.text(_MONTHS[found[0]])[:3].upper(), said)


def put_strip(sheet: Sheet, identity: Identity, words: Words | None = None) -> Strip:
    """Name, birth date and case number under the title line, the same on every page."""
    strip = _strip(identity, words or words_in(ENGLISH))
    sheet.items += strip.items
    sheet.y = strip.bottom
    return strip


@lru_cache(maxsize=8)
def _strip(identity: Identity, words: Words) -> Strip:
    sheet = Sheet(PageSize.LETTER)
    y, spilled = _put_name(sheet, identity, words)
    if barcode_width(identity.number) <= _WIDEST_BARCODE:
        sheet.items.append(
            Barcode(RIGHT, TOP + 22.0, identity.number, _BARCODE_HEIGHT, _BARCODE_MODULE)
        )
    y += 16.0
    ids = _ids(identity, words)
    small = next((one for one in _ID_SIZES if natural_width(ids, one) <= WIDTH), _ID_SIZES[-1])
    lines, cut = limited(ids, WIDTH, small, False, _MOST_ID_LINES)
    y = sheet.lines(lines, LEFT, y, small, 13.0, False) - 13.0
    if cut:
        spilled.append(("Identity", ids))
    return Strip(tuple(sheet.items), max(y + 8.0, BODY_TOP), tuple(spilled))


def barcode_width(value: str) -> float:
    """The width of a Code 128 in points, at most; endless for signs that it cannot carry."""
    modules = 11 * len(value) + 35
    return modules * _BARCODE_MODULE if value.isascii() and value.isprintable() else math.inf


def _put_name(
    sheet: Sheet, identity: Identity, words: Words
) -> tuple[float, list[tuple[str, Runs]]]:
    """The name's last baseline, and the name where not all of it fitted."""
    y = TOP + 39.0
    room = WIDTH - _ROOM_FOR_BARCODE
    parts = _name_parts(identity, words)
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


def _name_parts(identity: Identity, words: Words) -> tuple[Runs, Runs, Runs]:
    return (
        strong(flat(identity.name) or words.text("Name not known")),
        plain(flat(identity.native)),
        plain(f"prefers “{flat(identity.prefers)}”" if identity.prefers else ""),
    )


def _ids(identity: Identity, words: Words) -> Runs:
    born = in_reader_months(identity.born, words) or words.text("not known")
    runs: list[Run] = [Run(f"{words.text('DOB')} {born}", bold=True)]
    if identity.age_sex:
        runs.append(Run(f" ({identity.age_sex})"))
    runs += [GAP, Run(f"{words.text('Case')} "), Run(flat(identity.number), bold=True)]
    for one in identity.more:
        runs += [GAP, Run(flat(one))]
    return tuple(runs)


def put_furniture(sheet: Sheet, frame: Frame, page: int, pages: int) -> None:
    """Title line and footer; the items of the page's body must already stand."""
    body, sheet.items = sheet.items, []
    _title(sheet, frame)
    sheet.items += body
    _footer(sheet, frame, page, pages)
    if frame.issue.demonstration:
        _margin_word(sheet, frame.words.text(frame.margin))


def _title(sheet: Sheet, frame: Frame) -> None:
    y = TOP + 9.0
    issue, say = frame.issue, frame.words.text
    invented = say("DEMONSTRATION") if issue.demonstration else ""
    boxed = [words for words in (invented, say(issue.state)) if words]
    widths = [natural_width(strong(words), SMALLEST, narrow=True) for words in boxed]
    x = RIGHT - sum(wide + 16.0 for wide in widths)
    parts = (say(issue.line_name), say(frame.title))
    head = (Run(parts[0], bold=True), GAP, Run("|"), GAP, Run(parts[1], bold=True))
    sheet.one_line(LEFT, y, head, SMALLEST, width=x - LEFT)
    for words, wide in zip(boxed, widths, strict=True):
        sheet.box(x + 8.0, y - 9.0, wide + 8.0, 12.0, line=0.8)
        sheet.text(x + 12.0, y, strong(words), SMALLEST, narrow=True)
        x += wide + 16.0
    sheet.rule(LEFT, RIGHT, TOP + 15.0, 2.6, ink=True)


def _footer(sheet: Sheet, frame: Frame, page: int, pages: int) -> None:
    y = sheet.size.height - BOTTOM - 24.0
    say = frame.words.text
    sheet.rule(LEFT, RIGHT, y - 11.0, 0.8)
    count = say("Page {page} of {pages}").format(page=page, pages=pages)
    sheet.text(LEFT, y, strong(count), SMALLEST)
    issue = frame.issue
    counted = "Copy {copy} of {copies}" if issue.copies > 1 else "Copy {copy}"
    copy = plain(say(counted).format(copy=issue.copy, copies=issue.copies))
    room = VALUE_WIDTH - natural_width(copy, SMALLEST, narrow=True) - 7.0
    sheet.one_line(KEY_X, y, _version(frame), SMALLEST, width=room, narrow=True)
    sheet.right_aligned(RIGHT, y, copy, SMALLEST, narrow=True)
    y += SMALLEST_LEAD
    sheet.text(LEFT, y, plain(say("Printed")), SMALLEST, narrow=True)
    sheet.one_line(KEY_X, y, _printed(frame), SMALLEST, width=VALUE_WIDTH, narrow=True)
    y += SMALLEST_LEAD
    sheet.text(LEFT, y, strong(say("CONFIDENTIAL")), SMALLEST, narrow=True)
    sheet.one_line(KEY_X, y, _confidential(frame), SMALLEST, width=VALUE_WIDTH, narrow=True)


def _version(frame: Frame) -> Runs:
    issue, say = frame.issue, frame.words.text
    at = printed_at(issue.at, frame.words)
    if not issue.version:
        return (Run(frame.number), GAP, Run(f"{say('Form')} {issue.template}, {at}"))
    before = f"replaces {issue.supersedes}" if issue.supersedes else "first issue"
    number = frame.number
    if len(number) > _LONGEST_NUMBER:
        number = f"{number[: _LONGEST_NUMBER - 1]}\N{HORIZONTAL ELLIPSIS}"
    return (
        Run(number),
        GAP,
        Run(f"v{issue.version}", bold=True),
        Run(f" of {at}, {before}"),
        GAP,
        Run(f"Rules {issue.rules_version or 'not stated'}"),
    )


def _printed(frame: Frame) -> Runs:
    issue, say = frame.issue, frame.words.text
    words = say("{at} by {who}, workstation {where}").format(
        at=printed_at(issue.printed_at, frame.words),
        who=issue.printed_by,
        where=issue.workstation,
    )
    reply = say("Reply to {whom}").format(whom=issue.reply_to)
    return (Run(words), *((GAP, Run(reply)) if issue.reply_to else ()))


def _confidential(frame: Frame) -> Runs:
    phone, say = frame.issue.confidentiality_phone, frame.words.text
    found = f" {say('If found call {phone}.').format(phone=phone)}" if phone else ""
    return plain(f"{say('Health information.')}{found} {say(frame.notice)}")


def _margin_word(sheet: Sheet, words: str) -> None:
    wide = width_of(words, BOLD, 11.0) + _MARGIN_SPACING * len(words)
    y = (sheet.size.height + wide) / 2
    sheet.items.append(MarginWord(MARGIN_WORD_X, y, words, BOLD, 11.0, 0.55, _MARGIN_SPACING))
