"""Hands a paper to the system's spooler as the very file that the preview shows.

CUPS (Linux and macOS) takes a PDF from the standard input of `lp`, so that nothing is written to a
disk. Where there is no such spooler the window paints the pages itself.
"""

import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import Final

_JOB: Final = re.compile(r"request id is (\S+)")
_PATIENCE: Final = 20.0
_MEDIA: Final = {"letter": "Letter", "a4": "A4"}
_TITLE: Final = re.compile(r"[^A-Za-z0-9 ._-]+")


class NotSpooled(OSError):
    """A paper that the spooler did not take; one sentence, nothing of the patient."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOrder:
    """Where and how a paper prints; `duplex` on the long edge, `size` is `letter` or `a4`."""

    printer: str
    copies: int = 1
    duplex: bool = False
    size: str = "letter"


def has_spooler() -> bool:
    """Whether this machine has a spooler that takes a PDF."""
    return shutil.which("lp") is not None


def printers() -> tuple[str, ...]:
    """The names of the printers that the spooler knows; none where it does not answer."""
    if not has_spooler():
        return ()
    try:
        found = _run(["lpstat", "-e"], b"")
    except NotSpooled:
        return ()
    return tuple(line.strip() for line in found.splitlines() if line.strip())


def spool(pdf: bytes, order: PrintOrder, title: str) -> str:
    """Print the file as it is; the spooler's number of the job. Raises NotSpooled.

    `title` is what the list of print jobs shows: a case number, never a name.
    """
    if order.printer not in printers():
        raise NotSpooled("The spooler does not know that printer any more.")
    words = ["lp", "-d", order.printer, "-n", str(max(1, order.copies))]
    words += ["-t", _TITLE.sub(" ", title), "-o", f"media={_MEDIA[order.size]}"]
    words += ["-o", "print-scaling=none"]
    words += ["-o", "sides=two-sided-long-edge" if order.duplex else "sides=one-sided", "-"]
    found = _JOB.search(_run(words, pdf))
    if found is None:
        raise NotSpooled("The spooler did not take the paper.")
    return found[1]


def _run(words: list[str], given: bytes) -> str:
    try:
        ended = subprocess.run(
            words, input=given, capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        raise NotSpooled("The spooler does not answer.") from None
    if ended.returncode != 0:
        raise NotSpooled("The spooler refused the paper.")
    return ended.stdout.decode("utf-8", "replace")
