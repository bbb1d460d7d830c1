"""The cross-field rules and the checks of single answers, as questions beside the field."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_app.domain.answers import Precision, Source, State, say
from advisor_app.domain.codec import decode_statement, encode_statement, statement_of_words
from advisor_app.domain.cross_checks import sides_told
from advisor_app.domain.dates import PartialDate, approximate_date, parse_date
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import QUESTIONS, with_answer
from advisor_app.domain.phones import is_dialled, shown_phone
from advisor_app.domain.problems import problems
from advisor_app.domain.values import parts

TODAY = date(2026, 11, 24)


def told(given: dict[str, Any]) -> Intake:
    """An intake with these answers, said by the caller."""
    intake = Intake()
    for path, value in given.items():
        intake = with_answer(intake, path, say(value))
    return intake


CHILD = PartialDate(year=2019, month=3, day=2)
ABNORMAL = {"status.code": "abnormal_not_diagnosed"}

FIRES: list[tuple[dict[str, Any], str, bool]] = [
    ({"caller.is_patient": False, "caller.authority": "none_yet"}, "caller.authority", True),
    ({"urg.disposition": "E0_911"}, "urg.instruction_given", True),
    ({**ABNORMAL, "dx.rows/1/icd10cm": "C34.11"}, "dx.rows/1/icd10cm", True),
    ({**ABNORMAL, "dx.rows/1/icd10cm": "D05.12"}, "dx.rows/1/icd10cm", True),
    ({**ABNORMAL, "dx.rows/1/stage_group": "IIB"}, "dx.rows/1/stage_group", True),
    (
        {"dx.rows/1/laterality": "left", "img.rows/1/laterality": "right"},
        "img.rows/1/laterality",
        True,
    ),
    (
        {
            "bio.rows/1/marker": "HER2",
            "bio.rows/1/value": "negative",
            "bio.rows/2/marker": "her2",
            "bio.rows/2/value": "positive",
        },
        "bio.rows/2/value",
        False,
    ),
    ({"patient.dob": CHILD, "caller.relationship": "friend"}, "caller.relationship", False),
    ({"patient.dob": CHILD, "med.ecog": 1}, "med.ecog", False),
    (
        {"patient.sex_at_birth": "male", "dx.rows/1/family": "ovary"},
        "patient.sex_at_birth",
        False,
    ),
    (
        {"caller.patient_aware_of_diagnosis": "not_told", "contact.voicemail_ok": "detailed"},
        "contact.voicemail_ok",
        False,
    ),
    ({"patient.given_names": "FNU"}, "patient.given_names", False),
    ({"patient.family_name": "LNU"}, "patient.family_name", False),
    ({"patient.family_name": "Иванов"}, "patient.family_name", False),
    ({"patient.family_name": "1234"}, "patient.family_name", False),
    (
        {
            "patient.mrn": "00123",
            "caller.is_patient": False,
            "patient.dob": PartialDate(year=1950, month=1, day=2),
        },
        "patient.dob",
        False,
    ),
    (
        {"log.records_release_signed": parts(code="verbal_only")},
        "log.records_release_signed",
        False,
    ),
    ({"patient.external_ids": ("123-45-6789",)}, "patient.external_ids", False),
    ({"res.address": parts(postal_code="1234")}, "res.address", False),
    ({"contact.best_time": parts(zone="Nowhere/Else")}, "contact.best_time", False),
    ({"dx.rows/1/size": parts(number=900, unit="mm")}, "dx.rows/1/size", False),
    ({"dx.rows/1/tnm": parts(text="stage two")}, "dx.rows/1/tnm", False),
    ({"dx.rows/1/markers": ("CA 19-9: 310",)}, "dx.rows/1/markers", False),
    ({"tx.rows/1/cycles": "8 of 6"}, "tx.rows/1/cycles", False),
    ({"tx.rows/1/dose_fields": parts(gy=5040)}, "tx.rows/1/dose_fields", False),
    ({"tx.trial": parts(nct="NCT12")}, "tx.trial", False),
    ({"caller.authority_document": parts(code="received")}, "caller.authority_document", False),
    ({"med.implants": parts(multi=("pacemaker",))}, "med.implants", False),
    ({"call.received_at": "2027-01-01T10:00:00-05:00"}, "call.received_at", False),
    (
        {"md.rows/1/is_referrer": True, "md.rows/2/is_referrer": True},
        "md.rows/2/is_referrer",
        False,
    ),
    ({"svc.mode_pref": "video", "res.video_ready": "no"}, "svc.mode_pref", False),
    ({"tx.holding": parts(code="yes")}, "tx.holding", False),
    ({"res.country": "BR"}, "lang.spoken", False),
    ({"res.country": "BR"}, "contact.best_time", False),
    ({"dx.rows/1/mets": ("brain",)}, "dx.rows/1/mets", False),
    ({"med.height_weight": parts(loss_percent=12)}, "med.height_weight", False),
    (
        {
            "dx.rows/1/date": PartialDate(year=2026, month=5),
            "tx.rows/1/start": PartialDate(year=2025),
        },
        "tx.rows/1/start",
        False,
    ),
    ({"contact.phone_primary": "123-456-7890"}, "contact.phone_primary", False),
]


@pytest.mark.parametrize(("given", "path", "hard"), FIRES)
def test_what_does_not_fit_is_asked_beside_its_field(
    given: dict[str, Any], path: str, hard: bool
) -> None:
    here = [one for one in problems(told(given), TODAY) if one.path == path]
    assert here
    assert any(one.hard for one in here) is hard
    assert all(len(one.text) <= 90 for one in here)


FITS: list[dict[str, Any]] = [
    {"caller.is_patient": True, "caller.authority": "none_yet"},
    {"urg.disposition": "E0_911", "urg.instruction_given": parts(text="911", ack=True)},
    {**ABNORMAL, "dx.rows/1/icd10cm": "R91.1"},
    {"dx.rows/1/laterality": "left", "img.rows/1/laterality": "left"},
    {
        "dx.rows/1/laterality": "left",
        "dx.rows/2/laterality": "right",
        "img.rows/1/laterality": "left",
    },
    {"patient.dob": CHILD, "caller.relationship": "parent", "med.lansky": 80},
    {"patient.sex_at_birth": "female", "dx.rows/1/family": "ovary"},
    {"patient.given_names": "", "patient.other_names": ("FNU",), "ins.primary_payer": "Aetna"},
    {"patient.family_name": "Núñez-Đặng"},
    {"res.address": parts(postal_code="07960-1234")},
    {"res.country": "GB", "res.address": parts(postal_code="SW1A 1AA"), "lang.spoken": "en"}
    | {"contact.best_time": parts(zone="Europe/London")},
    {"dx.rows/1/tnm": parts(text="cT2 N1 M0")},
    {"dx.rows/1/tnm": parts(text="pT1c(m)N0")},
    {"dx.rows/1/size": parts(number=2.3, unit="cm")},
    {"dx.rows/1/markers": ("CA 19-9 310 U/mL",)},
    {"tx.trial": parts(nct="NCT01234567")},
    {"tx.rows/1/cycles": "4 of 6"},
    {"med.implants": parts(multi=("pacemaker",), mri_status="conditional")},
    {"contact.phone_primary": "(212) 555-0142"},
]


@pytest.mark.parametrize("given", FITS)
def test_what_fits_is_left_alone(given: dict[str, Any]) -> None:
    assert not problems(told(given), TODAY)


def test_the_sides_that_differ_are_told_by_source() -> None:
    intake = told(
        {
            "dx.rows/1/laterality": "left",
            "path.rows/s/site_side": parts(text="breast", laterality="right"),
        }
    )
    assert sides_told(intake) == {
        "dx.rows/1/laterality": {"left"},
        "path.rows/s/site_side": {"right"},
    }


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("around March 2024", "2024-03"),
        ("about 2019", "2019"),
        ("Easter 2026", "2026"),
        ("around Easter of 2026", "2026"),
        ("I think in early May 2025", "2025-05"),
        ("approx. 04 MAR 2026", "2026-03"),
        ("the end of 2022", "2022"),
        ("hacia marzo 2024", "2024-03"),
    ],
)
def test_a_vague_date_is_a_month_or_a_year_and_keeps_its_words(words: str, iso: str) -> None:
    found = approximate_date(words)
    assert found is not None
    assert found.iso() == iso
    assert parse_date(words) is None
    said = decode_statement(QUESTIONS["status.found_date"], words, "", Source.IMPORTED)
    assert (said.precision, said.verbatim) == (Precision.APPROXIMATE, words)
    back = decode_statement(
        QUESTIONS["status.found_date"], encode_statement(said), "", Source.CALLER_STATED
    )
    assert back == said


@pytest.mark.parametrize("words", ["around Easter", "last spring", "", "2026-03-04", "not a date"])
def test_words_without_a_year_are_no_date(words: str) -> None:
    assert approximate_date(words) is None


def test_around_easter_keeps_its_words_and_stays_open() -> None:
    said = statement_of_words(QUESTIONS["status.found_date"], "around Easter", Source.CALLER_STATED)
    assert (said.state, said.verbatim) == (State.UNKNOWN, "around Easter")
    assert said.precision is Precision.APPROXIMATE
    dated = statement_of_words(
        QUESTIONS["status.found_date"], "around March 2024", Source.CALLER_STATED
    )
    assert dated.value == PartialDate(year=2024, month=3)


@given(st.integers(1900, 2100), st.integers(0, 12))
def test_a_hedged_date_is_never_more_exact_than_its_words(year: int, month: int) -> None:
    plain = PartialDate(year=year, month=month)
    assert approximate_date(f"around {plain}") == plain


@pytest.mark.parametrize(
    ("typed", "country", "dialled"),
    [
        ("(212) 555-0142", "US", True),
        ("+1 973 555 0199", "US", True),
        ("+44 20 7946 0958", "US", True),
        ("011 44 20 7946 0958", "US", True),
        ("01 42 68 53 00", "FR", True),
        ("+43 1 555 0173", "US", True),
        ("123-456-7890", "US", False),
        ("999-999-9999", "US", False),
        ("call my son", "US", False),
    ],
)
def test_a_number_is_one_that_can_be_dialled(typed: str, country: str, dialled: bool) -> None:
    assert is_dialled(typed, country) is dialled


def test_a_number_is_shown_as_people_of_its_country_write_it() -> None:
    assert shown_phone("+12125550142") == "(212) 555-0142"
    assert shown_phone("+442079460958") == "+44 20 7946 0958"
    assert shown_phone("01 42 68 53 00") == "01 42 68 53 00"
    assert shown_phone("ask at the desk") == "ask at the desk"
