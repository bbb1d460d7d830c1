"""Help on F1: each page has it, in each language, and it names only keys that there are."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from advisor_app.domain.words import languages
from advisor_app.ui.action_rows import ROWS
from advisor_app.ui.guide.page_help import GUIDE, KEY, HelpMistake, help_file, read_help
from tests.advisor import Advisor, advisor_at_work
from tests.ui.test_console_window import PAGES

BARE_KEY = re.compile(r"\b(F\d{1,2}|(Ctrl|Alt|Shift|Strg)\W)")


@pytest.fixture(scope="module")
def desk(dressed: QApplication) -> Iterator[Advisor]:
    with advisor_at_work(dressed) as advisor:
        yield advisor


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_its_help_with_keys_of_the_table_only(page: str, language: str) -> None:
    file = help_file(page, language)
    assert file.parent.name == language, "it is written in that language"
    text = file.read_text("utf-8")
    named = set(KEY.findall(text))
    assert named <= {name for name, *_ in ROWS}
    assert not BARE_KEY.search(text), "a key is named by its action"
    found = read_help(file, lambda name: f"<{name}>")
    assert found.title
    assert len(found.parts) >= 3
    assert all(part.paragraphs for part in found.parts)


@pytest.mark.parametrize("page", PAGES)
def test_f1_opens_the_help_of_the_page_in_front(desk: Advisor, page: str) -> None:
    desk.window.go(page)
    desk.hands.settle()
    desk.presses(Qt.Key.Key_F1)
    card = desk.window.help
    assert card.is_open
    shown = [label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card)]
    expected = read_help(help_file(page), desk.window.actions.keys)
    assert expected.title in shown
    for part in expected.parts:
        assert set(part.paragraphs) <= set(shown), "word for word, as plain text"
    assert {text for text, _ in card.keys_of(page)} <= set(shown)
    assert card.keys_of(page)
    assert all(key for _, key in card.keys_of(page))
    desk.presses(Qt.Key.Key_Escape)
    assert not card.is_open


def test_a_text_that_is_written_otherwise_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "queue.md"
    file.write_text("# The queue\n### Too deep\n", "utf-8")
    with pytest.raises(HelpMistake, match="line 2"):
        read_help(file, str)


def test_no_help_is_left_of_a_page_that_is_gone() -> None:
    for language in languages():
        assert {file.stem for file in (GUIDE / language).glob("*.md")} == set(PAGES)
