"""Every call on the files of a running console fails once, and for ever: `-m tests.soak.faults`."""

import sys
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.storage.faults import Fault, checked, typed_with
from tests.storage.test_faults import new_store

ERRORS: Final = ("ENOSPC", "EIO")


def main(step: int = 1) -> None:
    """Each `step`-th call, for each error, once and for ever, until no call is left to fail."""
    for error in ERRORS:
        for for_ever in (False, True):
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
            how = "for ever" if for_ever else "once"
            print(
                f"{error} {how}: {runs} calls failed in turn; {shut} times the store was not "
                f"opened, {refused} times a save was refused; 0 acknowledged lost, 0 torn, "
                f"{'' if for_ever else 'every save went through afterwards, '}audit sound",
                flush=True,
            )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
