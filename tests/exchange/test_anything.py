"""Whatever JSON or table comes from outside, it is read or refused: nothing else happens."""

import contextlib
import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_app.domain.paths import QUESTIONS
from advisor_app.domain.people import Practitioner
from advisor_app.exchange.case_file import SECTIONS, read_case, write_case
from advisor_app.exchange.mistakes import FileMistake
from advisor_app.exchange.requests_file import read_requests
from advisor_app.exchange.roster_file import read_roster, read_roster_leniently

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
NAMES = sorted(
    {question.key for question in QUESTIONS.values()}
    | {part.name for question in QUESTIONS.values() for part in question.parts}
    | {"rows", "id", "order", "removed", "value", "state", "source", "verified", "statements"}
    | set(SECTIONS)
    | {"free_text", "at", "by", "precision", "no such key"}
)
ROSTER_NAMES = sorted({*Practitioner.__dataclass_fields__, "state", "valid_until", "at", "first"})
ATOMS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 3000),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["known", "unknown", "yes", "2024-02-31", "NJ", "system", "", "1|2", "a.b"]),
    st.text(max_size=8),
)


def trees(names: list[str]) -> st.SearchStrategy[Any]:
    return st.recursive(
        ATOMS,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(st.sampled_from(names), inner, max_size=4),
        ),
        max_leaves=25,
    )


@settings(max_examples=150, deadline=None)
@given(content=st.dictionaries(st.sampled_from(SECTIONS), trees(NAMES), max_size=4))
def test_any_case_is_read_or_refused(content: dict[str, Any]) -> None:
    with contextlib.suppress(FileMistake):
        intake = read_case(json.dumps(content)).intake
        assert read_case(json.dumps(write_case(intake))).intake == intake


@settings(max_examples=100, deadline=None)
@given(
    rows=st.lists(
        st.dictionaries(st.sampled_from(ROSTER_NAMES), trees(ROSTER_NAMES), max_size=6), max_size=3
    ),
    sites=trees(ROSTER_NAMES),
)
def test_any_roster_is_read_or_refused(rows: list[dict[str, Any]], sites: Any) -> None:
    text = json.dumps({"practitioners": rows, "sites": sites})
    with contextlib.suppress(FileMistake):
        read_roster(text, "roster.json")
    with contextlib.suppress(FileMistake):
        read_roster_leniently(text, "roster.json")


@settings(max_examples=100, deadline=None)
@given(content=trees([*NAMES, "id", "received_at", "wanted_at", "patient.dob"]))
def test_any_requests_are_read_or_refused(content: Any) -> None:
    with contextlib.suppress(FileMistake):
        read_requests(json.dumps(content), "requests.json", NOW)


@settings(max_examples=150, deadline=None)
@given(text=st.text(alphabet="abid,;|\"\n\r\t .-0123[]{}:é'", max_size=60))
def test_any_table_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(FileMistake):
        read_requests(text, "requests.csv", NOW)
    with contextlib.suppress(FileMistake):
        read_roster(f"id,name,kind,team,licences,leave,slots\n{text}", "roster.csv")
