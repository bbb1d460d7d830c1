"""Who the patient is, what cannot wait, why they ask, and who told it."""

from collections.abc import Iterator
from typing import Final

from advisor_app.documents.case_reading import Reading
from advisor_app.documents.runs import Run, Runs, plain
from advisor_app.documents.summary_content import Banner, BannerKind, Identity
from advisor_app.domain.authority import patient_not_told
from advisor_app.domain.clock import EASTERN, stamp
from advisor_app.domain.dates import PartialDate, format_day
from advisor_app.domain.intake import ALWAYS_ASKED
from advisor_app.domain.paths import QUESTIONS
from advisor_app.domain.places import STATES, country_code, language_name, place_name
from advisor_app.oncology.redflags import EMERGENCIES, RaisedFlag, unsettled_emergency
from advisor_app.oncology.urgency import TARGET_DAYS

_SEXES: Final = {"female": "F", "male": "M"}
_CHANNELS: Final = {
    "phone_in": "by telephone",
    "phone_callback": "by telephone, called back",
    "web_request": "by the online form",
    "physician_line": "on the physicians' line",
    "international_desk": "through the international desk",
    "transfer": "by telephone, transferred",
}
_UNHURRIED: Final = "R_14d"
_TEMPO: Final = "Tempo of "
_SHORT_STORY: Final = 320


def identity(reading: Reading) -> Identity:
    """The strip of every page."""
    told, settled = reading.told, reading.settled
    family, given = settled.words("patient.family_name"), settled.words("patient.given_names")
    name = ", ".join(part for part in (family.upper(), given) if part)
    born = settled.value("patient.dob")
    sex = _SEXES.get(str(told.value("patient.sex_at_birth")), "")
    age = f"{reading.age} y" if reading.age is not None else ""
    if age and not isinstance(born, PartialDate):
        age = f"{age}, told"
    mrn = told.words("patient.mrn")
    return Identity(
        number=reading.case.number,
        name=name,
        native=told.words("patient.name_native"),
        prefers=told.words("patient.preferred_name"),
        born=str(born) if isinstance(born, PartialDate) else "",
        age_sex=", ".join(part for part in (age, sex) if part),
        more=tuple(part for part in (home_of(reading), f"MRN {mrn}" if mrn else "") if part),
    )


def home_of(reading: Reading) -> str:
    """Town and state, or town and country, where the patient lives."""
    told = reading.told
    address = told.value("res.address")
    town = address.text("city") if address is not None else ""
    country = told.words("res.country")
    state = str(told.value("res.state") or "")
    at_home = (country_code(country) or "US") == "US"
    region = STATES.get(state, state) if at_home else country
    return ", ".join(part for part in (town, region) if part)


def banners(reading: Reading) -> tuple[Banner, ...]:
    """What the reader must see first, at most one of it black."""
    emergency = unsettled_emergency(reading.intake, reading.match.red_flags)
    found: list[Banner] = []
    if emergency is not None:
        found.append(_emergency(emergency))
    if emergency is None or reading.facts.next_treatment is not None:
        found.append(_by_when(reading, BannerKind.STATEMENT if found else BannerKind.ACT))
    if patient_not_told(reading.intake):
        words = "The patient does not know the diagnosis. Speak with the caller first."
        found.append(Banner(kind=BannerKind.STATEMENT, head="PATIENT NOT TOLD", text=plain(words)))
    return tuple(found)


def _emergency(raised: RaisedFlag) -> Banner:
    where = "911 NOW" if raised.tier == "E0_911" else "EMERGENCY TODAY"
    words = (
        f"{raised.flag.title} ({raised.flag.id}): {raised.why}. No instruction is confirmed yet."
    )
    return Banner(kind=BannerKind.ACT, head=where, text=plain(words))


def _by_when(reading: Reading, kind: BannerKind) -> Banner:
    match, facts = reading.match, reading.facts
    planned = reading.told.value("status.next_planned")
    day = planned.date("date") if planned is not None else None
    what = planned.text("text") if planned is not None else ""
    if match.act_by is not None and (match.urgency != _UNHURRIED or facts.next_treatment):
        head = f"ACT BY {format_day(match.act_by)}"
        return Banner(kind=kind, head=head, text=plain(_why_by_then(reading, what)))
    flags = red_flags_asked(reading)
    if reading.ahead(day):
        text = plain(f"{what or 'next step'}. {flags}.")
        return Banner(kind=BannerKind.STATEMENT, head=f"NEXT DATE {day}", text=text)
    aim = (
        f"Visit by {format_day(match.act_by)}; no next date was told."
        if (match.act_by is not None)
        else "No next date was told."
    )
    return Banner(kind=BannerKind.STATEMENT, head=flags.upper(), text=plain(aim))


def _why_by_then(reading: Reading, what: str) -> str:
    """The date that the opinion must precede, else how soon this must be seen, and why."""
    match, facts = reading.match, reading.facts
    if facts.next_treatment is not None:
        name = what[:1].upper() + what[1:] or "Next treatment"
        return f"{name}, {format_day(facts.next_treatment)}. Opinion wanted before it."
    days = TARGET_DAYS.get(match.urgency, 0)
    within = f"within {days} days" if days else "today"
    why = next(iter(match.urgency_why), "")
    subject = why.removeprefix(_TEMPO)
    if reading.no_tissue and why.startswith(_TEMPO):
        subject = "The finding"
    return f"{subject}: to be seen {within}." if subject else f"To be seen {within}."


def red_flags_asked(reading: Reading) -> str:
    """How many of the six questions of every call were asked, and what they raised."""
    asked = [name for name in ALWAYS_ASKED if reading.told.asked(f"urg.{name}")]
    raised = [
        QUESTIONS[f"urg.{name}"].short.lower()
        for name in asked
        if reading.told.value(f"urg.{name}") is True
    ]
    raised += [one.flag.title.lower() for one in reading.match.red_flags if one.tier in EMERGENCIES]
    outcome = ", ".join(dict.fromkeys(raised)) or ("none" if asked else "not known")
    return f"Red flags {len(asked)} of {len(ALWAYS_ASKED)} asked: {outcome}"


def question(reading: Reading) -> Runs:
    """What the patient wants to know, in quotes, and the clinician's question where one calls."""
    told = reading.told
    quotes: list[Runs] = []
    seen: set[str] = set()
    for path in ("md.referrer_question", "goal.reason", "goal.main_question"):
        words = told.words(path)
        if words and words.casefold() not in seen:
            seen.add(words.casefold())
            quotes.append(told.runs(path, quoted=True))
    if not quotes and story_is_the_question(reading):
        quotes = [(Run(f"“{reading.intake.free_text}”"),)]
    if not quotes:
        quotes = [told.runs("goal.main_question")]
    found: list[Run] = []
    for quote in quotes:
        found += [Run(" "), *quote] if found else quote
    return tuple(found)


def story_is_the_question(reading: Reading) -> bool:
    """Whether a short story stands where no question was told."""
    paths = ("md.referrer_question", "goal.reason", "goal.main_question")
    asked = any(reading.told.known(path) for path in paths)
    return not asked and 0 < len(reading.intake.free_text) <= _SHORT_STORY


def told_by(reading: Reading) -> Runs:
    """Who told the history, how, in which language, when, and with whose agreement."""
    told = reading.told
    patient = told.value("caller.is_patient") is True or told.value("caller.relationship") == "self"
    who = "the patient"
    if not patient:
        relation = told.words("caller.relationship")
        who = f"the patient's {relation}" if relation in _KIN else relation or "a caller"
    rest = [told.words("caller.name")] if not patient and told.known("caller.name") else []
    channel = str(told.value("call.channel") or "")
    rest.append(_CHANNELS.get(channel, "by telephone"))
    rest += _language(reading)
    at = reading.case.opened_at
    received = told.words("call.received_at")
    rest.append(
        received
        or (stamp(at) if at is not None else f"{reading.now.astimezone(EASTERN):%d %b %Y}".upper())
    )
    return (Run(who, bold=True), Run(f", {', '.join(rest)}"), *plain(_agreement(reading, patient)))


_KIN: Final = frozenset({"spouse or partner", "parent", "child", "sibling"})


def _language(reading: Reading) -> Iterator[str]:
    told = reading.told
    helper = told.words("lang.interpreter_used_today")
    spoken = told.value("lang.spoken")
    if helper:
        yield f"interpreter {helper.removeprefix('interpreter ')}"
    if spoken:
        yield f"in {language_name(str(spoken))}"


def _agreement(reading: Reading, patient: bool) -> str:
    if patient:
        return ""
    authority = reading.told.value("caller.authority")
    if authority == "patient_on_line_agreed":
        return ". The patient was on the line and agreed."
    words = reading.told.words("caller.authority")
    return f". Authority: {words}." if words else ". Authority: not recorded."


def place_on_the_day(reading: Reading) -> str:
    """Where the patient will be for a video visit, in words."""
    place = reading.told.value("res.location_at_visit")
    return place_name(str(place)) if place else ""
