"""The words of runs, measured once: each with its pieces by face, and with what stands before it.

A mark stays with the word before it; in scripts without spaces every character is a word.
"""

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from advisor_app.documents.faces import (
    MARK_FACES,
    RIGHT_TO_LEFT,
    UNSPACED,
    face_for,
    letters_with,
    main_face,
    slants_of_itself,
    unit_width,
)
from advisor_app.documents.pieces import Line, Piece
from advisor_app.documents.runs import NO_BREAK, Run, Runs, needs_no_care, printable

GAP_WIDTH: Final = 9.0
_TAB: Final = "\t"
_TOKEN: Final = re.compile(r" +|\n|[^ \n]+")


class Word(NamedTuple):
    """Pieces that stay on one line where they fit, as wide as they are at a size of one point.

    `space` stands before it on a line, in the face of the word that it follows: nothing, a space,
    or a tabulator, which is `more` points wider. A word without pieces begins a new line.
    """

    pieces: Line
    width: float
    space: Piece | None = None
    more: float = 0.0
    right_to_left: bool = False

    def room_before(self, size: float) -> float:
        """How far from the word before it stands, in points."""
        return self.space.width * size + self.more if self.space is not None else 0.0


@lru_cache(maxsize=4096)
def words_of_runs(runs: Runs, narrow: bool) -> tuple[Word, ...]:
    """The words of runs in order; a line break of the typist is a word without pieces."""
    upright = main_face(narrow=narrow)
    words: list[Word] = []
    # A word may go on in the next run; what stands before it is in the face of the word before.
    pieces: Line = ()
    before, face = "", upright
    for run in runs:
        if run.mark:
            glue = _parts(NO_BREAK, upright, upright) if pieces else ()
            pieces += (*glue, _piece(run.text, MARK_FACES[run.text]))
            continue
        main = main_face(run.bold, run.italic, narrow)
        for token in _tokens(run):
            if token[0] in " \n\t":
                if pieces:
                    words.append(_word(pieces, before, face))
                    face, pieces, before = _face_of_space(pieces, upright), (), ""
                if token == "\n":
                    words.append(_word((), "", upright))
                    before = ""
                elif before != _TAB:
                    before = token[0]
                continue
            parts = _parts(token, main, upright)
            if not pieces and len(parts) == 1:
                pieces = parts
                continue
            for part in parts:
                if pieces and part.face in UNSPACED:
                    words.append(_word(pieces, before, face))
                    face, pieces, before = _face_of_space(pieces, upright), (), ""
                pieces += (part,)
    if pieces:
        words.append(_word(pieces, before, face))
    return tuple(words)


@lru_cache(maxsize=16384)
def _word(pieces: Line, before: str, face: str) -> Word:
    wide = sum(piece.width for piece in pieces)
    turned = any(piece.face in RIGHT_TO_LEFT for piece in pieces)
    if not before:
        return Word(pieces, wide, right_to_left=turned)
    more = GAP_WIDTH if before == _TAB else 0.0
    return Word(pieces, wide, _space(before, face), more, turned)


@cache
def _space(said: str, face: str) -> Piece:
    return Piece(said, face, width=unit_width(" ", face))


def _face_of_space(before: Line, upright: str) -> str:
    last = before[-1].face
    return last if slants_of_itself(last) else upright


def _tokens(run: Run) -> list[str]:
    """Words, and what stands between them: spaces, line breaks, or one tabulator."""
    return [_TAB] if run.text == _TAB else _TOKEN.findall(printable_inside(run.text))


def printable_inside(text: str) -> str:
    """Text made printable; the spaces at its ends, which join it to its neighbours, stay."""
    if needs_no_care(text):
        return text
    if not text.strip():
        return "\n" if "\n" in text else (" " if text else "")
    lead = " " if text[:1].isspace() and text[0] != NO_BREAK else ""
    tail = " " if text[-1:].isspace() and text[-1] != NO_BREAK else ""
    first = NO_BREAK if text[:1] == NO_BREAK else ""
    last = NO_BREAK if text[-1:] == NO_BREAK else ""
    return f"{lead}{first}{printable(text)}{last}{tail}"


@lru_cache(maxsize=16384)
def _parts(word: str, main: str, upright: str) -> Line:
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
