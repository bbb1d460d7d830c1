"""The verb on papers that come back: is this ours, and is it the newest."""

import hashlib
from argparse import Namespace
from pathlib import Path
from typing import Final

from advisor_app.bootstrap.house import centre_house
from advisor_app.bootstrap.shown_lines import put
from advisor_app.bootstrap.verdict import Code, Refused, verb
from advisor_app.domain.clock import stamp

_PDF: Final = b"%PDF"
_MOST_BYTES: Final = 64 * 1024 * 1024


@verb
def verify(options: Namespace) -> None:
    """Says whether the file is a summary that this centre issued, and whether a newer one exists.

    Ours, newest or older, is told and ends with 0; a file that is not ours, or of which one byte
    was changed, ends with 5, and what is no PDF with 2.
    """
    data = _bytes_of(Path(options.file))
    house = centre_house()
    try:
        act = house.act("paper verified")
        standing = house.summaries.standing(act, hashlib.sha256(data).hexdigest())
    finally:
        house.close()
    issue = standing.issue
    if issue is None:
        raise Refused(Code.INTEGRITY_FAILED, "not ours: no summary of this centre has these bytes")
    told = f"case {issue.case}, version {issue.version} of {stamp(issue.at)}"
    if standing.is_newest:
        put(f"ours and newest: {told}")
    else:
        put(f"ours and older: {told}; the newest is version {standing.newest}")


def _bytes_of(file: Path) -> bytes:
    try:
        if not file.is_file() or file.stat().st_size > _MOST_BYTES:
            raise Refused(Code.BAD_INPUT, "FILE is no file that can be read")
        data = file.read_bytes()
    except OSError:
        raise Refused(Code.BAD_INPUT, "FILE cannot be read") from None
    if not data.startswith(_PDF):
        raise Refused(Code.BAD_INPUT, "FILE is no PDF")
    return data
