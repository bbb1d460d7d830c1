"""Writes a paper whole or not at all, readable by its owner alone."""

import os
import tempfile
from pathlib import Path


class PaperNotWritten(OSError):
    """A paper that did not reach its place; the text names the folder and never the patient."""


def write_file(path: Path, data: bytes) -> None:
    """Write `data` beside `path` and put it in its place once all of it is on the disk.

    Raises PaperNotWritten where the folder cannot be written or the bytes did not arrive; a file
    that stood at `path` is then as it was.
    """
    if path.exists() and not path.is_file():
        # A device that is written in this way would be taken away, and a plain file put there.
        raise PaperNotWritten(f"that name in {path.parent} is no file's")
    try:
        handle, name = tempfile.mkstemp(prefix=".paper-", dir=path.parent)
    except OSError as error:
        raise PaperNotWritten(f"cannot write in {path.parent}: {error.strerror}") from None
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if written.stat().st_size != len(data):
            raise PaperNotWritten(f"not all bytes arrived in {path.parent}")
        written.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        written.unlink(missing_ok=True)
        if isinstance(error, PaperNotWritten):
            raise
        raise PaperNotWritten(f"cannot write in {path.parent}: {error.strerror}") from None


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
