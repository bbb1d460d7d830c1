"""pdfium for one thread at a time: two of them within it at once end the program.

Whatever was opened is closed before the next thread may enter. A part that is left to the garbage
collector would be closed by whichever thread collects.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Final

import pypdfium2

_WITHIN: Final = RLock()


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """A paper as pdfium reads it. Raises ValueError where the bytes are no PDF."""
    with _WITHIN:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError:
            raise ValueError("the bytes are no PDF") from None
        try:
            yield document
        finally:
            document.close()


@contextmanager
def begun() -> Iterator[pypdfium2.PdfDocument]:
    """An empty paper to which pages are added."""
    with _WITHIN:
        document = pypdfium2.PdfDocument.new()
        try:
            yield document
        finally:
            document.close()
