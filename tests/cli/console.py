"""Runs the real command line within this process, as a person or another program would."""

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from advisor_app.cli import main

DATA = Path(__file__).parent.parent / "data"
CASES = DATA / "cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a verb ended: its code, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The JSON objects that it printed, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


def run(*words: str | Path, given: str | bytes = "") -> Ended:
    """Do what `words` say, with `given` on the standard input."""
    raw = given.encode("utf-8") if isinstance(given, str) else given
    out, err = io.StringIO(), io.StringIO()
    with (
        redirect_stdout(out),
        redirect_stderr(err),
        _typed(raw),
    ):
        code = main([str(word) for word in words])
    return Ended(code=code, out=out.getvalue(), err=err.getvalue())


@contextmanager
def _typed(raw: bytes) -> Iterator[None]:
    standing = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin = standing
