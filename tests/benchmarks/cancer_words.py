"""How surely and how fast the words of callers are understood, beside other searches.

`python -m tests.benchmarks.cancer_words` (needs the extra `benchmarks`) prints, from one run:

* on the untouched half of the callers' phrases and stories: the right family first and in the
  first three, cancers' codes on findings, others' cancers on the patient, each with its interval;
* the same phrases by tantivy, SQLite FTS5 trigram and rapidfuzz over the same strings;
* the time of a keystroke (every beginning of sampled phrases) for all of them;
* how long the search takes to be ready, what memory it takes, and the time of hostile texts.
"""

import argparse
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, Final

import tantivy
from rapidfuzz import fuzz, process

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.tables import read_table
from advisor_app.domain.text import fold
from advisor_app.oncology.capture import StoryCapture
from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.catalogue_tables import load_catalogue
from advisor_app.oncology.search import CancerSearch, load_search
from tests.benchmarks.any_input import slowest_of
from tests.benchmarks.figures import Figure
from tests.benchmarks.ready import started
from tests.benchmarks.shares import share
from tests.oncology.callers import LATER_SETS, UNTOUCHED, Meaning, Spoken, narratives, spoken
from tests.oncology.own_names import WAYS, own_names, same_family

FIRST: Final = 3
TODAY: Final = date(2026, 11, 24)
LIMIT_MS: Final = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One string that every search holds, and the families that it stands for."""

    text: str
    families: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A search over the same strings: the families of its first answers, best first."""

    name: str
    ask: Callable[[str], Sequence[frozenset[str]]]
    keystrokes: int


def figures(quick: bool) -> Iterator[Figure]:
    """Keystroke to answers, beside the limit and two searches over the same strings."""
    tree = load_catalogue()
    search, entries = load_search(tree, this_year=TODAY.year), list(_entries(tree))
    typed = _beginnings(spoken(UNTOUCHED), Random(3))[: 300 if quick else 1500]
    ours = _times(search.find, typed)
    peers = {
        "tantivy": _times(_tantivy(entries), typed),
        "SQLite FTS5 trigram": _times(_trigram(entries), typed[: len(typed) // 5]),
    }
    p99 = _at(ours, 0.99) * 1000
    yield Figure(
        what="keystroke to answers of the cancer search, p99", beside=f"{LIMIT_MS:.0f} ms",
        limit=LIMIT_MS, ours=p99, unit="ms cpu", note=f"p50 {_at(ours, 0.5) * 1000:.2f} ms",
    )  # fmt: skip
    for name, times in peers.items():
        yield Figure(
            what="keystroke to answers of the cancer search, p99", beside=name,
            limit=_at(times, 0.99) * 1000, ours=p99, unit="ms cpu",
        )  # fmt: skip


def main() -> None:
    """Ask everything of everyone and print the figures."""
    options = _options()
    tree = load_catalogue()
    search = load_search(tree, this_year=TODAY.year)
    entries = list(_entries(tree))
    phrases = spoken(UNTOUCHED)
    print(f"{len(tree.kinds)} kinds, {len(entries)} strings, {len(phrases)} phrases (untouched)")
    _meaning(search, phrases)
    for later in LATER_SETS:
        print(f"{later} set, {len(spoken(later))} phrases")
        _meaning(search, spoken(later))
    _own_names(search, Random(options.seed), options.names)
    _stories(search)
    peers = [
        Peer(name="tantivy, should with distance 0/1/2", ask=_tantivy(entries), keystrokes=2000),
        Peer(name="SQLite FTS5 trigram, or, bm25", ask=_trigram(entries), keystrokes=300),
        Peer(name="rapidfuzz extract, WRatio", ask=_rapidfuzz(entries), keystrokes=40),
    ]
    for peer in peers:
        _recall(peer, phrases, tree, options.peer)
    _keystrokes(search, peers, phrases, Random(options.seed), options.keystrokes)
    _hostile(search)
    _ready("made anew", "")
    with TemporaryDirectory() as kept:
        _ready("kept from before", kept)


def _meaning(search: CancerSearch, phrases: Sequence[Spoken]) -> None:
    first = third = coded = 0
    findings = [one for one in phrases if one.only_a_finding]
    for one in phrases:
        answers = search.find(one.text).answers
        right = [one.meaning.is_met_by(answer, search.catalogue) for answer in answers]
        first += any(right[:1])
        third += any(right[:FIRST])
    for one in findings:
        answers = search.find(one.text).answers
        coded += any(code.startswith("C") for answer in answers[:1] for code in answer.icd10)
    print(share("console: right family first", first, len(phrases)))
    print(share(f"console: in the first {FIRST}", third, len(phrases)))
    print(share("console: code of a cancer on a finding", coded, len(findings)))


def _own_names(search: CancerSearch, chance: Random, count: int) -> None:
    """Whether names and synonyms find their own kind, also with a slip of the keyboard in them."""
    named = list(own_names(search.catalogue))
    chance.shuffle(named)
    for way, change in WAYS.items():
        found = right = families = 0
        for text, id in named[:count]:
            answers = search.find(change(text, chance)).answers[:1]
            found += 1
            right += any(one.kind == id for one in answers)
            families += any(same_family(search.catalogue, one.kind, id) for one in answers)
        print(share(f"own names, {way}: own kind first", right, found))
        print(share(f"own names, {way}: own family first", families, found))


def _stories(search: CancerSearch) -> None:
    capture = StoryCapture(search)
    told = narratives(UNTOUCHED)
    wrong = first = flags = flagged = chips = proposed = 0
    meant = [one for one in told if one.meaning != Meaning.nothing()]
    for story in told:
        found, said = search.find(story.text), capture.chips(story.text, TODAY)
        wrong += bool(story.wrongly_set(found, said, search.catalogue))
        flagged += len(story.red_flags)
        flags += len(set(story.red_flags) & set(found.red_flags))
        chips += len(story.chips)
        proposed += len(story.chips) - len(story.missing_chips(said))
        if story in meant and found.answers:
            first += story.meaning.is_met_by(found.answers[0], search.catalogue)
    print(share("stories: right family first", first, len(meant)))
    print(share("stories: another's or a past cancer set", wrong, len(told)))
    print(share("stories: red flags raised", flags, flagged))
    print(share("stories: expected chips proposed", proposed, chips))


def _recall(peer: Peer, phrases: Sequence[Spoken], tree: Catalogue, count: int) -> None:
    asked = phrases if count <= 0 or "rapidfuzz" not in peer.name else phrases[:count]
    first = third = 0
    for one in asked:
        wanted = _families_of(one.meaning, tree)
        right = [bool(families & wanted) for families in peer.ask(one.text)[:FIRST]]
        first += any(right[:1])
        third += any(right)
    print(share(f"{peer.name}: right family first", first, len(asked)))
    print(share(f"{peer.name}: in the first {FIRST}", third, len(asked)))


def _keystrokes(
    search: CancerSearch, peers: Sequence[Peer], phrases: Sequence[Spoken], chance: Random, n: int
) -> None:
    typed = _beginnings(phrases, chance)
    ours = _times(search.find, typed[:n])
    print(_timed(f"console: {len(ours)} keystrokes", ours), f"(limit {LIMIT_MS:.0f} ms p99)")
    for peer in peers:
        theirs = _times(peer.ask, typed[: peer.keystrokes])
        ratio = _at(theirs, 0.99) / _at(ours, 0.99)
        print(_timed(f"{peer.name}: {len(theirs)} keystrokes", theirs), f"p99 {ratio:.1f} x ours")


def _beginnings(phrases: Sequence[Spoken], chance: Random) -> list[str]:
    """Every beginning of every phrase, as its keys are struck, in an order drawn by lot."""
    typed = [one.text[:end] for one in phrases for end in range(2, len(one.text) + 1)]
    chance.shuffle(typed)
    return typed


def _hostile(search: CancerSearch) -> None:
    for name, (slowest, text) in slowest_of(search).items():
        print(f"hostile texts of 1 MB, {name}: slowest {slowest:.0f} ms, {text} (limit 100 ms)")


def _ready(name: str, kept: str) -> None:
    """How long the search takes to load; the first run, which may make the index, is left out."""
    starts = sorted(started(kept) for _ in range(6))
    starts.remove(max(starts))
    memory = max(memory for _, _, memory in starts)
    print(f"index {name}: ready in {starts[0][0]:.0f} ms at best, {starts[2][0]:.0f} ms median")
    print(f"index {name}: {memory:.0f} MB (limit 60 MB)")


def _entries(tree: Catalogue) -> Iterable[Entry]:
    """The names, the synonyms, and the titles of the neoplasms and findings of ICD-10-CM."""
    told: dict[str, set[str]] = {}
    for id in (*tree.kinds, *tree.findings):
        told.setdefault(tree.name_of(id), set()).add(tree.family_of(id))
    table = read_table(RESOURCES / "cancers" / "synonyms.tsv", "synonyms/1", ("phrase", "target"))
    for row in table.rows:
        told.setdefault(row["phrase"], set()).add(tree.family_of(row["target"]))
    for code in tree.codes.values():
        families = {
            family.id
            for family in tree.families.values()
            if any(code.code.startswith(anchor) for anchor in family.icd10)
        }
        told.setdefault(code.description, set()).update(families)
    for text, families in told.items():
        yield Entry(text=fold(text), families=frozenset(families))


def _tantivy(entries: Sequence[Entry]) -> Callable[[str], Sequence[frozenset[str]]]:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False)
    builder.add_unsigned_field("place", stored=True, indexed=False)
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=50_000_000)
    for place, entry in enumerate(entries):
        document = tantivy.Document()
        document.add_text("text", entry.text)
        document.add_unsigned("place", place)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(text: str) -> Sequence[frozenset[str]]:
        words = fold(text).split()
        parts = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(one, boost))
            for number, word in enumerate(words)
            for boost, one in _fuzzy(schema, word, last=number == len(words) - 1)
        ]
        if not parts:
            return ()
        found = searcher.search(tantivy.Query.boolean_query(parts), FIRST).hits
        return [entries[searcher.doc(where)["place"][0]].families for _, where in found]

    return ask


def _fuzzy(schema: Any, word: str, *, last: bool) -> Iterable[tuple[float, Any]]:
    yield 4.0, tantivy.Query.term_query(schema, "text", word)
    if len(word) > 3:
        yield 1.5, tantivy.Query.fuzzy_term_query(schema, "text", word, distance=1, prefix=last)
    if len(word) > 6:
        yield 0.7, tantivy.Query.fuzzy_term_query(schema, "text", word, distance=2, prefix=last)


def _trigram(entries: Sequence[Entry]) -> Callable[[str], Sequence[frozenset[str]]]:
    store = sqlite3.connect(":memory:")
    store.execute("CREATE VIRTUAL TABLE told USING fts5(text, tokenize='trigram')")
    store.executemany("INSERT INTO told VALUES (?)", [(entry.text,) for entry in entries])

    def ask(text: str) -> Sequence[frozenset[str]]:
        told = "".join(sign for sign in fold(text) if sign.isalnum() or sign == " ")
        parts = dict.fromkeys(told[at : at + 3] for at in range(len(told) - 2))
        if not parts:
            return ()
        wanted = " OR ".join(f'"{part}"' for part in parts)
        rows = store.execute(
            "SELECT rowid FROM told WHERE told MATCH ? ORDER BY bm25(told) LIMIT ?", (wanted, FIRST)
        )
        return [entries[row[0] - 1].families for row in rows]

    return ask


def _rapidfuzz(entries: Sequence[Entry]) -> Callable[[str], Sequence[frozenset[str]]]:
    lines = [entry.text for entry in entries]

    def ask(text: str) -> Sequence[frozenset[str]]:
        found = process.extract(fold(text), lines, scorer=fuzz.WRatio, limit=FIRST)
        return [entries[place].families for _, _, place in found]

    return ask


def _families_of(meaning: Meaning, tree: Catalogue) -> set[str]:
    named = {tree.family_of(id) for id in meaning.kinds | meaning.findings}
    more = {one for id in meaning.findings for one in tree.findings[id].families}
    return named | more | meaning.families


def _times(ask: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """The time of the processor for each text: a busy machine does not blur it."""
    times = []
    for text in texts:
        began = process_time()
        ask(text)
        times.append(process_time() - began)
    return sorted(times)


def _timed(name: str, times: list[float]) -> str:
    return (
        f"{name}: {_at(times, 0.5) * 1000:.2f} ms median, {_at(times, 0.95) * 1000:.2f} ms p95, "
        f"{_at(times, 0.99) * 1000:.2f} ms p99"
    )


def _at(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keystrokes", type=int, default=5000)
    parser.add_argument("--peer", type=int, default=120, help="phrases asked of the slowest peer")
    parser.add_argument("--names", type=int, default=1500, help="names and synonyms asked")
    parser.add_argument("--seed", type=int, default=4)
    return parser.parse_args()


if __name__ == "__main__":
    main()
