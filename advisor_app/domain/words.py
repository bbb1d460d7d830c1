"""The words of the window, the questions and the papers in the language of the talk.

English is the language of the code; every other language is one gettext catalogue in
`resources/words/`. A word that nobody translated stands in English, so that nothing is lost.
"""

import gettext
from collections.abc import Mapping
from copy import copy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from advisor_app.domain.resources import RESOURCES

if TYPE_CHECKING:
    # For the types alone: the first window speaks before any question is read.
    from advisor_app.domain.questions import PartSpec, Question

ENGLISH: Final = "en"
PART: Final = "part"
"""The context of a word that names a part of a value."""

CATALOGUES: Final = RESOURCES / "words"


class Words:
    """All words in one language (ISO 639); an unknown language speaks English."""

    def __init__(self, language: str = ENGLISH, folder: Path = CATALOGUES) -> None:
        self._catalogue = _catalogue(folder / f"{language}.mo")
        self._names: Mapping[str, str] = {}
        self.language = ENGLISH if self._catalogue is None else language

    @property
    def own_name(self) -> str:
        """What the language calls itself (`X-Own-Name` of its catalogue); its code without one."""
        if self._catalogue is None:
            return "English"
        return self._catalogue.info().get("x-own-name", self.language)

    def naming(self, names: Mapping[str, str]) -> Self:
        """These words, which also know the names of a table, by what is said in English."""
        named = copy(self)
        named._names = names
        return named

    def text(self, text: str, context: str = "") -> str:
        """The English `text` in this language; `context` tells apart what is said in two ways."""
        if self._catalogue is None or not text:
            return text
        if context:
            found = self._catalogue.pgettext(context, text)
            if found != text:
                return found
        return self._names.get(text) or self._catalogue.gettext(text)

    def counted(self, one: str, many: str, count: int) -> str:
        """`one` or `many` as this language says it for `count` of them."""
        if self._catalogue is None:
            return one if count == 1 else many
        return self._catalogue.ngettext(one, many, count)

    def label(self, question: "Question") -> str:
        """The question as the advisor says it."""
        return self.text(question.label, question.path)

    def short(self, question: "Question") -> str:
        """The few words that stand for the question in lists and on papers."""
        return self.text(question.short, question.path)

    def choice(self, question: "Question | PartSpec", code: str) -> str:
        """The words of a code; a free word stands for itself."""
        context = getattr(question, "path", "")
        for choice in question.choices:
            if choice.code == code:
                return self.text(choice.label, context)
        return code

    def part(self, spec: "PartSpec") -> str:
        """The name of one part of a value."""
        return self.text(spec.label, PART)


@cache
def words_in(language: str) -> Words:
    """The words of one language, read once."""
    return Words(language)


def languages() -> tuple[str, ...]:
    """The languages that the console speaks (ISO 639), English first."""
    return (ENGLISH, *sorted(path.stem for path in CATALOGUES.glob("*.mo")))


def _catalogue(path: Path) -> gettext.GNUTranslations | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)
