"""Reads an intake into the facts of the case, and proposes facts from words where none stands."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from advisor_app.domain.answers import Answer
from advisor_app.domain.conditions import age_of, has_tissue, seldom_together
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import ALWAYS_ASKED, Diagnosis, Intake, Treatment
from advisor_app.domain.paths import member_path
from advisor_app.domain.values import Parts
from advisor_app.oncology.answers import CancerAnswer
from advisor_app.oncology.contradictions import Contradiction, contradictions, sides_said
from advisor_app.oncology.facts import (
    UNKNOWN,
    CancerReader,
    Facts,
    ProposedFact,
    padded,
    said,
)
from advisor_app.oncology.proposals import with_proposals
from advisor_app.oncology.returned import RECURRENCE, without_results
from advisor_app.oncology.staging import DISTANT, read_stage, read_tnm
from advisor_app.oncology.told import clinical_texts, naming_texts, said_now, wanted_texts
from advisor_app.oncology.unspecified import is_neoplasm

SURE_ENOUGH: Final = 0.65
"""The least confidence with which words propose a kind of cancer."""

SYSTEMIC_DAYS: Final = 42
"""Days after the last dose in which fever is an emergency (RF-01: six weeks)."""

HEREDITARY: Final = "hereditary_risk_only"
_RISK: Final = "hereditary_risk"
"""The family of who has no cancer and asks about the risk of one."""
_NOT_DIAGNOSED: Final = frozenset({"abnormal_not_diagnosed", HEREDITARY})
_NOT_SPREAD: Final = frozenset({"none", "nodes", "not_checked", "unknown"})


class _Kind(NamedTuple):
    family: str = ""
    kind: str = ""
    name: str = ""
    finding: str = ""
    team: str = ""
    families: tuple[str, ...] = ()
    confirmed: bool = False
    told: bool = False
    proposed: tuple[ProposedFact, ...] = ()


class _Planned(NamedTuple):
    """What comes next: when, and whether it is an operation, or a test that treats nothing, or
    among the tests one that takes tissue.
    """

    day: date | None = None
    surgery: bool = False
    test: bool = False
    biopsy: bool = False


def read_facts(intake: Intake, reader: CancerReader, today: date) -> Facts:
    """The facts of the case; what only words tell is marked in `proposed`."""
    intake, told = with_proposals(intake, reader, today)
    row = _first_diagnosis(intake)
    words, asked = (
        padded(" . ".join(clinical_texts(intake))),
        padded(" . ".join(wanted_texts(intake))),
    )
    found = _kind(intake, row, reader)
    status, status_said = _status(intake, found, words, reader)
    if status == HEREDITARY and not found.families:
        found = found._replace(family=_RISK, families=(_RISK,))
    services, services_said = _services(intake, status, words + asked, reader)
    stage, confirmed = _stage(row, words)
    tumour, nodes, spread = _tnm(row)
    mets = frozenset(row.mets.value or ()) if row else frozenset[str]()
    sides = sides_said(intake, row)
    story = reader.chips(intake.free_text, today) if intake.free_text else ()
    torn = tuple(contradictions(intake, row, found.families, status, sides, story))
    planned = _next_planned(intake, today, reader)
    extent = _extent(mets, stage, spread, any(said(words, w) for w in reader.case_words.advanced))
    return Facts(
        today=today,
        family=found.family,
        families=found.families,
        team=found.team,
        kind=found.kind,
        kind_name=found.name,
        finding=found.finding,
        nodes=_nodes(found.kind, reader),
        kind_confirmed=found.confirmed,
        rare=is_rare(found.kind, reader),
        status=status,
        tissue=_tissue(intake, status),
        stage=stage,
        stage_confirmed=confirmed,
        tumour=tumour,
        lymph_nodes=1 if nodes is None and "nodes" in mets else nodes,
        extent=extent,
        mets=mets,
        age=age_of(intake, today),
        sex=str(intake.patient.sex_at_birth.value or ""),
        services=services,
        next_treatment=planned.day,
        next_is_surgery=planned.surgery,
        next_is_test=planned.test,
        next_is_biopsy=planned.biopsy,
        recent_systemic=_recent_systemic(intake, status, words, today, reader),
        operated=_operated(intake, status, words, reader),
        admitted=_admitted(intake),
        pregnant=_first_part(intake.med.pregnancy) in ("yes", "possible"),
        abroad=intake.res.country.value not in (None, "US"),
        answered_yes=frozenset(n for n in ALWAYS_ASKED if getattr(intake.urg, n).value is True),
        answered_no=frozenset(n for n in ALWAYS_ASKED if getattr(intake.urg, n).value is False),
        sides=tuple(dict.fromkeys(one.value for one in sides)),
        side=_side(row, torn),
        contradictions=torn,
        weight_loss=_weight_loss(intake),
        modalities=frozenset(
            str(row.modality.value)
            for row in intake.tx.rows
            if not row.removed and row.modality.known
        ),
        circumstances=frozenset(_circumstances(intake)),
        words=words,
        asked=asked,
        flags_told=_flags(intake, reader),
        proposed=(*found.proposed, *told, *status_said, *services_said),
    )


def _first_diagnosis(intake: Intake) -> Diagnosis | None:
    rows = sorted((row for row in intake.dx.rows if not row.removed), key=lambda row: row.order)
    told = (row for row in rows if row.kind.known or row.family.known)
    return next(told, rows[0] if rows else None)


def is_rare(kind: str, reader: CancerReader) -> bool:
    """Whether a kind is one of the rare ones; where no kind is known, nothing is."""
    found = reader.catalogue.kinds.get(kind)
    return found is not None and found.rare


def _kind(intake: Intake, row: Diagnosis | None, reader: CancerReader) -> _Kind:
    tree = reader.catalogue
    chosen = str(row.kind.value) if row and row.kind.known else ""
    family = str(row.family.value) if row and row.family.known else ""
    if chosen in tree.kinds or chosen in tree.findings:
        return _known(chosen, reader)
    if row is not None and row.oncotree.known and not chosen:
        coded = [one.id for one in tree.kinds.values() if one.oncotree == row.oncotree.value]
        if len(coded) == 1:
            return _known(coded[0], reader)
    path = member_path("dx", row.id if row else "1", "kind")
    sex = str(intake.patient.sex_at_birth.value or "")
    for text in (chosen, *naming_texts(intake, row), family if family not in tree.families else ""):
        answer = _best(text, family if family in tree.families else "", sex, reader)
        if answer is not None:
            proposal = ProposedFact(question=path, value=answer.kind, words=text[:200])
            told = any(map(is_neoplasm, answer.icd10))
            known = _known(answer.kind, reader)
            return known._replace(confirmed=False, told=told, proposed=(proposal,))
    if family in tree.families:
        team = tree.families[family].team
        return _Kind(family=family, team=team, families=(family,), confirmed=True)
    return _Kind()


def _known(chosen: str, reader: CancerReader) -> _Kind:
    tree = reader.catalogue
    if chosen in tree.kinds:
        kind = tree.kinds[chosen]
        return _Kind(kind.family, chosen, kind.name, "", kind.team, (kind.family,), True)
    finding = tree.findings[chosen]
    family = finding.families[0] if finding.families else ""
    return _Kind(family, "", finding.name, chosen, finding.team, finding.families, True)


def _best(text: str, family: str, sex: str, reader: CancerReader) -> CancerAnswer | None:
    """The first answer sure enough; of those too near to tell apart, one that the body can have."""
    if not text:
        return None
    tree = reader.catalogue
    found = reader.find(text)
    near = found.side_by_side
    likely = [one for one in near if not seldom_together(sex, (one.family,))]
    for answer in (*likely, *(one for one in found.answers if one not in likely)):
        if answer.confidence < SURE_ENOUGH:
            break
        if answer.kind not in tree.kinds and answer.kind not in tree.findings:
            continue
        if not family or answer.family == family:
            return answer
        if answer.finding and family in tree.findings[answer.kind].families:
            return answer
    return None


def _nodes(kind: str, reader: CancerReader) -> frozenset[str]:
    tree = reader.catalogue
    if kind not in tree.kinds:
        return frozenset()
    return frozenset((kind, *tree.ancestors(kind)))


def _status(
    intake: Intake, found: _Kind, words: str, reader: CancerReader
) -> tuple[str, tuple[ProposedFact, ...]]:
    told = intake.status.code.value
    if told is not None:
        return str(told), ()
    proposed = _status_proposed(intake, found, words, reader)
    if not proposed:
        return "unsure", ()
    return proposed, (ProposedFact(question="status.code", value=proposed, words=""),)


def _status_proposed(intake: Intake, found: _Kind, words: str, reader: CancerReader) -> str:
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


def _services(
    intake: Intake, status: str, words: str, reader: CancerReader
) -> tuple[tuple[str, ...], tuple[ProposedFact, ...]]:
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


def _stage(row: Diagnosis | None, words: str) -> tuple[int | None, bool]:
    if row is None:
        return read_stage(words), False
    for answer in (row.stage_group, row.stage_stated):
        if answer.known:
            stage = read_stage(str(answer.value), alone=True)
            if stage is not None:
                return stage, answer.verified and not answer.in_conflict
    return read_stage(words), False


def _tnm(row: Diagnosis | None) -> tuple[int | None, int | None, int | None]:
    if row is None or row.tnm.value is None:
        return None, None, None
    return read_tnm(" ".join(row.tnm.value.text(name) for name in row.tnm.value))


def _extent(mets: frozenset[str], stage: int | None, spread: int | None, words: bool) -> str:
    if mets - _NOT_SPREAD or spread == 1 or (stage is not None and stage >= DISTANT) or words:
        return "advanced"
    if mets & {"none", "nodes"} or stage is not None or spread == 0:
        return "localized"
    return UNKNOWN


def _tissue(intake: Intake, status: str) -> str:
    """`taken`, `waiting` (taken, not read), `none` or `unknown`."""
    code = _first_part(intake.status.tissue_done)
    if code:
        return {"done_result_known": "taken", "done_waiting": "waiting"}.get(code, "none")
    read = (row for row in intake.path.rows if not row.removed)
    if has_tissue(intake) or any(
        row.result.known or row.report_status.value == "have" for row in read
    ):
        return "taken"
    return "none" if status in _NOT_DIAGNOSED else UNKNOWN


def _next_planned(intake: Intake, today: date, reader: CancerReader) -> _Planned:
    """The earliest day told by anybody: where dates differ, the nearer one counts."""
    planned: list[_Planned] = []
    told = (*intake.status.next_planned.statements, *intake.tx.planned.statements)
    for value in (statement.value for statement in told if statement.known):
        day = value.date("date") if value is not None else None
        if value is not None and day is not None and day.exact is not None and day.exact >= today:
            planned.append(_planned_on(day.exact, padded(value.text("text")), reader))
    return min(planned, key=lambda one: (one.day or today, not one.surgery), default=_Planned())


def _planned_on(day: date, words: str, reader: CancerReader) -> _Planned:
    """A test is one only where no treatment is named beside it: an excision is no biopsy."""
    stems = reader.case_words
    surgery = any(stem in words for stem in stems.surgery)
    treated = surgery or any(stem in words for stem in stems.treatment)
    biopsy = not treated and any(f" {stem}" in words for stem in stems.biopsy)
    test = not treated and any(f" {stem}" in words for stem in stems.test)
    return _Planned(day, surgery, test or biopsy, biopsy)


def _recent_systemic(
    intake: Intake, status: str, words: str, today: date, reader: CancerReader
) -> bool | None:
    rows = [row for row in intake.tx.rows if not row.removed]
    if any(_within_six_weeks(row, today) for row in rows):
        return True
    if any(said(words, phrase) for phrase in reader.case_words.systemic):
        return True
    if rows or status in _NOT_DIAGNOSED or status == "newly_diagnosed_untreated":
        return False
    return None


def _within_six_weeks(row: Treatment, today: date) -> bool:
    if row.modality.value not in ("systemic", "transplant_cell"):
        return False
    end = row.end.value
    if isinstance(end, PartialDate):
        return end.latest >= today - timedelta(days=SYSTEMIC_DAYS)
    return True


def _operated(intake: Intake, status: str, words: str, reader: CancerReader) -> bool | None:
    rows = [row for row in intake.tx.rows if not row.removed]
    if any(row.modality.value == "surgery" for row in rows):
        return True
    if any(said(words, phrase) for phrase in reader.case_words.operated):
        return True
    if rows or status in _NOT_DIAGNOSED or status == "newly_diagnosed_untreated":
        return False
    return None


def _admitted(intake: Intake) -> bool:
    value = intake.status.admitted_now.value
    return value is not None and value.get("bool") is True


def _side(row: Diagnosis | None, torn: Iterable[Contradiction]) -> str:
    """The side of the cancer, unless sources contradict each other on it."""
    if row is None or any(one.question.endswith("/laterality") for one in torn):
        return ""
    return str(row.laterality.value or "")


def _weight_loss(intake: Intake) -> float | None:
    value = intake.med.height_weight.value
    loss = value.get("loss_percent") if value is not None else None
    return float(loss) if isinstance(loss, int | float) else None


def _circumstances(intake: Intake) -> Iterator[str]:
    """What needs more papers than the cancer itself."""
    if intake.res.country.value not in (None, "US"):
        yield "abroad"
    if _first_part(intake.log.translation_needed) == "no":
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
    if _first_part(intake.fam.germline_done).startswith(("yes", "VUS")):
        yield "germline"


def _flags(intake: Intake, reader: CancerReader) -> tuple[tuple[str, str], ...]:
    """The red flags that words raise now, with those words; once each."""
    told: dict[str, str] = {}
    for text in said_now(intake):
        if text:
            for flag, words in reader.emergencies(text).items():
                told.setdefault(flag, words)
    return tuple(told.items())


def _first_part(answer: Answer[Parts]) -> str:
    value: Any = answer.value
    return value.text("code") if isinstance(value, Parts) else ""
