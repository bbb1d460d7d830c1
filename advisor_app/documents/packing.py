"""Packs the small objects of a finished PDF into one compressed stream (ISO 32000-1, 7.5.7).

Half of the bytes of a short paper are dictionaries and the table of their places, which ReportLab
writes as plain text. The pages, and the bytes of everything that is a stream, stay as they are.
"""

import re
import zlib
from typing import Final

_OBJECT: Final = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj", re.DOTALL)
_STREAM: Final = re.compile(rb"stream\r?\n")
_LENGTH: Final = re.compile(rb"/Length (\d+)")
_TRAILER: Final = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref", re.DOTALL)
_ENTRY: Final = re.compile(rb"/(Info|Root) (\d+ 0 R)")
_ID: Final = re.compile(rb"/ID\s*(\[<[0-9a-f]+><[0-9a-f]+>\])")
_SPACES: Final = re.compile(rb"[ \r\n]*\n[ \r\n]*")


def packed(pdf: bytes) -> bytes:
    """The same document, smaller; the same bytes in give the same bytes out."""
    streams, plain, trailer = _parts(pdf)
    holder = max(streams | plain, default=0) + 1
    table = holder + 1
    written = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, bytes] = {0: _place(0, 0, 255)}
    for number, body in sorted(streams.items()):
        places[number] = _place(1, len(written), 0)
        written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    places[holder] = _place(1, len(written), 0)
    written += _held(holder, plain)
    for place, number in enumerate(sorted(plain)):
        places[number] = _place(2, holder, place)
    start = len(written)
    places[table] = _place(1, start, 0)
    rows = zlib.compress(b"".join(places[number] for number in range(table + 1)), 9)
    written += b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Filter/FlateDecode/Length %d" % (
        table,
        table + 1,
        len(rows),
    )
    written += b"%b>>stream\n%b\nendstream\nendobj\n" % (trailer, rows)
    written += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(written)


def _parts(pdf: bytes) -> tuple[dict[int, bytes], dict[int, bytes], bytes]:
    """The streams and the other objects by number, and what the trailer must say."""
    streams: dict[int, bytes] = {}
    plain: dict[int, bytes] = {}
    place = 0
    while (found := _OBJECT.search(pdf, place)) is not None:
        number, body = int(found[1]), found[2]
        head = _STREAM.search(pdf, found.start(2))
        if body.startswith(b"<<") and head is not None and head.start() < found.end(2):
            said = _LENGTH.search(pdf, found.start(2), head.start())
            assert said is not None
            end = head.end() + int(said[1])
            dictionary = _tight(pdf[found.start(2) : head.start()])
            streams[number] = b"%bstream\n%b\nendstream" % (dictionary, pdf[head.end() : end])
            place = pdf.index(b"endobj", end)
        else:
            plain[number] = _tight(body)
            place = found.end()
    last = _TRAILER.search(pdf, place)
    identity = _ID.search(pdf, place)
    assert last is not None
    assert identity is not None
    entries = b"".join(b"/%b %b" % (name, ref) for name, ref in _ENTRY.findall(last[1]))
    return streams, plain, b"%b/ID%b" % (entries, identity[1])


def _held(number: int, plain: dict[int, bytes]) -> bytes:
    """The object stream: first where each object starts, then the objects."""
    starts, bodies = [], bytearray()
    for own, body in sorted(plain.items()):
        starts.append(b"%d %d" % (own, len(bodies)))
        bodies += body + b"\n"
    head = b" ".join(starts) + b"\n"
    data = zlib.compress(head + bytes(bodies), 9)
    return (
        b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>stream\n%b\n"
        b"endstream\nendobj\n" % (number, len(plain), len(head), len(data), data)
    )


def _place(kind: int, where: int, more: int) -> bytes:
    return bytes((kind,)) + where.to_bytes(4, "big") + more.to_bytes(2, "big")


def _tight(body: bytes) -> bytes:
    """A dictionary without the line breaks that ReportLab puts in for people."""
    return _SPACES.sub(b" ", body)
