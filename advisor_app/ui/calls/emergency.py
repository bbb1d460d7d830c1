"""What the emergency card shows, and what it reports back: plain values.

The card never judges. A raised red flag brings its own words; opened by hand, the card holds the
general ones, and the nurse or the emergency service decides.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from advisor_app.domain.clock import clock_time
from advisor_app.domain.intake import URGENCY, Intake
from advisor_app.domain.paths import QUESTIONS
from advisor_app.domain.phones import shown_phone
from advisor_app.domain.places import STATES, place_name
from advisor_app.domain.words import Words
from advisor_app.oncology.redflags import RaisedFlag
from advisor_app.ui.retelling import retold
from advisor_app.ui.wording import later, phrase, window_words

AMBULANCE: Final = "E0_911"
_TODAY: Final = "E1_ED_today"
_GENERAL_TITLE: Final = later("something that cannot wait")
_GENERAL_SCRIPT: Final = later(
    "What you tell me should be looked at by a doctor right away. Tell me where you are now. "
    "I bring a nurse onto the line, and I stay with you."
)
_GENERAL_911: Final = later(
    "Please hang up and dial 911 now, or let somebody beside you do it. "
    "I call you back at this number."
)
_GENERAL_ABROAD: Final = later(
    "Please hang up and dial the emergency number where you are, or let somebody beside you do "
    "it. I call you back at this number."
)
_HERE: Final = "US"


class EmergencyStep(StrEnum):
    """What the advisor did with the card."""

    DIALS_911 = "dials_911"
    NURSE = "nurse"
    NOT_AN_EMERGENCY = "not_an_emergency"
    PUT_ASIDE = "put_aside"
    READ_BACK = "read_back"
    TICKED = "ticked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of the well beside the ticks; nothing known is said so."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyCard:
    """The card for one call: `flag` is empty where it was opened by hand.

    `script` and `basis` are read to the caller in the language of the talk; `written` is the script
    as it goes into the case, in English, for who reads it later. `abroad` where the patient lives
    outside the United States, so that 911 is not the number.
    """

    flag: str
    title: str
    tier: str
    tier_words: str
    basis: str
    script: str
    written: str
    ticks: tuple[str, ...]
    facts: tuple[Fact, ...]
    nurse: str = ""
    abroad: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyDone:
    """What was done on the card, for the case: step, instant, flag, what was said and ticked.

    `ticks` are the words of the ticked lines with the time of each, `reason` the advisor's words.
    """

    step: EmergencyStep
    at: datetime
    flag: str
    tier: str
    instruction: str = ""
    ticks: tuple[str, ...] = ()
    reason: str = ""

    @property
    def note(self) -> str:
        """The line for the case log."""
        what = {
            EmergencyStep.DIALS_911: "Emergency card: caller dials 911",
            EmergencyStep.NURSE: "Emergency card: nurse brought in",
            EmergencyStep.NOT_AN_EMERGENCY: "Emergency card: not an emergency",
            EmergencyStep.PUT_ASIDE: "Emergency card: put aside",
            EmergencyStep.READ_BACK: "Emergency card: the caller read back",
            EmergencyStep.TICKED: "Emergency card",
        }[self.step]
        flag = f" ({self.flag})" if self.flag else ""
        tail = f": {self.reason}" if self.reason else ""
        done = f". Done: {'; '.join(self.ticks)}" if self.ticks else ""
        return f"{clock_time(self.at)} {what}{flag}{tail}{done}"


def emergency_card(
    raised: RaisedFlag | None,
    intake: Intake,
    phone: str,
    words: Words,
    *,
    nurse: str = "",
    cancer: str = "",
    call_911: bool = False,
) -> EmergencyCard:
    """The card for a raised flag, or the general one, to be read in the `words` of the talk.

    `nurse` says who is free, `cancer` is the name of the kind as far as it is known, and `call_911`
    opens the general card with the words for an ambulance.
    """
    tier = raised.tier if raised is not None else (AMBULANCE if call_911 else _TODAY)
    abroad = intake.res.country.value not in (None, "", _HERE)
    script = _script(raised, tier, abroad=abroad)
    return EmergencyCard(
        flag=raised.flag.id if raised is not None else "",
        title=phrase(raised.flag.title if raised is not None else _GENERAL_TITLE),
        tier=tier,
        tier_words=retold(_tier_words(tier)),
        basis=words.text(raised.flag.ask) if raised is not None else phrase("opened by hand"),
        script=words.text(script),
        written=script,
        abroad=abroad,
        ticks=_ticks(raised, intake, phone, abroad=abroad),
        facts=_facts(raised, intake, cancer),
        nurse=nurse,
    )


def _tier_words(tier: str) -> str:
    return next((choice.label for choice in URGENCY if choice.code == tier), tier)


def _script(raised: RaisedFlag | None, tier: str, *, abroad: bool) -> str:
    if raised is not None:
        said = raised.flag.said_abroad if abroad else raised.flag.said
        if said:
            return said
    if tier != AMBULANCE:
        return _GENERAL_SCRIPT
    return _GENERAL_ABROAD if abroad else _GENERAL_911


def _ticks(
    raised: RaisedFlag | None, intake: Intake, phone: str, *, abroad: bool
) -> tuple[str, ...]:
    ambulance = phrase("the local emergency number") if abroad else "911"
    number = intake.call.callback_number.value or phone
    own = tuple(phrase(step) for step in raised.flag.steps) if raised is not None else ()
    usual = (
        phrase("Faint, confused, hard to wake? Then {ambulance}", ambulance=ambulance),
        phrase("Who is with the patient, who drives?"),
        phrase("Nurse told"),
    )
    return (
        phrase("Where is the patient right now? Town and state"),
        phrase("Call-back number is right: {phone}", phone=shown_phone(number))
        if number
        else phrase("Which number is this?"),
        *(own or usual),
    )


def _facts(raised: RaisedFlag | None, intake: Intake, cancer: str) -> tuple[Fact, ...]:
    relation = intake.caller.relationship.value
    facts = [
        Fact(name=phrase("Now at"), text=phrase("ask: town and state")),
        Fact(name=phrase("Lives in"), text=_home(intake) or phrase("not told")),
        Fact(
            name=phrase("Said"),
            text=f"“{retold(raised.why)}”" if raised is not None and raised.why else "–",
        ),
        Fact(name=phrase("Cancer"), text=cancer),
        Fact(name=phrase("On the line"), text=_relation(relation)),
        Fact(name=phrase("Hospital"), text=phrase("ask which one is nearest")),
    ]
    return tuple(fact for fact in facts if fact.text)


def _relation(relation: str | None) -> str:
    if relation in (None, "self"):
        return ""
    return window_words().choice(QUESTIONS["caller.relationship"], relation)


def _home(intake: Intake) -> str:
    address = intake.res.address.value
    town = address.text("city") if address is not None else ""
    state = intake.res.state.value or ""
    country = intake.res.country.value or ""
    place = phrase(STATES.get(state, state) or (place_name(country) if country else ""))
    return ", ".join(part for part in (town, place) if part)
