"""The case file: what it takes, what it refuses, and that nothing is lost on the way and back."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_app.domain.answers import Answer, Precision, Source, State, Statement, say
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import MEMBERS, Intake
from advisor_app.domain.paths import (
    QUESTIONS,
    answer_at,
    member_path,
    with_answer,
    with_member,
    without_member,
)
from advisor_app.domain.places import COUNTRIES, LANGUAGES, STATES
from advisor_app.domain.questions import Choice, Kind, PartSpec, Question
from advisor_app.domain.text import clean
from advisor_app.domain.values import Parts
from advisor_app.exchange.case_file import SECTIONS, read_case, write_case
from advisor_app.exchange.mistakes import FileMistake


def mistakes_of(data: Any) -> dict[str, str]:
    with pytest.raises(FileMistake) as caught:
        read_case(data)
    return {mistake.path: mistake.text for mistake in caught.value.mistakes}


def value_at(data: Any, path: str) -> Any:
    return answer_at(read_case(data).intake, path).value


def test_plain_values_full_values_and_statements_are_read() -> None:
    case = {
        "free_text": "I felt a lump.",
        "patient": {"family_name": "Doe", "dob": "1961-03"},
        "dx": {
            "rows": [
                {
                    "stage_stated": {
                        "statements": [
                            {"value": "stage two", "source": "caller_stated"},
                            {
                                "value": "IV",
                                "source": "read_from_report",
                                "verified": True,
                                "verbatim": "Stage IV",
                            },
                        ]
                    }
                }
            ]
        },
        "tx": {"planned": {"text": "surgery", "date": "2026-12-01"}, "holding": "no"},
    }
    intake = read_case(case).intake
    assert intake.free_text == "I felt a lump."
    assert intake.patient.dob.value == PartialDate(year=1961, month=3)
    two, four = intake.dx.rows[0].stage_stated.statements
    assert (two.value, four.value) == ("stage two", "IV")
    assert (four.source, four.verified, four.verbatim) == (
        Source.READ_FROM_REPORT,
        True,
        "Stage IV",
    )
    assert intake.tx.planned.value is not None
    assert intake.tx.planned.value.date("date") == PartialDate.of(date(2026, 12, 1))


@pytest.mark.parametrize(
    ("caller", "source"),
    [
        ({"is_patient": True}, Source.PATIENT_STATED),
        ({"relationship": "self"}, Source.PATIENT_STATED),
        ({"authority": "self"}, Source.PATIENT_STATED),
        ({"is_patient": False, "relationship": "child"}, Source.CALLER_STATED),
        ({"is_patient": {"value": True, "source": "system"}}, Source.PATIENT_STATED),
        ({}, Source.CALLER_STATED),
    ],
)
def test_who_speaks_is_the_source_of_what_names_none(
    caller: dict[str, Any], source: Source
) -> None:
    intake = read_case({"goal": {"reason": "why"}, "caller": caller}).intake
    assert intake.goal.reason.statements[0].source is source


def test_a_plain_value_of_several_parts_is_its_first_part() -> None:
    case = {"med": {"anticoagulant": "warfarin"}, "status": {"next_planned": "biopsy"}}
    intake = read_case(case).intake
    assert intake.med.anticoagulant.value == Parts((("code", "warfarin"),))
    assert intake.status.next_planned.value == Parts((("text", "biopsy"),))


@pytest.mark.parametrize(
    ("given_names", "value"),
    [("", ""), ({"value": "", "state": "known"}, ""), ("Ann", "Ann")],
)
def test_an_empty_given_name_is_a_person_with_one_name(given_names: Any, value: str) -> None:
    data = {"patient": {"family_name": "Suharto", "given_names": given_names}}
    answer = read_case(data).intake.patient.given_names
    assert answer.known
    assert answer.value == value
    assert read_case(write_case(read_case(data).intake)).intake.patient.given_names == answer


@pytest.mark.parametrize("word", ["unknown", "refused", "not_asked"])
def test_the_bare_word_of_a_state_is_that_state(word: str) -> None:
    answer = read_case({"urg": {"fever": word}}).intake.urg.fever
    assert answer.state is State(word)
    assert answer.value is None


def test_a_code_that_is_called_unknown_stays_a_code() -> None:
    assert value_at({"patient": {"sex_at_birth": "unknown"}}, "patient.sex_at_birth") == "unknown"


def test_empty_values_are_questions_that_were_not_asked() -> None:
    case = {"patient": {"preferred_name": " "}, "med": {"meds": [], "allergies": {}}, "ins": None}
    assert read_case(case).intake == Intake()


def test_rows_by_alias_list_and_single_row_are_understood() -> None:
    case = {
        "fam": {"any": "yes", "rows": [{"who": "mother", "kind": "ovary", "age": 52}]},
        "tx": [{"id": "a1", "name": "FOLFIRINOX", "planned": "surgery"}],
        "dx": {"site_text": "breast"},
    }
    read = read_case(case)
    assert read.intake.fam.rows[0].relation.value == "mother"
    assert read.intake.fam.rows[0].cancer.value == "ovary"
    assert read.intake.tx.rows[0].id == "a1"
    assert read.intake.tx.planned.value == Parts((("text", "surgery"),))
    assert read.intake.dx.rows[0].site_text.value == "breast"
    assert len(read.notes) == 2


def test_parts_in_capitals_and_sizes_with_units_are_understood() -> None:
    case = {"dx": {"rows": [{"tnm": {"T": "T2", "N": "N1", "M": "M0"}, "size": "2.3 cm"}]}}
    row = read_case(case).intake.dx.rows[0]
    assert row.tnm.value == Parts((("t", "T2"), ("n", "N1"), ("m", "M0")))
    assert row.size.value == Parts((("number", 2.3), ("unit", "cm")))


def test_dotted_keys_mean_the_same_as_nested_ones() -> None:
    flat = {"patient.dob": "1961-03-04", "dx.rows[0].kind": "x", "dx.rows[1].kind": "y"}
    deep = {"patient": {"dob": "1961-03-04"}, "dx": {"rows": [{"kind": "x"}, {"kind": "y"}]}}
    assert read_case(flat) == read_case(deep)


def test_every_mistake_is_told_by_path_and_never_by_value() -> None:
    found = mistakes_of(
        {
            "patient": {"dob": "SECRET", "ssn": "SECRET"},
            "dx": {"rows": [{"kind": "x"}, {"laterality": "SECRET", "hue": "SECRET"}]},
            "res": {"country": "SECRET", "state": "SECRET"},
            "status": {"next_planned": {"text": "SECRET", "when": "SECRET"}},
            "medicine": {},
            "tx": "SECRET",
        }
    )
    assert set(found) == {
        "patient.dob",
        "patient.ssn",
        "dx.rows[1].laterality",
        "dx.rows[1].hue",
        "res.country",
        "res.state",
        "status.next_planned.when",
        "medicine",
        "tx",
    }
    assert "SECRET" not in " ".join(found.values())


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"dx": {"rows": [{"id": "a"}, {"id": "a"}]}}, "dx.rows[1].id"),
        ({"dx": {"rows": [{"id": "a/b"}]}}, "dx.rows[0].id"),
        ({"dx": {"rows": {"kind": "x"}}}, "dx.rows"),
        ({"dx": {"rows": ["x"]}}, "dx.rows[0]"),
        ({"tx": {"rows": [{}, {}], "name": "FOLFOX"}}, "tx.name"),
        ({"patient": {"dob": {"value": "1961", "source": "gossip"}}}, "patient.dob"),
        ({"patient": {"dob": {"value": "1961", "colour": 1}}}, "patient.dob.colour"),
        ({"patient": {"dob": {"state": "known"}}}, "patient.dob"),
        ({"goal": {"q1": ["a"]}}, "goal.q1"),
        ({"free_text": 7}, "free_text"),
        ({"patient.": 7}, "patient."),
        ({"resourceType": "Bundle"}, ""),
        ([], ""),
        ("[]", ""),
        ("{", ""),
    ],
)
def test_what_is_no_case_is_refused_with_its_path(data: Any, path: str) -> None:
    assert set(mistakes_of(data)) == {path}


def test_rows_without_an_id_get_ids_that_no_other_row_has() -> None:
    rows = [{"name": "a"}, {"id": "1", "name": "b"}, {"name": "c"}]
    intake = read_case({"tx": {"rows": rows}}).intake
    ids = [row.id for row in intake.tx.rows]
    assert ids[1] == "1"
    assert len(set(ids)) == 3
    assert [row.name.value for row in intake.tx.rows] == ["a", "b", "c"]


WORDS = st.text(min_size=1, max_size=12).map(clean).filter(bool)
DATES = st.one_of(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(PartialDate.of),
    st.builds(PartialDate, year=st.integers(1900, 2100), month=st.integers(0, 12)),
)


def values(
    kind: Kind, codes: tuple[Choice, ...], low: float, high: float
) -> st.SearchStrategy[Any]:
    match kind:
        case Kind.YES_NO:
            return st.booleans()
        case Kind.NUMBER:
            return st.integers(int(low), int(high))
        case Kind.DATE:
            return DATES
        case Kind.DATE_OR_WORD:
            return st.one_of(DATES, st.just("ongoing"))
        case Kind.WORDS | Kind.CODES:
            return st.lists(WORDS, max_size=3).map(tuple)
        case Kind.CODE:
            return st.sampled_from([choice.code for choice in codes])
        case Kind.COUNTRY:
            return st.sampled_from(sorted(COUNTRIES))
        case Kind.STATE:
            return st.sampled_from(sorted(STATES))
        case Kind.PLACE:
            return st.sampled_from([f"US-{state}" for state in sorted(STATES)] + ["ES", "MX"])
        case Kind.LANGUAGE:
            return st.sampled_from(sorted(LANGUAGES))
        case Kind.MOMENT:
            return st.sampled_from(["2026-11-24T10:00:00-05:00", "2026-11-24T15:00:00+00:00"])
        case _:
            return WORDS


def part_value(spec: PartSpec) -> st.SearchStrategy[Any]:
    return values(spec.kind, spec.choices, 0, 999)


def value_of(question: Question) -> st.SearchStrategy[Any]:
    if question.kind is not Kind.PARTS:
        return values(question.kind, question.choices, question.lowest or 0, question.highest or 9)
    named = [st.tuples(st.just(spec.name), part_value(spec)) for spec in question.parts]
    return st.lists(st.integers(0, len(named) - 1), min_size=1, unique=True).flatmap(
        lambda chosen: st.tuples(*(named[index] for index in sorted(chosen))).map(Parts)
    )


def statements(question: Question) -> st.SearchStrategy[Statement[Any]]:
    known = st.builds(
        Statement,
        value=value_of(question),
        source=st.sampled_from(Source),
        verified=st.booleans(),
        verbatim=st.one_of(st.just(""), WORDS),
        precision=st.one_of(st.none(), st.sampled_from(Precision)),
        by=st.sampled_from(["", "mt"]),
    )
    open_ = st.builds(
        Statement,
        state=st.sampled_from([State.UNKNOWN, State.REFUSED, State.NOT_ASKED]),
        source=st.sampled_from(Source),
    )
    return st.one_of(known, open_)


@pytest.mark.parametrize("section", SECTIONS)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_every_question_survives_the_way_and_back(section: str, data: st.DataObject) -> None:
    intake = Intake(free_text="the story")
    for path, question in QUESTIONS.items():
        if path.startswith(f"{section}."):
            said = data.draw(st.lists(statements(question), min_size=1, max_size=2), path)
            place = path.replace("*", "7f3a")
            intake = with_answer(intake, place, Answer(statements=tuple(said)))
    text = json.dumps(write_case(intake))
    assert read_case(text).intake == intake


@pytest.mark.parametrize("group", sorted(MEMBERS))
def test_order_and_tombstones_of_rows_survive_the_way_and_back(group: str) -> None:
    intake = Intake()
    for member, order in (("b", 4), ("a", 1), ("c", 2)):
        intake = with_member(intake, group, member, order)
    name = next(question.key for question in QUESTIONS.values() if question.group == group)
    path = member_path(group, "c", name)
    question = QUESTIONS[f"{group}.rows/*/{name}"]
    code = question.choices[0].code if question.choices else "2024"
    value = PartialDate(year=2024) if question.kind is Kind.DATE else code
    intake = without_member(with_answer(intake, path, say(value)), group, "a")
    assert read_case(write_case(intake)).intake == intake
