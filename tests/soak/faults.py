"""Every call on the files of a running console fails once, and for ever: `-m tests.soak.faults`.

`python -m tests.soak.faults [STEP [ERROR [once]]]` takes each STEP-th call only, and one way alone.
"""

import sys
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.storage.faults import Fault, checked, typed_with
from tests.storage.test_faults import new_store

ERRORS: Final = ("ENOSPC", "EIO")
HOW_LONG: Final = ("once", "for ever")


def main(step: str = "1", error: str = "", how_long: str = "") -> None:
    """For each error, once and for ever, until no call is left to fail."""
    for one in ERRORS:
        for long in HOW_LONG:
            if error in ("", one) and how_long in ("", long):
                print(struck(one, int(step), for_ever=long != "once"), flush=True)


def struck(error: str, step: int, *, for_ever: bool) -> str:
    """Let each `step`-th call fail with that error, in a run of its own; what came of it."""
    runs = refused = shut = 0
    for place in count(1, step):
        fault = Fault(when=f"{place}+" if for_ever else str(place), error=error)
        with TemporaryDirectory() as folder:
            path, key = new_store(Path(folder))
            outcome = typed_with(fault, path, key, Path(folder) / "calls.log")
            if not outcome.struck:
                break
            checked(outcome, path, key)
        runs += 1
        closed = outcome.said[0][0] == "closed"
        shut += closed
        refused += any(word == "refused" for word, _ in outcome.said)
        assert for_ever or closed or outcome.all_saved, (fault, outcome)
    return (
        f"{error} {'for ever' if for_ever else 'once'}: {runs} calls failed in turn; {shut} times "
        f"the store was not opened, {refused} times a save was refused; 0 acknowledged lost, "
        f"0 torn, {'' if for_ever else 'every save went through afterwards, '}audit sound"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
