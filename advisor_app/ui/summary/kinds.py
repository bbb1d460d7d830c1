"""The papers that the page can show: key, name, and what each is made of."""

from dataclasses import dataclass
from typing import Final

SUMMARY: Final = "summary"
ONE_PAGE: Final = "one_page"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind:
    """One paper; `of_case` needs a case on the desk, `numbered` papers are issued as versions."""

    key: str
    name: str
    of_case: bool = True

    @property
    def numbered(self) -> bool:
        """Whether each issue is a version of the case summary."""
        return self.key in (SUMMARY, ONE_PAGE)


KINDS: Final[tuple[PaperKind, ...]] = (
    PaperKind(key=SUMMARY, name="Case summary"),
    PaperKind(key=ONE_PAGE, name="Summary on one page"),
    PaperKind(key="patient_en", name="Patient's sheet, English"),
    PaperKind(key="patient_es", name="Patient's sheet, Spanish"),
    PaperKind(key="slide_request", name="Request for slides"),
    PaperKind(key="image_request", name="Request for pictures"),
    PaperKind(key="release_form", name="Release of records"),
    PaperKind(key="doctor_letter", name="Letter to the doctor"),
    PaperKind(key="callback_card", name="Callback card"),
    PaperKind(key="shift_report", name="Shift report", of_case=False),
    PaperKind(key="queue_report", name="Queue report", of_case=False),
    PaperKind(key="blank_intake", name="Blank intake", of_case=False),
)


def kind_of(key: str) -> PaperKind:
    """The kind of a key; the case summary where none is known."""
    return next((kind for kind in KINDS if kind.key == key), KINDS[0])
