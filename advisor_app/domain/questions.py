"""How a question of the intake is declared.

A question is declared once, as one line of its section. The widget, the rules, the stored answer,
the printed line and the case file are all derived from that line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from advisor_app.domain.answers import Answer


class Kind(StrEnum):
    """What kind of value a question, or a part of its value, takes."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CODE = "code"
    OPEN_CODE = "open_code"  # a code, or free words where none fits
    CODES = "codes"  # several codes or free words
    WORDS = "words"  # a list of free words
    YES_NO = "yes_no"
    NUMBER = "number"
    DATE = "date"
    DATE_OR_WORD = "date_or_word"  # a date or a word such as "ongoing"
    MOMENT = "moment"  # ISO 8601 with zone
    PHONE = "phone"
    EMAIL = "email"
    COUNTRY = "country"  # ISO 3166-1 alpha-2
    STATE = "state"  # two letters, as in "NJ"
    PLACE = "place"  # "US-FL" or a country
    LANGUAGE = "language"  # ISO 639, as in "es"
    CANCER = "cancer"  # our stable id of a kind of cancer
    PARTS = "parts"  # several named parts


class Stage(StrEnum):
    """What an answer is needed for; nothing is needed in order to save."""

    FIRST_CONTACT = "first_contact"
    BOOKING = "booking"
    VISIT = "visit"
    OPTIONAL = "optional"


class Page(StrEnum):
    """The sections of the intake as the advisor sees them, in the order of their keys 1 to 0."""

    STORY = "story"
    CALLER = "caller"
    PATIENT = "patient"
    WHERE = "where"
    DIAGNOSIS = "diagnosis"
    TREATMENT = "treatment"
    HEALTH = "health"
    GOALS = "goals"
    DOCTORS = "doctors"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One code that an answer can be, and its words."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSpec:
    """One part of a value of several parts; `unit` stands after a number instead of its name."""

    name: str
    kind: Kind = Kind.TEXT
    choices: tuple[Choice, ...] = ()
    unit: str = ""

    @property
    def label(self) -> str:
        """The name of the part as a person reads it."""
        return self.name.replace("_", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: how it is asked, what it takes, when and what for it is needed.

    `path` is its dotted key; for a question of a repeated group it holds `*` for the member, as in
    `tx.rows/*/start`. `asked_when` names a condition of `conditions.py`; `row_when` one that
    looks at the member of the group alone.
    """

    label: str
    short: str
    kind: Kind
    choices: tuple[Choice, ...] = ()
    parts: tuple[PartSpec, ...] = ()
    asked_when: str = "always"
    row_when: str = ""
    needed_for: Stage = Stage.OPTIONAL
    lowest: float | None = None
    highest: float | None = None
    past_only: bool = False
    clinical: bool = False
    private: bool = False
    entries: bool = False  # several things, one a line: medicines, allergies
    also: tuple[str, ...] = ()
    page: Page | None = None
    path: str = ""

    @property
    def key(self) -> str:
        """The last name of the path."""
        return self.path.replace("/", ".").rpartition(".")[2]

    @property
    def group(self) -> str:
        """The group it repeats in, or nothing."""
        return self.path.partition(".rows/")[0] if ".rows/" in self.path else ""

    def spec_of(self, part: str) -> PartSpec | None:
        """The declaration of one part."""
        return next((spec for spec in self.parts if spec.name == part), None)


METADATA_KEY: Final = "question"
NO_ANSWER: Final[Answer[Any]] = Answer()


def choices(*given: str, **labelled: str) -> tuple[Choice, ...]:
    """Codes as choices; a code given by keyword brings its own words."""
    plain = [Choice(code=code, label=code.replace("_", " ")) for code in given]
    named = [Choice(code=code, label=label) for code, label in labelled.items()]
    return tuple(plain + named)


def question(
    label: str, short: str, kind: Kind, codes: tuple[Choice, ...] = (), /, **more: Any
) -> Any:
    """A field of a section that holds the Answer to one question."""
    spec = Question(label=label, short=short, kind=kind, choices=codes, **more)
    return field(default=NO_ANSWER, metadata=MappingProxyType[str, Question]({METADATA_KEY: spec}))


def part(
    name: str, kind: Kind = Kind.TEXT, codes: tuple[Choice, ...] = (), unit: str = ""
) -> PartSpec:
    """One part of a value."""
    return PartSpec(name=name, kind=kind, choices=codes, unit=unit)


def spec_of(metadata: Mapping[str, Any]) -> Question | None:
    """The question that a dataclass field declares, if it declares one."""
    spec = metadata.get(METADATA_KEY)
    return spec if isinstance(spec, Question) else None
