"""What the end of a call asks for, what it proposes, and what it hands over: plain values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from advisor_app.domain.direct_contact import contact_was_given
from advisor_app.domain.intake import Intake
from advisor_app.line.calendar import LineHours
from advisor_app.line.calls import WrapUpCode
from advisor_app.line.zones import ZoneChoice
from advisor_app.ui.wording import later, phrase

CODE_WORDS: Final[dict[WrapUpCode, str]] = {
    WrapUpCode.MATCHED_BOOKED: later("Matched and booked"),
    WrapUpCode.MATCHED_CALLBACK: later("Matched, call back"),
    WrapUpCode.RECORDS_PENDING: later("Waiting for records"),
    WrapUpCode.PATHOLOGY_ONLY: later("Pathology review only"),
    WrapUpCode.DIRECT_CONTACT_GIVEN: later("Direct contact given"),
    WrapUpCode.INFORMATION_GIVEN: later("Information given"),
    WrapUpCode.EMERGENCY_DIVERTED: later("Sent to emergency care"),
    WrapUpCode.CALLER_DECLINED: later("Caller declined"),
    WrapUpCode.CUT_OFF: later("Cut off"),
    WrapUpCode.WRONG_NUMBER: later("Wrong number"),
}
_EMERGENCIES: Final = frozenset({"E0_911", "E1_ED_today"})
_AWAY: Final = frozenset({"to_request", "release_out", "requested", "partial"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseAsked:
    """A call back that was promised at the end of a call; `zone` is the patient's."""

    due_at: datetime
    zone: str
    phone: str
    about: str
    speak_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrapUp:
    """How the call ended, in the advisor's words."""

    call: str
    code: WrapUpCode
    notes: str = ""
    promise: PromiseAsked | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A code that fits what stands in the case, and why."""

    code: WrapUpCode
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedCall:
    """What the card shows of the call that has just ended.

    `until` is when the wrap-up time is over (None: no timer, as after an emergency). `zones` are
    the patient's likely zones, best first.
    """

    call: str
    caller: str
    lasted_seconds: float
    phone: str
    proposal: Proposal
    zones: tuple[ZoneChoice, ...]
    hours: LineHours
    case: str = ""
    speak_to: str = ""
    about: str = ""
    until: datetime | None = None
    wishes: str = ""


def proposed_code(intake: Intake | None, *, cut_off: bool = False) -> Proposal:
    """The code that the case speaks for; the advisor only confirms it."""
    if intake is None:
        if cut_off:
            return Proposal(code=WrapUpCode.CUT_OFF, why=phrase("the caller's side ended the call"))
        return Proposal(code=WrapUpCode.INFORMATION_GIVEN, why=phrase("no case was opened"))
    if intake.urg.disposition.value in _EMERGENCIES:
        return Proposal(
            code=WrapUpCode.EMERGENCY_DIVERTED, why=phrase("a red flag sent them there")
        )
    if intake.out.booked.known:
        return Proposal(code=WrapUpCode.MATCHED_BOOKED, why=phrase("a visit is booked"))
    if contact_was_given(intake):
        return Proposal(
            code=WrapUpCode.DIRECT_CONTACT_GIVEN, why=phrase("they contact the department directly")
        )
    if intake.svc.types.value == ("pathology_review",):
        return Proposal(code=WrapUpCode.PATHOLOGY_ONLY, why=phrase("slides are all that is wanted"))
    if intake.out.match.known:
        return Proposal(
            code=WrapUpCode.MATCHED_CALLBACK, why=phrase("a specialist is chosen, no date yet")
        )
    if records_away(intake):
        return Proposal(code=WrapUpCode.RECORDS_PENDING, why=phrase("records are asked for"))
    if cut_off:
        return Proposal(code=WrapUpCode.CUT_OFF, why=phrase("the caller's side ended the call"))
    return Proposal(
        code=WrapUpCode.INFORMATION_GIVEN, why=phrase("nothing was booked or asked for")
    )


def records_away(intake: Intake) -> tuple[str, ...]:
    """The codes of the records that are asked for and not here."""
    return tuple(
        row.code.value or ""
        for row in intake.rec.rows
        if not row.removed and row.state.value in _AWAY
    )
