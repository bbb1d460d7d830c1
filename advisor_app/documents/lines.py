"""Breaks runs into lines of a given width.

A line is a row of pieces, each in one face at one place. A mark stays with the word before it, a
word wider than the line is broken, and text from right to left stands in the order it is read.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Final

from advisor_app.documents.bidi_order import visual_order
from advisor_app.documents.faces import (
    MARK_FACES,
    SHAPED,
    UNSPACED,
    Style,
    face_for,
    main_face,
    slants_of_itself,
    width_of,
)
from advisor_app.documents.pieces import Line, Piece
from advisor_app.documents.runs import NO_BREAK, Run, Runs, printable

UNLIMITED: Final = 1e9
GAP_WIDTH: Final = 9.0
_MARKS: Final = frozenset(MARK_FACES.values())
_TOLERANCE: Final = 0.01
_NARROWEST_SHARE: Final = 0.12
"""No character but a combining sign is narrower than this share of its size."""


class Before(Enum):
    """What stands before a word."""

    NOTHING = 0
    SPACE = 1
    GAP = 2
    LINE = 3


@dataclass(frozen=True, slots=True)
class Word:
    """Pieces that stay on one line where they fit."""

    pieces: Line
    before: Before


@lru_cache(maxsize=4096)
def broken(runs: Runs, width: float, size: float, narrow: bool = False) -> tuple[Line, ...]:
    """The lines of `runs`, each at most `width` points wide; no runs give one empty line.

    Neighbours in one face are one piece.
    """
    return tuple(merged(line, size) for line in lines_of_words(runs, width, size, narrow))


@lru_cache(maxsize=4096)
def lines_of_words(runs: Runs, width: float, size: float, narrow: bool) -> tuple[Line, ...]:
    """The same lines with a piece for each word and each space."""
    upright = main_face(Style(narrow=narrow))
    lines: list[Line] = []
    line: list[Piece] = []
    x = 0.0
    for word in words_of_runs(runs, narrow):
        face = line[-1].face if line and slants_of_itself(line[-1].face) else upright
        space = width_of(" ", face, size)
        gap = {Before.SPACE: space, Before.GAP: space + GAP_WIDTH}.get(word.before, 0.0)
        total = sum(width_of(piece.text, piece.face, size) for piece in word.pieces)
        if word.before is Before.LINE or (line and x + gap + total > width + _TOLERANCE):
            lines.append(_laid_out(line, size))
            line, x = [], 0.0
        if line and gap:
            line.append(Piece(" " if word.before is Before.SPACE else "\t", face, width=gap))
            x += gap
        for piece in _fitting(word.pieces, width, size):
            wide = width_of(piece.text, piece.face, size)
            if line and x + wide > width + _TOLERANCE and total > width:
                lines.append(_laid_out(line, size))
                line, x = [], 0.0
            line.append(replace(piece, width=wide))
            x += wide
    lines.append(_laid_out(line, size))
    return tuple(lines)


def merged(line: Line, size: float) -> Line:
    """A line as it is drawn: words and spaces of one face joined, room without words left out."""
    found: list[Piece] = []
    apart = True
    for piece in line:
        if piece.text == "\t" or (piece.face in SHAPED and not piece.text.strip()):
            apart = True
            continue
        last = found[-1] if found else None
        if last is None or apart or not _continues(last, piece):
            found.append(piece)
        else:
            text, width = last.text + piece.text, last.width + piece.width
            found[-1] = Piece(text, last.face, last.slanted, last.x, width)
        apart = False
    return tuple(_without_last_space(piece, size) for piece in found if piece.text.strip(" "))


def _continues(last: Piece, piece: Piece) -> bool:
    alike = last.face == piece.face and last.slanted == piece.slanted
    return alike and piece.face not in SHAPED and piece.face not in _MARKS


def _without_last_space(piece: Piece, size: float) -> Piece:
    bare = piece.text.rstrip(" ")
    if bare == piece.text:
        return piece
    return replace(piece, width=width_of(bare, piece.face, size))


def natural_width(runs: Runs, size: float, narrow: bool = False) -> float:
    """The width of `runs` on one line."""
    return max(line_width(line) for line in broken(runs, UNLIMITED, size, narrow))


def line_width(line: Line) -> float:
    """How far a line reaches."""
    return max((piece.x + piece.width for piece in line), default=0.0)


def not_printable(text: str) -> tuple[str, ...]:
    """The characters of a text that no face has, each once, as `U+1F600`."""
    return tuple(
        f"U+{ord(sign):04X}"
        for sign in dict.fromkeys(text)
        if not sign.isspace() and face_for(sign, Style()) is None
    )


def words_of_runs(runs: Runs, narrow: bool) -> Iterator[Word]:
    """The words of runs in order, each with what stands before it."""
    pieces: list[Piece] = []
    before = Before.NOTHING
    for run in runs:
        if run.mark:
            if pieces:
                pieces.append(Piece(NO_BREAK, main_face(Style(narrow=narrow))))
            pieces.append(Piece(run.text, MARK_FACES[run.text]))
            continue
        style = Style(bold=run.bold, italic=run.italic, narrow=narrow)
        for token in _tokens(run):
            if isinstance(token, Before):
                if pieces:
                    yield Word(tuple(pieces), before)
                    pieces, before = [], Before.NOTHING
                before = token if token.value > before.value else before
                if token is Before.LINE:
                    yield Word((), Before.LINE)
                    before = Before.NOTHING
                continue
            for piece in _pieces(token, style):
                if piece.face in UNSPACED:
                    if pieces:
                        yield Word(tuple(pieces), before)
                    pieces, before = [piece], before if not pieces else Before.NOTHING
                else:
                    pieces.append(piece)
    if pieces:
        yield Word(tuple(pieces), before)


def _tokens(run: Run) -> Iterator[str | Before]:
    if run.text == "\t":
        yield Before.GAP
        return
    for number, line in enumerate(printable_inside(run.text).split("\n")):
        if number:
            yield Before.LINE
        if line[:1] in (" ", ""):
            yield from (Before.SPACE,) if line else ()
        words = line.split(" ")
        for index, word in enumerate(words):
            if index:
                yield Before.SPACE
            if word:
                yield word


def printable_inside(text: str) -> str:
    """Text made printable; the spaces at its ends, which join it to its neighbours, stay."""
    if not text.strip():
        return "\n" if "\n" in text else (" " if text else "")
    lead = " " if text[:1].isspace() and text[0] != NO_BREAK else ""
    tail = " " if text[-1:].isspace() and text[-1] != NO_BREAK else ""
    first = NO_BREAK if text[:1] == NO_BREAK else ""
    last = NO_BREAK if text[-1:] == NO_BREAK else ""
    return f"{lead}{first}{printable(text)}{last}{tail}"


def _pieces(word: str, style: Style) -> Iterator[Piece]:
    """The parts of a word by face; a character that nobody has is named in brackets."""
    text, face = "", ""
    lacking: list[str] = []
    for sign in word:
        found = face_for(sign, style)
        if found is None:
            lacking.append(f"U+{ord(sign):04X}")
            continue
        one_by_one = found in UNSPACED or face in UNSPACED
        if text and (found != face or one_by_one):
            yield _piece(text, face, style)
            text = ""
        text, face = text + sign, found
    if text:
        yield _piece(text, face, style)
    if lacking:
        note = f"[not{NO_BREAK}printable:{NO_BREAK}{NO_BREAK.join(dict.fromkeys(lacking))}]"
        yield Piece((NO_BREAK if text else "") + note, main_face(Style(narrow=style.narrow)))


def _piece(text: str, face: str, style: Style) -> Piece:
    return Piece(text, face, slanted=style.italic and not slants_of_itself(face))


def _fitting(pieces: Line, width: float, size: float) -> Iterator[Piece]:
    """The pieces of a word, those wider than the line cut to fit it."""
    for piece in pieces:
        while width < UNLIMITED and width_of(piece.text, piece.face, size) > width:
            count = _fits(piece, width, size)
            if count >= len(piece.text):
                break
            yield replace(piece, text=piece.text[:count])
            piece = replace(piece, text=piece.text[count:])
        yield piece


def _fits(piece: Piece, width: float, size: float) -> int:
    most = min(len(piece.text), int(width / (size * _NARROWEST_SHARE)) + 1)
    count = bisect_left(
        range(1, most + 1), True, key=lambda n: width_of(piece.text[:n], piece.face, size) > width
    )
    return max(1, count)


def _laid_out(line: list[Piece], size: float) -> Line:
    """Pieces at their places, spaces set by the width that was kept for them."""
    ordered = list(line)
    if any(piece.right_to_left for piece in line):
        ordered = visual_order(line, size)
    x = 0.0
    placed = []
    for piece in ordered:
        placed.append(replace(piece, x=x))
        x += piece.width
    return tuple(placed)
