"""What stands below the intake: what is still to ask, and the button to the summary."""

from typing import Final

from advisor_app.ui.intake.picture import Picture
from advisor_app.ui.page import PrimaryAction, StatusLine
from advisor_app.ui.retelling import retold
from advisor_app.ui.wording import phrase, window_words

CHIPS_SHOWN: Final = 3


def status_of(picture: Picture) -> StatusLine:
    """What the status line says of the intake: the first that are missing, as chips."""
    if not picture.disclosure.allowed and not picture.missing:
        words = retold(f"{picture.disclosure.why}. {picture.disclosure.act}")
        return StatusLine(text=words, icon="lock", role="warningInk")
    if not picture.missing:
        return StatusLine(
            text=phrase("Everything for booking has been asked"), icon="ok", role="okInk"
        )
    first = tuple(
        (item.path, window_words().short(item.question)) for item in picture.missing[:CHIPS_SHOWN]
    )
    rest = len(picture.missing) - len(first)
    notes = []
    if rest:
        notes.append(phrase("then {rest} more", rest=rest))
    if picture.missing_for_visit:
        notes.append(
            phrase(
                "{missing_for_visit} before the visit", missing_for_visit=picture.missing_for_visit
            )
        )
    return StatusLine(
        text=phrase("Still to ask for booking"), chips=first, chip_note=", ".join(notes)
    )


def primary_of(picture: Picture) -> PrimaryAction:
    """The primary button of the intake."""
    allowed = picture.disclosure.allowed
    return PrimaryAction(
        action="summary",
        text=phrase("Print summary"),
        enabled=allowed,
        why_not="" if allowed else retold(picture.disclosure.why),
    )
