"""The verbs on cases: who fits, and the physician's summary."""

from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from advisor_app.bootstrap.case_source import is_number
from advisor_app.bootstrap.case_work import CaseDesk, CaseWork
from advisor_app.bootstrap.match_lines import put_match
from advisor_app.bootstrap.shown_lines import put_json
from advisor_app.bootstrap.summary_paper import issued_summary
from advisor_app.bootstrap.verdict import Code, Refused, verb
from advisor_app.exchange.reading import STANDARD_INPUT
from advisor_app.matching.report import to_json

_PDF: bytes = b"%PDF"


@verb
def match(options: Namespace) -> None:
    """Ranks the roster for each case; those that cannot be read are told after the others."""

    def rank(work: CaseWork) -> None:
        result = work.matcher.rank(work.case.intake, work.now, options.limit)
        if options.json:
            put_json(to_json(result, work.case.name))
        else:
            put_match(work.case.name, result)

    with CaseDesk(options.roster) as desk:
        desk.each(options.cases, rank)


@verb
def summary(options: Namespace) -> None:
    """Writes the summary of each case as a PDF; one that may not be printed is not written."""
    out = Path(options.out)
    in_folder = len(options.cases) > 1 or out.is_dir() or options.out.endswith(("/", "\\"))
    _check_out(options.cases, out, in_folder)

    def write(work: CaseWork) -> None:
        file = out / f"{work.case.name}.pdf" if in_folder else out
        if in_folder:
            _make_folder(out)
        issued_summary(work, file, one_page=options.one_page)
        print(file)

    with CaseDesk(options.roster) as desk:
        desk.each(options.cases, write)


def _check_out(cases: Sequence[str], out: Path, in_folder: bool) -> None:
    """Nothing that is no summary is written over, and no two cases into one file."""
    if in_folder:
        names = Counter(_name_of(word).casefold() for word in cases)
        if max(names.values()) > 1:
            raise Refused(Code.BAD_INPUT, "two of the cases would become one file; rename one")
        if out.exists() and not out.is_dir():
            raise Refused(Code.BAD_INPUT, "several summaries need a folder, and OUT is a file")
    elif out.exists() and not (out.is_file() and _is_pdf(out)):
        raise Refused(Code.BAD_INPUT, "OUT is a file that is no PDF; it is not written over")


def _name_of(word: str) -> str:
    if is_number(word) or word == STANDARD_INPUT:
        return word
    return Path(word).stem


def _is_pdf(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(4) in (_PDF, b"")
    except OSError:
        return False


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Refused(Code.BAD_INPUT, "the folder OUT cannot be made") from None
