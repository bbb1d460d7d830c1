"""The words of runs, measured once: each with its pieces by face, and with what stands before it.

A mark stays with the word before it; in scripts without spaces every character is a word.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Final

from advisor_app.documents.faces import (
    MARK_FACES,
    UNSPACED,
    face_for,
    letters_with,
    main_face,
    slants_of_itself,
    unit_width,
)
from advisor_app.documents.pieces import Line, Piece
from advisor_app.documents.runs import NO_BREAK, Run, Runs, printable

GAP_WIDTH: Final = 9.0


class Before(Enum):
    """What stands before a word."""

    NOTHING = 0
    SPACE = 1
    GAP = 2
    LINE = 3


@dataclass(frozen=True, slots=True)
class Word:
    """Pieces that stay on one line where they fit, as wide as they are at a size of one point.

    `space` is the space before it, in the face of the word that it follows.
    """

    pieces: Line
    before: Before
    width: float
    space: Piece

    def room_before(self, size: float) -> float:
        """How far from the word before it stands, in points."""
        match self.before:
            case Before.SPACE:
                return self.space.width * size
            case Before.GAP:
                return self.space.width * size + GAP_WIDTH
            case _:
                return 0.0


@lru_cache(maxsize=4096)
def words_of_runs(runs: Runs, narrow: bool) -> tuple[Word, ...]:
    """The words of runs in order; a line break of the typist is a word without pieces."""
    upright = main_face(narrow=narrow)
    words: list[Word] = []
    face = upright
    for pieces, before in _grouped(runs, narrow):
        words.append(Word(pieces, before, sum(piece.width for piece in pieces), _space(face)))
        if pieces:
            last = pieces[-1].face
            face = last if slants_of_itself(last) else upright
    return tuple(words)


@cache
def _space(face: str) -> Piece:
    return Piece(" ", face, width=unit_width(" ", face))


def _grouped(runs: Runs, narrow: bool) -> Iterator[tuple[Line, Before]]:
    upright = main_face(narrow=narrow)
    pieces: list[Piece] = []
    before = Before.NOTHING
    for run in runs:
        if run.mark:
            if pieces:
                pieces.append(_piece(NO_BREAK, upright))
            pieces.append(_piece(run.text, MARK_FACES[run.text]))
            continue
        main = main_face(run.bold, run.italic, narrow)
        for token in _tokens(run):
            if isinstance(token, Before):
                if pieces:
                    yield tuple(pieces), before
                    pieces, before = [], Before.NOTHING
                before = token if token.value > before.value else before
                if token is Before.LINE:
                    yield (), Before.LINE
                    before = Before.NOTHING
                continue
            for piece in _pieces(token, main, upright):
                if piece.face in UNSPACED:
                    if pieces:
                        yield tuple(pieces), before
                    pieces, before = [piece], before if not pieces else Before.NOTHING
                else:
                    pieces.append(piece)
    if pieces:
        yield tuple(pieces), before


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


@lru_cache(maxsize=16384)
def _pieces(word: str, main: str, upright: str) -> Line:
    """The parts of a word by face; a character that nobody has is named in brackets."""
    if letters_with(main).issuperset(word):
        return (_piece(word, main),)
    italic = main.endswith("Italic")
    found: list[Piece] = []
    text, face = "", ""
    lacking: list[str] = []
    for sign in word:
        own = face_for(sign, main)
        if own is None:
            lacking.append(f"U+{ord(sign):04X}")
            continue
        one_by_one = own in UNSPACED or face in UNSPACED
        if text and (own != face or one_by_one):
            found.append(_piece(text, face, italic))
            text = ""
        text, face = text + sign, own
    if text:
        found.append(_piece(text, face, italic))
    if lacking:
        note = f"[not{NO_BREAK}printable:{NO_BREAK}{NO_BREAK.join(dict.fromkeys(lacking))}]"
        found.append(_piece((NO_BREAK if text else "") + note, upright))
    return tuple(found)


def _piece(text: str, face: str, italic: bool = False) -> Piece:
    slanted = italic and not slants_of_itself(face)
    return Piece(text, face, slanted=slanted, width=unit_width(text, face))
