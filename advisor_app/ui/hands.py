"""An advisor's hands and eyes on the real window: keys are pressed, pictures are taken.

The tour and the tests work the console through it, in the words of the job, so that what they show
is what a person gets.
"""

import time
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPlainTextEdit, QWidget

from advisor_app.domain.asking import six_asked
from advisor_app.domain.case import Case
from advisor_app.domain.intake import ALWAYS_ASKED, Intake
from advisor_app.domain.paths import answer_at, question_of
from advisor_app.domain.questions import Kind, Page
from advisor_app.ui.console_window import ConsoleWindow
from advisor_app.ui.intake.toggles import Toggle

PATIENCE: Final = 20.0


class NotSeen(AssertionError):
    """Something that should have appeared on the window did not."""


class Hands:
    """Works one ConsoleWindow."""

    def __init__(self, console: ConsoleWindow) -> None:
        self.console = console
        self.window = console.window
        self.window.window().activateWindow()
        QTest.qWaitForWindowActive(self.window.window(), 2000)

    # ---- waiting ----

    def wait(self, seconds: float) -> None:
        """Let the window live for a moment."""
        self.until(lambda: False, seconds, "")

    def until(self, seen: Callable[[], bool], seconds: float = PATIENCE, what: str = "it") -> None:
        """Wait until something is seen. Raises NotSeen; with no `what`, time simply passes."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            QApplication.processEvents()
            lets_go()
            if seen():
                return
            time.sleep(0.005)
        if what:
            raise NotSeen(f"{what} did not come within {seconds:g} s")

    def settle(self) -> None:
        """Until nothing waits: answers are saved, the ranking stands."""
        presenter = self.console.intake_controller.presenter
        presenter.finish()
        self.wait(0.12)
        self.console.jobs.flush(10.0)
        self.wait(0.05)

    # ---- keys ----

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press one key, with modifiers, where the focus is."""
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        QTest.keyClick(self._focus(), key, held)
        QApplication.processEvents()

    def types(self, text: str) -> None:
        """Type into whatever has the focus."""
        type_into(self._focus(), text)
        QApplication.processEvents()

    def does(self, action: str) -> None:
        """Do one action of the table, as its key would."""
        if not self.console.actions.trigger(action):
            raise NotSeen(f"the action {action} cannot be done now")
        QApplication.processEvents()

    def clicks(self, name: str) -> None:
        """Press the control of that name with the mouse."""
        widget = self.find(name)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(*_middle(widget)))
        QApplication.processEvents()

    def find(self, name: str) -> QWidget:
        """The control of that name. Raises NotSeen."""
        found = [one for one in self.window.findChildren(QWidget, name) if one.isVisible()]
        if not found:
            raise NotSeen(f"there is no control {name}")
        return found[0]

    # ---- the work ----

    @property
    def intake(self) -> Intake:
        """The draft on the desk."""
        return self.console.intake_controller.presenter.intake

    @property
    def case(self) -> Case:
        """The case on the desk. Raises NotSeen."""
        case = self.console.desk.case
        if case is None:
            raise NotSeen("no case is on the desk")
        return case

    def takes_call(self) -> None:
        """Wait for an offer, accept it with F2, and wait for the case."""
        queue = self.console.queue_presenter
        self.until(lambda: queue.offer is not None, 40.0, "an offered call")
        self.console.go("queue")
        self.does("accept")
        self.until(lambda: self.console.desk.case is not None, what="the caller's case")
        self.settle()

    def opens_new_case(self) -> None:
        """A case without a call."""
        before = self.console.desk.case
        self.does("new_case")
        self.until(lambda: self.console.desk.case is not before, what="the new case")
        self.settle()

    def opens(self, number: str) -> None:
        """Put a case on the desk."""
        self.console.desk.open_case(number)
        self.until(
            lambda: self.console.desk.case is not None and self.case.number == number,
            what=f"case {number}",
        )
        self.settle()

    def tells(self, story: str) -> None:
        """Type the story as it is told."""
        self.goes_to(Page.STORY)
        self.console.intake.story.setFocus()
        self.types(story)
        self.wait(0.45)

    def keeps_chips(self) -> None:
        """Accept every fact that was heard in the story."""
        heard = self.console.intake_controller.heard
        for fact in heard.facts:
            heard.keep(fact)
        self.wait(0.1)

    def goes_to(self, page: Page) -> None:
        """Turn to a section of the intake."""
        self._wake()
        if self.window.current != "intake":
            self.console.go("intake")
        self.does(f"section_{page.value}")

    def answers(self, path: str, text: str) -> None:
        """Put the cursor into a question and type its answer, or press its words."""
        self._wake()
        if self.window.current != "intake":
            self.console.go("intake")
        self.console.intake_controller.go_to(path)
        question = question_of(path)
        field = self.console.intake.field_at(path)
        if field is None:
            raise NotSeen(f"the question {path} is not on the page")
        if question.kind in (Kind.YES_NO, Kind.CODES) and field.findChild(Toggle) is not None:
            self._press_words(field, text)
        elif question.kind in (Kind.CODE, Kind.NUMBER) and question.choices:
            self.console.intake_controller.presenter.say(path, text)
        else:
            focus = field.editor.focus_widget()
            focus.setFocus()
            if isinstance(focus, QLineEdit | QPlainTextEdit):
                focus.selectAll()
            type_into(focus, text)
            take_offered(focus, text)
            if question.kind is not Kind.LONG_TEXT:
                QTest.keyClick(focus, Qt.Key.Key_Tab)
        QApplication.processEvents()

    def types_kind(self, words: str, path: str = "dx.rows/1/kind") -> QWidget:
        """Type the caller's words for the cancer; the line that they stand in."""
        self._wake()
        self.console.intake_controller.go_to(path)
        field = self.console.intake.field_at(path)
        if field is None:
            raise NotSeen("the search for a kind is not on the page")
        line = field.editor.focus_widget()
        line.setFocus()
        type_into(line, words)
        self.wait(0.1)
        return line

    def picks_kind(self, words: str, path: str = "dx.rows/1/kind") -> None:
        """Type the caller's words for the cancer and take the first reading."""
        line = self.types_kind(words, path)
        QTest.keyClick(line, Qt.Key.Key_Down)
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.until(
            lambda: (
                answer_at(self.intake, path).known
                or self.intake.status.code.value == "abnormal_not_diagnosed"
            ),
            what="the chosen kind",
        )

    def asks_the_six(self) -> None:
        """Ask the six red flags of every call; all are answered with no."""
        for name in ALWAYS_ASKED:
            self.answers(f"urg.{name}", "No")
        if not six_asked(self.intake):
            raise NotSeen("the six red flags were not taken")

    def chooses_specialist(self) -> str:
        """Choose the first specialist with Ctrl+B; their id."""
        self.settle()
        if self.window.current != "intake":
            self.console.go("intake")
        self.does("choose")
        self.settle()
        chosen = self.intake.out.match.value
        if chosen is None:
            raise NotSeen("no specialist was chosen")
        return chosen.text("id")

    def parks(self) -> None:
        """F6."""
        self.does("park")
        self.until(lambda: self.console.desk.case is None, what="the parked case")

    def draws_summary(self) -> None:
        """Ctrl+P: the summary stands on the page."""
        self.settle()
        self.does("summary")
        self.until(lambda: self.console.summary.pages_shown > 0, what="the summary")
        self.wait(0.1)

    def saves_summary(self, path: Path) -> None:
        """Save the drawn summary as a file."""
        self.console.summary_presenter.printing.save_to(str(path))
        self.until(path.exists, what="the saved summary")
        self.settle()

    def ends_call(self) -> None:
        """F8, and the card for the wrap-up."""
        self.does("end")
        self.until(lambda: self.console.desk.wrap_up.card.is_open, what="the wrap-up card")

    def promises(self, when: str, about: str) -> None:
        """Type a call back into the wrap-up card: when, and what about."""
        for name, words in (("promiseWhenEdit", when), ("purposeEdit", about)):
            line = self.find(name)
            line.setFocus()
            type_into(line, words)
        self.wait(0.1)

    def finishes_call(self) -> None:
        """Finish the wrap-up as proposed."""
        self.console.desk.wrap_up.card.finish()
        self.until(lambda: self.console.desk.call is None, what="the end of the call")
        self.settle()

    # ---- pictures ----

    def picture(self) -> QImage:
        """The window as it stands."""
        QApplication.processEvents()
        self.wait(0.05)
        return self.window.window().grab().toImage()

    def _wake(self) -> None:
        """Make the window active: a screenless platform can leave none, and none then has keys."""
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            QApplication.processEvents()

    def _focus(self) -> QWidget:
        self._wake()
        return QApplication.focusWidget() or self.window

    def _press_words(self, field: QWidget, text: str) -> None:
        wanted = {part.strip().casefold() for part in text.split(",")}
        for toggle in field.findChildren(Toggle):
            if toggle.words.casefold() in wanted and not toggle.isChecked():
                toggle.setFocus()
                QTest.keyClick(toggle, Qt.Key.Key_Space)


def lets_go() -> None:
    """Delete what the window let go of, as a running event loop does by itself."""
    QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))


def type_into(widget: QWidget, text: str) -> None:
    """Type into a widget; letters that no key of the test keyboard has come by input method."""
    for on_a_key, letters in groupby(text, key=_is_on_a_key):
        typed = "".join(letters)
        if on_a_key:
            QTest.keyClicks(widget, typed)
        else:
            composed = QInputMethodEvent()
            composed.setCommitString(typed)
            QApplication.sendEvent(widget, composed)


def take_offered(line: QWidget, text: str) -> None:
    """Where a list of names is open under the line, take the one that was typed, or close it."""
    names = QApplication.activePopupWidget()
    if not isinstance(names, QListView):
        return
    model = names.model()
    rows = [str(model.index(row, 0).data()).casefold() for row in range(model.rowCount())]
    if text.casefold() in rows:
        for _ in range(rows.index(text.casefold()) + 1):
            QTest.keyClick(names, Qt.Key.Key_Down)
        QTest.keyClick(names, Qt.Key.Key_Return)
    else:
        QTest.keyClick(names, Qt.Key.Key_Escape)
    # A screenless platform makes no window active again when a popup has closed.
    line.window().activateWindow()
    QApplication.processEvents()
    line.setFocus()


def _is_on_a_key(letter: str) -> bool:
    return " " <= letter <= "~"


def _middle(widget: QWidget) -> tuple[int, int]:
    return widget.width() // 2, widget.height() // 2
