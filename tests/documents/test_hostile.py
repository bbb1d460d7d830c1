"""Hostile and endless input prints whole, inside the frame, and never as markup."""

import re
from io import BytesIO

import pypdfium2
import pytest
from pypdf import PdfReader

from advisor_app.documents.display import Drawn
from tests.documents.conftest import Printed
from tests.documents.geometry import faults, words_on
from tests.documents.hostile import HOSTILE, case_full_of

SHORT = [text for text in HOSTILE if len(text) < 1_500]
SELF = {"caller": {"is_patient": True}, "patient": {"family_name": "Doe", "dob": "1961-03-04"}}


def pdfium_text(drawn: Drawn) -> str:
    document = pypdfium2.PdfDocument(drawn.pdf)
    found = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return found


@pytest.mark.parametrize("text", SHORT, ids=range(len(SHORT)))
def test_in_every_field_at_once(text: str, printed: Printed) -> None:
    drawn = printed(case_full_of(text))
    assert faults(drawn) == []
    assert "Page 1 of" in words_on(drawn, 1)


@pytest.mark.parametrize("text", [text for text in HOSTILE[:11] if "\x00" not in text])
def test_what_looks_like_markup_prints_as_it_was_typed(text: str, printed: Printed) -> None:
    drawn = printed({**SELF, "goal": {"q1": text}})
    found = "".join(PdfReader(BytesIO(drawn.pdf)).pages[0].extract_text().split())
    assert "".join(text.split())[:60] in found


@pytest.mark.parametrize(
    "text", ["A" * 400, "B" * 19_000, "word " * 3_000, "王" * 2_000, "e" + "\u0301" * 9_000]
)
def test_one_endless_answer_loses_nothing(text: str, printed: Printed) -> None:
    drawn = printed({**SELF, "goal": {"main_question": text}})
    assert faults(drawn) == []
    signs = text.replace(" ", "")[:1]
    if len(text) > 5_000 and signs == "e":
        return
    told = words_on(drawn)
    for page in range(2, drawn.pages + 1):
        assert "DOB 04 MAR 1961" in words_on(drawn, page)
    if signs == "w":
        assert "(goes on: page 2)" in words_on(drawn, 1)
        assert sum(words_on(drawn, n).count("word") for n in range(2, drawn.pages + 1)) >= 3_000
    else:
        assert told.count(signs) >= text.count(signs)


@pytest.mark.parametrize(
    ("start", "more", "total"),
    [
        ("It hurts", " It hurts again." * 1_000, "3,002 words"),
        ("Ей больно", " Ей снова больно." * 1_000, "3,002 words"),
        ("عندها ألم", " عندها ألم مرة أخرى." * 800, "3,202 words"),
        ("उसे दर्द है", " उसे फिर दर्द है।" * 800, "3,203 words"),
        ("她又痛了", "她昨天又痛了。" * 500, "3,504 characters"),
        ("เธอเจ็บ", "เธอเจ็บอีกแล้ว" * 300, "4,207 characters"),
    ],
)
def test_a_story_too_long_for_two_pages_shows_its_start_and_how_much_that_is(
    printed: Printed, start: str, more: str, total: str
) -> None:
    drawn = printed({**SELF, "free_text": start + more})
    assert drawn.pages == 2
    found = re.search(r"Shown ([\d,]+) of ([\d,]+ \w+); the whole", words_on(drawn, 2))
    assert found is not None
    assert int(found[1].replace(",", "")) >= 20
    assert found[2] == total
    assert "".join(start.split()) in "".join(pdfium_text(drawn).split())
    assert any("story" in note for note in drawn.notes)
    assert faults(drawn) == []


def test_a_sign_that_nobody_has_is_named(printed: Printed) -> None:
    drawn = printed({**SELF, "patient": {"family_name": "Doe \U0001f600", "dob": "1961"}})
    assert "[not printable: U+1F600]" in words_on(drawn, 1).replace("\u00a0", " ")
    assert any("U+1F600" in note for note in drawn.notes)


def test_native_names_can_be_found_and_copied(printed: Printed) -> None:
    for name in ("سميرة حدوش", "王小明", "김민수", "कमला", "Nguyễn Ánh"):
        case = {**SELF, "patient": {"family_name": "Doe", "dob": "1961", "name_native": name}}
        drawn = printed(case)
        assert drawn.notes == ()
        found = pdfium_text(drawn)
        for word in name.split():
            assert word in found, name


def test_signs_that_hide_or_reorder_do_not_reach_the_paper(printed: Printed) -> None:
    drawn = printed({**SELF, "goal": {"q1": "a\x00b\x07 e\u202eevil\u202c \ufeffz\u200b"}})
    text = next(text.text for text in drawn.lists[0].texts if "evil" in text.text)
    assert text == "“ab eevil z”"
