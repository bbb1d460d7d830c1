"""The verb that says whether everything is there and works on this machine."""

from argparse import Namespace
from collections.abc import Callable
from typing import Final

from advisor_app.bootstrap import checks
from advisor_app.bootstrap.shown_lines import put
from advisor_app.bootstrap.verdict import Code, Refused, verb
from advisor_app.domain.table_text import TableError
from advisor_app.exchange.mistakes import FileMistake
from advisor_app.services.failures import ServiceFailure

CHECKS: Final[tuple[tuple[str, Callable[[], str]], ...]] = (
    ("cancers and rules", checks.cancers),
    ("centre", checks.centre),
    ("talk track", checks.talk_track),
    ("demonstration cases", checks.demonstration_cases),
    ("window and faces", checks.looks),
    ("encrypted store", checks.store),
    ("the centre's store", checks.centres_store),
    ("papers", checks.papers),
)


@verb
def selfcheck(_options: Namespace) -> None:
    """Looks at tables, faces, store and papers; one line each, and a code where one fails."""
    failed: dict[str, Code] = {}
    for name, look in CHECKS:
        try:
            put(f"ok      {name}: {look()}")
        except Refused as refused:
            failed[name] = refused.code
            put(f"FAILED  {name}: {refused.reason}")
        except ServiceFailure as failure:
            failed[name] = Code(failure.code)
            put(f"FAILED  {name}: {failure}")
        except (TableError, FileMistake, OSError, ValueError) as mistake:
            failed[name] = Code.INTEGRITY_FAILED
            put(f"FAILED  {name}: {mistake}")
    if failed:
        raise Refused(max(failed.values()), f"not in order: {', '.join(failed)}")
