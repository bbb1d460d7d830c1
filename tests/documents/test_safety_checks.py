"""The acceptance checks of hostile text by their numbers, on the summary and on every other paper.

1 nothing is dropped, 2 nothing is active, 3 nothing is opened, 4 nothing is hidden, 5 every script
or a note, 6 lines stay lines, 7 long stories say how much stands there, 12 no sign reorders, 13
long answers are whole, 14 the same bytes and no name in what describes the file. 8 to 11 are the
window's.
"""

import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from advisor_app.documents.display import Drawn, PageSize
from advisor_app.domain.people import Roster
from advisor_app.exchange.mistakes import FileMistake
from advisor_app.oncology.knowledge import Knowledge
from advisor_app.services.centre_values import CentreSettings
from tests.documents.conftest import Printed
from tests.documents.geometry import faults, words_on
from tests.documents.hostile import case_full_of
from tests.documents.papers import every_paper

SETTINGS = CentreSettings(name="Harbor", line_name="Second-opinion line")
SELF = {"caller": {"is_patient": True}}
ATTACKS = (
    '<a href="javascript:alert(1)">x</a> <img src="/etc/passwd"> //127.0.0.1/s/x.png',
    '<font color="white">severe anaphylaxis</font> &amp; <b>bold</b>',
    "Bob \u202etxt.exe <html> ${jndi:ldap://x} %s%n",
)
_SEEN: list[str] = []
_WATCHED: list[bool] = []


def _note(event: str, given: tuple[Any, ...]) -> None:
    if _WATCHED and event in ("open", "socket.connect", "socket.getaddrinfo"):
        _SEEN.append(str(given[:2]))


@contextmanager
def watched() -> Iterator[list[str]]:
    """What is opened and where anybody connects to meanwhile; a hook cannot be taken away again."""
    if not _SEEN:
        sys.addaudithook(_note)
        _SEEN.append("hook")
    before = len(_SEEN)
    _WATCHED.append(True)
    try:
        yield _SEEN
    finally:
        _WATCHED.clear()
        del _SEEN[before:]


def all_papers(knowledge: Knowledge, roster: Roster, text: str) -> Iterator[tuple[str, Drawn]]:
    """Every paper but the reports of the line and the blank intake, which hold nobody's words."""
    case = case_full_of(text)
    case["log"] = {"records_release_signed": {"code": "signed", "date": "2026-11-19"}}
    case["path"] = {"rows": [{"lab": text, "accession": text, "date": "2026-11-02"}]}
    case["img"] = {"rows": [{"type": text, "facility": text, "date": "2026-11-02"}]}
    for kind, draw in every_paper(knowledge, roster, case, SETTINGS).items():
        if kind not in ("shift_report", "queue_report", "blank_intake"):
            yield kind, draw(PageSize.LETTER)


def flat(text: str) -> str:
    """Without spaces and capitals: a family name is set in capitals."""
    return "".join(unicodedata.normalize("NFC", text).split()).casefold()


@pytest.mark.parametrize("text", ATTACKS)
def test_1_2_3_4_every_paper_prints_what_was_said_and_does_nothing_else(
    text: str, knowledge: Knowledge, roster: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RL_trustedHosts", "*")
    list(all_papers(knowledge, roster, "read the faces"))
    said = flat(text.replace("\u202e", ""))[:24]
    with watched() as seen:
        papers = list(all_papers(knowledge, roster, text))
        assert not [one for one in seen if "passwd" in one or "127.0.0.1" in one]
    assert {"slide_request", "release_form", "doctor_letter"} <= {kind for kind, _ in papers}
    for kind, drawn in papers:
        assert said in flat(words_on(drawn)), kind
        assert faults(drawn) == [], kind
        reader = PdfReader(BytesIO(drawn.pdf))
        assert not {"/OpenAction", "/AcroForm", "/Names"} & set(reader.root_object), kind
        for page in reader.pages:
            assert "/Annots" not in page, kind
            assert "/XObject" not in page["/Resources"], kind  # type: ignore[operator]
            assert _colours(page) <= {"0", "1", "0.8", "0.55"}, kind
        assert all(text.size >= 9.5 for page in drawn.lists for text in page.texts), kind


def _colours(page: Any) -> set[str]:
    """The greys that fill anything; text in a colour is refused by `rg` standing nowhere else."""
    code = page.get_contents().get_data().decode("latin-1")
    outside = re.sub(r"\((?:\\.|[^\\)])*\)", "", code)
    return {f"{float(grey):g}" for grey in re.findall(r"(?:^|\s)([\d.]+) g(?=\s)", outside)}


def test_5_every_script_stands_or_is_named(printed: Printed) -> None:
    name = "Łukasz Nguyễn Őry Жук 王小明 محمد علي שלום é 김민수 कमला தமிழ் ไทย አበበ Արամ ბერიძე বাংলা"
    drawn = printed({**SELF, "patient": {"family_name": name, "dob": "1961"}})
    document = pypdfium2.PdfDocument(drawn.pdf)
    found = flat("".join(page.get_textpage().get_text_range() for page in document))
    document.close()
    assert "■" not in found
    for word in name.split():
        assert set(flat(word)) <= set(found), word
    assert drawn.notes == ()


def test_6_lines_and_an_empty_line_stay(printed: Printed) -> None:
    drawn = printed({**SELF, "goal": {"q1": "line1\nline2\n\nline3"}})
    places = {
        text.text.strip("“”"): text.y
        for text in drawn.lists[-1].texts
        if text.text.strip("“”") in ("line1", "line2", "line3")
    }
    assert places["line2"] - places["line1"] == pytest.approx(
        (places["line3"] - places["line2"]) / 2, abs=0.5
    )


def test_7_a_quarter_of_a_megabyte_says_how_much_stands_there(printed: Printed) -> None:
    words = " ".join(f"word{number}" for number in range(28_000))[:250_000]
    drawn = printed({**SELF, "free_text": words})
    told = re.search(r"Shown ([\d,]+) of ([\d,]+) words", words_on(drawn))
    assert told is not None
    assert int(told[2].replace(",", "")) == len(words.split())
    shown = int(told[1].replace(",", ""))
    assert f"word{shown - 1}" in words_on(drawn)


def test_12_no_sign_reorders_what_stands_on_any_paper(knowledge: Knowledge, roster: Roster) -> None:
    for kind, drawn in all_papers(knowledge, roster, "Bob \u202etxt.exe\u2066 \u200fz"):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", words_on(drawn)), kind


def test_13_a_long_answer_is_whole_or_refused_in_words(printed: Printed) -> None:
    drawn = printed({**SELF, "goal": {"worry": "w" * 20_000}})
    assert words_on(drawn).count("w") >= 20_000
    with pytest.raises(FileMistake, match="longer than 20000 characters"):
        printed({**SELF, "goal": {"worry": "w" * 40_000}})


def test_14_same_bytes_and_no_name_in_any_file(knowledge: Knowledge, roster: Roster) -> None:
    first = dict(all_papers(knowledge, roster, "Quillfeather"))
    for kind, drawn in all_papers(knowledge, roster, "Quillfeather"):
        assert drawn.pdf == first[kind].pdf, kind
        told = PdfReader(BytesIO(drawn.pdf)).metadata
        assert "Quillfeather" not in str(dict(told or {})), kind
