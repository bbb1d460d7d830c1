"""The strip over the form: whose case it is, what must not be forgotten, and when it was saved."""

from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from advisor_app.domain.asking import six_asked
from advisor_app.domain.authority import Disclosure
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.conditions import age_of, red_flag_raised
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import Intake
from advisor_app.oncology.redflags import RaisedFlag, unsettled_emergency
from advisor_app.ui.intake.picture import Picture
from advisor_app.ui.kit.layouts import row
from advisor_app.ui.kit.marks import IconMark, Pill, PillKind
from advisor_app.ui.text import ElidedLabel, plain_label, set_role
from advisor_app.ui.wording import later, phrase

HEIGHT = 48
TIER_WORDS = {
    "E0_911": later("Emergency"),
    "E1_ED_today": later("Emergency"),
    "U1_RN_now_48h": later("Nurse now"),
    "U2_7d": later("Within 7 days"),
}
AUTHORITY_WORDS = {
    "The patient is calling": later("Patient calls"),
    "Authority is recorded": later("Agreed"),
}


def patient_name(intake: Intake) -> str:
    """The patient as named everywhere: `DOE, Jane`; words for a patient without a name yet."""
    family = intake.patient.family_name.value
    given = intake.patient.given_names.value
    if family and given:
        return f"{str(family).upper()}, {given}"
    return str(family).upper() if family else str(given or phrase("Name not asked yet"))


def born_words(intake: Intake, today: date) -> str:
    """Date of birth, age and sex as in `04 MAR 1964 (62 F)`."""
    born = intake.patient.dob.value
    sex = str(intake.patient.sex_at_birth.value or "")[:1].upper()
    age = age_of(intake, today)
    facts = " ".join(word for word in (str(age) if age is not None else "", sex) if word)
    if isinstance(born, PartialDate):
        return f"{born} ({facts})" if facts else str(born)
    return f"({facts})" if facts else phrase("born --")


class CaseHeader(QWidget):
    """Name, birth date, case number, red flags, authority, saved at."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self._narrow = False
        self._raised: tuple[RaisedFlag, ...] = ()
        self._name = ElidedLabel("", "h1", "ink", name="caseName")
        self._born = plain_label("", "body", "ink2")
        self._number = plain_label("", "body", "ink2", name="caseNumber")
        self._flags = Pill("", "ghost")
        self._flags.setObjectName("redFlagPill")
        self._authority = Pill("", "ghost")
        self._authority.setObjectName("authorityPill")
        self._tick = IconMark("check", 16, "okInk")
        self._saved = plain_label("", "sub", "okInk", name="savedLabel")
        self.setLayout(
            row(
                self._name,
                self._born,
                self._number,
                None,
                8,
                self._flags,
                self._authority,
                self._tick,
                self._saved,
                margins=(16, 0, 16, 0),
            )
        )

    def set_narrow(self, narrow: bool) -> None:
        """Shorter words on a narrow window."""
        self._narrow = narrow
        self._number.setVisible(not narrow)

    def show_picture(self, picture: Picture, today: date) -> None:
        """Who it is, and the three things that must not be forgotten."""
        intake = picture.intake
        self._name.setText(patient_name(intake))
        self._born.setText(born_words(intake, today))
        self._number.setText(f"·  {picture.number}")
        self._show_flags(intake)
        self._show_authority(picture.disclosure, asked=intake.caller.is_patient.known)

    def show_saved(self, at: datetime) -> None:
        """When the last edit came to rest in the store."""
        clock = f"{at.astimezone(EASTERN):%H:%M:%S}"
        self._saved.setText(clock if self._narrow else phrase("Saved {clock}", clock=clock))
        set_role(self._saved, "okInk")
        self._tick.show_icon("check", "okInk")

    def show_saving(self) -> None:
        """Edits are on their way; the time of the last save stays on screen."""
        set_role(self._saved, "ink3")
        self._tick.show_icon("clock", "ink3")

    def show_not_saved(self) -> None:
        """The store did not take the edits; they are held."""
        self._saved.setText(phrase("Not saved yet"))
        set_role(self._saved, "warningInk")
        self._tick.show_icon("warning", "warningInk")

    def show_raised(self, raised: tuple[RaisedFlag, ...], intake: Intake) -> None:
        """The red flags that stand, the most urgent first, by their tier."""
        self._raised = raised
        self._show_flags(intake)

    def _show_flags(self, intake: Intake) -> None:
        if self._raised:
            first = self._raised[0]
            open_one = unsettled_emergency(intake, self._raised) is not None
            words = f"{phrase(TIER_WORDS.get(first.tier, 'Red flag'))} {first.flag.id}"
            kind: PillKind = "urgent" if open_one else "warning"
            self._flags.show_words(words, kind, "urgent")
        elif red_flag_raised(intake):
            self._flags.show_words(phrase("Red flag"), "urgent", "urgent")
        elif six_asked(intake):
            words = phrase("No red flags") if self._narrow else phrase("Red flags: none")
            self._flags.show_words(words, "ok", "ok")
        else:
            self._flags.show_words(phrase("Ask the six"), "warning", "warning")

    def _show_authority(self, disclosure: Disclosure, *, asked: bool) -> None:
        if disclosure.allowed:
            short = (
                phrase("Agreed")
                if self._narrow
                else phrase(AUTHORITY_WORDS.get(disclosure.why, "Authority"))
            )
            self._authority.show_words(short, "ok", "ok")
        elif asked:
            self._authority.show_words(phrase("No authority"), "urgent", "lock")
        else:
            self._authority.show_words(phrase("Who calls?"), "ghost", "lock")
