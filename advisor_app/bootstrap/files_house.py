"""What case files need, without a store: the knowledge, a roster, the matcher and the present."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from advisor_app.bootstrap.surroundings import index_folder, throwaway_now
from advisor_app.bootstrap.verdict import Code, Refused
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.people import Roster
from advisor_app.domain.resources import RESOURCES
from advisor_app.exchange.mistakes import FileMistake
from advisor_app.exchange.reading import read_text
from advisor_app.exchange.roster_file import read_roster
from advisor_app.matching.matcher import Matcher
from advisor_app.oncology.knowledge import Knowledge, load_knowledge
from advisor_app.services.centre_table import load_centre
from advisor_app.services.centre_values import CentreSettings

DEMONSTRATION_ROSTER: Final = RESOURCES / "centre" / "demonstration_roster.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesHouse:
    """Everything that answers for a case file."""

    now: datetime
    knowledge: Knowledge
    roster: Roster
    matcher: Matcher
    centre: CentreSettings


def files_house(roster_file: str | None = None) -> FilesHouse:
    """The house without a store; with the demonstration roster unless a file names another."""
    knowledge = shipped_knowledge()
    roster = demonstration_roster() if roster_file is None else roster_of_file(roster_file)
    return FilesHouse(
        now=throwaway_now(),
        knowledge=knowledge,
        roster=roster,
        matcher=Matcher(knowledge, roster),
        centre=load_centre(),
    )


def shipped_knowledge() -> Knowledge:
    """The knowledge that the product ships, as case files and throw-away stores need it."""
    return knowledge_of_year(throwaway_now().astimezone(EASTERN).year)


@cache
def knowledge_of_year(this_year: int) -> Knowledge:
    """The shipped knowledge by what is long past in that year; a process reads it once."""
    return load_knowledge(kept=index_folder(), this_year=this_year)


@cache
def demonstration_roster() -> Roster:
    """The invented specialists that the product ships."""
    text = DEMONSTRATION_ROSTER.read_text(encoding="utf-8")
    return read_roster(text, DEMONSTRATION_ROSTER.name, demonstration=True)


def roster_of_file(name: str) -> Roster:
    """The roster in a file; it may name the sites that the product ships. Raises Refused."""
    try:
        return read_roster(read_text(name), name, demonstration_roster().sites)
    except FileMistake as mistake:
        raise Refused(Code.BAD_INPUT, f"roster: {mistake}") from None
