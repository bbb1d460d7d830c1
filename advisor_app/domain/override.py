"""Why another specialist than the first of the order is chosen: the usual reasons, and words."""

from enum import StrEnum
from typing import Final


class OverrideReason(StrEnum):
    """What advisors, nurses and callers say most; the last two are nothing without words."""

    ASKED_FOR = "asked_for"
    SOONER = "sooner"
    NEARER = "nearer"
    LANGUAGE = "language"
    KNOWN = "known"
    FIRST_DECLINED = "first_declined"
    CLINICAL = "clinical"
    OTHER = "other"

    @property
    def words(self) -> str:
        """The reason as it is shown and printed."""
        return _WORDS[self]

    @property
    def needs_words(self) -> bool:
        """Whether it says nothing without words of its own."""
        return self in (OverrideReason.CLINICAL, OverrideReason.OTHER)


_WORDS: Final = {
    OverrideReason.ASKED_FOR: "The patient asks for this doctor",
    OverrideReason.SOONER: "Sooner than the first",
    OverrideReason.NEARER: "Nearer, or easier to reach",
    OverrideReason.LANGUAGE: "Speaks the patient's language",
    OverrideReason.KNOWN: "Knows the patient, or was named by the referring doctor",
    OverrideReason.FIRST_DECLINED: "The first was offered and declined",
    OverrideReason.CLINICAL: "A clinical reason",
    OverrideReason.OTHER: "Another reason",
}


def override_words(reason: OverrideReason, more: str) -> str:
    """The reason as it is kept on the case; empty where it needs words that are not there."""
    more = " ".join(more.split())
    if reason is OverrideReason.OTHER:
        return more
    if not more:
        return "" if reason.needs_words else reason.words
    return f"{reason.words}: {more}"
