"""Files from anywhere: each bad one ends with one clear line."""

import io
from pathlib import Path

import pytest

from advisor_app.exchange.mistakes import FileMistake, told
from advisor_app.exchange.reading import LARGEST_FILE, decode_text, read_json, read_text
from advisor_app.exchange.tabular import read_csv


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\xff\xfe{\0}\0", "UTF-16"),
        ("naïve".encode("latin-1"), "UTF-8"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "CSV"),
        (b"{}\0", "zero bytes"),
        (b" " * (LARGEST_FILE + 1), "10 MB"),
    ],
)
def test_bytes_that_are_no_text_are_refused(raw: bytes, words: str) -> None:
    with pytest.raises(FileMistake, match=words):
        decode_text(raw)


def test_utf8_with_and_without_its_mark_is_read() -> None:
    assert decode_text("\ufeffné".encode()) == decode_text("né".encode())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("{,}", "line 1, column 2"),
        ('{"a": 1, "a": 2}', "twice"),
        ('{"a": {"b": 1, "b": 2}}', "twice"),
        ("[NaN]", "NaN"),
        ("[-Infinity]", "NaN"),
        ("[1e999]", "infinite"),
        (f"[{'9' * 5000}]", "too long"),
        ("[" * 101 + "]" * 101, "nested"),
        ("[" * 100_000, "nested"),
    ],
)
def test_json_that_is_not_sound_is_refused(text: str, words: str) -> None:
    with pytest.raises(FileMistake, match=words):
        read_json(text)


def test_brackets_within_words_are_no_nesting() -> None:
    assert read_json('{"a": "' + "[" * 500 + '\\""}') == {"a": "[" * 500 + '"'}


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(FileMistake, match="No such file"):
        read_text(str(tmp_path / "none.json"))
    with pytest.raises(FileMistake, match="directory"):
        read_text(str(tmp_path))
    with pytest.raises(FileMistake, match="name"):
        read_text("a\0b")


def test_a_hyphen_is_the_standard_input() -> None:
    assert read_text("-", io.BytesIO(b"{}")) == "{}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\n\n", "empty"),
        ("a,a\n1,2\n", "twice"),
        ("a,\n1,2\n", "without a name"),
        ("a,b\n1,2,3\n", "more cells"),
        ('a,b\n"1,2\n', "not CSV"),
    ],
)
def test_a_table_that_is_not_sound_is_refused(text: str, words: str) -> None:
    with pytest.raises(FileMistake, match=words):
        read_csv(text)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_with_any_usual_separator_is_read(separator: str) -> None:
    text = f'a{separator}b\r\n"x\ny"{separator}2\r\n\r\n3\r\n'
    first, second = read_csv(text)
    assert dict(first.cells) == {"a": "x\ny", "b": "2"}
    assert dict(second.cells) == {"a": "3", "b": ""}


def test_many_mistakes_are_one_short_line() -> None:
    mistakes = FileMistake.whole("is wrong").mistakes * 20
    assert told(mistakes).endswith("and 8 more")
    assert "\n" not in told(mistakes)
