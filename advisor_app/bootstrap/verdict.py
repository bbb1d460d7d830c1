"""How a verb ends: its exit code, and one line of reason without patient data."""

import sys
from argparse import Namespace
from collections.abc import Callable
from enum import IntEnum
from functools import wraps

from advisor_app.domain.table_text import TableError
from advisor_app.exchange.mistakes import FileMistake
from advisor_app.services.failures import ServiceFailure

Verb = Callable[[Namespace], int]


class Code(IntEnum):
    """The exit codes of the command line; a contract with other programs."""

    DONE = 0
    BAD_INPUT = 2
    BUSY = 3
    STORAGE_FAILED = 4
    INTEGRITY_FAILED = 5
    DENIED = 6


class Refused(Exception):
    """A verb that cannot be done: the code that says why, and one line of reason."""

    def __init__(self, code: Code, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def verb(work: Callable[[Namespace], None]) -> Verb:
    """A verb as the command line calls it: what it refuses becomes a code and a line of reason."""

    @wraps(work)
    def decided(options: Namespace) -> int:
        try:
            work(options)
        except Refused as refused:
            return tell(refused)
        except FileMistake as mistake:
            return tell(Refused(Code.BAD_INPUT, f"the file {mistake}"))
        except ServiceFailure as failure:
            return tell(Refused(Code(failure.code), str(failure)))
        except TableError as error:
            return tell(Refused(Code.BAD_INPUT, f"the table {error}"))
        return Code.DONE

    return decided


def tell(refused: Refused) -> int:
    """Print the reason as one line on standard error, and give the code."""
    print(" ".join(refused.reason.split()), file=sys.stderr)
    return refused.code
