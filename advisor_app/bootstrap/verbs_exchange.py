"""The verbs that take a whole case in and give one out; they alone load FHIR, and wait for it."""

import json
import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from advisor_app.bootstrap.case_import import cases_of_file
from advisor_app.bootstrap.case_work import CaseDesk, CaseWork
from advisor_app.bootstrap.fhir_export import fhir_bundle
from advisor_app.bootstrap.files_house import shipped_knowledge
from advisor_app.bootstrap.shown_lines import put_left_out, put_numbers
from advisor_app.bootstrap.verdict import Code, Refused, verb
from advisor_app.bootstrap.visit import visited_house
from advisor_app.domain.words import languages, words_in
from advisor_app.exchange.case_file import write_case
from advisor_app.exchange.fhir_questionnaire import questionnaire
from advisor_app.exchange.reading import read_text
from advisor_app.exchange.writing import write_text


@verb
def import_case(options: Namespace) -> None:
    """Opens a case for each case of a file; prints the numbers given."""
    text = read_text(options.file)
    with visited_house() as house:
        read = cases_of_file(text, house.knowledge.catalogue)
        for line in read.not_known:
            print(line, file=sys.stderr)
        if read.bad and (not options.skip_bad or not read.good):
            raise Refused(Code.BAD_INPUT, f"the file {'; '.join(read.bad)}")
        for intake in read.good:
            case = house.cases.create(house.act("case imported"), intake)
            put_numbers([case.number], house.now, options.ack_log)
    put_left_out(read.bad)


@verb
def export_case(options: Namespace) -> None:
    """Writes a case as a case file, or as a FHIR Bundle with its summary."""

    def write(work: CaseWork) -> None:
        if work.house is not None:
            work.house.audit.refuse_if_broken(work.house.act("case exported"))
        data = write_case(work.case.intake) if options.format == "json" else fhir_bundle(work)
        _put_out(options.out, data)

    with CaseDesk(None) as desk:
        desk.each([options.case], write)


@verb
def export_questionnaire(options: Namespace) -> None:
    """Writes the intake as a FHIR Questionnaire; it needs no store, and holds no patient."""
    if options.language not in languages():
        known = ", ".join(languages())
        raise Refused(Code.BAD_INPUT, f"the intake is not known in that language; known: {known}")
    version = shipped_knowledge().version
    _put_out(options.out, questionnaire(words_in(options.language), version))


def _put_out(out: str, data: Mapping[str, Any]) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    if out == "-":
        sys.stdout.write(text)
    else:
        write_text(Path(out), text)
