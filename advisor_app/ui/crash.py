"""A crash leaves type and place in a file of this workstation, never a message: messages can carry
what a patient said.
"""

import faulthandler
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final

FILE: Final = "crashes.log"


def crash_lines(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The type of an exception and where it was raised; no message, no values."""
    frames = traceback.extract_tb(trace)
    places = "\n".join(f"  {Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {kind.__name__}\n{places}\n"


def report_crashes(folder: Path) -> None:
    """From now on write crashes into `folder`, and keep the program running where it can run."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = (folder / FILE).open("a", encoding="utf-8")
    except OSError:
        return
    faulthandler.enable(file)

    def write(kind: type[BaseException], trace: TracebackType | None) -> None:
        file.write(crash_lines(kind, trace))
        file.flush()

    def on_exception(
        kind: type[BaseException], _error: BaseException, trace: TracebackType | None
    ) -> None:
        write(kind, trace)
        sys.stderr.write(f"An error was written to {FILE}: {kind.__name__}\n")

    def on_thread(args: threading.ExceptHookArgs) -> None:
        write(args.exc_type, args.exc_traceback)

    sys.excepthook = on_exception
    threading.excepthook = on_thread
