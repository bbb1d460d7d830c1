"""The window as a screen reader meets it: every control has a name, a role and its state."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QWidget,
)
from pytestqt.qtbot import QtBot

from advisor_app.domain.questions import Page
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.question import QuestionFrame
from advisor_app.ui.page import StatusLine
from advisor_app.ui.queue.banner import OfferBanner, ShownOffer
from advisor_app.ui.statusbar import StatusBar
from tests.advisor import AGREED, MONDAY, Advisor, advisor_at_work

ROLE = QAccessible.Role
NO_ROLE = (ROLE.NoRole, ROLE.Client, ROLE.Window, ROLE.Pane)


@pytest.fixture(scope="module")
def desk(dressed: QApplication) -> Iterator[Advisor]:
    with advisor_at_work(dressed) as advisor:
        advisor.hears_ringing()
        advisor.takes_call()
        advisor.answers(AGREED)
        yield advisor


def reached(window: QWidget) -> list[QWidget]:
    """What the Tab key or a press reaches now."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and (one.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(one, QAbstractButton))
        and one.focusProxy() is None
        and not _only_scrolls(one)
        and not _holds_others(one)
    ]


def _only_scrolls(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractScrollArea) and not (
        isinstance(widget, QAbstractItemView) or widget.accessibleName()
    )


def _holds_others(widget: QWidget) -> bool:
    """A list of our own whose rows are controls: it takes the digits that stand on them."""
    return not isinstance(widget, QAbstractButton) and bool(widget.findChildren(QAbstractButton))


def untold(window: QWidget) -> list[str]:
    """The controls of which a screen reader could not say what they are."""
    found = []
    for one in reached(window):
        told = QAccessible.queryAccessibleInterface(one)
        name = told.text(QAccessible.Text.Name) or told.text(QAccessible.Text.Value)
        if not name or told.role() in NO_ROLE or not one.objectName():
            found.append(f"{type(one).__name__} {one.objectName()!r}: {name!r} {told.role().name}")
    return sorted(set(found))


def test_every_control_of_every_page_is_told(desk: Advisor) -> None:
    window = desk.window
    missing = {}
    for page in ("queue", "mywork", "cases", "summary", "board", "directory"):
        window.go(page)
        desk.hands.settle()
        missing[page] = untold(window.window)
    for view in ("kinds", "talk", "rules"):
        window.go("knowledge")
        window.knowledge.show_view(view)
        desk.hands.settle()
        missing[f"knowledge {view}"] = untold(window.window)
    for view in ("centre", "accounts", "audit", "glass", "about"):
        window.go("admin")
        window.admin.show_view(view)
        desk.hands.settle()
        missing[f"admin {view}"] = untold(window.window)
    for section in Page:
        desk.hands.goes_to(section)
        missing[f"intake {section}"] = untold(window.window)
    for tab in ("match", "say", "records", "ask"):
        desk.hands.does(f"tab_{tab}")
        desk.hands.settle()
        missing[f"panel {tab}"] = untold(window.window)
    assert {place: found for place, found in missing.items() if found} == {}


# ---- in which order ----


def visited(window: QWidget) -> list[QWidget]:
    """Where Tab goes, from the first control of the window once around."""
    found: list[QWidget] = []
    one = window.nextInFocusChain()
    while one is not None and one is not window:
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled():
            found.append(one)
        one = one.nextInFocusChain()
    return found


@pytest.mark.parametrize("section", list(Page))
def test_tab_goes_through_a_form_as_it_is_read(desk: Advisor, section: Page) -> None:
    desk.hands.goes_to(section)
    form = desk.window.intake.findChild(QWidget, "intakeForm")
    assert form is not None
    places = []
    for one in visited(desk.window.window):
        if form.isAncestorOf(one):
            at = one.mapTo(form, one.rect().topLeft())
            places.append((at.y() // 24, at.x(), one.objectName()))
    assert len(places) > 1
    assert places == sorted(places)


# ---- what is announced ----


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told to say without being asked."""
    said: list[str] = []

    class Event:
        def __init__(self, _widget: QWidget, words: str) -> None:
            said.append(words)

    monkeypatch.setattr("advisor_app.ui.announcing.QAccessibleAnnouncementEvent", Event)
    monkeypatch.setattr(
        "advisor_app.ui.announcing.QAccessible.updateAccessibility", lambda _event: None
    )
    return said


def test_an_offer_is_said_once_with_its_key(heard: list[str], qtbot: QtBot) -> None:
    banner = OfferBanner()
    qtbot.addWidget(banner)
    offer = ShownOffer(key="1", who="DOE, Jane", why="your group", until=MONDAY, of=20)
    banner.show_offer(offer, MONDAY)
    banner.show_offer(offer, MONDAY)
    assert heard == ["Call for you: DOE, Jane. your group. F2"]


def test_what_went_wrong_and_what_was_done_are_said(heard: list[str], qtbot: QtBot) -> None:
    bar = StatusBar(demonstration=False)
    qtbot.addWidget(bar)
    bar.show_line(StatusLine(text="Live, updated 10:38"))
    bar.show_line(StatusLine(text="Not saved: the disk is full", role="warningInk"))
    bar.show_line(StatusLine(text="Not saved: the disk is full", role="warningInk"))
    bar.show_undo("LIND, Carla moved to 16:30")
    assert heard == ["Not saved: the disk is full", "LIND, Carla moved to 16:30. Undo: Ctrl Z"]


def test_a_problem_is_said_with_its_question(heard: list[str], qtbot: QtBot) -> None:
    question = QuestionFrame("when", "When was it found?", OneLineEdit("line"))
    qtbot.addWidget(question)
    question.show()
    question.set_hint("Needed for booking")
    question.set_hint("Before birth. Which is right?", "problem")
    assert heard == ["When was it found?: Before birth. Which is right?"]
