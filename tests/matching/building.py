"""Builds cases and rosters for the tests of the matcher, in the words of the case file."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from advisor_app.domain.answers import say
from advisor_app.domain.codec import decode_value
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import question_of, with_answer
from advisor_app.domain.people import Licence, Practitioner, Roster, Site, VisitMode
from advisor_app.matching.matcher import Matcher
from advisor_app.matching.results import MatchResult
from advisor_app.oncology.knowledge import Knowledge, load_knowledge

NOW = datetime(2026, 11, 24, 15, 42, tzinfo=UTC)
SELF: Mapping[str, Any] = {"caller.is_patient": True}


@cache
def knowledge() -> Knowledge:
    """The shipped knowledge, read once for all tests."""
    return load_knowledge()


def case(answers: Mapping[str, Any], free_text: str = "", **statements: Any) -> Intake:
    """An intake with plain answers by path; the patient calls unless something else is told."""
    intake = Intake(free_text=free_text)
    for path, plain in {**SELF, **answers, **statements}.items():
        value = decode_value(question_of(path), plain, path)
        intake = with_answer(intake, path, say(value))
    return intake


SITES = (
    Site(id="MAIN", name="Manhattan", county="New York", state="NY", postal_code="10016"),
    Site(id="NJ-MO", name="Monmouth", county="Monmouth", state="NJ", postal_code="07701"),
    Site(id="LI-CO", name="Commack", county="Suffolk", state="NY", postal_code="11725"),
    Site(id="WC", name="Westchester", county="Westchester", state="NY", postal_code="10604"),
)


def doctor(id_: str, kind: str, team: str, *families: str, **more: Any) -> Practitioner:
    """A specialist who sees patients in person at the main site and by video from New York."""
    given: dict[str, Any] = {
        "sites": ("MAIN",),
        "licences": (Licence(state="NY"),),
        "visit_modes": (VisitMode.IN_PERSON, VisitMode.VIDEO),
        "languages": ("en",),
        "payers": ("*",),
        "next_available_days": 4,
        "new_patients_per_year_in_focus": 100,
        "panel_load": 0.5,
    }
    given |= more
    return Practitioner(
        id=id_, name=f"Dr {id_.title()}", kind=kind, team=team, families=families, **given
    )


def everybody() -> tuple[Practitioner, ...]:
    """One specialist or two for every team and kind that the routes call for."""
    return (
        doctor("dcis", "surgeon", "BREAST", "breast", focus=("DCIS",), setting="localized"),
        doctor("breastcut", "surgeon", "BREAST", "breast", setting="localized"),
        doctor("breastmed", "medical_oncologist", "BREAST", "breast", focus=("HER2",)),
        doctor("breastray", "radiation_oncologist", "BREAST", "breast"),
        doctor("nodule", "pulmonologist", "THORACIC", "lung", focus=("lung nodule",)),
        doctor("chestcut", "surgeon", "THORACIC", "lung", "mesothelioma", "thymus"),
        doctor("chestmed", "medical_oncologist", "THORACIC", "lung", "mesothelioma", "thymus"),
        doctor("whipple", "surgeon", "HPB", "pancreas", "biliary", focus=("Whipple",)),
        doctor("livercut", "surgeon", "HPB", "liver"),
        doctor("hpbmed", "medical_oncologist", "HPB", "pancreas", "biliary", "liver"),
        doctor("net", "medical_oncologist", "NET", "neuroendocrine", focus=("islet cell tumor",)),
        doctor("gutmed", "medical_oncologist", "GI_UPPER", "esophagus", "stomach"),
        doctor("scope", "diagnostic_internist", "GI_UPPER", "esophagus", "stomach"),
        doctor("bowelcut", "surgeon", "GI_LOWER", "colorectal", "anal", "appendix", "small_bowel"),
        doctor("bowelmed", "medical_oncologist", "GI_LOWER", "colorectal", "anal"),
        doctor("bowelray", "radiation_oncologist", "GI_LOWER", "colorectal", "anal"),
        doctor("gyn", "gyn_oncologist", "GYN", "ovary", "uterus", "cervix", "gtd"),
        doctor("gynmed", "medical_oncologist", "GYN", "ovary", "uterus"),
        doctor("uro", "urologic_surgeon", "GU", "prostate", "bladder_urothelial", "testis"),
        doctor("uroray", "radiation_oncologist", "GU", "prostate"),
        doctor("uromed", "medical_oncologist", "GU", "prostate", "bladder_urothelial", "testis"),
        doctor("neck", "surgeon", "HEAD_NECK", "head_neck", "thyroid_parathyroid"),
        doctor("neckray", "radiation_oncologist", "HEAD_NECK", "head_neck"),
        doctor("neckmed", "medical_oncologist", "HEAD_NECK", "head_neck", "thyroid_parathyroid"),
        doctor("skin", "surgeon", "MELANOMA_SKIN", "melanoma", "skin_nonmelanoma"),
        doctor("skinmed", "medical_oncologist", "MELANOMA_SKIN", "melanoma"),
        doctor("eye", "ophthalmic_oncologist", "EYE", "eye"),
        doctor("softcut", "surgeon", "SARCOMA", "sarcoma_soft", "gist"),
        doctor("bone", "orthopaedic_oncologist", "SARCOMA", "sarcoma_bone", "sarcoma_soft"),
        doctor("softmed", "medical_oncologist", "SARCOMA", "sarcoma_soft", "gist"),
        doctor("braincut", "neurosurgeon", "NEURO", "brain_cns"),
        doctor("brainmed", "neuro_oncologist", "NEURO", "brain_cns"),
        doctor(
            "leuk", "hematologist_oncologist", "LEUKEMIA", "leukemia_acute", "mds_mpn",
            next_available_days=1, visit_modes=(VisitMode.IN_PERSON, VisitMode.INPATIENT_TRANSFER),
        ),
        doctor("leukslow", "hematologist_oncologist", "LEUKEMIA", "leukemia_acute",
               next_available_days=9),
        doctor("lymph", "hematologist_oncologist", "LYMPHOMA", "lymphoma"),
        doctor("myeloma", "hematologist_oncologist", "MYELOMA", "plasma_cell"),
        doctor("kids", "pediatric_oncologist", "PEDS", "*", next_available_days=1, max_age=30),
        doctor("cup", "medical_oncologist", "CUP", "cup_or_mets"),
        doctor("find", "diagnostic_internist", "DIAGNOSTIC", "*"),
        doctor("gene", "genetic_counselor", "GENETICS", "*"),
        doctor("path", "pathology_service", "PATHOLOGY", "*",
               visit_modes=(VisitMode.PATHOLOGY_REVIEW,)),
        doctor("image", "radiology_service", "RADIOLOGY", "*",
               visit_modes=(VisitMode.RADIOLOGY_REVIEW,)),
        doctor("needle", "integrative_physician", "INTEGRATIVE", "*"),
    )  # fmt: skip


def roster(*practitioners: Practitioner) -> Roster:
    """A roster of the given specialists, or of everybody, at four sites."""
    return Roster(practitioners=practitioners or everybody(), sites=SITES, version="test")


@cache
def matcher() -> Matcher:
    """The matcher of everybody."""
    return Matcher(knowledge(), roster())


def ranked(intake: Intake, *practitioners: Practitioner, limit: int = 10) -> MatchResult:
    """The ranking of a case by the given specialists, or by everybody."""
    used = Matcher(knowledge(), roster(*practitioners)) if practitioners else matcher()
    return used.rank(intake, NOW, limit)


def ids(result: MatchResult) -> list[str]:
    """The ids of the matches, in order."""
    return [match.id for match in result.matches]
