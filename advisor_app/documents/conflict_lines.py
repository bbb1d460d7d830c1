"""The lines of the conflicts box: what sources say differently, each with who says it."""

from typing import Final

from advisor_app.documents.case_reading import Reading
from advisor_app.documents.runs import Run, Runs, mark
from advisor_app.documents.summary_content import ConflictLine
from advisor_app.documents.told import verified
from advisor_app.domain.paths import conflicts, member_path, question_of, split
from advisor_app.domain.text import fold
from advisor_app.oncology.contradictions import KIND, STORY, Said

_GROUP_WORDS: Final = {
    "md": "doctor",
    "dx": "",
    "bio": "marker",
    "path": "tissue",
    "img": "imaging",
    "tx": "treatment",
    "fam": "relative",
    "rec": "record",
}
_GRAVEST: Final = ("patient", "med", "status", "dx", "bio", "path", "tx")


def conflict_lines(reading: Reading) -> tuple[ConflictLine, ...]:
    """Every question on which what is said differs, with all that is said.

    Statements on one question, and what several sources or the body itself contradict.
    """
    lines = {path: reading.told.every_statement(path) for path in conflicts(reading.case.intake)}
    for torn in reading.facts.contradictions:
        if torn.question not in lines:
            lines[torn.question] = tuple(_said(reading, torn.question, one) for one in torn.said)
    return tuple(
        ConflictLine(label=_conflict_label(reading, path), values=lines[path])
        for path in sorted(lines, key=_weight)
    )


def _said(reading: Reading, question: str, said: Said) -> Runs:
    """A value with the source that gives it: "left, MRI"."""
    if said.where == KIND:
        name = reading.facts.kind_name or reading.knowledge.catalogue.name_of(str(said.value))
        return (Run(name, italic=True),)
    if said.where == STORY:
        return (Run(f"{said.value}, caller's story", italic=True),)
    lead = reading.told.answer(said.where).lead
    at_home = said.where == question
    source = _source(reading, said.where)
    words = reading.told.words(question) if at_home else f"{said.value}, {source}"
    sure = lead is not None and verified(lead)
    return (Run(words, bold=sure, italic=not sure), *(mark(lead.mark) if lead is not None else ()))


def _source(reading: Reading, path: str) -> str:
    """Where an answer stands, in a word or two: the study of a scan, else its group."""
    section, member, _ = split(path)
    if not member or section == "dx":
        return question_of(path).short
    study = reading.told.words(member_path(section, member, "type")) if section == "img" else ""
    return study or _GROUP_WORDS[section]


def _weight(path: str) -> int:
    """Whose patient it is comes first, then what can harm, then the disease, then the rest."""
    section = split(path)[0]
    return _GRAVEST.index(section) if section in _GRAVEST else len(_GRAVEST)


def _conflict_label(reading: Reading, path: str) -> str:
    section, member, _ = split(path)
    short = question_of(path).short
    if not member or section == "dx":
        return short
    name = {"bio": "marker", "tx": "name", "md": "name", "img": "type"}.get(section, "")
    whose = reading.told.words(member_path(section, member, name)) if name else ""
    group = whose or _GROUP_WORDS[section]
    return f"{short}, {group}" if group and fold(group) != fold(short) else short
