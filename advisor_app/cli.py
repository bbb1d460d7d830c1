"""The command line: one verb, one function. It reads words, looks at the surroundings, hands over.

Exit codes: 0 done, 2 bad input, 3 locked or busy, 4 storage failed, 5 integrity failed, 6 denied.
A reason is one line on standard error and never holds patient data.

Nothing but the standard library is imported here and in `screen`, so that help and refusals are
quick, and that the verbs work where Qt cannot be loaded. The rooms below are imported by name, in
`_room` alone.
"""

import argparse
import contextlib
import io
import os
import re
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Final, NoReturn

from advisor_app.bootstrap.screen import PLATFORM, why_no_qt, why_no_screen

PROGRAM: Final = "advisor-console"
_ACK_LOG: Final = "print a line for each acknowledged save"
DONE: Final = 0
BAD_INPUT: Final = 2
_INTERRUPTED: Final = 130

_NO_WORDS: Final = argparse.Namespace(verb=None, demo=False)
"""What the parser would say of no words; making it takes as long as half of the first window."""


class Refusal(Exception):
    """Words that cannot be done, or surroundings in which nothing can be done; told in one line."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line of reason without what was typed: that may be a patient's story."""
        if message.startswith("unrecognized arguments"):
            reason = "there are more words than it takes; put a text in quotes"
        else:
            reason = re.sub(
                r": (?:invalid choice|ambiguous option)?.*?'.*$", " is not valid", message
            )
        raise Refusal(f"{reason} ({self.prog} --help)")


def main(argv: Sequence[str] | None = None) -> int:
    """Does what the words say and returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    _let_out_every_letter()
    try:
        options = _parser().parse_args(words) if words else _NO_WORDS
        unsafe = _room("bootstrap.safe_start").make_safe()
        if unsafe:
            raise Refusal(unsafe)
        if options.verb is None:
            return _open_console(options.demo, words)
        if options.demo:
            raise Refusal("--demo opens the console and takes no verb")
        return _work(options)
    except Refusal as refusal:
        print(f"{PROGRAM}: {refusal}", file=sys.stderr)
        return BAD_INPUT
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else DONE
    except BrokenPipeError:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return _INTERRUPTED


def _work(options: argparse.Namespace) -> int:
    if options.verb == "tour":
        if why_no_screen(os.environ):
            os.environ[PLATFORM] = "offscreen"
        room = _window_room("bootstrap.tour")
    else:
        room = _room(f"bootstrap.{options.room}")
    verb: Callable[[argparse.Namespace], int] = getattr(room, options.verb.replace("-", "_"))
    return verb(options)


def _open_console(demo: bool, words: Sequence[str]) -> int:
    reason = why_no_screen(os.environ)
    if reason:
        raise Refusal(reason)
    shell: Any = _window_room("ui.shell")
    door = None if demo else Path(_room("bootstrap.running").front_socket())
    return int(shell.open_console(demo, list(words), door))


def _room(name: str) -> ModuleType:
    """A room below, by name: only what a verb needs is loaded."""
    return import_module(f"advisor_app.{name}")


def _window_room(name: str) -> ModuleType:
    """A room that needs Qt; says which package is missing where Qt cannot be loaded."""
    try:
        return _room(name)
    except ImportError as error:
        reason = why_no_qt(str(error))
        if reason is None:
            raise
        raise Refusal(reason) from None


def _let_out_every_letter() -> None:
    """Names come in every script; a letter that a terminal lacks must not end the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog=PROGRAM, description="The console of a second-opinion line.", allow_abbrev=False
    )
    parser.add_argument("--demo", action="store_true", help="open on an invented centre")
    parser.add_argument("--ack-log", action="store_true", help=_ACK_LOG)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", parser_class=_Parser)
    _add_case_verbs(verbs)
    _add_store_verbs(verbs)
    _add_line_verbs(verbs)
    return parser


def _add(verbs: Any, name: str, room: str, words: str) -> argparse.ArgumentParser:
    added: argparse.ArgumentParser = verbs.add_parser(
        name, help=words, description=words, allow_abbrev=False
    )
    added.set_defaults(room=room)
    added.add_argument("--ack-log", action="store_true", default=argparse.SUPPRESS, help=_ACK_LOG)
    return added


def _add_case_verbs(verbs: Any) -> None:
    find = _add(verbs, "find-cancer", "verbs_words", "what the type-ahead answers; - reads lines")
    find.add_argument("text", metavar="TEXT")
    find.add_argument("--limit", type=_count, default=8, metavar="N")
    capture = _add(verbs, "capture", "verbs_words", "the facts in a caller's story; - reads lines")
    capture.add_argument("text", metavar="TEXT")
    match = _add(verbs, "match", "verbs_case", "specialists with reasons, for each case")
    match.add_argument("cases", metavar="CASE", nargs="+", help="a case file, or a case number")
    match.add_argument("--limit", type=_count, default=10, metavar="N")
    summary = _add(verbs, "summary", "verbs_case", "the physician's summary as PDF")
    summary.add_argument("cases", metavar="CASE", nargs="+", help="a case file, or a case number")
    summary.add_argument("out", metavar="OUT", help="a file, or a folder for several cases")
    summary.add_argument("--one-page", action="store_true", help="page 1 with a short history")
    verify = _add(verbs, "verify", "verbs_papers", "whether a summary is ours, and the newest")
    verify.add_argument("file", metavar="FILE.pdf")
    for verb in (match, summary):
        verb.add_argument("--roster", metavar="FILE", help="a roster file instead of the centre's")
    for verb in (find, capture, match):
        _add_json(verb)


def _add_store_verbs(verbs: Any) -> None:
    init = _add(verbs, "init", "verbs_store", "make the store of a centre")
    init.add_argument("--centre", metavar="NAME", help="name of the centre")
    init.add_argument("--administrator", metavar="ID", help="account of the first administrator")
    init.add_argument("--name", metavar="NAME", help="name of the first administrator")
    init.add_argument("--opens", metavar="HH:MM", default="", help="when the line opens")
    init.add_argument("--closes", metavar="HH:MM", default="", help="when the line closes")
    for name, room, words in (
        ("import-roster", "verbs_store", "take the specialists of a file (JSON, CSV)"),
        ("import-requests", "verbs_requests", "take online requests of a file (JSON, CSV, FHIR)"),
        ("import-case", "verbs_exchange", "take a whole case of a file (JSON, FHIR)"),
    ):
        taken = _add(verbs, name, room, words)
        taken.add_argument("file", metavar="FILE")
        taken.add_argument(
            "--skip-bad", action="store_true", help="take the good rows, report the others"
        )
    export = _add(verbs, "export-case", "verbs_exchange", "write a case as a file (JSON, FHIR)")
    export.add_argument("case", metavar="CASE", help="a case number, or a case file")
    export.add_argument("out", metavar="OUT", help="a file, or - for standard output")
    export.add_argument("--format", choices=("json", "fhir"), default="json")
    words = "write the intake as a FHIR Questionnaire, for a web form"
    asked = _add(verbs, "export-questionnaire", "verbs_exchange", words)
    asked.add_argument("out", metavar="OUT", help="a file, or - for standard output")
    asked.add_argument("--language", default="en", metavar="CODE", help="en, or another we have")
    _add_safety_verbs(verbs)
    _add_json(_add(verbs, "queue", "verbs_store", "what waits"))
    report = _add(verbs, "report", "verbs_store", "the figures of the line")
    whens = "as 2026-11-24, or an instant, as 2026-11-24T10:30"
    report.add_argument("--from", dest="first", metavar="DAY", help=f"first day, {whens}")
    report.add_argument("--to", dest="last", metavar="DAY", help=f"last day, {whens}")
    _add_json(report)


def _add_safety_verbs(verbs: Any) -> None:
    listed = _add(verbs, "export", "verbs_safety", "write the list of cases as CSV")
    listed.add_argument("out", metavar="OUT.csv", help="a file, or - for standard output")
    backup = _add(verbs, "backup", "verbs_safety", "write the whole store into one encrypted file")
    backup.add_argument("out", metavar="OUT")
    restore = _add(verbs, "restore", "verbs_safety", "put the store of a backup in place")
    restore.add_argument("file", metavar="IN")
    lost = _add(verbs, "recover", "verbs_recovery", "a new passphrase, by the recovery code")
    lost.add_argument("account", metavar="ACCOUNT", help="operator, or another account")
    verify = _add(verbs, "verify-audit", "verbs_safety", "whether the audit holds together")
    _add_json(verify)
    words = "seal the audit with a new key from now on"
    _add(verbs, "change-audit-key", "verbs_safety", words)


def _add_line_verbs(verbs: Any) -> None:
    tour = _add(verbs, "tour", "tour", "work one demonstration shift; leave pictures and papers")
    tour.add_argument("folder", metavar="DIR")
    simulate = _add(verbs, "simulate", "verbs_line", "a shift without a window")
    simulate.add_argument("--seed", type=int, default=1, metavar="N")
    simulate.add_argument("--hours", type=float, default=8.0, metavar="H")
    simulate.add_argument("--advisors", type=_count, default=16, metavar="K")
    _add_json(simulate)
    pop = _add(verbs, "pop", "verbs_pop", "hand a ringing number to the running console")
    pop.add_argument("url", metavar="URL", help="tel: and a number, such as tel:+12125550100")
    _add(verbs, "selfcheck", "verbs_check", "whether all that is needed is there and works")


def _add_json(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--json", action="store_true", help="one JSON object a line")


def _count(word: str) -> int:
    number = int(word)
    if not 1 <= number <= 10_000:
        raise ValueError("out of range")
    return number
