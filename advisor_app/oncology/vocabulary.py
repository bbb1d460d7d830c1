"""Which words are forms of one word: inflected, British, plural, Spanish, spelled or broken.

A text is split into words, letters spelled out ("G I S T") are put together, and forms of several
words ("food pipe") become one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import read_table
from advisor_app.domain.text import fold
from advisor_app.oncology.words import SIGNS, TOKEN, Word

_FORMS: Final = frozenset({"form", "homophone", "spanish"})
_LONGEST: Final = 60
"""How many signs of a word are compared; one sign of another script may stand for eighteen."""
_SIMPLE: Final = re.compile(r"[A-Za-z0-9 ]+")
_BREAK: Final = re.compile(r"[.;!?\n]|,|:| - | – |—")
_STOP: Final = re.compile(r"[.;!?\n]")
_BRITISH: Final = (
    ("tumour", "tumor"), ("aemia", "emia"), ("haem", "hem"), ("oesoph", "esoph"), ("paed", "ped"),
    ("caec", "cec"), ("smould", "smold"), ("oedem", "edem"), ("leuco", "leuko"),
    ("gynaec", "gynec"), ("rrhoea", "rrhea"), ("fibre", "fiber"),
)  # fmt: skip
_WHOSE: Final = ("the", "his", "her", "your", "their")


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
        return list(self.joined(_spelled_together(list(self._split(text)))))

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
        for found in TOKEN.finditer(text):
            gap = text[last : found.start()]
            clause += 1 if _BREAK.search(gap) else 0
            sentence += 1 if _STOP.search(gap) else 0
            raw = found.group()
            plain = SIGNS.get(raw) or fold(raw[:_LONGEST].replace("’", "'"))[:_LONGEST]
            yield Word(
                raw, plain, self.lemma(_bare(plain)), found.start(), found.end(), clause, sentence
            )
            last = found.end()

    def joined(self, words: Sequence[Word]) -> Iterator[Word]:
        """The words, with those that are together a form of one known word made one."""
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


def load_vocabulary(folder: TableFolder) -> Vocabulary:
    """The words of `folder`/cancers/words.tsv. Raises TableError."""
    table = read_table(folder / "cancers" / "words.tsv", "words/1", ("form", "lemma", "sort"))
    by_sort: dict[str, set[str]] = {"stop": set(), "generic": set(), "plain": set()}
    forms: dict[tuple[str, ...], str] = {}
    letters: dict[str, str] = {}
    for row in table.rows:
        form, lemma, sort = row.needed("form"), row["lemma"], row["sort"]
        if sort == "letter":
            letters[form] = lemma
        elif sort in by_sort:
            by_sort[sort].add(form)
        elif sort not in _FORMS:
            raise row.refuse(f"has no known sort: {sort}")
        elif lemma:
            for way in _whosever(form):
                forms.setdefault(tuple(fold(way).split(" ")), lemma)
        else:
            raise row.refuse("names no lemma")
    longest: dict[str, int] = {}
    for key in forms:
        longest[key[0]] = max(len(key), longest.get(key[0], 0))
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
