"""What the patient was told to have, on papers that the patient reads."""

from typing import Final

from advisor_app.documents.case_reading import Reading
from advisor_app.domain.words import ENGLISH, Words

_SIDES: Final = {"left": "left side", "right": "right side", "both": "both sides"}


def disease_told(reading: Reading, words: Words) -> tuple[str, ...]:
    """The name of what was chosen, then what to know of it; nothing where nobody chose.

    Our reading of somebody's words names no disease here, and where no tissue was read no cancer
    is named.
    """
    facts = reading.facts
    if not facts.kind_confirmed or (reading.no_tissue and not facts.finding):
        return ()
    name = facts.kind_name
    if not name:
        lay = words.text(reading.knowledge.catalogue.families[facts.family].lay_name)
        name = lay[:1].upper() + lay[1:]
    told = words.text(name)
    if facts.side in _SIDES:
        told = f"{told}, {words.text(_SIDES[facts.side])}"
    return (told, *_to_know(reading, words))


def _to_know(reading: Reading, words: Words) -> tuple[str, ...]:
    lines = []
    if reading.facts.finding:
        lines.append("This is no diagnosis yet.")
    if words.language != ENGLISH and not reading.knowledge.names(words.language).approved:
        lines.append("The name in your language still waits for a clinician's review.")
    return tuple(words.text(line) for line in lines)
