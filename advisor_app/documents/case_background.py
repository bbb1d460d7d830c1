"""Medical background, family, wishes, insurance and contact: the foot of page 2."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from advisor_app.documents.case_also import also_told
from advisor_app.documents.case_identity import place_on_the_day, red_flags_asked
from advisor_app.documents.case_reading import Reading
from advisor_app.documents.runs import Run, Runs, joined, plain
from advisor_app.documents.summary_content import Cell
from advisor_app.documents.told import NOT_ASKED
from advisor_app.domain.clock import stamp
from advisor_app.domain.intake import Member
from advisor_app.domain.paths import member_path

_READ_BACK: Final = (
    ("names", "out.read_back_names"),
    ("date of birth", "out.read_back_born"),
    ("phone", "out.read_back_phone"),
    ("kind of cancer", "out.read_back_kind"),
    ("drugs and operation", "out.read_back_drug"),
    ("day and place", "out.read_back_date"),
)


def background(reading: Reading) -> Iterator[Cell]:
    """Each row gathers a few answers; what nobody asked about stands in one row at the end."""
    rows = tuple(_rows(reading))
    silent = [row.key.lower() for row in rows if row.value == plain(NOT_ASKED)]
    yield from (row for row in rows if row.value != plain(NOT_ASKED))
    yield from also_told(reading)
    if silent:
        yield Cell(key="Not asked", value=plain(f"{NOT_ASKED}  {', '.join(silent)}"))


def _rows(reading: Reading) -> Iterator[Cell]:
    yield Cell(key="Red flags", value=_red_flags(reading))
    yield Cell(
        key="Medical",
        value=_gathered(
            reading,
            ("", "med.comorbid"),
            ("tobacco", "med.tobacco_alcohol"),
            ("exposures", "med.exposures"),
            ("weight", "med.height_weight"),
            ("mobility", "med.mobility"),
            ("coping", "med.mental_health"),
            ("earlier cancers", "dx.other_cancers"),
        ),
    )
    yield Cell(key="Medicines", value=reading.told.runs("med.meds"))
    yield Cell(key="Family", value=_family(reading))
    yield Cell(key="Wishes", value=_wishes(reading))
    yield Cell(
        key="Asked for",
        value=_gathered(
            reading,
            ("", "svc.types"),
            ("by name", "svc.specific_doctor"),
            ("prefers", "svc.doctor_preference"),
            ("meeting", "svc.mode_pref"),
            ("earlier trial", "tx.trial"),
            ("other centre", "goal.prior_centre"),
        ),
    )
    yield Cell(
        key="Insurance",
        value=_gathered(
            reading,
            ("", "ins.primary_payer"),
            ("plan", "ins.plan_type"),
            ("authorisation", "ins.referral_or_auth"),
            ("second", "ins.secondary"),
            ("cost", "ins.financial_worry"),
            ("fee accepted", "ins.self_pay_ack"),
        ),
    )
    yield Cell(key="Contact", value=_contact(reading))
    read_back = _read_back(reading)
    if read_back:
        yield Cell(key="Read back", value=read_back)
    numbers = joined((_doctor_number(reading, row) for row in reading.rows("md")), "; ")
    if numbers:
        yield Cell(key="Doctors", value=numbers)


def _red_flags(reading: Reading) -> Runs:
    told = reading.told
    found: list[Run] = [Run(f"{red_flags_asked(reading)}.")]
    for raised in reading.match.red_flags:
        found.append(Run(f" {raised.flag.title} ({raised.flag.id}), {raised.why}.", bold=True))
    if told.known("urg.disposition"):
        found += [Run(" Outcome: "), *told.runs("urg.disposition"), Run(".")]
    if told.known("urg.instruction_given"):
        found += [Run(" Instruction: "), *_instruction(reading), Run(".")]
    return tuple(found)


def _instruction(reading: Reading) -> Runs:
    """What the caller was told to do, when, and whether they said it back."""
    given = reading.told.value("urg.instruction_given")
    at = given.text("time")
    words = [given.text("text"), stamp(datetime.fromisoformat(at)) if at else ""]
    said_back = given.get("ack") is True
    words.append("read back" if said_back else "")
    told = Run(", ".join(word for word in words if word))
    return (told,) if said_back else (told, Run(", NOT READ BACK", bold=True))


def _read_back(reading: Reading) -> Runs:
    """What was read back to the caller, when the last of it was, and what was not read back.

    Nothing where nothing was ticked. Source: the read-back that closes each call.
    """
    told = reading.told
    ticks = {name: str(told.value(path)) for name, path in _READ_BACK if told.known(path)}
    if not ticks:
        return ()
    last = stamp(max(datetime.fromisoformat(at) for at in ticks.values()))
    missed = [name for name, _ in _READ_BACK if name not in ticks]
    words = f"{', '.join(ticks)}, {last}"
    return plain(f"{words}; not read back: {', '.join(missed)}" if missed else words)


def _gathered(reading: Reading, *wanted: tuple[str, str]) -> Runs:
    """The answers that were asked for, each with its word; two hyphens where none was."""
    told = reading.told
    parts = []
    for word, path in wanted:
        if told.asked(path):
            runs = told.runs(path)
            italic = runs[0].italic
            parts.append((Run(f"{word}: ", italic=italic), *runs) if word else runs)
    return joined(parts, "; ") or plain(NOT_ASKED)


def _family(reading: Reading) -> Runs:
    told = reading.told
    parts = [_relative(reading, row) for row in reading.rows("fam")]
    if not parts:
        parts = [told.runs("fam.any")]
    genetic = _gathered(
        reading,
        ("genetic test", "fam.germline_done"),
        ("gene", "fam.known_mutation"),
        ("Ashkenazi ancestry", "fam.ancestry"),
    )
    return joined((*parts, genetic if genetic != plain(NOT_ASKED) else ()), "; ")


def _relative(reading: Reading, row: Member) -> Runs:
    told = reading.told
    names = ("relation", "side", "cancer")
    runs = joined(told.group_of_runs("fam", row.id, names), ", ")
    age = member_path("fam", row.id, "age")
    if told.known(age):
        runs = (*runs, Run(" at ", italic=True), *told.runs(age))
    return runs or plain("a relative, not named")


def _wishes(reading: Reading) -> Runs:
    told = reading.told
    parts: list[Runs] = []
    if told.known("goal.worry"):
        parts.append(told.runs("goal.worry", quoted=True))
    rest = _gathered(
        reading,
        ("what matters most", "goal.priorities"),
        ("trials", "goal.trials"),
        ("integrative", "goal.integrative"),
        ("treated", "md.local_oncologist_will_treat"),
        ("fertility", "med.fertility"),
        ("sooner with another", "svc.accept_next"),
    )
    return joined((*parts, rest if rest != plain(NOT_ASKED) or not parts else ()), " ")


def _doctor_number(reading: Reading, row: Member) -> Runs:
    told = reading.told
    number = member_path("md", row.id, "phone_fax")
    if not told.known(number):
        return ()
    name = told.runs(member_path("md", row.id, "name"))
    return (*name, Run(" ", italic=True), *told.runs(number))


def _contact(reading: Reading) -> Runs:
    told = reading.told
    place = place_on_the_day(reading)
    runs = _gathered(
        reading,
        ("", "contact.phone_primary"),
        ("message", "contact.voicemail_ok"),
        ("call", "caller.preferred_contact"),
        ("caller", "caller.phone"),
        ("best", "contact.best_time"),
        ("other names", "patient.other_names"),
        ("translation", "log.translation_needed"),
    )
    parts = [runs, plain(f"on the day in {place}" if place else "")]
    if told.positive("contact.do_not_contact"):
        parts.insert(
            0, (Run("do not contact: ", bold=True), *told.runs("contact.do_not_contact", act=True))
        )
    return joined([part for part in parts if part], "; ")
