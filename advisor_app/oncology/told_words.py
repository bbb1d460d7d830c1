"""What the words of a text, or of a hit, are: a body part, a lump, a disease, a diagnosis."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Final

from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.doubts import Doubts
from advisor_app.oncology.finding_words import FindingWords
from advisor_app.oncology.hits import Hit
from advisor_app.oncology.licences import Licences
from advisor_app.oncology.spotter import Spotter
from advisor_app.oncology.vocabulary import Vocabulary
from advisor_app.oncology.words import Word

_TUMOR: Final = "tumor"
_OF_NO_BEHAVIOUR: Final = frozenset({"tumor", "growth", "mass", "lump"})
_SAYS_CANCER: Final = frozenset({"cancer", "carcinoma", "malignancy", "malignant", "cancerous"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """How sure the diseases of a text are told.

    `suspected`, `feared` and `hedged` hold for the whole text, but for the words told as what the
    patient has, which begin at `stated`. Of the words that name a disease the `licensed` are told
    as had, found or treated, the `unlicensed` are not; `diagnosed` says that a cancer is told so.
    """

    suspected: bool
    feared: bool
    hedged: bool
    stated: frozenset[int]
    licensed: frozenset[int]
    unlicensed: frozenset[int]
    diagnosed: bool

    @property
    def doubted(self) -> bool:
        """Whether a disease is only suspected or feared."""
        return self.suspected or self.feared


class ToldWords:
    """Knows the sorts of words."""

    def __init__(
        self,
        catalogue: Catalogue,
        vocabulary: Vocabulary,
        doubts: Doubts,
        licences: Licences,
        finding_words: FindingWords,
        spotter: Spotter,
    ) -> None:
        self._catalogue = catalogue
        self._vocabulary = vocabulary
        self._doubts = doubts
        self._licences = licences
        self._finding_words = finding_words
        self._spotter = spotter

    def certainty(self, words: Sequence[Word], of_caller: bool) -> Certainty:
        """How sure the diseases of a text are told, of the caller or of whom the text names."""
        disease = self._spotter.names_a_disease
        licensed = self._licences.licensed(words, of_caller)
        naming = frozenset(
            word.start for word in words if self._is_a_diagnosis(word) or word.lemma == _TUMOR
        )
        return Certainty(
            suspected=self._doubts.suspected(words, disease),
            feared=self._doubts.feared(words, disease),
            hedged=self._doubts.hedged(words),
            stated=self._doubts.stated(words) & licensed,
            licensed=naming & licensed,
            unlicensed=naming - licensed,
            diagnosed=self._is_diagnosed(words, licensed),
        )

    def is_back(self, words: Sequence[Word]) -> bool:
        """Whether a disease is told as there again."""
        return self._doubts.is_back(words, self._spotter.names_a_disease)

    def is_told_by_name(self, hit: Hit, certainty: Certainty) -> bool:
        """Whether a hit names a disease by licensed words that say more than "a tumor"."""
        return (
            not hit.guessed
            and not hit.unsaid
            and any(word.start in certainty.licensed and word.lemma != _TUMOR for word in hit.words)
        )

    def is_licensed(self, hit: Hit, certainty: Certainty) -> bool:
        """Whether a word that names the cancer is licensed; what is no cancer needs no licence."""
        told = {word.start for word in hit.words}
        if certainty.unlicensed.isdisjoint(told) or not certainty.licensed.isdisjoint(told):
            return True
        kind = self._catalogue.kinds.get(hit.target)
        return kind is None or not any(code.startswith("C") for code in kind.icd10)

    def is_stated(self, hit: Hit, stated: Set[int]) -> bool:
        """Whether a hit names its disease with words that are told as what the patient has."""
        if hit.unsaid or hit.guessed or self._adds_cancer(hit):
            return False
        return all(word.start in stated for word in hit.words) and any(
            map(self._is_a_diagnosis, hit.words)
        )

    def _adds_cancer(self, hit: Hit) -> bool:
        """Whether the phrase says cancer and the words do not: "mole cancer" for "a mole"."""
        return bool(_SAYS_CANCER.intersection(hit.key)) and all(
            self._spotter.meant(word) not in _SAYS_CANCER for word in hit.words
        )

    def _is_a_diagnosis(self, word: Word) -> bool:
        """Whether a word says cancer, or names a disease that is neither organ nor lump."""
        if self._spotter.means_a_diagnosis(word):
            return True
        places = self._finding_words
        return (
            self._spotter.names_a_disease(word)
            and not places.names_an_organ(word)
            and word.lemma not in places.words
            and word.lemma not in self._vocabulary.generic
        )

    def is_diagnosed(self, words: Sequence[Word]) -> bool:
        """Whether the words say that there is a cancer."""
        return self._is_diagnosed(words, self._licences.licensed(words))

    def _is_diagnosed(self, words: Sequence[Word], licensed: Set[int]) -> bool:
        told = [word for word in words if word.start in licensed]
        return self._doubts.diagnosed(told) or any(map(self._spotter.means_a_diagnosis, told))

    def complains_of_a_place(self, words: Sequence[Word], certainty: Certainty) -> bool:
        """Whether a body part is told with more than its name, and no word for a disease."""
        places, empty = self._finding_words, self._vocabulary
        more = False
        for word in words:
            if places.names_an_organ(word) or word.lemma in places.parts:
                continue
            if self._spotter.names_a_disease(word) or self._spotter.means_a_diagnosis(word):
                return False
            more |= word.lemma not in empty.stop and word.lemma not in empty.generic
        return more and not certainty.diagnosed

    def tells_more_than_places(self, words: Sequence[Word]) -> bool:
        """Whether more is told than names of body parts: "my prostate feels hard"."""
        places, empty = self._finding_words, self._vocabulary
        return any(
            not (places.names_an_organ(word) or word.lemma in places.parts)
            and word.lemma not in empty.stop
            and word.lemma not in empty.generic
            for word in words
        )

    def names_an_illness(self, words: Iterable[Word]) -> bool:
        """Whether any of the words names a disease, and not only a part of the body."""
        organ = self._finding_words.names_an_organ
        return any(
            word.lemma in _SAYS_CANCER | _OF_NO_BEHAVIOUR
            or (self._spotter.names_a_disease(word) and not organ(word))
            for word in words
        )

    def is_a_tumor_only(self, hit: Hit) -> bool:
        """Whether only "a tumor" of a body part is told: of unspecified behaviour till tissue."""
        meant = [self._spotter.meant(word) for word in hit.words]
        if not _OF_NO_BEHAVIOUR.intersection(meant) or _SAYS_CANCER.intersection(meant):
            return False
        places = self._finding_words
        empty = _OF_NO_BEHAVIOUR | _SAYS_CANCER | places.organs | places.parts
        return empty.issuperset(hit.key) or all(
            lemma in _OF_NO_BEHAVIOUR or self._is_of_a_place(word)
            for lemma, word in zip(meant, hit.words, strict=True)
        )

    def tells_a_lump(self, words: Iterable[Word]) -> bool:
        """Whether any word, rightly spelled, says a tumor, a growth, a mass or a lump."""
        return any(self._spotter.meant(word) in _OF_NO_BEHAVIOUR for word in words)

    def is_of_places(self, hit: Hit) -> bool:
        """Whether a hit rests on body parts alone, misspelt ones too."""
        return all(map(self._is_of_a_place, hit.words))

    def is_cancer_unsaid(self, hit: Hit) -> bool:
        """Whether a phrase with a word for cancer was hit by words that have none of them."""
        return self._adds_cancer(hit) and any(
            self._spotter.meant(word) in _OF_NO_BEHAVIOUR for word in hit.words
        )

    def is_organ_only(self, hit: Hit) -> bool:
        """Whether a hit is the cancer of an organ, with no word for the tissue."""
        return all(
            self._finding_words.names_an_organ(word) or word.lemma in self._vocabulary.generic
            for word in hit.words
        )

    def is_place_only(self, hit: Hit) -> bool:
        """Whether a kind rests on words for a part of the body and none for a cancer."""
        places = self._finding_words
        return all(
            places.names_an_organ(word) or word.lemma in places.parts or word.lemma in places.words
            for word in hit.words
        )

    def tells_no_disease(self, hit: Hit) -> bool:
        """Whether a kind rests on words of which none, alone, names a disease: "toenail"."""
        organ = self._finding_words.names_an_organ
        return self._finding_words.words.isdisjoint(hit.key) and all(
            organ(word) or not self._spotter.names_a_disease(word) for word in hit.words
        )

    def is_a_place_at_most(self, hit: Hit) -> bool:
        """Whether a hit adds the cancer to words that name a place: "a gland in the neck"."""
        added = hit.unsaid or hit.guessed or self._adds_cancer(hit) or self.is_of_places(hit)
        return added and self.tells_no_disease(hit)

    def says_no_illness(self, hit: Hit) -> bool:
        """Whether no word of a hit names a body part, a disease or a lump: "all over"."""
        return not any(
            self._finding_words.names_an_organ(word)
            or word.lemma in self._vocabulary.generic
            or self._spotter.names_a_disease(word)
            for word in hit.words
        )

    def is_a_guess(self, hit: Hit) -> bool:
        """Whether everyday words hit the rest of a phrase: "all over" for "lymphoma all over".

        The disease is the phrase's own word then, which nobody said.
        """
        everyday = self._vocabulary.plain | self._vocabulary.stop
        if any(" " in word.raw or word.plain not in everyday for word in hit.words):
            return False
        meant = {self._spotter.meant(word) for word in hit.words}
        return self.says_no_illness(hit) and any(
            lemma not in meant and (lemma in _SAYS_CANCER or self._spotter.is_a_disease(lemma))
            for lemma in hit.key
        )

    def telling_spans(self, hit: Hit) -> tuple[tuple[int, int], ...]:
        """The first sign and the sign after the last of each word that tells more than "cancer"."""
        generic = self._vocabulary.generic
        return tuple((word.start, word.end) for word in hit.words if word.lemma not in generic)

    def telling(self, hit: Hit) -> set[int]:
        """Where the words of a hit stand that tell more than "cancer" or "a lump"."""
        return {w.start for w in hit.words if w.lemma not in self._vocabulary.generic}

    def empty(self, hit: Hit) -> bool:
        """Whether only words that say little hit, as in "a growth"."""
        return all(word in self._vocabulary.generic for word in hit.key)

    def _is_of_a_place(self, word: Word) -> bool:
        places = self._finding_words
        return (
            word.lemma in places.parts
            or word.lemma in self._vocabulary.stop
            or places.names_an_organ(word)
            or self._spotter.meant(word) in places.organs
        )
