"""The pages of a paper as pictures for the window, without any window toolkit."""

from dataclasses import dataclass
from typing import Final

import pypdfium2

from advisor_app.documents.pdfium import opened

_POINTS_PER_INCH: Final = 72.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """One page as pixels: `data` is BGRA, four bytes a pixel, rows without padding."""

    width: int
    height: int
    data: bytes


def page_images(pdf: bytes, dpi: float) -> tuple[PageImage, ...]:
    """All pages of `pdf` at `dpi`. Raises ValueError where the bytes are no PDF."""
    with opened(pdf) as document:
        return tuple(_picture(document[number], dpi) for number in range(len(document)))


def _picture(page: pypdfium2.PdfPage, dpi: float) -> PageImage:
    bitmap = page.render(scale=dpi / _POINTS_PER_INCH, force_bitmap_format=4)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    raw = bytes(bitmap.buffer)
    row = width * 4
    if stride != row:
        raw = b"".join(raw[start : start + row] for start in range(0, stride * height, stride))
    bitmap.close()
    page.close()
    return PageImage(width=width, height=height, data=raw)
