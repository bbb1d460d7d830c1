"""Objects of a PDF that stand as they must be written; ReportLab formats value by value, slowly."""

import re
from typing import Any, Final

from reportlab.pdfbase import pdfdoc

_ESCAPED: Final = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r"})
_NEEDS_ESCAPE: Final = re.compile(r"[\\()\r]")


class Written(pdfdoc.PDFObject):
    """An object in its words; they may be completed until the document is written."""

    __RefOnly__ = 1

    def __init__(self, words: str = "") -> None:
        self.words = words

    def format(self, _document: object) -> bytes:
        """The bytes."""
        return self.words.encode("ascii")


class WrittenStream(pdfdoc.PDFObject):
    """A stream whose entries stand as they must be written; whoever writes the file packs it."""

    __RefOnly__ = 1

    def __init__(self, entries: bytes, content: bytes) -> None:
        self.entries = entries
        self.content = content


def put(document: Any, drawn: pdfdoc.PDFObject, name: str | None = None) -> str:
    """Add an object to a document; gives the reference under which the others find it."""
    place: str = document.Reference(drawn, name).format(document).decode()
    return place


def literal(coded: str) -> str:
    """A string of a PDF in its parentheses, with what would be read otherwise within it escaped.

    A bare carriage return is read as a line feed (ISO 32000-1, 7.3.4.2), which is another letter.
    """
    if _NEEDS_ESCAPE.search(coded):
        coded = coded.translate(_ESCAPED)
    return f"({coded})"


def text_string(words: str) -> str:
    """Words as a PDF holds them outside its pages: plain where they are ASCII, else as UTF-16."""
    if words.isascii() and words.isprintable():
        return literal(words)
    return f"<FEFF{words.encode('utf-16-be', 'replace').hex().upper()}>"
