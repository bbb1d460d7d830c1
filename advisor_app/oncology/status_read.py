"""Reads where a patient stands: diagnosed or not, with tissue or not, and the services wanted."""

from typing import Final

from advisor_app.domain.conditions import has_tissue
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import Intake, Treatment
from advisor_app.oncology.facts import UNKNOWN, CancerReader, ProposedFact, first_part, padded, said
from advisor_app.oncology.kind_read import KindRead
from advisor_app.oncology.returned import RECURRENCE, without_results

HEREDITARY: Final = "hereditary_risk_only"
NOT_DIAGNOSED: Final = frozenset({"abnormal_not_diagnosed", HEREDITARY})


def read_status(
    intake: Intake, found: KindRead, words: str, reader: CancerReader
) -> tuple[str, tuple[ProposedFact, ...]]:
    """The status told, or the one that words propose; `unsure` where neither is."""
    told = intake.status.code.value
    if told is not None:
        return str(told), ()
    proposed = _status_proposed(intake, found, words, reader)
    if not proposed:
        return "unsure", ()
    return proposed, (ProposedFact(question="status.code", value=proposed, words=""),)


def _status_proposed(intake: Intake, found: KindRead, words: str, reader: CancerReader) -> str:
    """The status that words propose; who is told to have a cancer, and no treatment, is new."""
    returned = without_results(words)
    for status, phrases in reader.case_words.status.items():
        told = returned if status == RECURRENCE else words
        if any(said(told, phrase) for phrase in phrases):
            return status
    rows = [row for row in intake.tx.rows if not row.removed and _treats(row, reader)]
    if rows:
        over = all(isinstance(row.end.value, PartialDate) for row in rows)
        return "treatment_completed" if over else "treatment_started"
    if found.family == "hereditary_risk":
        return HEREDITARY
    if found.finding:
        return "abnormal_not_diagnosed"
    diagnosed = found.kind and (has_tissue(intake) or found.told)
    return "newly_diagnosed_untreated" if diagnosed else ""


def _treats(row: Treatment, reader: CancerReader) -> bool:
    """Whether a row tells a treatment of the cancer; a stent alone relieves and treats none."""
    if row.modality.known:
        return True
    name = padded(str(row.name.value or ""))
    relieves = any(phrase in name for phrase in reader.case_words.drainage)
    return row.name.known and not relieves


def read_services(
    intake: Intake, status: str, words: str, reader: CancerReader
) -> tuple[tuple[str, ...], tuple[ProposedFact, ...]]:
    """The services asked for, told or proposed by words; a full visit where none is."""
    told = intake.svc.types.value
    wanted = tuple(told) if told else ()
    said_so: tuple[ProposedFact, ...] = ()
    if not wanted:
        if status == HEREDITARY:
            wanted = ("genetics",)
        else:
            wanted = tuple(
                service
                for service, phrases in reader.case_words.services.items()
                if any(said(words, phrase) for phrase in phrases)
            )
        said_so = tuple(ProposedFact(question="svc.types", value=one, words="") for one in wanted)
    more = [
        service
        for service, answer in (
            ("clinical_trials", intake.goal.trials),
            ("integrative", intake.goal.integrative),
        )
        if answer.value == "yes" and service not in wanted
    ]
    if not wanted:
        wanted = ("full_consult",)
    return (*wanted, *more), said_so


def read_tissue(intake: Intake, status: str) -> str:
    """`taken`, `waiting` (taken, not read), `none` or `unknown`."""
    code = first_part(intake.status.tissue_done)
    if code:
        return {"done_result_known": "taken", "done_waiting": "waiting"}.get(code, "none")
    read = (row for row in intake.path.rows if not row.removed)
    if has_tissue(intake) or any(
        row.result.known or row.report_status.value == "have" for row in read
    ):
        return "taken"
    return "none" if status in NOT_DIAGNOSED else UNKNOWN
