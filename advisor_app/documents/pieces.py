"""A piece of a line: text in one face at one place."""

from typing import NamedTuple, TypeAlias

from advisor_app.documents.faces import RIGHT_TO_LEFT


class Piece(NamedTuple):
    """A stretch of text in one face; `x` is its distance from the start of the line.

    `slanted` draws a face upright by nature at an angle, where the script has no italic.
    """

    text: str
    face: str
    slanted: bool = False
    x: float = 0.0
    width: float = 0.0

    @property
    def right_to_left(self) -> bool:
        """Whether it is read from the right."""
        return self.face in RIGHT_TO_LEFT


Line: TypeAlias = tuple[Piece, ...]
