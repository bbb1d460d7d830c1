"""The verbs that read a caller's words: what they mean, and which facts they hold."""

import sys
from argparse import Namespace
from functools import cache
from typing import Any

from advisor_app.bootstrap.shown_lines import put, put_json, texts
from advisor_app.bootstrap.surroundings import index_folder, throwaway_now
from advisor_app.bootstrap.verdict import verb
from advisor_app.domain.clock import EASTERN
from advisor_app.oncology.answers import CancerAnswer, Found
from advisor_app.oncology.capture import Chip, StoryCapture
from advisor_app.oncology.catalogue_tables import load_catalogue
from advisor_app.oncology.report_part import part_read
from advisor_app.oncology.search import CancerSearch, load_search


@verb
def find_cancer(options: Namespace) -> None:
    """What the type-ahead answers to a text, best answer first."""
    search = shipped_search()
    for text in texts(options.text):
        found = search.find(text, limit=options.limit)
        _say_where_it_ends(text)
        if options.json:
            put_json(found_as_data(text, found))
        else:
            _put_found(found)


@verb
def capture(options: Namespace) -> None:
    """The facts that a caller's story holds, each with the words that say so."""
    today = throwaway_now().astimezone(EASTERN).date()
    reader = StoryCapture(shipped_search())
    for text in texts(options.text):
        chips = reader.chips(text, today)
        _say_where_it_ends(text)
        if options.json:
            put_json({"text": text, "chips": [_chip_as_data(chip) for chip in chips]})
            continue
        for chip in chips:
            put(f"{chip.question}: {chip.value}  <- {chip.words!r}")
        if not chips:
            put("no fact found")


def _say_where_it_ends(text: str) -> None:
    spans = part_read(text).spans
    if spans[-1][1] < len(text) or len(spans) > 1:
        read = " and ".join(f"{start} to {end}" for start, end in spans)
        sys.stderr.write(f"of a text of {len(text)} signs, the signs {read} were read\n")


@cache
def shipped_search() -> CancerSearch:
    """The search alone, without the clinical rules: a process reads it once."""
    this_year = throwaway_now().astimezone(EASTERN).year
    return load_search(load_catalogue(), this_year=this_year, kept=index_folder())


def found_as_data(text: str, found: Found) -> dict[str, Any]:
    """What was found in a text, as plain data with the codes of the catalogue."""
    return {
        "text": text,
        "answers": [_answer_as_data(answer) for answer in found.answers],
        "red_flags": list(found.red_flags),
        "set_aside": [{"words": aside.words, "why": aside.why} for aside in found.set_aside],
    }


def _answer_as_data(answer: CancerAnswer) -> dict[str, Any]:
    return {
        "kind": answer.kind,
        "name": answer.name,
        "path": list(answer.path),
        "family": answer.family,
        "team": answer.team,
        "rare": answer.rare,
        "finding": answer.finding,
        "icd10": list(answer.icd10),
        "oncotree": answer.oncotree,
        "confidence": round(answer.confidence, 4),
        "hit": answer.hit,
    }


def _chip_as_data(chip: Chip) -> dict[str, Any]:
    return {
        "question": chip.question,
        "value": chip.value,
        "words": chip.words,
        "start": chip.start,
        "end": chip.end,
    }


def _put_found(found: Found) -> None:
    for answer in found.answers:
        rare = ", rare" if answer.rare else ""
        put(f"{answer.confidence:4.0%}  {answer.name}{rare}  [{answer.kind}]")
        put(f"{' > '.join(answer.path)}; team {answer.team}; hit: {answer.hit!r}", 6)
    if not found.answers:
        put("no cancer found")
    if len(found.side_by_side) > 1:
        names = " or ".join(answer.name for answer in found.side_by_side)
        put(f"too near to tell apart, read them back: {names}?")
    for flag in found.red_flags:
        put(f"red flag {flag}")
    for aside in found.set_aside:
        put(f"set aside ({aside.why}): {aside.words!r}")
