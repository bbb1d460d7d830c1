"""Lines of runs: where they break, what stays together, what runs from the right."""

from bidi.algorithm import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_app.documents.drawing import turned_round
from advisor_app.documents.faces import width_of
from advisor_app.documents.front_rows import balanced_width
from advisor_app.documents.lines import broken, line_width, natural_width
from advisor_app.documents.runs import GAP, Run, mark, plain, printable
from advisor_app.documents.sheet import limited


def text_of(lines: object) -> list[str]:
    return ["".join(piece.text for piece in line) for line in lines]  # type: ignore[attr-defined]


@given(st.text(max_size=300), st.sampled_from([60.0, 128.0, 425.0]))
@settings(max_examples=60, deadline=None)
def test_no_line_is_wider_than_asked_and_no_word_is_lost(text: str, width: float) -> None:
    lines = broken(plain(text), width, 10.0)
    assert all(line_width(line) <= width + 0.1 for line in lines)
    kept = "".join(sign for line in text_of(lines) for sign in line if sign.isalnum())
    shown = [sign for sign in printable(text) if sign.isalnum() and sign < "\u0370"]
    assert all(sign in kept for sign in shown)


def test_a_mark_stays_with_its_value() -> None:
    runs = (*plain("one two three four five"), *mark("R"))
    for width in range(60, 140, 4):
        lines = broken(runs, float(width), 10.0)
        assert text_of(lines)[-1].endswith("five\u00a0[R]")


def test_styles_and_gaps_keep_their_room() -> None:
    line = broken((Run("DOB", bold=True), GAP, Run("Case")), 300.0, 10.0)[0]
    first, second = line
    assert second.x > first.x + first.width + 9
    assert first.face != second.face


def test_line_breaks_of_the_typist_stay() -> None:
    assert text_of(broken(plain("one\ntwo\r\n\nfour"), 300.0, 10.0)) == ["one", "two", "", "four"]


def test_numbers_inside_arabic_stand_as_the_standard_orders_them() -> None:
    for text in ("سميرة 45 حدوش", "a سميرة 45 b", "שלום 12, עולם", "x (سميرة) y"):
        pieces = broken(plain(text), 500.0, 10.0)[0]
        drawn = "".join(
            turned_round(piece.text) if piece.right_to_left else piece.text for piece in pieces
        )
        expected = get_display(text, base_dir="L")
        assert drawn.replace(" ", "") == expected.replace(" ", "")
        starts = [piece.x for piece in pieces]
        assert starts == sorted(starts)


def test_a_word_from_the_right_keeps_its_numbers_and_points() -> None:
    assert turned_round("אב12ג") == "ג12בא"
    assert turned_round("שָׁל") == "לשָׁ"


def test_a_cut_value_says_where_it_goes_on() -> None:
    lines, cut = limited(plain("word " * 60), 200.0, 10.0, False, 2)
    assert cut
    assert len(lines) == 2
    assert text_of(lines)[-1].endswith("… (page 2)")
    assert all(line_width(line) <= 200.1 for line in lines)
    marked, _ = limited((*plain("word " * 60), *mark("R")), 200.0, 10.0, False, 2)
    assert text_of(marked)[-1].endswith("… (page 2)\u00a0[R]")
    assert line_width(marked[-1]) <= 200.1
    whole, cut = limited(plain("short"), 200.0, 10.0, False, 2)
    assert (text_of(whole), cut) == (["short"], False)


def test_a_quote_is_balanced_without_another_line() -> None:
    runs = plain("They want to cut again and then six weeks of radiation. Is all that needed?")
    width = balanced_width(runs, 425.0, 13.0)
    assert len(broken(runs, width, 13.0)) == len(broken(runs, 425.0, 13.0))
    assert width <= 425.0


def test_narrow_is_narrower_and_spaces_fit_every_face() -> None:
    assert natural_width(plain("Radiation oncologist"), 10.0, True) < natural_width(
        plain("Radiation oncologist"), 10.0
    )
    line = broken(plain("王小明 김민수"), 500.0, 10.0)[0]
    assert line[-1].x >= width_of("王小明", "PaperHan", 10.0)
