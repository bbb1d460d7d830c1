"""Writes a file whole or not at all, readable by its owner alone: it holds patient data."""

import contextlib
import os
import tempfile
from pathlib import Path

from advisor_app.exchange.mistakes import FileMistake


def write_text(path: Path, text: str) -> None:
    """Put `text` (UTF-8) at `path`; what stood there stays until all is written.

    Raises FileMistake where it cannot be written.
    """
    if path.exists() and not path.is_file():
        # A device that is written in this way would be taken away, and a plain file put there.
        raise FileMistake.whole("cannot be written: that name is no file's")
    unfinished: str | None = None
    try:
        handle, unfinished = tempfile.mkstemp(prefix=".unfinished-", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    except OSError as error:
        if unfinished is not None:
            with contextlib.suppress(OSError):
                os.unlink(unfinished)
        raise FileMistake.whole(f"cannot be written: {error.strerror or 'no room'}") from None
