"""Whatever is said, sent or pasted: an answer or one line of reason, never a crash."""

import contextlib
import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_app.exchange.fhir_case_in import case_of_bundle
from advisor_app.exchange.fhir_requests import rows_of_fhir
from advisor_app.exchange.mistakes import FileMistake
from advisor_app.services.search_words import read_query
from advisor_app.telephony.pop import PopMistake, read_pop
from tests.cli.console import run
from tests.services.desk import Desk

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
HOSTILE = st.sampled_from(
    ["'); DROP TABLE case_file;--", "O'Brien", "%", "_", "*", "NEAR(", "AND", '"', "name:", "\x00",
     "\u202e", "\ud800", "<img src=x>", "${jndi:ldap://x}", "=1+1", "١٢", "王小明", "🙂", "-1"]
)  # fmt: skip
WORDS = st.sampled_from(["lung", "breast", "stage 2", "my mom", "no cancer", "2024", "T2N0", "pt"])
TEXT = st.lists(st.one_of(st.text(max_size=12), HOSTILE, WORDS), max_size=6).map(" ".join)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=6)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                ["resourceType", "entry", "resource", "item", "linkId", "answer", "valueString",
                 "name", "given", "birthDate", "telecom", "value", "id", "status", "questionnaire"]
            ),
            st.one_of(inner, st.sampled_from(["Bundle", "Patient", "QuestionnaireResponse"])),
            max_size=4,
        ),
    ),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(text=TEXT)
def test_any_text_is_searched_and_captured(text: str) -> None:
    for verb in ("find-cancer", "capture"):
        ended = run(verb, "--json", "--", text)
        assert ended.code == 0
        assert json.loads(ended.out)


@settings(max_examples=150, deadline=None)
@given(
    address=st.one_of(TEXT, TEXT.map("tel:{}".format), TEXT.map("advisor://call?phone={}".format))
)
def test_any_address_pops_or_is_refused(address: str) -> None:
    with contextlib.suppress(PopMistake):
        call = read_pop(address, NOW)
        assert len(call.phone) <= 32
        assert not {"\r", "\n", "<", "\x00"} & set(call.phone)


@settings(max_examples=150, deadline=None)
@given(resources=st.lists(JSON, max_size=3))
def test_any_fhir_is_read_or_refused(resources: list[Any]) -> None:
    entries = [{"resource": one} for one in resources]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    for read in (case_of_bundle, rows_of_fhir):
        with contextlib.suppress(FileMistake):
            read(bundle)


def test_any_query_is_answered() -> None:
    desk = Desk()
    act = desk.act()

    @settings(max_examples=150, deadline=None)
    @given(text=TEXT)
    def asked(text: str) -> None:
        read_query(text)
        assert desk.cases.search(act, text) == ()

    try:
        asked()
    finally:
        desk.store.close()
