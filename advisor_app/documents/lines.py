"""Breaks runs into lines of a given width.

A line is a row of pieces, each in one face at one place. A word wider than the line is broken, and
text from right to left stands in the order it is read.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from advisor_app.documents.bidi_order import visual_order
from advisor_app.documents.faces import MARK_FACES, SHAPED, face_for, unit_width, width_of
from advisor_app.documents.pieces import Line, Piece
from advisor_app.documents.run_words import Word, words_of_runs
from advisor_app.documents.runs import Runs

UNLIMITED: Final = 1e9
_NEVER_JOINED: Final = SHAPED | frozenset(MARK_FACES.values())
_TOLERANCE: Final = 0.01
_NARROWEST_SHARE: Final = 0.12
"""No character but a combining sign is narrower than this share of its size."""

Row: TypeAlias = Sequence[Word]
"""The words of one line."""

Stretch: TypeAlias = tuple[str, str, bool, float]
"""Text in one face, whether it is slanted, and its width in points."""


@lru_cache(maxsize=4096)
def broken(runs: Runs, width: float, size: float, narrow: bool = False) -> tuple[Line, ...]:
    """The lines of `runs`, each at most `width` points wide; no runs give one empty line.

    Neighbours in one face are one piece.
    """
    rows = _rows(runs, width, size, narrow)
    return tuple(joined_pieces(_stretches(row, size), size) for row in rows)


def pieces_of_line(
    runs: Runs, width: float, size: float, narrow: bool, number: int
) -> tuple[Piece, ...]:
    """One of the lines (from 0) with a piece for each word and each space."""
    x, found = 0.0, []
    for text, face, slanted, wide in _stretches(_rows(runs, width, size, narrow)[number], size):
        found.append(Piece(text, face, slanted, x, wide))
        x += wide
    return tuple(found)


@lru_cache(maxsize=8192)
def natural_width(runs: Runs, size: float, narrow: bool = False) -> float:
    """The width of `runs` on one line."""
    return max(_row_width(row, size) for row in _rows(runs, UNLIMITED, size, narrow))


def line_count(runs: Runs, width: float, size: float) -> tuple[int, float]:
    """How many lines `runs` take, and the width of the last of them."""
    rows = _rows(runs, width, size, False)
    return len(rows), _row_width(rows[-1], size)


def line_width(line: Line) -> float:
    """How far a line reaches."""
    return max((piece.x + piece.width for piece in line), default=0.0)


def not_printable(text: str) -> tuple[str, ...]:
    """The characters of a text that no face has, each once, as `U+1F600`."""
    return tuple(
        f"U+{ord(sign):04X}"
        for sign in dict.fromkeys(text)
        if not sign.isspace() and face_for(sign) is None
    )


def stretch_of(piece: Piece) -> Stretch:
    """A piece without its place."""
    return piece.text, piece.face, piece.slanted, piece.width


def joined_pieces(stretches: Iterable[Stretch], size: float) -> Line:
    """A line as it is drawn, its pieces at their places.

    Words and spaces of one face are one piece; room without words is left out.
    """
    found: list[Piece] = []
    text, face, slanted, start, x = "", "", False, 0.0, 0.0
    for said, own, leaning, wide in stretches:
        if own == face and leaning == slanted and own not in _NEVER_JOINED and said != "\t":
            text += said
        else:
            _put_piece(found, text, face, slanted, start, x, size)
            apart = said == "\t" or (own in SHAPED and not said.strip())
            text, face = ("", "") if apart else (said, own)
            slanted, start = leaning, x
        x += wide
    _put_piece(found, text, face, slanted, start, x, size)
    return tuple(found)


def _put_piece(
    found: list[Piece],
    text: str,
    face: str,
    slanted: bool,
    start: float,
    end: float,
    size: float,
) -> None:
    """Spaces at the end keep words apart when they are copied, and count for no width."""
    spaces = len(text) - len(text.rstrip(" "))
    if spaces < len(text):
        blank = spaces * unit_width(" ", face) * size if spaces else 0.0
        found.append(Piece(text, face, slanted, start, end - start - blank))


def _rows(runs: Runs, width: float, size: float, narrow: bool) -> list[list[Word]]:
    """The words of each line; a word wider than a line is cut into words that fit."""
    rows: list[list[Word]] = []
    row: list[Word] = []
    x, most = 0.0, width + _TOLERANCE
    for word in words_of_runs(runs, narrow):
        wide = word.width * size
        gap = word.space.width * size + word.more if row and word.space is not None else 0.0
        if not word.pieces or (row and x + gap + wide > most):
            rows.append(row)
            row, x, gap = [], 0.0, 0.0
        if wide <= width:
            if word.pieces:
                row.append(word)
                x += gap + wide
            continue
        for part in _cut_to_fit(word, width, size):
            wide = part.width * size
            if row and x + wide > most:
                rows.append(row)
                row, x = [], 0.0
            row.append(part)
            x += wide
    return [*rows, row]


def _row_width(row: Row, size: float) -> float:
    after_first = sum(word.room_before(size) for word in row[1:])
    return after_first + sum(word.width for word in row) * size


def _stretches(row: Row, size: float) -> list[Stretch]:
    """A line from left to right, a stretch for each piece of a word and for each space."""
    found: list[Stretch] = []
    for word in row:
        if found and word.space is not None:
            space = word.space
            found.append((space.text, space.face, False, space.width * size + word.more))
        for text, face, slanted, _, wide in word.pieces:
            found.append((text, face, slanted, wide * size))
    if any(word.right_to_left for word in row):
        pieces = [Piece(text, face, slanted, 0.0, wide) for text, face, slanted, wide in found]
        return [stretch_of(piece) for piece in visual_order(pieces, size)]
    return found


def _cut_to_fit(word: Word, width: float, size: float) -> Iterator[Word]:
    """A word's pieces as words of their own, those wider than the line cut to fit it."""
    for piece in word.pieces:
        while piece.width * size > width:
            count = _fits(piece, width, size)
            if count >= len(piece.text):
                break
            hyphen = piece.text.rfind("-", 0, count) + 1
            first, piece = _parted(piece, hyphen if hyphen > count // 2 else count)
            yield _alone(first)
        yield _alone(piece)


def _alone(piece: Piece) -> Word:
    return Word((piece,), piece.width, right_to_left=piece.right_to_left)


def _parted(piece: Piece, count: int) -> tuple[Piece, Piece]:
    first, rest = piece.text[:count], piece.text[count:]
    wide = unit_width(first, piece.face)
    left = unit_width(rest, piece.face) if piece.face in SHAPED else piece.width - wide
    return piece._replace(text=first, width=wide), piece._replace(text=rest, width=left)


def _fits(piece: Piece, width: float, size: float) -> int:
    most = min(len(piece.text), int(width / (size * _NARROWEST_SHARE)) + 1)
    count = bisect_left(
        range(1, most + 1), True, key=lambda n: width_of(piece.text[:n], piece.face, size) > width
    )
    return max(1, count)
