"""Sets aside what a caller says of somebody else, of another time, of what it is not, of spread.

"My aunt had lymphoma but mine is the thyroid": the aunt's words must not choose the kind.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import read_table
from advisor_app.oncology.whose import (
    NOBODY_ELSE,
    Clinical,
    People,
    Phrases,
    Span,
    Telling,
    Whose,
    owned_and_many,
)
from advisor_app.oncology.words import PhraseTable, Word, phrases_in, plain_key

RELATIVE: Final = "relative"
NEGATED: Final = "negated"
PAST: Final = "past"
SPREAD: Final = "spread"
_FIRST_OLD_YEAR: Final = 1930
_YEARS_AGO: Final = 2
_JOINS: Final = frozenset(
    {
        "of",
        "the",
        "in",
        "my",
        "his",
        "her",
        "a",
        "de",
        "del",
        "la",
        "el",
        "en",
        "or",
        "nor",
        "and",
        "any",
    }
)
_MOST_JOINS: Final = 3
_BEARS: Final = frozenset({"with", "w", "con"})
_AGAIN: Final = frozenset({"again"})
_SPREADS: Final = frozenset({"spread", "metastatic", "metastasis", "metastases", "spreading"})
_MOST_LISTED: Final = 4
_NEAR_PAST: Final = 5
_TOO_WIDE: Final = frozenset(
    {"cancer", "carcinoma", "tumor", "malignant", "malignancy", "cyst", "mass", "lump", "growth",
     "nodule", "lesion", "metastatic", "spot"}
)  # fmt: skip
_DENIED_WITHIN: Final = 4
_LONG_DENIAL: Final = 4
_LEFT_OPEN: Final = 5
_OPENED_WITHIN: Final = 8
_FROM: Final = frozenset({"from", "matches", "matching", "matched"})
_NEAR_FROM: Final = 4

_OF_PEOPLE: Final = frozenset({"kin", "far_kin", "not_blood"})
Disease = Clinical


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Words that do not speak of this patient's disease now: which, and why."""

    first: int
    last: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """What to set aside of a text, and of whom it speaks."""

    asides: tuple[Aside, ...]
    whose: Whose


UNGUARDED: Final = Guarded(asides=(), whose=NOBODY_ELSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guards:
    """The phrases by what they do; `this_year` says which years are long past."""

    phrases: Mapping[str, Phrases]
    this_year: int

    def guarded(
        self, words: Sequence[Word], disease: Disease, organ: Disease, alarming: Telling
    ) -> Guarded:
        """What to set aside, and of whom the words speak.

        `disease` and `organ` tell which words name a disease or a place, `alarming` whether a
        piece tells of an emergency.
        """
        clauses = self._clauses(words, disease)
        whose = self._people.whose(
            words,
            clauses,
            disease,
            lambda piece: any(map(disease, piece)) or alarming(piece),
        )
        asides = self._asides(words, clauses, frozenset(whose.others), disease, organ)
        return Guarded(asides=asides, whose=whose)

    @property
    def _people(self) -> People:
        return People(phrases=self.phrases)

    def _asides(
        self,
        words: Sequence[Word],
        clauses: Sequence[Span],
        of_others: frozenset[Span],
        disease: Disease,
        organ: Disease,
    ) -> tuple[Aside, ...]:
        found: list[Aside] = []
        again = self._any("recurrence", words) or self._is_told_again(words, disease)
        named = [
            any(disease(word) or organ(word) for word in words[slice(*one)]) for one in clauses
        ]
        listed = [self._lists_kin(words[slice(*one)]) for one in clauses]
        for number, clause in enumerate(clauses):
            if clause in of_others:
                found.append(Aside(first=clause[0], last=clause[1], why=RELATIVE))
                continue
            if not named[number]:
                continue
            piece = words[slice(*clause)]
            others = [word for one in clauses if one != clause for word in words[slice(*one)]]
            if number and self._is_reported_of_kin(piece, others, disease, organ):
                found.append(Aside(first=clause[0], last=clause[1], why=RELATIVE))
                continue
            if self._of_relative(piece, others, disease) or (
                listed[number] and (sum(listed) > 1 or self._any("kin_family", others))
            ):
                found.append(Aside(first=clause[0], last=clause[1], why=RELATIVE))
                continue
            elsewhere = any(named[:number]) or any(named[number + 1 :])
            for aside in self._negated(piece, clause[0], disease):
                found.append(self._with_its_test(words, clause, aside) if elsewhere else aside)
            when = piece
            if number + 1 < len(clauses) and not named[number + 1]:
                when = words[clause[0] : clauses[number + 1][1]]
            if not again and (
                self._of_the_past(piece, when, disease)
                or self._is_listed_as_survived(piece, words)
                or (elsewhere and self._is_over(piece, disease))
            ):
                found.append(Aside(first=clause[0], last=clause[1], why=PAST))
        found.extend(self._denied_elsewhere(words, found, disease))
        found.extend(self._spread(words, organ, tuple(found)))
        if any(aside.why == SPREAD for aside in found):
            found = self._not_over(words, found, disease, organ)
        return (*found, *self._denied_spread(words, found))

    @staticmethod
    def _not_over(
        words: Sequence[Word], found: Sequence[Aside], disease: Disease, organ: Disease
    ) -> list[Aside]:
        """Without a past cancer that spreads now: where no other is named, it is the one."""
        apart = {place for aside in found for place in range(aside.first, aside.last)}
        other = any(
            disease(word) and not organ(word)
            for place, word in enumerate(words)
            if place not in apart
        )
        return list(found) if other else [one for one in found if one.why != PAST]

    @staticmethod
    def _is_told_again(words: Sequence[Word], disease: Disease) -> bool:
        """Whether a disease or its place is told as there again: "it's the prostate again"."""
        return any(
            word.plain in _AGAIN and disease(before)
            for before, word in pairwise(words)
            if before.sentence == word.sentence
        )

    def _is_reported_of_kin(
        self, piece: Sequence[Word], others: Sequence[Word], disease: Disease, organ: Disease
    ) -> bool:
        """Whether a report adds a relative beside a named disease: "sister with ovarian cancer"."""
        begins = any(
            first == 0 and last < len(piece) and piece[last].plain in _BEARS
            for first, last, _ in phrases_in(piece, self.phrases["kin"])
        )
        return begins and any(disease(word) and not organ(word) for word in others)

    def _lists_kin(self, piece: Sequence[Word]) -> bool:
        """Whether a clause only lists a relative with a disease: "dad prostate"."""
        return len(piece) <= _MOST_LISTED and any(
            first == 0 for first, _, _ in phrases_in(piece, self.phrases["kin"])
        )

    def _with_its_test(self, words: Sequence[Word], clause: Span, aside: Aside) -> Aside:
        """A denied cancer with the test that denied it: "the biopsy of the prostate found none"."""
        before = words[clause[0] : aside.first]
        wide = all(
            word.lemma in _TOO_WIDE
            for word in words[aside.first : aside.last]
            if word.lemma in _TOO_WIDE or (word.lemma,) in self.phrases["diagnosis"]
        )
        tested = any((word.plain,) in self.phrases["tissue"] for word in before)
        return Aside(first=clause[0], last=aside.last, why=NEGATED) if wide and tested else aside

    @staticmethod
    def _denied_elsewhere(
        words: Sequence[Word], found: Sequence[Aside], disease: Disease
    ) -> Iterator[Aside]:
        """Where a disease that is denied was named before: "called a sarcoma, but it is not"."""
        taken = {place for aside in found for place in range(aside.first, aside.last)}
        for aside in found:
            if aside.why != NEGATED:
                continue
            denied = {
                word.lemma
                for word in words[aside.first : aside.last]
                if disease(word) and word.lemma not in _TOO_WIDE
            }
            for at in range(aside.first):
                if at not in taken and words[at].lemma in denied:
                    taken.add(at)
                    yield Aside(first=at, last=at + 1, why=NEGATED)

    def hedged(self, words: Sequence[Word]) -> bool:
        """Whether the words leave open that it is a cancer at all."""
        return self._any("hedge", words)

    def suspected(self, words: Sequence[Word], disease: Disease) -> bool:
        """Whether a disease is only suspected: "they think it might be ...", "no biopsy yet"."""
        if self._confirmed(words) or self._any("recurrence", words):
            return False
        if self._is_told_again(words, disease):
            return False
        if self._any("no_tissue", words) or self._tissue_awaited(words):
            return True
        return any(
            words[at].sentence == words[last - 1].sentence
            and (disease(words[at]) or words[at].lemma in _TOO_WIDE)
            for _, last, key in phrases_in(words, self.phrases["suspicion"])
            for at in range(last, min(last + self.phrases["suspicion"][key], len(words)))
        ) or any(
            any(disease(words[at]) for at in range(max(0, first - _LEFT_OPEN), first)
                if words[at].sentence == words[first].sentence)
            for first, _, _ in phrases_in(words, self.phrases["left_open_after"])
        )  # fmt: skip

    def _tissue_awaited(self, words: Sequence[Word]) -> bool:
        """Whether tissue is told of as not taken or not answered: "haven't done the biopsy"."""
        if self._any("treated", words):
            return False
        for at, word in enumerate(words):
            if (word.plain,) not in self.phrases["tissue"]:
                continue
            near = words[max(0, at - _LEFT_OPEN) : at + 1 + _LEFT_OPEN]
            same = [one for one in near if one.sentence == word.sentence]
            before = [one for one in same if one.start < word.start]
            if self._any("awaited", same) or any(
                (one.plain,) in self.phrases["not_done"] for one in before
            ):
                return True
        return False

    def feared(self, words: Sequence[Word]) -> bool:
        """Whether the caller is only afraid of a disease that nobody has told of."""
        return self._any("fear", words) and not self._confirmed(words)

    def _confirmed(self, words: Sequence[Word]) -> bool:
        """Whether a diagnosis is told as one: "it's cancer", and not "not sure it's cancer"."""
        return any(
            not any(
                (one.plain,) in self.phrases["leaves_open"] and one.clause == words[first].clause
                for one in words[max(0, first - _OPENED_WITHIN) : first]
            )
            for first, _, _ in phrases_in(words, self.phrases["confirmed"])
        )

    def diagnosed(self, words: Sequence[Word]) -> bool:
        """Whether a word stands there that only a diagnosis brings."""
        return self._any("diagnosis", words) or any(
            (word.lemma,) in self.phrases["diagnosis"] for word in words
        )

    def _clauses(self, words: Sequence[Word], disease: Disease) -> list[Span]:
        starts = {place for place, _, _ in phrases_in(words, self.phrases["contrast"])}
        starts |= self._people.turns_to_the_caller(words, disease)
        starts |= {
            place
            for place in range(1, len(words))
            if words[place].clause != words[place - 1].clause
        }
        edges = [0, *sorted(starts - {0}), len(words)]
        return [(a, b) for a, b in pairwise(edges) if b > a]

    def _of_relative(self, piece: Sequence[Word], others: Sequence[Word], disease: Disease) -> bool:
        if self._any("kin_family", piece) or self._any("heard_of", piece):
            return True
        kin = list(phrases_in(piece, self.phrases["kin"]))
        if not kin:
            return False
        if self._speaks_of_self(others) or self._lost(piece, disease):
            return True
        for first, last, _ in phrases_in(piece, self.phrases["kin_past"]):
            if first < kin[0][0]:
                continue
            told = [word for word in piece[last : last + 4] if self._can_be_had(word, disease)]
            if told and not self._procedure_after(piece, last, disease):
                return True
            if "died" in piece[first].plain or "passed" in piece[first].plain:
                return True
        return False

    def _lost(self, piece: Sequence[Word], disease: Disease) -> bool:
        """Whether somebody was lost to a disease: "I lost my mother to lymphoma"."""
        kin = [first for first, _, _ in phrases_in(piece, self.phrases["kin"])]
        for lost, _, _ in phrases_in(piece, self.phrases["kin_lost"]):
            after = next((one for one in kin if one > lost), None)
            if after is not None and any(disease(word) for word in piece[after + 1 :]):
                return True
        return False

    def _can_be_had(self, word: Word, disease: Disease) -> bool:
        """Whether "had ..." with this word tells of a disease, not of a test or a lump."""
        return disease(word) and (word.plain,) not in self.phrases["had_no_disease"]

    def _procedure_after(self, piece: Sequence[Word], place: int, disease: Disease) -> bool:
        named = [at for at in range(place, min(place + 5, len(piece))) if disease(piece[at])]
        after = piece[named[-1] + 1 : named[-1] + 3] if named else ()
        return any((word.plain,) in self.phrases["procedure"] for word in after)

    def _speaks_of_self(self, words: Sequence[Word]) -> bool:
        apart = {
            place
            for first, last, _ in phrases_in(words, self.phrases["not_self"])
            for place in range(first, last)
        }
        return any(first not in apart for first, _, _ in phrases_in(words, self.phrases["self"]))

    def _negated(self, piece: Sequence[Word], offset: int, disease: Disease) -> Iterator[Aside]:
        apart = {
            place
            for first, last, _ in phrases_in(piece, self.phrases["unnegated"])
            for place in range(first, last)
        }
        for first, last, _ in phrases_in(piece, self.phrases["negation_after"]):
            before = [at for at in range(first) if disease(piece[at])]
            if first not in apart and before:
                yield Aside(first=offset + before[0], last=offset + last, why=NEGATED)
        for first, last, key in phrases_in(piece, self.phrases["normal_after"]):
            near = range(max(0, first - self.phrases["normal_after"][key]), first)
            result = [at for at in near if disease(piece[at])]
            if result and first not in apart:
                yield Aside(first=offset + result[0], last=offset + last, why=NEGATED)
        taken = 0
        for first, last, reach, supposed in self._denials(piece):
            within = [at for at in range(last, min(last + reach, len(piece))) if disease(piece[at])]
            kept = first in apart and last - first < _LONG_DENIAL
            if kept or not within or first < taken:
                continue
            if supposed and not all(piece[at].lemma in _TOO_WIDE for at in within):
                continue
            if self._any("spread_told", piece[within[-1] + 1 : within[-1] + 1 + _DENIED_WITHIN]):
                continue
            taken = self._end_of_name(piece, within[-1] + 1, disease)
            yield Aside(first=offset + first, last=offset + taken, why=NEGATED)

    def _denials(self, piece: Sequence[Word]) -> list[tuple[int, int, int, bool]]:
        """What is denied or only supposed: first word, last, how far it reaches, whether supposed.

        "If it were cancer" says nothing; "if it is lymphoma" names what is suspected.
        """
        return sorted(
            (first, last, self.phrases[sort][key], sort == "hypothetical")
            for sort in ("negation", "hypothetical")
            for first, last, key in phrases_in(piece, self.phrases[sort])
        )

    @staticmethod
    def _end_of_name(piece: Sequence[Word], end: int, disease: Disease) -> int:
        """Where the name of a disease ends: "cancer of the stomach" goes on past "cancer"."""
        while end < len(piece):
            ahead = end
            while ahead < len(piece) and piece[ahead].plain in _JOINS and ahead - end < _MOST_JOINS:
                ahead += 1
            if ahead == len(piece) or not disease(piece[ahead]):
                break
            end = ahead + 1
        return end

    def _of_the_past(self, piece: Sequence[Word], when: Sequence[Word], disease: Disease) -> bool:
        had = [
            last
            for _, last, _ in phrases_in(piece, self.phrases["past"])
            if any(disease(word) for word in piece[last : last + _NEAR_PAST])
        ]
        if not had:
            return False
        return self._any("past_when", when) or any(self._old_year(word) for word in when)

    def _is_listed_as_survived(self, piece: Sequence[Word], words: Sequence[Word]) -> bool:
        """Whether a survivor lists what it was and when: "a survivor, cervix in 1998"."""
        if not any(self._old_year(word) for word in piece):
            return False
        before = [w for w in words if w.sentence == piece[0].sentence and w.start < piece[0].start]
        return self._any("survivor", before)

    def _is_over(self, piece: Sequence[Word], disease: Disease) -> bool:
        """Whether a disease is told as over: "my lymphoma is in remission", "a survivor of"."""
        if any(
            any(disease(word) for word in piece[last : last + _NEAR_PAST])
            for _, last, _ in phrases_in(piece, self.phrases["past_alone"])
        ):
            return True
        return any(
            any(disease(word) for word in piece[:first])
            for first, _, _ in phrases_in(piece, self.phrases["past_after"])
        )

    def _old_year(self, word: Word) -> bool:
        if not word.plain.isdigit() or len(word.plain) != 4:
            return False
        return _FIRST_OLD_YEAR <= int(word.plain) <= self.this_year - _YEARS_AGO

    def _spread(
        self, words: Sequence[Word], organ: Disease, found: Sequence[Aside]
    ) -> Iterator[Aside]:
        taken = {place for aside in found for place in range(aside.first, aside.last)}
        for first, last, key in phrases_in(words, self.phrases["spread"]):
            reach = self.phrases["spread"][key]
            end = min(last + reach, len(words))
            stop = words[last - 1].sentence
            places = [
                at for at in range(last, end) if words[at].sentence == stop and organ(words[at])
            ]
            start = self._denied_from(words, first)
            if start != first:
                places = [at for at in places if words[at].clause == words[first].clause]
            if places and first not in taken:
                aside = Aside(
                    first=start,
                    last=_run_of(places, words) + 1,
                    why=SPREAD if start == first else NEGATED,
                )
                taken.update(range(aside.first, aside.last))
                yield aside
        apart = (self._come_from, self._begun_elsewhere, self._lit_up_again)
        for aside in (one for told in apart for one in told(words, organ)):
            if taken.isdisjoint(range(aside.first, aside.last)):
                taken.update(range(aside.first, aside.last))
                yield aside
        for at in range(1, len(words)):
            if words[at].lemma == "metastatic" and organ(words[at - 1]) and at not in taken:
                follows = at + 1 < len(words) and words[at + 1].plain in ("from", "of")
                if words[at].plain != "metastatic" and not (follows and at in taken):
                    taken.update((at - 1, at))
                    yield Aside(first=at - 1, last=at + 1, why=SPREAD)

    @staticmethod
    def _come_from(words: Sequence[Word], organ: Disease) -> Iterator[Aside]:
        """What is told to come from another organ: "spots on the liver from the colon"."""
        for at, word in enumerate(words):
            if word.plain not in _FROM:
                continue
            clause = [one.clause == word.clause for one in words]
            ahead = range(at + 1, min(at + 1 + _NEAR_FROM, len(words)))
            behind = range(at - 1, max(-1, at - 1 - _NEAR_FROM), -1)
            start = next((one for one in ahead if clause[one] and organ(words[one])), None)
            reached = next((one for one in behind if clause[one] and organ(words[one])), None)
            if start is None or reached is None or words[start].lemma == words[reached].lemma:
                continue
            lumps = [
                one
                for one in range(max(0, reached - _NEAR_FROM), reached)
                if clause[one] and words[one].lemma in _TOO_WIDE
            ]
            if lumps:
                yield Aside(first=lumps[0], last=reached + 1, why=SPREAD)

    def _lit_up_again(self, words: Sequence[Word], organ: Disease) -> Iterator[Aside]:
        """What lit up beside a cancer that is back: "the scan lit up, it's the prostate again"."""
        again = {
            before.lemma
            for before, word in pairwise(words)
            if word.plain in _AGAIN and organ(before)
        }
        for first, last in self._clauses(words, organ) if again else ():
            piece = words[first:last]
            apart = not any(word.lemma in again for word in piece)
            if apart and self._any("lit_up", piece):
                yield Aside(first=first, last=last, why=SPREAD)

    def _begun_elsewhere(self, words: Sequence[Word], organ: Disease) -> Iterator[Aside]:
        """A place whose cancer began in another: "liver cancer that started somewhere else"."""
        for first, last, key in phrases_in(words, self.phrases["elsewhere"]):
            near = range(max(0, first - self.phrases["elsewhere"][key]), first)
            near = range(near.start, first if self._denied_from(words, first) == first else 0)
            clause = [at for at in near if words[at].sentence == words[first].sentence]
            reached = next((at for at in clause if organ(words[at])), None)
            if reached is not None:
                lumps = [at for at in clause if at < reached and words[at].lemma in _TOO_WIDE]
                yield Aside(first=min(lumps, default=reached), last=last, why=SPREAD)

    def child(self, words: Sequence[Word]) -> str:
        """The word that says that the patient is a child; nothing where none does."""
        found = next(iter(phrases_in(words, self.phrases["child"])), None)
        return " ".join(found[2]) if found is not None else ""

    def _denied_spread(self, words: Sequence[Word], found: Sequence[Aside]) -> Iterator[Aside]:
        """The word for spread where it is denied: "the scan did not show any spread"."""
        taken = {place for aside in found for place in range(aside.first, aside.last)}
        for at, word in enumerate(words):
            if word.lemma in _SPREADS and at not in taken and self._denied_from(words, at) != at:
                yield Aside(first=at, last=at + 1, why=NEGATED)

    def _denied_from(self, words: Sequence[Word], first: int) -> int:
        """Where the denial of the spread at `first` begins; `first` itself where it is told."""
        for at in range(first - 1, max(-1, first - 1 - _DENIED_WITHIN), -1):
            if words[at].sentence != words[first].sentence:
                break
            if (words[at].plain,) in self.phrases["spread_denied"]:
                return at
        return first

    def _any(self, sort: str, words: Sequence[Word]) -> bool:
        return next(iter(phrases_in(words, self.phrases[sort])), None) is not None


def _run_of(places: Sequence[int], words: Sequence[Word]) -> int:
    last = places[0]
    for place in places[1:]:
        between = words[last + 1 : place]
        if len(between) > 3:
            break
        last = place
    return last


def load_guards(folder: TableFolder, this_year: int) -> Guards:
    """The guards of `folder`/cancers/guards.tsv. Raises TableError."""
    table = read_table(folder / "cancers" / "guards.tsv", "guards/1", ("sort", "phrase", "reach"))
    phrases: dict[str, dict[tuple[str, ...], int]] = {}
    for row in table.rows:
        if row["reach"] and not row["reach"].isdigit():
            raise row.refuse("needs a number of words in reach")
        of_people = row["sort"] in _OF_PEOPLE
        for phrase in owned_and_many(row["phrase"]) if of_people else (row["phrase"],):
            phrases.setdefault(row["sort"], {})[plain_key(phrase)] = int(row["reach"] or 0)
    tables = {sort: PhraseTable(found) for sort, found in phrases.items()}
    return Guards(phrases=tables, this_year=this_year)
