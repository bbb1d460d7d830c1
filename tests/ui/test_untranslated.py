"""No English is left on any page, panel or card of the window in Spanish."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from advisor_app.domain.questions import Page
from advisor_app.domain.words import words_in
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import speak
from tests.advisor import AGREED, Advisor, advisor_at_work
from tests.ui.untranslated import English, texts_on

STORY = "mom 62, islet cell of the pancreas since may, stage two, on FOLFIRINOX, lives in NJ"
TYPED = {"paper", "seven", "stage", "two", "islet", "cell", "mom", "since", "may"}
"""What this test typed itself."""
CARDS = {
    "queue": ("log_off", "keys", "help", "palette"),
    "board": ("what_if", "team_help", "supervise", "say_to_all"),
    "directory": ("edit_places",),
    "intake": ("emergency", "hand_on", "ask_nurse"),
}
VIEWS = {
    "knowledge": ("talk", "kinds", "rules"),
    "admin": ("centre", "accounts", "audit", "glass", "about"),
}


@pytest.fixture(scope="module")
def desk(dressed: QApplication) -> Iterator[Advisor]:
    """A desk in Spanish in the middle of a call, with a story told and its facts kept."""
    speak(words_in("es"))
    with advisor_at_work(dressed) as advisor:
        advisor.hears_ringing()
        advisor.takes_call()
        advisor.window.intake_controller.ask_in("es")
        advisor.hands.tells(STORY)
        advisor.hands.keeps_chips()
        advisor.answers(AGREED)
        advisor.hands.settle()
        yield advisor
    speak(words_in("en"))


@pytest.fixture(scope="module")
def english(desk: Advisor) -> English:
    return English(desk.window.console.knowledge, "es")


def left(desk: Advisor, english: English) -> list[str]:
    """The texts on the window in which English is left, with its words."""
    desk.hands.settle()
    found = {
        f"{name}: {text[:120]!r} {sorted(words)}"
        for name, text in texts_on(desk.window.window)
        if (words := english.left_in(text) - TYPED)
    }
    return sorted(found)


def test_the_finder_finds_what_is_not_translated(english: English) -> None:
    assert english.left_in("Hold the call") == {"hold", "the", "call"}
    assert english.left_in("Invasive ductal carcinoma of the breast")
    assert not english.left_in("Carcinoma ductal infiltrante de mama")
    assert not english.left_in("En espera")
    window = QWidget()
    label = plain_label("Hold the call", "body")
    label.setParent(window)
    window.show()
    assert any(english.left_in(text) for _, text in texts_on(window))
    window.deleteLater()


@pytest.mark.parametrize("page", list(Page))
def test_no_section_of_the_intake_holds_english(
    page: Page, desk: Advisor, english: English
) -> None:
    desk.hands.goes_to(page)
    assert left(desk, english) == []


@pytest.mark.parametrize("tab", ["say", "records", "ask", "match"])
def test_no_panel_holds_english(tab: str, desk: Advisor, english: English) -> None:
    desk.window.go("intake")
    desk.hands.does(f"tab_{tab}")
    assert left(desk, english) == []


@pytest.mark.parametrize(
    "page", ["queue", "mywork", "cases", "summary", "board", "directory", *VIEWS]
)
def test_no_page_holds_english(page: str, desk: Advisor, english: English) -> None:
    desk.window.go(page)
    for view in VIEWS.get(page, ("",)):
        if view:
            getattr(desk.window, page).show_view(view)
        assert left(desk, english) == [], view


@pytest.mark.parametrize(("page", "card"), [(page, one) for page in CARDS for one in CARDS[page]])
def test_no_card_holds_english(page: str, card: str, desk: Advisor, english: English) -> None:
    desk.window.go(page)
    desk.hands.settle()
    desk.hands.does(card)
    try:
        assert left(desk, english) == []
    finally:
        desk.hands.press(Qt.Key.Key_Escape)
