"""Text as a caller says it, turned into words that can be compared.

Each word keeps where it stands. Forms of one word ("pancreatic", "páncreas"), British spelling,
plurals, letters spelled out ("G I S T") and words broken by dictation are brought to one lemma.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Generic, NamedTuple, TypeVar

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import read_table
from advisor_app.domain.text import fold

T = TypeVar("T")

_TOKEN: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|(?<=[^\W_])\+|(?<=[^\W_])[-−](?=[\s,;.)]|$)")
_SIMPLE: Final = re.compile(r"[A-Za-z0-9 ]+")
_BREAK: Final = re.compile(r"[.;!?\n]|,|:| - | – |—")
_STOP: Final = re.compile(r"[.;!?\n]")
_BRITISH: Final = (
    ("tumour", "tumor"), ("aemia", "emia"), ("haem", "hem"), ("oesoph", "esoph"), ("paed", "ped"),
    ("caec", "cec"), ("smould", "smold"), ("oedem", "edem"), ("leuco", "leuko"),
    ("gynaec", "gynec"), ("rrhoea", "rrhea"), ("fibre", "fiber"),
)  # fmt: skip
MOST_READ: Final = 3000
MOST_WORDS_READ: Final = 550
"""How much of a text is read: some five minutes of speech, and an answer in a blink."""
_WHOSE: Final = ("the", "his", "her", "your", "their")
_SIGNS: Final = {"+": "positive", "-": "negative", "−": "negative"}


class Word(NamedTuple):
    """One word of a text: as written, folded, its lemma, and where it stands.

    `clause` counts the pieces between punctuation, `sentence` those between full stops.
    """

    raw: str
    plain: str
    lemma: str
    start: int
    end: int
    clause: int
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Forms of words, words that carry nothing, words that carry little, words never corrected.

    `letters` gives the letter that a word is the name of: "see" is c, "ell" is l.
    """

    forms: Mapping[tuple[str, ...], str]
    stop: frozenset[str]
    generic: frozenset[str]
    plain: frozenset[str]
    letters: Mapping[str, str]
    _longest_form: Mapping[str, int]
    _lemmas: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def lemma(self, plain: str) -> str:
        """The lemma of one folded word."""
        known = self._lemmas.get(plain)
        if known is None:
            known = self._lemmas[plain] = self._lemma(plain)
        return known

    def _lemma(self, plain: str) -> str:
        found = self.forms.get((plain,))
        if found is not None:
            return found
        word = _american(plain)
        return self.forms.get((word,)) or self.forms.get((_singular(word),)) or _singular(word)

    def words(self, text: str) -> list[Word]:
        """The words of a text in order, forms of several words joined into one."""
        return list(self._joined(_spelled_together(list(self._split(text)))))

    def key(self, text: str) -> tuple[str, ...]:
        """The lemmas of a phrase without the words that carry nothing; all of them if none do."""
        simple = text.lower().split() if _SIMPLE.fullmatch(text) else []
        if simple and min(map(len, simple)) > 1:
            lemmas = self._lemmas_of(simple)
        else:
            lemmas = tuple(word.lemma for word in self.words(text))
        return tuple(lemma for lemma in lemmas if lemma not in self.stop) or lemmas

    def _lemmas_of(self, words: Sequence[str]) -> tuple[str, ...]:
        """The lemmas of words that need no splitting, forms of several words joined."""
        lemmas: list[str] = []
        place = 0
        while place < len(words):
            longest = min(self._longest_form.get(words[place], 1), len(words) - place)
            for length in range(longest, 1, -1):
                lemma = self.forms.get(tuple(words[place : place + length]))
                if lemma:
                    lemmas.append(lemma)
                    place += length
                    break
            else:
                lemmas.append(self.lemma(words[place]))
                place += 1
        return tuple(lemmas)

    def _split(self, text: str) -> Iterator[Word]:
        clause = sentence = 0
        last = 0
        for found in _TOKEN.finditer(text):
            gap = text[last : found.start()]
            clause += 1 if _BREAK.search(gap) else 0
            sentence += 1 if _STOP.search(gap) else 0
            raw = found.group()
            plain = _SIGNS.get(raw) or fold(raw.replace("’", "'"))
            yield Word(
                raw, plain, self.lemma(_bare(plain)), found.start(), found.end(), clause, sentence
            )
            last = found.end()

    def _joined(self, words: Sequence[Word]) -> Iterator[Word]:
        place = 0
        while place < len(words):
            longest = min(self._longest_form.get(words[place].plain, 1), len(words) - place)
            for length in range(longest, 1, -1):
                piece = words[place : place + length]
                lemma = self.forms.get(tuple(word.plain for word in piece))
                if lemma and piece[0].sentence == piece[-1].sentence:
                    yield _merged(piece, lemma)
                    place += length
                    break
            else:
                yield words[place]
                place += 1


def read_part(text: str) -> str:
    """The part of a text that is read: all of it, or its beginning up to a whole word."""
    if len(text) > MOST_READ:
        cut = text[:MOST_READ]
        text = cut[: cut.rfind(" ")] if " " in cut[MOST_READ // 2 :] else cut
    last = next(islice(_TOKEN.finditer(text), MOST_WORDS_READ, None), None)
    return text[: last.start()] if last is not None else text


def load_vocabulary(folder: TableFolder) -> Vocabulary:
    """The words of `folder`/cancers/words.tsv. Raises TableError."""
    table = read_table(folder / "cancers" / "words.tsv", "words/1", ("form", "lemma", "sort"))
    by_sort: dict[str, set[str]] = {"stop": set(), "generic": set(), "plain": set()}
    forms: dict[tuple[str, ...], str] = {}
    letters: dict[str, str] = {}
    for row in table.rows:
        if row["sort"] == "letter":
            letters[row["form"]] = row["lemma"]
        elif row["sort"] in by_sort:
            by_sort[row["sort"]].add(row["form"])
        elif row["lemma"]:
            for way in _whosever(row["form"]):
                forms.setdefault(tuple(fold(way).split()), row["lemma"])
        else:
            raise row.refuse("names no lemma")
    longest: dict[str, int] = {}
    for form in forms:
        longest[form[0]] = max(len(form), longest.get(form[0], 0))
    return Vocabulary(
        forms=forms,
        _longest_form=longest,
        stop=frozenset(by_sort["stop"]),
        generic=frozenset(by_sort["generic"]),
        plain=frozenset(by_sort["plain"]),
        letters=letters,
    )


def _whosever(form: str) -> Iterator[str]:
    """A form as others say it: "gland on top of my kidney" as "gland on top of her kidney"."""
    yield form
    if " my " in form:
        yield from (form.replace(" my ", f" {whose} ") for whose in _WHOSE)


class PhraseTable(Generic[T]):
    """What is said of phrases of folded words, made to be looked for in texts."""

    def __init__(self, phrases: Mapping[tuple[str, ...], T]) -> None:
        self._phrases = phrases
        self._longest: dict[str, int] = {}
        for key in phrases:
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))

    def __getitem__(self, key: tuple[str, ...]) -> T:
        return self._phrases[key]

    def __contains__(self, key: object) -> bool:
        return key in self._phrases

    def longest_from(self, first: str) -> int:
        """How many words the longest phrase that begins with `first` has; 0 where none does."""
        return self._longest.get(first, 0)


def phrases_in(
    words: Sequence[Word], phrases: PhraseTable[T]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where phrases of folded words stand: first word, word after the last, the phrase.

    Longest first at each place; places may overlap.
    """
    if any(" " in word.plain for word in words):
        yield from _phrases_in_joined(words, phrases)
        return
    for place, word in enumerate(words):
        longest = phrases.longest_from(word.plain)
        if not longest:
            continue
        plain = tuple(one.plain for one in words[place : place + longest])
        for length in range(len(plain), 0, -1):
            if plain[:length] in phrases:
                yield place, place + length, plain[:length]
                break


def _phrases_in_joined(
    words: Sequence[Word], phrases: PhraseTable[T]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The same where words were joined: "family history" stands in "no family history", too."""
    parts = [(part, place) for place, word in enumerate(words) for part in word.plain.split()]
    plain = tuple(part for part, _ in parts)
    for at, (part, place) in enumerate(parts):
        longest = phrases.longest_from(part)
        for length in range(min(longest, len(plain) - at), 0, -1):
            if plain[at : at + length] in phrases:
                yield place, parts[at + length - 1][1] + 1, plain[at : at + length]
                break


def plain_key(phrase: str) -> tuple[str, ...]:
    """A phrase as folded words, to be found by `phrases_in`."""
    return tuple(fold(found.group()) for found in _TOKEN.finditer(phrase.replace("’", "'")))


def covered(text: str, words: Iterable[Word]) -> str:
    """The piece of `text` from the first to the last of `words`."""
    kept = list(words)
    return text[min(word.start for word in kept) : max(word.end for word in kept)]


def _bare(plain: str) -> str:
    return plain[:-2] if plain.endswith("'s") else plain.replace("'", "")


def _american(word: str) -> str:
    for british, american in _BRITISH:
        if british in word:
            word = word.replace(british, american)
    return word


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("omas"):
        return word[:-1]
    if len(word) > 3 and word.endswith("s") and word[-2] not in "suiao":
        return word[:-1]
    return word


def _merged(words: Sequence[Word], lemma: str) -> Word:
    first, last = words[0], words[-1]
    return Word(
        " ".join(word.raw for word in words),
        " ".join(word.plain for word in words),
        lemma,
        first.start,
        last.end,
        first.clause,
        first.sentence,
    )


def _spelled_together(words: list[Word]) -> list[Word]:
    """Letters spelled one by one become one word: two capitals or dotted letters, or four."""
    result: list[Word] = []
    run: list[Word] = []
    for word in [*words, None]:
        letter = word is not None and len(word.raw) == 1 and word.raw.isalpha()
        close = not run or (word is not None and word.start - run[-1].end <= 2)
        alike = not run or (word is not None and word.raw.isupper() == run[-1].raw.isupper())
        if word is not None and letter and close and alike:
            run.append(word)
            continue
        result.extend(_run_as_words(run))
        run = [word] if word is not None and letter else []
        if word is not None and not letter:
            result.append(word)
    return result


def _run_as_words(run: list[Word]) -> list[Word]:
    dotted = len(run) > 1 and run[0].sentence != run[1].sentence
    least = 2 if dotted or (run and run[0].raw.isupper()) else 4
    if len(run) < least:
        return run
    raw = "".join(word.raw for word in run)
    first = run[0]
    plain = fold(raw)
    return [Word(raw, plain, plain, first.start, run[-1].end, first.clause, first.sentence)]
