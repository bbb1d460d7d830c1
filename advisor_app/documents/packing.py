"""A document of ReportLab that is written small: its dictionaries in one compressed stream.

Half of the bytes of a short paper are dictionaries and the table of their places, which ReportLab
writes as plain text (ISO 32000-1, 7.5.7 and 7.5.8). The pages, and everything else that is a
stream, stay as they are.
"""

import re
import zlib
from functools import lru_cache
from typing import Any, Final

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from advisor_app.documents.cut_faces import Codes, WrittenStream
from advisor_app.documents.display import PageSize

_SPACES: Final = re.compile(rb"[ \r\n]*\n[ \r\n]*")
_SMALL: Final = 4096


class PackedDocument(pdfdoc.PDFDocument):
    """What a canvas draws into; the same drawing gives the same bytes."""

    def __init__(self, language: str) -> None:
        super().__init__(invariant=1, compression=1, lang=language)
        self.codes = Codes()

    def format(self) -> bytes:
        """The file."""
        # The stubs of ReportLab leave out most of a document.
        document: Any = self
        root, info = document.Reference(document.Catalog), document.Reference(self.info)
        bodies = _bodies(document)
        streams = {number: body for number, body in bodies.items() if body.endswith(_STREAM_END)}
        plain = {number: body for number, body in bodies.items() if number not in streams}
        holder = len(bodies) + 1
        table = holder + 1
        written = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
        places: dict[int, bytes] = {0: _place(0, 0, 255)}
        for number, body in [*streams.items(), (holder, _held(plain))]:
            places[number] = _place(1, len(written), 0)
            written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        for place, number in enumerate(plain):
            places[number] = _place(2, holder, place)
        start = len(written)
        places[table] = _place(1, start, 0)
        told = b"/Type/XRef/Size %d/W[1 4 2]/Root %b/Info %b/ID%b" % (
            table + 1,
            root.format(self),
            info.format(self),
            b"[<%b><%b>]" % ((document.signature.hexdigest().encode(),) * 2),
        )
        rows = _stream(told, b"".join(places[number] for number in range(table + 1)))
        written += b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, rows, start)
        return bytes(written)


def new_canvas(size: PageSize, face: str, language: str) -> Any:
    """A canvas that draws into a packed document; `face` is a face that the papers embed."""
    # The stubs of ReportLab call the name of a font a number.
    make: Any = Canvas
    canvas = make(None, pagesize=size.value, invariant=1, initialFontName=face)
    canvas._doc = PackedDocument(language)
    return canvas


_STREAM_END: Final = b"\nendstream"


def _bodies(document: Any) -> dict[int, bytes]:
    """Every object by its number; formatting one may bring in others."""
    bodies: dict[int, bytes] = {}
    while (number := len(bodies) + 1) in document.numberToId:
        drawn = document.idToObject[document.numberToId[number]]
        if isinstance(drawn, WrittenStream):
            bodies[number] = _stream(drawn.entries, drawn.content)
        elif isinstance(drawn, pdfdoc.PDFStream):
            entries = _tight(drawn.dictionary.format(document))[2:-2]
            content = drawn.content
            data = content.encode() if isinstance(content, str) else content
            bodies[number] = _stream(entries, data)
        else:
            bodies[number] = _tight(pdfdoc.format(drawn, document, 1).strip())
    return bodies


def _stream(entries: bytes, content: bytes) -> bytes:
    data = _small(content) if len(content) < _SMALL else zlib.compress(content)
    return b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b%b" % (
        entries, len(data), data, _STREAM_END,
    )  # fmt: skip


@lru_cache(maxsize=512)
def _small(content: bytes) -> bytes:
    """What comes back in many papers: a face of few letters, the table of a code page."""
    return zlib.compress(content)


def _held(plain: dict[int, bytes]) -> bytes:
    """The object stream: first where each object starts, then the objects."""
    starts, bodies = [], bytearray()
    for number, body in plain.items():
        starts.append(b"%d %d" % (number, len(bodies)))
        bodies += body + b"\n"
    head = b" ".join(starts) + b"\n"
    told = b"/Type/ObjStm/N %d/First %d" % (len(plain), len(head))
    return _stream(told, head + bytes(bodies))


def _place(kind: int, where: int, more: int) -> bytes:
    return bytes((kind,)) + where.to_bytes(4, "big") + more.to_bytes(2, "big")


def _tight(body: bytes) -> bytes:
    """A dictionary without the line breaks that ReportLab puts in for people."""
    return _SPACES.sub(b" ", body)
