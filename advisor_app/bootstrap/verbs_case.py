"""The verbs on cases: who fits, and the physician's summary."""

from argparse import Namespace

from advisor_app.bootstrap.case_work import CaseDesk, CaseWork
from advisor_app.bootstrap.match_lines import put_match
from advisor_app.bootstrap.shown_lines import put_json
from advisor_app.bootstrap.verdict import verb
from advisor_app.matching.report import to_json


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
