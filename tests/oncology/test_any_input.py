"""Any text at all is answered: what the search and the capture say stays true of it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_app.domain.codec import decode_value
from advisor_app.domain.paths import question_of
from advisor_app.domain.resources import RESOURCES
from advisor_app.oncology.capture import StoryCapture
from advisor_app.oncology.catalogue_tables import load_catalogue
from advisor_app.oncology.search import load_search
from advisor_app.oncology.vocabulary import load_vocabulary
from advisor_app.oncology.words import MOST_READ, MOST_WORDS_READ, read_part
from tests.oncology.callers import DEVELOPMENT, narratives, spoken
from tests.oncology.conftest import TODAY

_SEARCH = load_search(load_catalogue(), this_year=TODAY.year)
_CAPTURE = StoryCapture(_SEARCH)
_TOLD = [one.text for one in spoken(DEVELOPMENT)] + [one.text for one in narratives(DEVELOPMENT)]
_PIECES = st.one_of(
    st.sampled_from(_TOLD),
    st.sampled_from(["\x00", "\u202e", "😀", "癌", "سرطان", " ", "\n", "'", "-", "+", "62F", "T2N1",
                     "10/12", "2.3 cm", "no", "my aunt had", "spread to", "in 2008", "ALL",
                     "G I S T", "see ell ell", "Gleason 9", "stage", "PSA 4",
                     "99999999999999999999"]),
    st.text(max_size=20),
)  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=12).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_whatever_is_found_is_true_of_the_text(text: str) -> None:
    found = _SEARCH.find(text, limit=5)
    assert found.text == text
    assert len(found.answers) <= 5
    scores = [answer.confidence for answer in found.answers]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert len({answer.kind for answer in found.answers}) == len(scores)
    assert all(aside.words in text for aside in found.set_aside)
    assert {aside.why for aside in found.set_aside} <= {"relative", "negated", "past", "spread"}
    for answer in found.answers:
        assert answer.finding <= (not any(code.startswith("C") for code in answer.icd10))


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_whatever_is_proposed_points_at_its_words(text: str) -> None:
    chips = _CAPTURE.chips(text, TODAY)
    assert chips == _CAPTURE.chips(text, TODAY)
    for chip in chips:
        assert text[chip.start : chip.end] == chip.words
        assert chip.words
        decode_value(question_of(chip.question), chip.value)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["a", "1 ", "cancer ", "\x00", "😀", "a b ", "my aunt had lymphoma. "]))
def test_of_an_endless_text_the_beginning_is_read(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    part = read_part(text)
    assert text.startswith(part)
    assert len(part) <= MOST_READ
    assert len(part.split()) <= MOST_WORDS_READ
    for chip in _CAPTURE.chips(text, TODAY):
        assert chip.end <= len(part)
    assert _SEARCH.find(text).answers == _SEARCH.find(part).answers


def test_a_sign_that_stands_for_many_makes_no_endless_word() -> None:
    words = load_vocabulary(RESOURCES).words("\ufdfa" * 3000 + " breast cancer")
    assert max(len(word.plain) for word in words) <= 60
    assert _SEARCH.find("\ufdfa" * 100 + " breast cancer").answers[0].kind == "breast"


def test_a_text_of_ordinary_length_is_read_whole() -> None:
    for text in _TOLD:
        assert read_part(text) == text
