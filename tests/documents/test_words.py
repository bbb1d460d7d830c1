"""What a summary says: the written cases, questions, records, history, reprints, emergencies."""

import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from advisor_app.documents.changes import with_changes_since, words_of_paper
from advisor_app.documents.display import PageSize, Rule
from advisor_app.documents.grid import CHANGE_BAR_X
from advisor_app.documents.runs import words_of
from advisor_app.documents.summary import render_summary
from advisor_app.documents.summary_content import BannerKind, Held
from advisor_app.domain.intake import Intake
from advisor_app.domain.text import fold
from tests.documents.conftest import CASES, ISSUE, Printed, Told
from tests.documents.geometry import words_on
from tests.documents.said import SELF, content, read_in_file, value

EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(
    (CASES / "expected.toml").read_text(encoding="utf-8")
)


Written = Callable[[str], Intake]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_written_case_says_what_it_must(name: str, printed: Printed, written: Written) -> None:
    words = fold(words_on(printed(written(name))))
    for must in EXPECTED[name].get("must", ()):
        assert fold(must) in words, must
    for never in EXPECTED[name].get("must_not", ()):
        assert fold(never) not in words, never


def test_one_black_bar_at_most(content_of: Told, written: Written) -> None:
    for name in EXPECTED:
        kinds = [banner.kind for banner in content_of(written(name)).banners]
        assert kinds.count(BannerKind.ACT) <= 1
        assert kinds


def test_a_patient_who_is_not_told_is_announced(content_of: Told) -> None:
    told = content(
        content_of,
        caller={
            "is_patient": False,
            "relationship": "child",
            "authority": "health_care_proxy_or_POA",
            "patient_aware_of_diagnosis": "not_told",
        },
    )
    assert any(banner.head == "PATIENT NOT TOLD" for banner in told.banners)


def test_the_five_questions_are_the_patients_words_or_not_raised(content_of: Told) -> None:
    told = content(content_of, goal={"q2": "Skip the radiation?"})
    words = [words_of(cell.value) for cell in told.questions]
    assert words == [
        "not raised", "“Skip the radiation?”", "not raised", "not raised", "not raised",
    ]  # fmt: skip


def test_records_are_told_by_where_they_are(content_of: Told) -> None:
    told = content(
        content_of,
        dx={"rows": [{"kind": "breast_dcis"}]},
        rec={
            "rows": [
                {"code": "PATH_REPORT", "state": "received"},
                {"code": "PATH_SLIDES", "state": "requested", "asked_on": "2026-11-19"},
                {"code": "IMG_CT", "state": "not_needed"},
            ]
        },
    )
    held = {line.name: line.held for line in told.checklist}
    assert held["Pathology report"] is Held.IN_HAND
    assert held["Pathology slides"] is Held.ON_ITS_WAY
    assert "CT images and report" not in held
    assert held["Signed release"] is Held.NOT_ASKED
    assert "pathology report[D]" in words_of(value(told.records, "In hand"))
    assert "19 NOV" in words_of(value(told.records, "On its way"))


def test_sixty_treatments_take_an_appendix_and_none_is_lost(printed: Printed) -> None:
    rows = [{"name": f"regimen {n:02d}", "start": f"20{10 + n // 12:02d}"} for n in range(60)]
    drawn = printed({**SELF, "tx": {"rows": rows}})
    assert drawn.pages == 3
    assert "Appendix to the case summary" in words_on(drawn, 3)
    words = words_on(drawn)
    assert all(f"regimen {n:02d}" in words for n in range(60))


def test_a_reprint_bars_what_is_new(content_of: Told) -> None:
    before = content(content_of, med={"anticoagulant": "none", "ecog": 1})
    after = content(content_of, med={"anticoagulant": "warfarin", "ecog": 1})
    held = render_summary(before, ISSUE, PageSize.LETTER)
    told = with_changes_since(after, words_of_paper(held.pdf), "v2")
    assert [cell.key for cell in told.special if cell.changed] == ["Blood thinner"]
    assert not any(cell.changed for cell in told.status)
    assert told.since == "v2"


def test_a_reprint_bars_what_is_new_on_page_two_and_nothing_that_stands_as_it_did(
    content_of: Told,
) -> None:
    rows = [{"name": f"regimen {n}", "start": f"2020-0{n}"} for n in range(1, 4)]
    seen = [{"date": "2026-11-02", "lab": "Palisade", "accession": "S26-1"}]
    before = content(content_of, tx={"rows": rows[:2]}, path={"rows": seen})
    more = [*seen, {"date": "2026-11-20", "lab": "Palisade", "accession": "S26-2"}]
    after = content(content_of, tx={"rows": rows}, path={"rows": more})
    held = words_of_paper(render_summary(before, ISSUE, PageSize.LETTER).pdf)
    again = with_changes_since(before, held, "v2")
    assert not any(event.changed for event in again.history)
    assert not any(line.changed for line in again.checklist)
    assert not any(cell.changed for cell in again.background)
    assert not any(table.changed for table in again.tables)
    assert not again.diagnosis.changed
    told = with_changes_since(after, held, "v2")
    assert [event.when for event in told.history if event.changed] == ["MAR 2020", "20 NOV 2026"]
    (pathology,) = [table for table in told.tables if table.title == "Pathology"]
    assert len(pathology.changed) == 1
    back = render_summary(told, ISSUE, PageSize.LETTER).lists[1]
    bars = [item for item in back.items if isinstance(item, Rule) and item.x0 == CHANGE_BAR_X]
    assert len(bars) >= 2


def test_what_was_read_back_stands_on_the_paper_and_what_was_not(printed: Printed) -> None:
    ticks = {
        "read_back_names": "2026-11-23T15:40:00+00:00",
        "read_back_born": "2026-11-23T15:41:00+00:00",
        "read_back_phone": "2026-11-23T15:42:00+00:00",
    }
    words = read_in_file(printed({**SELF, "out": ticks}))
    assert "names, date of birth, phone, 23 NOV 2026 10:42" in words
    assert "not read back: kind of cancer, drugs and operation, day and place" in words
    rest = {f"read_back_{one}": ticks["read_back_phone"] for one in ("kind", "drug", "date")}
    words = read_in_file(printed({**SELF, "out": ticks | rest}))
    assert "drugs and operation, day and place, 23 NOV 2026 10:42" in words
    assert "not read back" not in words
    assert "not read back" not in read_in_file(printed(SELF))


@pytest.mark.parametrize(
    ("ack", "stands"), [(True, "read back"), (False, "NOT READ BACK"), (None, "NOT READ BACK")]
)
def test_an_emergency_says_what_was_told_and_whether_it_was_read_back(
    printed: Printed, ack: bool | None, stands: str
) -> None:
    given = {"text": "Call 911 now", "time": "2026-11-23T15:40:00+00:00"}
    told = given if ack is None else {**given, "ack": ack}
    paper = printed({**SELF, "urg": {"fever": True, "instruction_given": told}})
    words = read_in_file(paper)
    assert f"Instruction: Call 911 now, 23 NOV 2026 10:40 ET, {stands}." in words


def test_the_physician_reads_why_another_than_the_first_was_chosen(printed: Printed) -> None:
    told = {
        **SELF,
        "status": {"code": "newly_diagnosed_untreated"},
        "dx": {"rows": [{"kind": "breast_dcis"}]},
        "out": {
            "match": {
                "id": "demo-okonkwo",
                "mode": "in_person",
                "override": "The patient asks for this doctor: treated her sister",
            }
        },
    }
    page = " ".join(words_on(printed(told), 1).split())
    assert "The patient asks for this doctor: treated her sister" in page
    assert "Ask the office of" in page or "Book Samuel Okonkwo" in page
    first = {**told, "out": {"match": {"id": "demo-adler", "mode": "in_person", "rank": 1}}}
    assert "Chosen since" not in words_on(printed(first), 1)


def test_history_runs_forward_and_ends_with_what_is_planned(content_of: Told) -> None:
    told = content(
        content_of,
        status={"next_planned": {"text": "cycle 2", "date": "2026-12-10"}},
        tx={
            "rows": [
                {"name": "cycle 1", "start": "2026-11-01"},
                {"name": "7+3", "start": "2025-02"},
                {"name": "radiation"},
            ]
        },
    )
    assert [event.when for event in told.history] == [
        "FEB 2025", "01 NOV 2026", "10 DEC 2026", "no date",
    ]  # fmt: skip
    assert [event.planned for event in told.history] == [False, False, True, False]
