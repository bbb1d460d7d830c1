"""Keeps the index of the phrases, so that the search is ready at once at the next start.

It holds nothing but what was made from the tables, and belongs to those very tables and to the
very code that made it: where anything differs, or the file is damaged, it is made again.
"""

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.oncology.lexicon_index import LexiconIndex

_FILE: Final = "phrases.index"
_TABLES: Final = ("families.tsv", "kinds.tsv", "findings.tsv", "synonyms.tsv", "words.tsv",
                  "icd10cm.tsv")  # fmt: skip
_CODE: Final = ("catalogue.py", "codes.py", "icd_titles.py", "index_made.py", "lexicon_index.py",
                "shelves.py", "sounds.py", "vocabulary.py", "words.py")  # fmt: skip
_LENGTH_OF_MARK: Final = 130


def kept_or_made(
    kept: Path | None, folder: TableFolder, make: Callable[[], LexiconIndex]
) -> LexiconIndex:
    """The index kept in `kept` where it is whole and of these tables, else a new one, kept there.

    Where nothing can be kept, it is made each time.
    """
    if kept is None:
        return make()
    origin = _origin(folder)
    found = _read(kept / _FILE, origin)
    if found is None:
        found = make()
        _write(kept, origin, found)
    return found


def _origin(folder: TableFolder) -> str:
    """What an index is made of: the tables and the code, as one SHA-256 in hex."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for part in (*(folder / "cancers" / name for name in _TABLES), *(here / one for one in _CODE)):
        with suppress(OSError):
            digest.update(hashlib.sha256(part.read_bytes()).digest())
    return digest.hexdigest()


def _read(file: Path, origin: str) -> LexiconIndex | None:
    try:
        kept = file.read_bytes()
        body = memoryview(kept)[_LENGTH_OF_MARK:]
        if kept[:_LENGTH_OF_MARK] != _mark(origin, body):
            return None
        return LexiconIndex.from_bytes(body)
    except (OSError, ValueError):
        return None


def _mark(origin: str, body: bytes | memoryview) -> bytes:
    """What stands before the index: of what it was made, and what it must be."""
    return f"{origin} {hashlib.sha256(body).hexdigest()}\n".encode("ascii")


def _write(kept: Path, origin: str, index: LexiconIndex) -> None:
    """Keep the index whole or not at all, for this user only."""
    body = index.as_bytes()
    written = kept / f"{_FILE}.{os.getpid()}"
    with suppress(OSError):
        kept.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with open(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                out.write(_mark(origin, body) + body)
            written.replace(kept / _FILE)
        finally:
            written.unlink(missing_ok=True)
