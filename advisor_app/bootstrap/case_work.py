"""The cases that a verb names, each with what answers for it; only a number needs the store."""

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from advisor_app.bootstrap.case_source import NamedCase, case_of_file, is_number
from advisor_app.bootstrap.files_house import FilesHouse, files_house
from advisor_app.bootstrap.house import House, centre_house
from advisor_app.bootstrap.verdict import Code, Refused
from advisor_app.matching.matcher import Matcher
from advisor_app.oncology.knowledge import Knowledge
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.failures import ServiceFailure

NO_CENTRE: Final = "Second-opinion line"
"""What stands on the paper of a case file that met a roster of its own: no centre is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWork:
    """A case and all that is needed to work on it; `house` is None for a case file."""

    case: NamedCase
    knowledge: Knowledge
    matcher: Matcher
    now: datetime
    settings: CentreSettings
    house: House | None = None


class CaseDesk:
    """Opens the cases that a verb names; the store is opened for the first number, and once."""

    def __init__(self, roster_file: str | None) -> None:
        self._files: FilesHouse = files_house(roster_file)
        self._chosen = None if roster_file is None else self._files.matcher
        self._settings = (
            self._files.centre
            if self._files.roster.demonstration
            else CentreSettings(line_name=NO_CENTRE)
        )
        self._store: House | None = None
        self._open = ExitStack()
        self._told = False

    def __enter__(self) -> "CaseDesk":
        return self

    def __exit__(self, *_exc: object) -> None:
        self._open.close()

    def each(self, words: Sequence[str], work: Callable[[CaseWork], None]) -> None:
        """Works each case; what is refused does not stop the others, and decides the code."""
        refusals: list[Refused] = []
        for word in words:
            try:
                work(self._of_store(word) if is_number(word) else self._of_file(word))
            except Refused as refused:
                refusals.append(refused)
            except ServiceFailure as failure:
                refusals.append(Refused(Code(failure.code), f"{word}: {failure}"))
        if refusals:
            reason = "; ".join(refused.reason for refused in refusals)
            raise Refused(max(refused.code for refused in refusals), reason)

    def _of_file(self, word: str) -> CaseWork:
        case = case_of_file(word, self._files.knowledge.catalogue)
        if self._files.roster.demonstration and not self._told:
            print("Matched against the invented demonstration roster.", file=sys.stderr)
            self._told = True
        return CaseWork(
            case=case,
            knowledge=self._files.knowledge,
            matcher=self._files.matcher,
            now=self._files.now,
            settings=self._settings,
        )

    def _of_store(self, word: str) -> CaseWork:
        if self._store is None:
            self._store = centre_house()
            self._open.callback(self._store.close)
        house = self._store
        case = house.cases.open(house.act("command line"), word)
        return CaseWork(
            case=NamedCase(name=case.number, intake=case.intake, stored=case),
            knowledge=house.knowledge,
            matcher=self._chosen or house.matcher,
            now=house.now,
            settings=house.settings,
            house=house,
        )
