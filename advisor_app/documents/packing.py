"""A document of ReportLab that is written small: its dictionaries in one compressed stream.

Half of the bytes of a short paper are dictionaries and the table of their places, which ReportLab
writes as plain text (ISO 32000-1, 7.5.7 and 7.5.8), and much of its time goes into formatting them.
Here pages, catalogue and fonts are written directly; what ReportLab makes of a face that is not cut
stays its own.
"""

import hashlib
import re
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from reportlab.pdfbase import pdfdoc

from advisor_app.documents.cut_faces import Codes
from advisor_app.documents.display import PageSize
from advisor_app.documents.written import Written, WrittenStream, put, text_string

_SPACES: Final = re.compile(rb"[ \r\n]*\n[ \r\n]*")
_SMALL: Final = 4096
_AUTHOR: Final = "Care-advisor console"
_STREAM_END: Final = b"\nendstream"


class PackedDocument(pdfdoc.PDFDocument):
    """What pages are put into; the same pages give the same bytes."""

    def __init__(self, size: PageSize, language: str) -> None:
        super().__init__(invariant=1, compression=1)
        self.codes = Codes()
        self._size = size
        self._language = language
        self._pages: list[str] = []
        # The stubs of ReportLab leave out most of a document.
        self._own: Any = self
        self._tree = Written()
        self._tree_place = put(self, self._tree)
        self._fonts = put(self, self._own.idToObject[_FONTS])

    def add_page(self, drawn: Sequence[str]) -> None:
        """The next page, in the operators that draw it."""
        content = WrittenStream(b"", "\n".join(drawn).encode("latin-1"))
        wide, high = self._size.value
        self._pages.append(
            put(
                self,
                Written(
                    f"<</Type/Page/Parent {self._tree_place}/MediaBox[0 0 {wide:g} {high:g}]"
                    f"/Resources<</Font {self._fonts}>>/Contents {put(self, content)}>>"
                ),
            )
        )

    def written(self, *, title: str, subject: str, creator: str) -> bytes:
        """The file; `title` is what the window of a viewer shows."""
        for font in self._own.delayedFonts:
            font.addObjects(self)
        fonts = self._own.idToObject[_FONTS].dict
        named = "".join(f"/{name} {put(self, font)}" for name, font in fonts.items())
        self._own.idToObject[_FONTS] = Written(f"<<{named}>>")
        self._tree.words = f"<</Type/Pages/Count {len(self._pages)}/Kids[{' '.join(self._pages)}]>>"
        root = put(
            self,
            Written(
                f"<</Type/Catalog/Pages {self._tree_place}/Lang {text_string(self._language)}>>"
            ),
        )
        told = put(
            self,
            Written(
                f"<</Title {text_string(title)}/Author {text_string(_AUTHOR)}"
                f"/Subject {text_string(subject)}/Creator {text_string(creator)}>>"
            ),
        )
        return _file(self._bodies(), f"/Root {root}/Info {told}".encode())

    def _bodies(self) -> dict[int, bytes]:
        """Every object by its number; formatting one may bring in others."""
        bodies: dict[int, bytes] = {}
        while (number := len(bodies) + 1) in self._own.numberToId:
            drawn = self._own.idToObject[self._own.numberToId[number]]
            if isinstance(drawn, WrittenStream):
                bodies[number] = _stream(drawn.entries, drawn.content)
            elif isinstance(drawn, Written):
                bodies[number] = drawn.format(self)
            elif isinstance(drawn, pdfdoc.PDFStream):
                entries = _tight(drawn.dictionary.format(self))[2:-2]
                content = drawn.content
                data = content.encode() if isinstance(content, str) else content
                bodies[number] = _stream(entries, data)
            else:
                bodies[number] = _tight(pdfdoc.format(drawn, self, 1).strip())
        return bodies


_FONTS: Final = "BasicFonts"


def _file(bodies: dict[int, bytes], told: bytes) -> bytes:
    """The objects in a file: streams as they are, all others in one, and the table of places."""
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
    name = hashlib.sha256(written).hexdigest()[:32].encode()
    entries = b"/Type/XRef/Size %d/W[1 4 2]%b/ID[<%b><%b>]" % (table + 1, told, name, name)
    rows = _stream(entries, b"".join(places[number] for number in range(table + 1)))
    written += b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, rows, start)
    return bytes(written)


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
