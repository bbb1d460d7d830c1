"""Names of teams and of records, as lists in the window's language show them."""

from advisor_app.oncology.knowledge import Knowledge
from advisor_app.ui.wording import phrase


def team_name(knowledge: Knowledge, team: str) -> str:
    """The team by its code; the code where the catalogue does not know it."""
    found = knowledge.catalogue.teams.get(team)
    return phrase(found.name) if found is not None else team


def record_name(knowledge: Knowledge, code: str) -> str:
    """The record by its code; the code where no table knows it."""
    found = knowledge.records.kinds.get(code)
    return phrase(found.name) if found is not None else code
