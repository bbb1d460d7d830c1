"""The slowest answer to a text that nobody would say: 1 MB of anything, pasted into the search.

`python -m tests.benchmarks --only any_input` asks the search and the capture of stories, each
twice: the second time the words are known. Times are of the processor.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from time import process_time
from typing import Final

from advisor_app.oncology.capture import StoryCapture
from advisor_app.oncology.catalogue_tables import load_catalogue
from advisor_app.oncology.search import CancerSearch, load_search
from tests.benchmarks.figures import Figure
from tests.oncology.callers import UNTOUCHED, narratives, spoken

_TODAY: Final = date(2026, 11, 24)
_LIMIT_MS: Final = 100.0
_SIGNS: Final = 1_000_000
_REPEATED: Final = (
    "a", " ", "\0", "\n", "\t", ".", "'", "+", "- ", "1 ", "9", "a,", "a b ", "e\u0301", "\u0301",
    "\U0001f600", "\ufdfa", "\ufdfa ", "ﬁ", "肺癌", "\u202e سرطان الثدي ", "कैंसर ",
    "lung\u200dcancer ", "\ud800 cancer \udfff ", "cancer ", "lung cancer ", "lung\r\n",
    "in 2008 ", "no ", "my ",
    "her mother's sister's ", "my aunt had lymphoma. ", "my aunt had lymphoma, ",
    "spread to the bones ", "spots on the liver from the colon ", "no fever, chills or bleeding ",
    "temperature of 101 ", "you veal see come ", "the gland that makes ", "G I S T ",
    "ALL APL NET PE MM ", "cáncer de pulmón ", "hystomia lymphanoma ", "qwrtzp xkcdvb ",
    "FOLFIRINOX since May ", "pT2N1M0 ", "2.3 cm ", "PSA 4 ", "10/12 ", "62 year old ",
    "three weeks ago ", "<b>lung</b> ", "QWxhZGRpbjpvcGVuIHNlc2FtZQ", "d'a'b'c ", "lung-cancer-",
)  # fmt: skip


def figures(_quick: bool) -> Iterator[Figure]:
    """The slowest of all texts, the first time and again."""
    search = load_search(load_catalogue(), this_year=_TODAY.year)
    for name, (slowest, text) in slowest_of(search).items():
        yield Figure(
            what=f"1 MB of anything, the slowest, {name}", beside=f"{_LIMIT_MS:.0f} ms",
            limit=_LIMIT_MS, ours=slowest, unit="ms cpu", note=text,
        )  # fmt: skip


def slowest_of(search: CancerSearch) -> Mapping[str, tuple[float, str]]:
    """The slowest text the first time and again, in milliseconds, with how it begins."""
    capture = StoryCapture(search)
    slowest = {"first time": (0.0, ""), "again": (0.0, "")}
    for text in hostile_texts():
        for read in (search.find, lambda one: capture.chips(one, _TODAY)):
            for time in slowest:
                began = process_time()
                read(text)
                took = (process_time() - began) * 1000
                slowest[time] = max(slowest[time], (took, repr(text[:24])))
    return slowest


def hostile_texts() -> Iterator[str]:
    """Texts of a million signs: one piece again and again, and all that callers say."""
    for piece in _REPEATED:
        yield piece * (_SIGNS // len(piece))
    for told in (spoken(UNTOUCHED), narratives(UNTOUCHED)):
        for between in (" ", ", ", ". "):
            line = between.join(one.text for one in told) + between
            yield line * (_SIGNS // len(line))
