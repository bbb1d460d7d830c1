"""Reads a file from outside into text and JSON, suspiciously: it may come from anywhere."""

import json
import math
import re
import sys
from pathlib import Path
from typing import Any, BinaryIO, Final

from advisor_app.exchange.mistakes import FileMistake, key_as_told

LARGEST_FILE: Final = 10 * 1024 * 1024
DEEPEST_NESTING: Final = 100
STANDARD_INPUT: Final = "-"

_UTF8_MARK: Final = b"\xef\xbb\xbf"
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_BRACKETS: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


def read_text(name: str, standard_input: BinaryIO | None = None) -> str:
    """The text of the file `name`, or of the standard input for `-`. Raises FileMistake."""
    if name == STANDARD_INPUT:
        stream = standard_input if standard_input is not None else sys.stdin.buffer
        return decode_text(stream.read(LARGEST_FILE + 1))
    try:
        with Path(name).open("rb") as file:
            return decode_text(file.read(LARGEST_FILE + 1))
    except OSError as error:
        raise FileMistake.whole(f"cannot be read: {error.strerror or 'unreadable'}") from None
    except ValueError as error:
        if isinstance(error, FileMistake):
            raise
        raise FileMistake.whole("has a name that no file can have") from None


def decode_text(raw: bytes) -> str:
    """Bytes as text: UTF-8 with or without its mark, at most LARGEST_FILE. Raises FileMistake."""
    if len(raw) > LARGEST_FILE:
        raise FileMistake.whole(f"is larger than {LARGEST_FILE // (1024 * 1024)} MB")
    if raw.startswith(_UTF16_MARKS):
        raise FileMistake.whole("is UTF-16 text; save it as UTF-8")
    if raw.startswith(b"%PDF"):
        raise FileMistake.whole("is a PDF, not a text file")
    if raw.startswith(b"PK\x03\x04"):
        raise FileMistake.whole("is a workbook or an archive; save it as CSV (UTF-8) or JSON")
    try:
        text = raw.removeprefix(_UTF8_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileMistake.whole(
            f"is not UTF-8 text (byte {error.start}); save it as UTF-8"
        ) from None
    if "\0" in text:
        raise FileMistake.whole("holds zero bytes: it is no text file")
    return text


def read_json(text: str) -> Any:
    """JSON without duplicate keys, NaN, infinite numbers or deep nesting. Raises FileMistake."""
    if not text.strip():
        raise FileMistake.whole("is empty")
    _refuse_deep_nesting(text)
    try:
        return json.loads(
            text,
            object_pairs_hook=_without_duplicates,
            parse_constant=_refused_number,
            parse_float=_finite,
        )
    except json.JSONDecodeError as error:
        raise FileMistake.whole(
            f"is not JSON (line {error.lineno}, column {error.colno})"
        ) from None
    except FileMistake:
        raise
    except ValueError:
        raise FileMistake.whole("holds a number that is too long") from None


def _refuse_deep_nesting(text: str) -> None:
    depth = 0
    for found in _BRACKETS.finditer(text):
        sign = found[0]
        if sign in "[{":
            depth += 1
            if depth > DEEPEST_NESTING:
                raise FileMistake.whole(f"is nested more than {DEEPEST_NESTING} deep")
        elif sign in "]}":
            depth -= 1


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise FileMistake.whole(f"names the key {key_as_told(key)} twice")
        found[key] = value
    return found


def _refused_number(_text: str) -> float:
    raise FileMistake.whole("holds NaN or an infinite number")


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refused_number(text)
