"""Where things stand, what needs special care, and which doctors are involved."""

from collections.abc import Iterator
from typing import Final

from advisor_app.documents.case_reading import Reading
from advisor_app.documents.runs import Run, Runs, joined, plain
from advisor_app.documents.summary_content import Cell, DoctorLine
from advisor_app.documents.told import NOT_ASKED
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import Member
from advisor_app.domain.paths import member_path
from advisor_app.domain.values import Parts

_MAY_WRITE: Final = {"yes": "yes", "no": "NO", "later": "ask first"}


def status(reading: Reading) -> Iterator[Cell]:
    """Fitness, symptoms, what was done last and what comes next."""
    told = reading.told
    yield told.cell("ECOG", "med.ecog")
    yield told.cell("Symptoms", "status.current_symptoms")
    if told.positive("status.admitted_now"):
        yield told.cell("In hospital", "status.admitted_now", act=True)
    last = last_treatment(reading)
    if last:
        yield Cell(key="Last treatment", value=last)
    yield told.cell("Next planned", "status.next_planned", act=True)
    if reading.applies("tx.holding"):
        yield told.cell("Held for us", "tx.holding", act=True)
    if _differs(told.value("tx.planned"), told.value("status.next_planned")):
        yield told.cell("Recommended", "tx.planned", yields=True)
    yield _stand(reading)
    if reading.applies("caller.patient_aware_of_diagnosis"):
        yield told.cell("Patient knows", "caller.patient_aware_of_diagnosis")
    if told.positive("med.mobility"):
        yield told.cell("Mobility", "med.mobility", act=True)


def _stand(reading: Reading) -> Cell:
    return reading.told.cell("Situation", "status.code", yields=True)


def _differs(planned: Parts | None, following: Parts | None) -> bool:
    if planned is None:
        return False
    return following is None or planned.text("text") != following.text("text")


def last_treatment(reading: Reading) -> Runs:
    """The treatment that began last."""
    rows = [row for row in reading.rows("tx") if not _planned(reading, row)]
    if not rows:
        return ()
    latest = max(rows, key=lambda row: _start(reading, row) or PartialDate(year=1850))
    return treatment(reading, latest, brief=True)


def _start(reading: Reading, row: Member) -> PartialDate | None:
    value = reading.told.value(member_path("tx", row.id, "start"))
    return value if isinstance(value, PartialDate) else None


def _planned(reading: Reading, row: Member) -> bool:
    return reading.ahead(_start(reading, row))


def treatment(reading: Reading, row: Member, *, brief: bool) -> Runs:
    """One treatment in words: what, how much, how it ended."""
    told = reading.told
    name, kind = member_path("tx", row.id, "name"), member_path("tx", row.id, "modality")
    head = told.runs(name) if told.known(name) else told.runs(kind)
    if brief:
        dated = member_path("tx", row.id, "start")
        return joined((head, told.runs(dated) if told.known(dated) else ()), ", ")
    parts = [head]
    for label, key in (
        ("", "cycles"),
        ("", "line"),
        ("", "intent"),
        ("dose ", "dose_fields"),
        ("until ", "end"),
        ("response ", "response"),
        ("stopped: ", "stop_reason"),
        ("reactions: ", "toxicity"),
        ("nodes, margins: ", "op_details"),
        ("at ", "facility"),
    ):
        path = member_path("tx", row.id, key)
        a_day_long = key == "end" and told.value(path) == _start(reading, row)
        if told.known(path) and not a_day_long:
            words = told.runs(path)
            label = "" if words[0].text == "ongoing" else label
            parts.append((Run(label, italic=words[0].italic), *words) if label else words)
    return joined(parts, "; ")


def special(reading: Reading) -> Iterator[Cell]:
    """What changes how the patient may be examined or treated; bold where there is something."""
    told = reading.told
    yield told.cell("Blood thinner", "med.anticoagulant", act=True)
    yield told.cell("Allergy", "med.allergies", act=True)
    yield told.cell("Implants", "med.implants", act=True)
    if reading.applies("med.pregnancy"):
        yield told.cell("Pregnancy", "med.pregnancy", act=True)
    yield told.cell("Dialysis", "med.kidney_dialysis", act=True)
    yield told.cell("Scan dye", "img.contrast_issue", act=True)
    yield told.cell("Infection", "med.infection_control", act=True)
    yield told.cell("Not accepted", "goal.acceptance", act=True)
    yield _interpreter(reading)
    yield told.cell("Illness", "med.comorbid", act=True)
    yield _decisions(reading)
    if told.positive("contact.do_not_contact"):
        yield told.cell("Do not contact", "contact.do_not_contact", act=True)
    if told.positive("comm.hearing_vision"):
        yield told.cell("Hears, sees", "comm.hearing_vision", act=True)


def _interpreter(reading: Reading) -> Cell:
    told = reading.told
    spoken = told.words("lang.spoken")
    if told.positive("lang.interpreter_needed"):
        how = told.words("lang.interpreter_needed").replace("_", " ")
        return Cell(key="Interpreter", value=(Run(spoken or "yes", bold=True), Run(f", {how}")))
    if reading.applies("lang.interpreter_needed"):
        needed = told.runs("lang.interpreter_needed")
        speaks = plain(f"{spoken}; interpreter ") if spoken else ()
        return Cell(key="Interpreter", value=(*speaks, *needed))
    words = f"not needed, {spoken}" if spoken else NOT_ASKED
    return Cell(key="Interpreter", value=(Run(words, italic=bool(spoken)),))


def _decisions(reading: Reading) -> Cell:
    told = reading.told
    if reading.applies("comm.cognition") and told.positive("comm.cognition"):
        return told.cell("Decisions", "comm.cognition", act=True)
    authority = told.value("caller.authority")
    if authority in ("health_care_proxy_or_POA", "legal_guardian", "parent_of_minor"):
        words = (Run(f"by the caller: {told.words('caller.authority')}", bold=True),)
        paper = told.runs("caller.authority_document")
        return Cell(key="Decisions", value=(*words, Run("; paper "), *paper))
    if reading.age is not None and reading.age < 18:
        return Cell(key="Decisions", value=plain("a minor; who decides is not recorded"))
    if told.value("caller.is_patient") is True:
        return Cell(key="Decisions", value=(Run("the patient's own", italic=True),))
    if authority == "patient_on_line_agreed":
        return Cell(key="Decisions", value=(Run("patient on the line, agreed", italic=True),))
    return Cell(key="Decisions", value=plain(NOT_ASKED))


def doctors(reading: Reading) -> tuple[DoctorLine, ...]:
    """The doctors at home, the one who sent the patient first."""
    rows = sorted(reading.rows("md"), key=lambda row: not _sent(reading, row))
    lines = [_doctor(reading, row) for row in rows]
    if lines:
        return tuple(lines)
    return (DoctorLine(who=plain(f"{NOT_ASKED}  no doctor at home was named")),)


def _sent(reading: Reading, row: Member) -> bool:
    return reading.told.value(member_path("md", row.id, "is_referrer")) is True


def _doctor(reading: Reading, row: Member) -> DoctorLine:
    told = reading.told

    def at(name: str) -> str:
        return member_path("md", row.id, name)

    name = told.runs(at("name"))
    if told.known(at("name")):
        name = (Run(name[0].text, bold=True, italic=name[0].italic), *name[1:])
    else:
        name = (Run("name "), *name)
    parts = [name, *told.group_of_runs("md", row.id, ("role", "org_city"))]
    if _sent(reading, row):
        parts.append((Run("sent the patient", italic=True),))
    answer = told.value(at("may_contact"))
    may = _MAY_WRITE.get(str(answer), "") or (
        "unknown" if told.asked(at("may_contact")) else NOT_ASKED
    )
    return DoctorLine(who=joined(parts, ", "), may_write=may)
