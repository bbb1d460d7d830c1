"""Reads what around the patient changes the papers or the urgency of a case."""

from collections.abc import Iterator

from advisor_app.domain.intake import Intake
from advisor_app.oncology.facts import CancerReader, first_part
from advisor_app.oncology.told import said_now


def is_admitted(intake: Intake) -> bool:
    """Whether the patient is in a hospital now."""
    value = intake.status.admitted_now.value
    return value is not None and value.get("bool") is True


def weight_loss(intake: Intake) -> float | None:
    """The weight lost, in percent; None where it is not told."""
    value = intake.med.height_weight.value
    loss = value.get("loss_percent") if value is not None else None
    return float(loss) if isinstance(loss, int | float) else None


def circumstances(intake: Intake) -> Iterator[str]:
    """What needs more papers than the cancer itself."""
    if intake.res.country.value not in (None, "US"):
        yield "abroad"
    if first_part(intake.log.translation_needed) == "no":
        yield "translation"
    implants = intake.med.implants.value
    if implants is not None and set(implants.text("multi").split(", ")) - {"none", ""}:
        yield "implant"
    if intake.caller.authority.value in ("health_care_proxy_or_POA", "legal_guardian"):
        yield "proxy"
    plan = str(intake.ins.plan_type.value or "")
    if plan.startswith(("hmo", "medicaid", "medicare_advantage")):
        yield "referral"
    if "9/11 site" in (intake.med.exposures.value or ()):
        yield "9/11"
    if first_part(intake.fam.germline_done).startswith(("yes", "VUS")):
        yield "germline"


def flags_told(intake: Intake, reader: CancerReader) -> tuple[tuple[str, str], ...]:
    """The red flags that words raise now, with those words; once each."""
    told: dict[str, str] = {}
    for text in said_now(intake):
        if text:
            for flag, words in reader.emergencies(text).items():
                told.setdefault(flag, words)
    return tuple(told.items())
