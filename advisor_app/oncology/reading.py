"""Reads an intake into the facts of the case, and proposes facts from words where none stands."""

from datetime import date
from typing import Final

from advisor_app.domain.conditions import age_of
from advisor_app.domain.intake import ALWAYS_ASKED, Intake
from advisor_app.oncology.circumstances_read import (
    circumstances,
    flags_told,
    is_admitted,
    weight_loss,
)
from advisor_app.oncology.contradictions import contradictions, sides_said
from advisor_app.oncology.extent_read import extent_of, side_of, stage_of, tnm_of
from advisor_app.oncology.facts import CancerReader, Facts, first_part, padded, said
from advisor_app.oncology.kind_read import first_diagnosis, is_rare, nodes_of, read_kind
from advisor_app.oncology.proposals import with_proposals
from advisor_app.oncology.status_read import (
    HEREDITARY,
    read_services,
    read_status,
    read_tissue,
)
from advisor_app.oncology.told import clinical_texts, wanted_texts
from advisor_app.oncology.treatment_read import next_planned, operated, recent_systemic

_RISK: Final = "hereditary_risk"
"""The family of who has no cancer and asks about the risk of one."""


def read_facts(intake: Intake, reader: CancerReader, today: date) -> Facts:
    """The facts of the case; what only words tell is marked in `proposed`."""
    intake, told = with_proposals(intake, reader, today)
    row = first_diagnosis(intake)
    words, asked = (
        padded(" . ".join(clinical_texts(intake))),
        padded(" . ".join(wanted_texts(intake))),
    )
    found = read_kind(intake, row, reader)
    status, status_said = read_status(intake, found, words, reader)
    if status == HEREDITARY and not found.families:
        found = found._replace(family=_RISK, families=(_RISK,))
    services, services_said = read_services(intake, status, words + asked, reader)
    stage, confirmed = stage_of(row, words)
    tumour, nodes, spread = tnm_of(row)
    mets = frozenset(row.mets.value or ()) if row else frozenset[str]()
    sides = sides_said(intake, row)
    story = reader.chips(intake.free_text, today) if intake.free_text else ()
    torn = tuple(contradictions(intake, row, found.families, status, sides, story))
    planned = next_planned(intake, today, reader)
    extent = extent_of(mets, stage, spread, any(said(words, w) for w in reader.case_words.advanced))
    return Facts(
        today=today,
        family=found.family,
        families=found.families,
        team=found.team,
        kind=found.kind,
        kind_name=found.name,
        finding=found.finding,
        nodes=nodes_of(found.kind, reader),
        kind_confirmed=found.confirmed,
        rare=is_rare(found.kind, reader),
        status=status,
        tissue=read_tissue(intake, status),
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
        recent_systemic=recent_systemic(intake, status, words, today, reader),
        operated=operated(intake, status, words, reader),
        admitted=is_admitted(intake),
        pregnant=first_part(intake.med.pregnancy) in ("yes", "possible"),
        abroad=intake.res.country.value not in (None, "US"),
        answered_yes=frozenset(n for n in ALWAYS_ASKED if getattr(intake.urg, n).value is True),
        answered_no=frozenset(n for n in ALWAYS_ASKED if getattr(intake.urg, n).value is False),
        sides=tuple(dict.fromkeys(one.value for one in sides)),
        side=side_of(row, torn),
        contradictions=torn,
        weight_loss=weight_loss(intake),
        modalities=frozenset(
            str(row.modality.value)
            for row in intake.tx.rows
            if not row.removed and row.modality.known
        ),
        circumstances=frozenset(circumstances(intake)),
        words=words,
        asked=asked,
        flags_told=flags_told(intake, reader),
        proposed=(*found.proposed, *told, *status_said, *services_said),
    )
