"""What the command line makes of words and surroundings before any verb works."""

from importlib import import_module
from types import ModuleType

import pytest

from advisor_app import cli
from advisor_app.bootstrap import screen
from tests.cli.console import run


@pytest.mark.parametrize(
    "words",
    [
        ["nosuchverb"],
        ["find-cancer"],
        ["find-cancer", "Jane", "Secret"],
        ["find-cancer", "x", "--limit", "Secret"],
        ["find-cancer", "x", "--limit", "0"],
        ["find-cancer", "x", "--Secret"],
        ["match"],
        ["simulate", "--hours", "Secret"],
        ["simulate", "--hours", "-1"],
        ["simulate", "--hours", "nan"],
        ["simulate", "--advisors", "501"],
        ["export-case", "Q-1", "out", "--format", "Secret"],
        ["--demo", "simulate"],
    ],
)
def test_bad_words_end_with_one_line_that_does_not_repeat_them(words: list[str]) -> None:
    ended = run(*words)
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.count("\n") == 1
    assert "Secret" not in ended.err


def test_help_is_no_mistake() -> None:
    ended = run("--help")
    assert ended.code == 0
    for verb in ("tour", "init", "import-case", "find-cancer", "match", "summary", "selfcheck"):
        assert verb in ended.out


@pytest.mark.parametrize(
    ("surroundings", "words"),
    [
        ({}, "tour"),
        ({"QT_QPA_PLATFORM": "xcb"}, "tour"),
        ({"QT_QPA_PLATFORM": "nosuch"}, "QT_QPA_PLATFORM"),
    ],
)
def test_without_a_screen_one_sentence_says_so(
    surroundings: dict[str, str], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    ended = run("--demo")
    assert ended.code == 2
    assert words in ended.err
    assert ended.err.count("\n") == 1


def test_a_display_where_nobody_listens_is_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":7788")
    monkeypatch.setattr(screen, "_loads", lambda _library: True)
    ended = run()
    assert ended.code == 2
    assert "DISPLAY" in ended.err


def test_a_missing_library_of_x11_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":7788")
    monkeypatch.setattr(screen, "_loads", lambda library: "cursor" not in library)
    assert "apt-get install libxcb-cursor0\n" in run("--demo").err


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("libEGL.so.1: cannot open shared object file: No such file", "libegl1"),
        ("libxkbcommon.so.0: cannot open shared object file: No such file", "libxkbcommon0"),
        ("libodd-2.so.7: cannot open shared object file: No such file", "libodd-2.so"),
        ("No module named 'PySide6'", "pip install"),
    ],
)
def test_a_qt_that_cannot_be_loaded_names_what_is_missing(
    message: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unloadable(name: str) -> ModuleType:
        if name.endswith("safe_start"):
            return import_module(name)
        raise ImportError(message)

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(cli, "import_module", unloadable)
    ended = run("--demo")
    assert ended.code == 2
    assert words in ended.err
    assert ended.err.count("\n") == 1


def test_a_mistake_of_ours_is_not_taken_for_a_missing_library(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_name: str) -> None:
        raise ImportError("cannot import name 'x'")

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(cli, "import_module", broken)
    with pytest.raises(ImportError, match="x"):
        run("--demo")


def test_the_same_seed_is_the_same_shift() -> None:
    words = ("simulate", "--hours", "1", "--advisors", "4", "--json", "--seed")
    first, again, other = run(*words, "7"), run(*words, "7"), run(*words, "8")
    assert first.code == 0
    assert first.out == again.out != other.out
    [figures] = first.rows
    assert figures["calls_presented"] > 0
    assert figures["seed"] == 7


def test_a_shift_in_words_says_that_it_is_a_demonstration() -> None:
    ended = run("simulate", "--hours", "1", "--advisors", "4")
    assert ended.code == 0
    assert "Demonstration" in ended.out
    assert "service level" in ended.out


@pytest.mark.parametrize("verb", [("capture", "lump"), ("match", "-")])
def test_a_present_that_is_no_instant_is_refused(
    verb: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_NOW", "tomorrow")
    ended = run(*verb, given="{}")
    assert ended.code == 2
    assert ended.err == "ADVISOR_NOW is not an ISO date and time\n"


def test_any_line_is_answered_and_an_endless_one_says_how_far_it_was_read() -> None:
    lines = ["\x00\x01", "😀 癌 سرطان", "cancer " * 150_000, "DCIS"]
    for verb in ("find-cancer", "capture"):
        ended = run(verb, "-", "--json", given="\n".join(lines) + "\n")
        assert ended.code == 0
        assert [row["text"] for row in ended.rows] == lines
        assert "signs, the signs 0 to " in ended.err
        assert "cancer" not in ended.err
