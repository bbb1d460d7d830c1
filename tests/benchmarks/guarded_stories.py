"""How much of others, of other times and of what was denied is put on the patient, set by set.

`python -m tests.benchmarks.guarded_stories [--set third] [--wrong]` prints for every stored set of
guarded stories: the right family first, stories with something put on the patient against their
label (whatever is first, surer than 0.6, or a chip), codes of cancers first on a finding, and red
flags raised falsely or missed. Every set was read and mended on after its blind run: the figures
say that nothing got worse, not how the next caller fares; the blind runs stand in RESULTS.md.
`--wrong` adds what went wrong.
"""

import argparse
from collections.abc import Sequence
from datetime import date
from typing import Final

from advisor_app.oncology.capture import StoryCapture
from advisor_app.oncology.catalogue_tables import load_catalogue
from advisor_app.oncology.search import CancerSearch, load_search
from tests.benchmarks.shares import share
from tests.oncology.callers import (
    EIGHTH_GUARDED,
    FIFTH_GUARDED,
    FOURTH_GUARDED,
    GUARDED,
    NINTH_GUARDED,
    SECOND_GUARDED,
    SEVENTH_GUARDED,
    SIXTH_GUARDED,
    THIRD_GUARDED,
    Guarded,
    guarded,
)

TODAY: Final = date(2026, 11, 24)
SETS: Final = (
    GUARDED, SECOND_GUARDED, THIRD_GUARDED, FOURTH_GUARDED, FIFTH_GUARDED, SIXTH_GUARDED,
    SEVENTH_GUARDED, EIGHTH_GUARDED, NINTH_GUARDED,
)  # fmt: skip


def main() -> None:
    """The rows of every set, or of one."""
    options = _options()
    search = load_search(load_catalogue(), this_year=TODAY.year)
    for name in SETS:
        if name.startswith(options.set):
            stories = guarded(name)
            print(f"{name} set, {len(stories)} stories, read and mended since its blind run")
            _count(search, stories, wrong=options.wrong)


def _count(search: CancerSearch, stories: Sequence[Guarded], *, wrong: bool) -> None:
    capture = StoryCapture(search)
    first = put = coded = false = missed = raised = 0
    for one in stories:
        found, chips = search.find(one.story.text), capture.chips(one.story.text, TODAY)
        answers = found.answers[:1]
        right = any(one.story.meaning.is_met_by(each, search.catalogue) for each in answers)
        against = one.cancers_set(found, chips, search.catalogue)
        cancer = one.only_a_finding and any(
            code.startswith("C") for each in answers for code in each.icd10
        )
        flags, unheard = one.false_flags(found), set(one.story.red_flags) - set(found.red_flags)
        first += right
        put += bool(against)
        coded += cancer
        false += len(flags)
        raised += len(one.story.red_flags)
        missed += len(unheard)
        if wrong and not (right and not against and not cancer and not flags and not unheard):
            told = [f"{each.kind} {each.confidence:.2f}" for each in found.answers[:3]]
            print(f"  {one.story.text}\n    {told} against {against} flags {flags} {unheard}")
    print(share("  right family first", first, len(stories)))
    print(share("  something put on the patient against the label", put, len(stories)))
    findings = sum(one.only_a_finding for one in stories)
    print(share("  code of a cancer first on a finding", coded, findings))
    print(f"  red flags of others or denied: {false}; missed: {missed} of {raised}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="", help="first, second, third, fourth, ... or ninth")
    parser.add_argument("--wrong", action="store_true", help="print what went wrong")
    return parser.parse_args()


if __name__ == "__main__":
    main()
