"""The verbs on cases: who fits, and the physician's summary."""

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence

from advisor_app.bootstrap.case_source import NamedCase, case_of_file
from advisor_app.bootstrap.files_house import FilesHouse, files_house
from advisor_app.bootstrap.match_lines import put_match
from advisor_app.bootstrap.shown_lines import put_json
from advisor_app.bootstrap.verdict import Refused, verb
from advisor_app.matching.report import to_json


@verb
def match(options: Namespace) -> None:
    """Ranks the roster for each case; those that cannot be read are told after the others."""
    house = files_house(options.roster)
    _tell_roster(house)

    def rank(case: NamedCase) -> None:
        result = house.matcher.rank(case.intake, house.now, options.limit)
        if options.json:
            put_json(to_json(result, case.name))
        else:
            put_match(case.name, result)

    _each(options.cases, house, rank)


def _each(words: Sequence[str], house: FilesHouse, work: Callable[[NamedCase], None]) -> None:
    """Works each case; what is refused does not stop the others, and decides the code."""
    refusals: list[Refused] = []
    for word in words:
        try:
            work(case_of_file(word, house.knowledge.catalogue))
        except Refused as refused:
            refusals.append(refused)
    if refusals:
        reason = "; ".join(refused.reason for refused in refusals)
        raise Refused(max(refused.code for refused in refusals), reason)


def _tell_roster(house: FilesHouse) -> None:
    if house.roster.demonstration:
        print("Matched against the invented demonstration roster.", file=sys.stderr)
