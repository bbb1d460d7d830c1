"""The window in the language of whoever reads it: nothing unmarked, untranslated, mixed up, cut."""

import ast
import re
import runpy
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polib
import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from advisor_app.domain.questions import Page
from advisor_app.domain.words import CATALOGUES, Words, words_in
from advisor_app.ui.hands import Hands, lets_go
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.segmented import Segmented
from advisor_app.ui.text import ElidedLabel
from advisor_app.ui.theme import choose_density, px, type_font
from advisor_app.ui.wording import counted, dated, phrase, speak
from tests.advisor import AGREED, Advisor, advisor_at_work

UI = Path(__file__).parents[2] / "advisor_app" / "ui"
SCRIPT = CATALOGUES / "make_words.py"
SAYS_ITS_FIRST = {"plain_label": 0, "ElidedLabel": 0, "set_words": 0, "setAccessibleName": 0}
SAYS_ITS_SECOND = {"Button": 1, "OneLineEdit": 1, "SearchField": 1, "ChoiceBox": 1, "CheckRow": 1}
PLACE = re.compile(r"\{[^}]*\}")
PAGES = (
    "queue",
    "intake",
    "mywork",
    "cases",
    "summary",
    "board",
    "directory",
    "knowledge",
    "admin",
)


TYPED = {"the patient"}
"""What colleagues of the demonstration wrote down: nobody translates that."""


class Longer(Words):
    """English a third longer, as other languages are."""

    def text(self, text: str, context: str = "") -> str:
        return stretched(super().text(text, context))

    def counted(self, one: str, many: str, count: int) -> str:
        return stretched(super().counted(one, many, count))


def stretched(text: str) -> str:
    return text + "x" * (len(PLACE.sub("", text)) // 3)


@pytest.fixture
def spanish() -> Iterator[None]:
    speak(words_in("es"))
    yield
    speak(words_in("en"))


# ---- the catalogue ----


def test_every_marked_sentence_stands_in_spanish() -> None:
    made = runpy.run_path(str(SCRIPT))
    catalogue = polib.pofile(str(CATALOGUES / "es.po"))
    there = {(entry.msgctxt or "", entry.msgid) for entry in catalogue.translated_entries()}
    marked = {(one.context, one.text) for one in made["words_of_the_window"]()}
    assert len(marked) > 1000
    assert not marked - there


def test_a_translation_fills_in_what_the_english_fills_in() -> None:
    for entry in polib.pofile(str(CATALOGUES / "es.po")):
        told = [entry.msgstr] if entry.msgstr else list(entry.msgstr_plural.values())
        for said in told:
            assert sorted(PLACE.findall(said)) == sorted(PLACE.findall(entry.msgid)), entry.msgid


@pytest.mark.parametrize(
    "file", sorted(UI.rglob("*.py")), ids=lambda one: one.relative_to(UI).as_posix()
)
def test_no_words_reach_a_widget_unmarked(file: Path) -> None:
    assert list(unmarked(ast.parse(file.read_text(encoding="utf-8")))) == []


def unmarked(tree: ast.AST) -> Iterator[str]:
    """The sentences that are handed to a widget as they stand in the code."""
    places = SAYS_ITS_FIRST | SAYS_ITS_SECOND
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        place = places.get(name)
        given = [] if place is None else node.args[place : place + 1]
        given += [one.value for one in node.keywords if one.arg == "placeholder"]
        for one in given:
            told = getattr(one, "value", "")
            if isinstance(one, ast.Constant) and isinstance(told, str) and is_a_sentence(told):
                yield f"line {one.lineno}: {told}"


def is_a_sentence(text: str) -> bool:
    return bool(re.match(r"[A-Z][a-z]+( [a-z]|$|[.:?…])", text)) and text not in ("Ruiz", "Esc")


def test_the_finder_finds_what_is_not_marked() -> None:
    assert list(unmarked(ast.parse('plain_label("Hold the call", "body")')))
    assert list(unmarked(ast.parse('Button("holdButton", "Hold")')))
    assert not list(unmarked(ast.parse('Button("holdButton", phrase("Hold"))')))


# ---- what is said ----


@pytest.mark.usefixtures("spanish")
def test_so_many_are_told_as_spanish_tells_them() -> None:
    one, many = "{count} record due", "{count} records due"
    assert counted(one, many, 1) == "1 documento pendiente"
    assert counted(one, many, 3) == "3 documentos pendientes"


@pytest.mark.usefixtures("spanish")
def test_a_date_names_its_month() -> None:
    assert dated(date(1961, 3, 4), "%d %b %Y").upper() == "04 MAR 1961"
    assert dated(date(1961, 4, 4), "%d %b %Y").upper() == "04 ABR 1961"
    assert dated(date(2026, 1, 5), "%a %d %b") == "lun 05 ene"


@pytest.mark.usefixtures("spanish")
def test_one_english_word_is_said_by_what_it_does() -> None:
    assert phrase("Open") == "Abierto"
    assert phrase("Open", context="window.verb") == "Abrir"


def test_the_words_of_people_are_never_translated() -> None:
    assert phrase("{who} took this call first.", who="Hold {x}") == "Hold {x} took this call first."


# ---- the window ----


@pytest.fixture
def desk(dressed: QApplication) -> Iterator[Advisor]:
    """A window of its own: it is built anew in another language."""
    with advisor_at_work(dressed) as advisor:
        yield advisor
        speak(words_in("en"))


def change(desk: Advisor, words: Words) -> None:
    """The desk in another language, as the shell changes it."""
    before = desk.window
    size = before.window.size()
    desk.window = before.in_words(words)
    desk.window.window.resize(size)
    desk.window.window.show()
    before.window.close()
    before.window.deleteLater()
    before.deleteLater()
    lets_go()
    desk.hands = Hands(desk.window)


def said(inside: QWidget) -> Iterator[tuple[QWidget, str]]:
    """What labels and buttons say that can be seen."""
    for label in inside.findChildren(QLabel):
        if label.isVisible() and label.text():
            yield label, label.text()
    for button in inside.findChildren(Button):
        if button.isVisible() and button.words:
            yield button, button.words


def cut(window: QWidget) -> list[str]:
    """Labels and buttons that say more than their place holds, with no ellipsis and no tip."""
    found = []
    for one, text in said(window):
        right = one.mapTo(window, one.rect().topRight()).x()
        if isinstance(one, Button):
            narrow = one.sizeHint().width() > one.width()
        else:
            assert isinstance(one, QLabel)
            free = isinstance(one, ElidedLabel) or one.wordWrap()
            wide = QFontMetrics(one.font()).horizontalAdvance(text)
            narrow = not free and wide > one.contentsRect().width() + 1
        if narrow or right > window.width():
            found.append(f"{one.objectName()}: {text}")
    return found + [words for one in window.findChildren(Segmented) for words in cut_in(one)]


def cut_at_rest(desk: Advisor) -> list[str]:
    """What is cut once the layouts have given room to the words that came last."""
    desk.hands.until(lambda: not cut(desk.window.window), what="")
    return cut(desk.window.window)


def cut_in(switch: Segmented) -> list[str]:
    """The choices of a switch whose words do not fit beside their badge."""
    if not switch.isVisible():
        return []
    metrics = QFontMetrics(type_font("subs"))
    return [
        f"{switch.objectName()}: {one.word}"
        for index, one in enumerate(switch.segments)
        if metrics.horizontalAdvance(one.word) + (22 if one.badge else 4)
        > switch.tabRect(index).width()
    ]


def test_the_window_changes_its_language_at_the_same_call_and_word(desk: Advisor) -> None:
    desk.hears_ringing()
    desk.takes_call()
    desk.answers(AGREED)
    desk.hands.goes_to(Page.PATIENT)
    desk.window.intake.focus_question("patient.given_names")
    case, call = desk.window.desk.case, desk.window.desk.call
    place = desk.window.intake.cursor_place()
    assert case is not None
    assert call is not None
    change(desk, words_in("es"))
    desk.hands.until(lambda: desk.window.desk.case is not None, what="the case again")
    desk.hands.settle()
    shown = desk.window.desk.case
    assert shown is not None
    assert shown.number == case.number
    assert desk.window.desk.call is not None
    assert desk.window.desk.call.id == call.id
    assert desk.window.window.current == "intake"
    assert desk.window.intake.cursor_place() == place
    assert desk.intake.patient.family_name.value == "Doe"
    assert "Imprimir resumen" in {text for _, text in said(desk.window.window)}


def test_the_window_stands_closer_together_at_the_same_case(desk: Advisor) -> None:
    desk.hands.opens_new_case()
    case = desk.window.desk.case
    asked: list[str] = []
    desk.window.density_chosen.connect(asked.append)
    desk.hands.does("density")
    desk.hands.until(lambda: asked == ["compact"], what="the closer window")
    choose_density("compact")
    try:
        change(desk, words_in("en"))
        desk.hands.until(lambda: desk.window.desk.case is not None, what="the case again")
        desk.hands.settle()
        shown = desk.window.desk.case
        assert case is not None
        assert shown is not None
        assert shown.number == case.number
        assert desk.window.queue.table.row_height == px("table.row") == 28
        assert desk.window.admin.centre.densities.key() == "compact"
        for page in PAGES:
            desk.window.go(page)
            desk.hands.settle()
            assert cut_at_rest(desk) == [], page
    finally:
        choose_density("comfortable")


@pytest.mark.parametrize("size", [(1280, 800), (1024, 768)])
def test_every_page_is_said_whole_in_spanish(desk: Advisor, size: tuple[int, int]) -> None:
    desk.hears_ringing()
    desk.takes_call()
    change(desk, words_in("es"))
    desk.hands.until(lambda: desk.window.desk.case is not None, what="the case again")
    desk.window.intake_controller.ask_in("es")
    spanish = words_in("es")
    desk.window.window.resize(*size)
    for page in PAGES:
        desk.window.go(page)
        desk.hands.settle()
        assert cut_at_rest(desk) == [], page
        texts = {text for _, text in said(desk.window.window)} - TYPED
        assert [text for text in texts if spanish.text(text) != text] == [], page


@pytest.mark.parametrize("size", [(1280, 800), (1024, 768)])
def test_texts_a_third_longer_are_not_cut(desk: Advisor, size: tuple[int, int]) -> None:
    change(desk, Longer())
    desk.window.window.resize(*size)
    for page in PAGES:
        desk.window.go(page)
        desk.hands.settle()
        assert cut_at_rest(desk) == [], page
