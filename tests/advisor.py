"""An advisor at a desk of the demonstration: tests say in the words of the job what is done."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from advisor_app.bootstrap.opening import session_at_desk, store_of
from advisor_app.bootstrap.window import console_on, demonstration_console
from advisor_app.domain.answers import Answer
from advisor_app.domain.case import Session
from advisor_app.domain.codec import encode_value
from advisor_app.domain.intake import MEMBERS, Intake
from advisor_app.domain.paths import answer_at, answers, member_path, question_of, rows_of, split
from advisor_app.domain.people import Role
from advisor_app.domain.questions import Kind, Page, Question
from advisor_app.domain.shown import shown
from advisor_app.domain.values import Parts
from advisor_app.exchange.case_file import read_case
from advisor_app.line.calls import IncomingCall
from advisor_app.line.presence import PresenceState
from advisor_app.matching.results import MatchResult
from advisor_app.ui.console_window import ConsoleWindow
from advisor_app.ui.context import Console
from advisor_app.ui.hands import Hands, lets_go, take_offered, type_into
from advisor_app.ui.intake.editor import Editor
from advisor_app.ui.intake.field import QuestionField
from advisor_app.ui.intake.kind_editor import KindEditor
from advisor_app.ui.intake.parts_editor import PartsEditor
from advisor_app.ui.intake.toggles import Toggle
from advisor_app.ui.kit.choice_box import ChoiceBox
from advisor_app.ui.theme import apply_theme

MONDAY: Final = datetime(2026, 11, 23, 15, 38, tzinfo=UTC)
"""Monday 23 NOV 2026, 10:38 Eastern: the line is open."""
CASES: Final = Path(__file__).parent / "data" / "cases"
CALLS: Final = CASES.parent / "calls"
AGREED: Final = {
    "caller.name": "Janet Doe",
    "caller.is_patient": "No",
    "caller.relationship": "child",
    "caller.authority": "patient_on_line_agreed",
    "patient.family_name": "Doe",
    "patient.given_names": "Jane",
    "patient.dob": "03/04/1964",
    "patient.sex_at_birth": "female",
}
"""A daughter who calls for her mother, with her mother's consent."""


class Advisor:
    """Works one window by its keys; `aside` are the answers that no page offers to be typed."""

    def __init__(self, console: Console) -> None:
        self.window = ConsoleWindow(console)
        self.window.window.resize(1280, 800)
        self.window.window.show()
        self.hands = Hands(self.window)
        self.aside: list[str] = []
        self._calls = 0

    # ---- the day ----

    def starts(self) -> None:
        """Sit down: the window works, and this desk can be rung."""
        console = self.window.console
        console.presences.choose(console.act(), PresenceState.AVAILABLE)
        self.window.start()

    def stops(self, *, others: bool = False) -> None:
        """Go home; nothing may go on after that, but for the windows of `others`."""
        window = self.window
        self.hands.settle()
        self.hands.until(
            lambda: not any(one.isActive() and one.isSingleShot() for one in timers_of(window)),
            what="the end of what waits",
        )
        window.stop()
        window.window.close()
        alive = [thread.name for thread in window.jobs.threads if thread.is_alive()]
        assert not alive, f"threads go on: {alive}"
        ticking = [name_of(timer) for timer in timers_of(window) if timer.isActive()]
        assert not ticking, f"timers go on: {ticking}"
        open_ones = [
            name_of(widget) for widget in QApplication.topLevelWidgets() if widget.isVisible()
        ]
        assert others or not open_ones, f"windows stay open: {open_ones}"
        window.window.deleteLater()
        window.deleteLater()
        lets_go()

    @contextmanager
    def at_desk(self) -> Iterator["Advisor"]:
        """One whole shift."""
        self.starts()
        try:
            yield self
        finally:
            self.stops()

    # ---- calls ----

    def hears_ringing(self, **known: Any) -> str:
        """Somebody calls; the id of the call, once it is offered to this desk."""
        call = self.calls_the_line(**known)
        self.window.queue_presenter.poll()
        self.hands.until(
            lambda: self.window.queue_presenter.offer is not None, what="an offered call"
        )
        return call

    def calls_the_line(self, **known: Any) -> str:
        """Somebody calls; the id of the call."""
        self._calls += 1
        console = self.window.console
        told = {"phone": "(908) 555-0117", "caller": "Janet Doe"} | known
        call = IncomingCall(id=f"t-{self._calls}", arrived_at=console.clock.now(), **told)
        console.queue.arrived(call)
        return call.id

    def takes_call(self) -> None:
        """F2 on the offer that is on the screen."""
        self.window.go("queue")
        self.presses(Qt.Key.Key_F2)
        self.hands.until(lambda: self.window.desk.case is not None, what="the caller's case")
        self.hands.settle()

    def parks(self) -> None:
        """F6."""
        self.presses(Qt.Key.Key_F6)
        self.hands.until(lambda: self.window.desk.case is None, what="the parked case")

    def presses(self, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
        """One key of the whole window, as the keyboard sends it."""
        if QApplication.activeWindow() is None:
            # A screenless platform forgets which window is active when a popup has closed.
            self.window.window.activateWindow()
            QTest.qWaitForWindowActive(self.window.window, 2000)
        self.hands.press(key, *held)

    # ---- the case ----

    @property
    def intake(self) -> Intake:
        """The draft on the desk."""
        return self.hands.intake

    @property
    def stored(self) -> Intake:
        """The case on the desk as it stands in the store."""
        self.hands.settle()
        console = self.window.console
        return console.cases.open(console.act(), self.hands.case.number).intake

    @property
    def matched(self) -> MatchResult:
        """The ranking of what stands on the desk now."""
        self.hands.settle()
        controller = self.window.intake_controller
        self.hands.until(lambda: controller.result is not None, what="a ranking")
        assert controller.result is not None
        return controller.result

    def answers(self, told: Mapping[str, str]) -> None:
        """Type one answer after another."""
        for path, text in told.items():
            self.hands.answers(path, text)

    def sees(self, path: str) -> QuestionField:
        """The question on the page, with the cursor in it."""
        if self.window.window.current != "intake":
            self.window.go("intake")
        self.window.intake_controller.go_to(path)
        QApplication.processEvents()
        field = self.window.intake.field_at(path)
        assert field is not None, f"{path} is not on the page"
        return field

    def line(self, path: str) -> QLineEdit | QPlainTextEdit:
        """The line of a question, with the cursor in it."""
        focus = self.sees(path).editor.focus_widget()
        assert isinstance(focus, QLineEdit | QPlainTextEdit)
        focus.setFocus()
        return focus

    def picks(self, words: str) -> None:
        """Say the cancer in the caller's words and take the first reading."""
        self.hands.picks_kind(words)

    def prints(self, path: Path) -> None:
        """Ctrl+P, and the drawn summary saved as a file."""
        self.presses(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        self.hands.until(lambda: self.window.summary.pages_shown > 0, what="the summary")
        self.hands.saves_summary(path)

    # ---- a whole case file ----

    def fills(self, data: Mapping[str, Any]) -> Intake:
        """Type every known answer of a case file; what was to be typed, with this case's rows."""
        wanted = read_case(data).intake
        self.aside = []
        if wanted.free_text:
            self.hands.goes_to(Page.STORY)
            self.window.intake.story.setFocus()
            QApplication.clipboard().setText(wanted.free_text)
            self.presses(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        rows = self._makes_rows(wanted)
        for path, answer in answers(wanted):
            self._gives(_here(path, rows), answer)
        return _moved(wanted, rows)

    def _makes_rows(self, wanted: Intake) -> dict[tuple[str, str], str]:
        """The members of this case for those of the file, added by their buttons."""
        found: dict[tuple[str, str], str] = {}
        for group in MEMBERS:
            for index, row in enumerate(rows_of(wanted, group)):
                if group == "dx" and index == 0:
                    found[group, row.id] = "1"
                    continue
                before = {one.id for one in rows_of(self.intake, group)}
                self.window.intake.form.member_added.emit(group)
                added = {one.id for one in rows_of(self.intake, group)} - before
                assert len(added) == 1, f"no new member of {group}"
                found[group, row.id] = added.pop()
        return found

    def _gives(self, path: str, answer: Answer[Any]) -> None:
        presenter = self.window.intake_controller.presenter
        question = question_of(path)
        first, *others = answer.statements
        if not first.known or first.value is None:
            presenter.mark(path, first.state)
            return
        if not self._types(path, question, first.value):
            self.aside.append(path)
            presenter.say(path, encode_value(first.value))
        for other in others:
            assert other.value is not None
            presenter.contradict(path, encode_value(other.value), other.source)

    def _types(self, path: str, question: Question, value: Any) -> bool:
        """Give the answer with the editor of the question, where it stands on a page."""
        if question.page is None or self.window.desk.emergency.card.is_open:
            # The card of an emergency lies over the page and holds the keyboard.
            return False
        self.window.intake_controller.go_to(path)
        field = self.window.intake.field_at(path)
        if field is None:
            return False
        if isinstance(field.editor, KindEditor):
            return self._picks_exactly(field.editor, question, value)
        if isinstance(field.editor, PartsEditor):
            return _gives_parts(field.editor, question, value)
        focus = field.editor.focus_widget()
        if isinstance(focus, ChoiceBox):
            return _chooses(focus, str(value))
        if isinstance(focus, Toggle):
            return _switches(field, question, value)
        assert isinstance(focus, QLineEdit | QPlainTextEdit)
        focus.setFocus()
        focus.selectAll()
        text = ", ".join(value) if isinstance(value, tuple) else shown(question, value)
        type_into(focus, text)
        take_offered(focus, text)
        if question.kind is not Kind.LONG_TEXT:
            QTest.keyClick(focus, Qt.Key.Key_Tab)
        QApplication.processEvents()
        return True

    def _picks_exactly(self, editor: KindEditor, _question: Question, kind: Any) -> bool:
        """Type the name of a kind and walk down to its reading."""
        catalogue = self.window.console.knowledge.catalogue
        found = self.window.console.knowledge.search.find(catalogue.name_of(str(kind)), limit=6)
        at = [n for n, one in enumerate(found.answers) if one.kind == kind and not one.finding]
        if not at:
            return False
        line = editor.focus_widget()
        line.window().activateWindow()
        QApplication.processEvents()
        line.setFocus()
        type_into(line, catalogue.name_of(str(kind)))
        for _ in range(at[0] + 1):
            QTest.keyClick(line, Qt.Key.Key_Down)
        QTest.keyClick(line, Qt.Key.Key_Return)
        QApplication.processEvents()
        return True


# ---- how editors are worked ----


def _chooses(box: QComboBox, code: str) -> bool:
    """Go to the top of the list and down to the row, by keys."""
    index = box.findData(code)
    if index < 0:
        return False
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(index):
        QTest.keyClick(box, Qt.Key.Key_Down)
    QApplication.processEvents()
    return bool(box.currentData() == code)


def _gives_parts(editor: PartsEditor, question: Question, value: Parts) -> bool:
    """Type or choose each part where its own editor stands; parts that no editor takes: False."""
    return all(_gives_part(editor.parts[name], question, name, value[name]) for name in value)


def _gives_part(editor: Editor, question: Question, name: str, value: Any) -> bool:
    spec = question.spec_of(name)
    focus = editor.focus_widget()
    if spec is None:
        return False
    if isinstance(focus, ChoiceBox):
        return _chooses(focus, str(value))
    if isinstance(focus, Toggle):
        return _presses(editor, "Yes" if value else "No")
    assert isinstance(focus, QLineEdit)
    focus.setFocus()
    focus.selectAll()
    single = replace(question, kind=spec.kind, choices=spec.choices, parts=())
    text = ", ".join(value) if isinstance(value, tuple) else shown(single, value)
    type_into(focus, text)
    take_offered(focus, text)
    QTest.keyClick(focus, Qt.Key.Key_Tab)
    QApplication.processEvents()
    return True


def _spaces(toggle: Toggle) -> None:
    """Space on a word that has the focus; a screenless platform can leave no window active."""
    toggle.window().activateWindow()
    QApplication.processEvents()
    toggle.setFocus()
    QTest.keyClick(toggle, Qt.Key.Key_Space)
    QApplication.processEvents()


def _presses(inside: QWidget, words: str) -> bool:
    """Space on the word, where it is not on already."""
    for toggle in inside.findChildren(Toggle):
        if toggle.words == words and not toggle.isChecked():
            _spaces(toggle)
            return True
    return any(one.words == words for one in inside.findChildren(Toggle))


def _switches(field: QuestionField, question: Question, value: Any) -> bool:
    """Press the words that are the value; codes that have no word cannot be pressed."""
    if isinstance(value, bool):
        wanted = {"Yes" if value else "No"}
    else:
        labels = {choice.code: choice.label for choice in question.choices}
        if not set(value) <= set(labels):
            return False
        wanted = {labels[code] for code in value}
    for toggle in field.findChildren(Toggle):
        if (toggle.words in wanted) != toggle.isChecked():
            _spaces(toggle)
    # The card of an emergency may come up between two keys, and takes those that follow.
    on = {toggle.words for toggle in field.findChildren(Toggle) if toggle.isChecked()}
    return on == wanted


def _here(path: str, rows: Mapping[tuple[str, str], str]) -> str:
    group, member, name = split(path)
    return member_path(group, rows[group, member], name) if member else path


def _moved(intake: Intake, rows: Mapping[tuple[str, str], str]) -> Intake:
    """The intake of the file with the members' names of this case."""
    for group in {group for group, _ in rows}:
        holder = getattr(intake, group)
        named = tuple(replace(row, id=rows[group, row.id]) for row in rows_of(intake, group))
        intake = replace(intake, **{group: replace(holder, rows=named)})
    return intake


# ---- desks ----


def demonstration_desk() -> Console:
    """A desk of the demonstration on the fixed Monday, without simulated callers."""
    return demonstration_console(now=MONDAY, live=False)


def desk_of_centre(account: str, secret: str) -> Console:
    """The desk of one account on the centre's store, as signing in there gives it."""
    opened = store_of(account, lambda: secret)
    return console_on(opened, session_at_desk(opened, account, secret), secret)


def neighbour_of(console: Console, role: Role | None = None) -> Console:
    """The desk of a colleague on the same store, of the same role where no other is named."""
    other = next(
        one
        for one in console.accounts.list()
        if one.id != console.advisor.id and one.role is (role or console.advisor.role)
    )
    session = Session(
        account=other.id,
        name=other.name,
        role=other.role.value,
        workstation="the next desk",
        started_at=console.clock.now(),
    )
    return replace(console, session=session, advisor=other, closing=())


@contextmanager
def advisor_at_work(app: QApplication) -> Iterator[Advisor]:
    """An advisor at a desk of the demonstration; leaves no thread, timer or window behind."""
    apply_theme(app, "light")
    with advisor_on(demonstration_desk()) as advisor:
        yield advisor


@contextmanager
def advisor_on(console: Console) -> Iterator[Advisor]:
    """An advisor at that desk; leaves no thread, timer or window behind."""
    before = set(threading.enumerate())
    with Advisor(console).at_desk() as advisor:
        yield advisor
    left = set(threading.enumerate()) - before
    assert not left, f"threads are left: {left}"


def written_case(name: str) -> dict[str, Any]:
    """One of the written cases or calls, by folder and name, as data."""
    read: dict[str, Any] = json.loads((CASES.parent / f"{name}.json").read_text(encoding="utf-8"))
    return read


def timers_of(window: ConsoleWindow) -> list[QTimer]:
    """Every timer of a window and of what belongs to it."""
    roots: tuple[QObject, ...] = (window, window.window)
    return [timer for root in roots for timer in root.findChildren(QTimer)]


def name_of(thing: QObject) -> str:
    """A name for a message: its own, or its parent's."""
    parent = thing.parent()
    return thing.objectName() or (type(parent).__name__ if parent is not None else str(thing))


def shown_text(widget: QWidget, name: str) -> str:
    """What a label of that name says."""
    found = widget.findChild(QWidget, name)
    assert found is not None, f"there is no {name}"
    return str(found.property("text") or "")


def value_at(intake: Intake, path: str) -> Any:
    """The leading value at a path."""
    return answer_at(intake, path).value
