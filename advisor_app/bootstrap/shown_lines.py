"""Lines on standard output: JSON, one object a line, or words for people."""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from textwrap import fill
from typing import Any, Final

from advisor_app.domain.people import Roster
from advisor_app.exchange.mistakes import FileMistake, key_as_told
from advisor_app.matching.expertise import acting_kind, kinds_of_rules
from advisor_app.oncology.knowledge import Knowledge

_WIDTH: Final = 96
_LONGEST_LINE: Final = 4_000_000


def put_json(data: Any) -> None:
    """One object on one line."""
    print(json.dumps(data, ensure_ascii=False, default=str))


def put(text: str, indent: int = 0) -> None:
    """Words, wrapped and indented."""
    space = " " * indent
    print(fill(text, _WIDTH, initial_indent=space, subsequent_indent=f"{space}  ") if text else "")


def texts(given: str) -> Iterator[str]:
    """The text given, or each line of the standard input for `-`. Raises FileMistake."""
    if given != "-":
        yield given
        return
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        if len(raw) > _LONGEST_LINE:
            raise FileMistake.whole(f"has a line of more than {_LONGEST_LINE} bytes ({number})")
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise FileMistake.whole(f"is not UTF-8 text (line {number})") from None


def put_figures(figures: dict[str, Any], indent: int = 2) -> None:
    """Figures as lines for people; lists of rows are left to the JSON form."""
    for name, value in figures.items():
        if isinstance(value, dict):
            put(name.replace("_", " "), indent)
            put_figures(value, indent + 2)
        elif not isinstance(value, list):
            shown = "none" if value is None else f"{value:g}" if isinstance(value, float) else value
            put(f"{name.replace('_', ' '):32} {shown}", indent)


def put_numbers(numbers: Sequence[str], at: datetime, ack_log: bool) -> None:
    """The case numbers given, one a line; with `ack_log` a line for each on standard error."""
    for number in numbers:
        print(number, flush=True)
        if ack_log:
            print(f"saved {number} {at.isoformat()}", file=sys.stderr, flush=True)


def put_gone(before: Roster, now: Roster) -> None:
    """Who stood in the roster before and does not any more, on one line of standard error."""
    kept = {one.id for one in now.practitioners}
    gone = [one.id for one in before.practitioners if one.id not in kept]
    if gone:
        print(f"no longer in the roster: {', '.join(gone)}", file=sys.stderr)


def put_bare_sites(roster: Roster) -> None:
    """The sites of which nothing but the name is known, on one line of standard error."""
    bare = [site.id for site in roster.sites if not (site.state or site.county or site.postal_code)]
    if bare:
        print(f"nothing but the name is known of the site {', '.join(bare)}", file=sys.stderr)


def put_unknown_kinds(roster: Roster, knowledge: Knowledge) -> None:
    """The kinds of specialist that no rule calls for, on one line of standard error."""
    known = kinds_of_rules(knowledge)
    told = dict.fromkeys(one.kind for one in roster.practitioners)
    unknown = [kind for kind in told if acting_kind(kind, knowledge) not in known]
    if unknown:
        words = ", ".join(key_as_told(kind) for kind in unknown)
        print(f"no rule calls for the kind {words}: nobody is offered them", file=sys.stderr)


def put_left_out(bad: Sequence[str]) -> None:
    """What was left out, on one line of standard error."""
    if bad:
        print(f"left out: {'; '.join(bad)}", file=sys.stderr)
