"""The words of an override."""

import pytest

from advisor_app.domain.override import OverrideReason, override_words


@pytest.mark.parametrize("reason", OverrideReason)
def test_a_reason_that_says_nothing_by_itself_needs_words(reason: OverrideReason) -> None:
    assert bool(override_words(reason, "")) is not reason.needs_words
    assert override_words(reason, " her\n sister ").endswith("her sister")


def test_words_stand_behind_the_usual_reason_and_alone_where_there_is_none() -> None:
    asked = override_words(OverrideReason.ASKED_FOR, "treated her sister")
    assert asked == "The patient asks for this doctor: treated her sister"
    assert override_words(OverrideReason.OTHER, "parking") == "parking"
