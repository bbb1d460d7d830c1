"""Keeps es.po in step with the code and writes es.mo, which the console reads (build time only).

Run it from the top of the checkout after a question, a choice, a sentence of the window or a
translation changed:

    python resources/words/make_words.py

Words of the intake and of the window that es.po lacks are added with an empty translation and
told; words of the papers are entered by hand. A word that needs another translation at one
question gets a second entry with the path of that question as its context (msgctxt).
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

from advisor_app.bootstrap.papers import PAPER_KINDS
from advisor_app.domain.intake_words import words_of_the_intake
from advisor_app.domain.places import LANGUAGES
from advisor_app.line.groups import load_groups
from advisor_app.line.presence import WORDS as PRESENCE_WORDS
from advisor_app.oncology.contacts import CONTACTS
from advisor_app.oncology.knowledge import Knowledge, load_knowledge
from advisor_app.oncology.talktrack import TalkTrack, load_talk_track
from advisor_app.ui.action_rows import ROWS, paper_words
from advisor_app.ui.kit.rail import SectionState
from advisor_app.ui.summary.kinds import SUMMARIES
from advisor_app.ui.wording import DATES, DAYS, DEED, HEDGE, LONG_DAYS, MONTHS, TAB, VERB

CONTEXTS = {"DEED": DEED, "VERB": VERB, "TAB": TAB, "HEDGE": HEDGE}
_WORD = re.compile(r"[a-z]{3}")
HERE = Path(__file__).resolve().parent
WINDOW = HERE.parents[1] / "advisor_app" / "ui"


@dataclass(frozen=True, slots=True)
class Marked:
    """Words that the window says, and where; `many` for more than one."""

    text: str
    where: str
    many: str = ""
    context: str = ""


def catalogues() -> Iterator[polib.POFile]:
    """Every catalogue beside this script."""
    for path in sorted(HERE.glob("*.po")):
        yield polib.pofile(str(path), wrapwidth=100)


def compiled(catalogue: polib.POFile) -> bytes:
    """The catalogue in the form that gettext reads."""
    return bytes(catalogue.to_binary())


def words_of_the_window() -> list[Marked]:
    """What is marked in the code of the window, and its tables that are written elsewhere."""
    found = [one for path in sorted(WINDOW.rglob("*.py")) for one in _marked_in(path)]
    found += [Marked(row[1], "action_rows") for row in ROWS]
    for kind in (*SUMMARIES, *PAPER_KINDS):
        found.append(Marked(kind.name, "papers"))
        if kind.shortcut:
            found.append(Marked(paper_words(kind), "action_rows"))
    found += [Marked(words, "presence") for words in PRESENCE_WORDS.values()]
    found += [Marked(state.value, "rail") for state in SectionState]
    found += [Marked(name, "dates", context=DATES) for name in (*DAYS, *LONG_DAYS, *MONTHS)]
    return found + [one for one in words_of_the_tables() if _WORD.search(one.text)]


def words_of_the_tables() -> Iterator[Marked]:
    """Names and reasons that stand in the centre's tables and are shown in the window."""
    knowledge = load_knowledge()
    catalogue = knowledge.catalogue
    for family in catalogue.families.values():
        yield Marked(family.name, "cancers/families")
        yield Marked(family.lay_name, "cancers/families")
    for team in catalogue.teams.values():
        yield Marked(team.name, "cancers/teams")
    for language in LANGUAGES.values():
        yield Marked(language, "domain/places")
    for group in load_groups().all:
        yield Marked(group.name, "centre/groups")
    for route in knowledge.routes:
        yield Marked(route.text, "clinical/routes")
    for tempo in knowledge.tempos:
        yield Marked(tempo.why, "clinical/tempo")
    for flag in knowledge.red_flags.values():
        for said in (flag.title, flag.ask, flag.said, flag.said_abroad, *flag.steps):
            yield Marked(said, "clinical/red_flags")
        for trigger in (*flag.triggers, *flag.worse):
            yield Marked(trigger.why, "clinical/red_flags")
    yield from _words_of_the_talk(load_talk_track())
    yield from _words_of_records(knowledge)


def _words_of_the_talk(track: TalkTrack) -> Iterator[Marked]:
    where = "talktrack/topics"
    for topic in track.topics:
        for said in (topic.title, *topic.lines):
            yield Marked(said, where)
        for fact in topic.facts:
            yield Marked(fact.text, where)
            yield Marked(fact.denominator, where)
            yield Marked(fact.hedge, where, context=HEDGE)
    for one in track.suggestions:
        yield Marked(one.why, where)
    for about in CONTACTS.values():
        yield Marked(about, "oncology/contacts")


def _words_of_records(knowledge: Knowledge) -> Iterator[Marked]:
    """What to send for and why, and the markers; a code alone is the same in every language."""
    records, markers = knowledge.records, knowledge.biomarkers
    for kind in records.kinds.values():
        yield Marked(kind.name, "clinical/records")
        yield Marked(kind.lead.name, "clinical/lead_times")
    for checklist in (*records.checklists, *records.extras):
        details = (detail for _, detail in (*checklist.required, *checklist.helpful))
        for said in (*details, *checklist.pitfalls):
            yield Marked(said, "clinical/records")
    for review in records.reviews:
        yield Marked(review.read, "clinical/records")
        yield Marked(review.why, "clinical/records")
    for names in (*markers.sets, *markers.extras):
        for said in (names.note, *names.usual, *names.also):
            yield Marked(said, "clinical/biomarkers")


def completed(catalogue: polib.POFile) -> list[str]:
    """Adds what the console says and the catalogue lacks; what is still untranslated."""
    standing = {(entry.msgctxt or "", entry.msgid) for entry in catalogue}
    wanted = [Marked(text, path) for text, path in words_of_the_intake().items()]
    for one in wanted + words_of_the_window():
        if (one.context, one.text) in standing:
            continue
        standing.add((one.context, one.text))
        entry = polib.POEntry(msgid=one.text, comment=one.where, msgctxt=one.context or None)
        if one.many:
            entry.msgid_plural, entry.msgstr_plural = one.many, {0: "", 1: ""}
        catalogue.append(entry)
    return [entry.msgid for entry in catalogue.untranslated_entries()]


def main() -> None:
    """Completes and compiles all catalogues."""
    for catalogue in catalogues():
        path = Path(catalogue.fpath)
        missing = completed(catalogue)
        catalogue.save()
        path.with_suffix(".mo").write_bytes(compiled(catalogue))
        print(f"{path.name}: {len(catalogue)} entries, {len(missing)} untranslated")
        for text in missing:
            print(f"  {text}")


def _marked_in(path: Path) -> Iterator[Marked]:
    where = path.relative_to(WINDOW).as_posix().removesuffix(".py")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        said = [one.value for one in node.args if isinstance(one, ast.Constant)]
        if node.func.id in ("phrase", "later") and said:
            yield Marked(said[0], where, context=_context_of(node))
        elif node.func.id == "counted" and len(said) >= 2:
            yield Marked(said[0], where, many=said[1])


def _context_of(call: ast.Call) -> str:
    """The context that a call of `phrase` names, by the name of its constant."""
    named = [one.value for one in call.keywords if one.arg == "context"]
    return CONTEXTS[named[0].id] if named and isinstance(named[0], ast.Name) else ""


if __name__ == "__main__":
    main()
