"""The controls: worked by keys and pointer, silent when shown values, named for screen readers."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from advisor_app.ui.kit.bars import Bar, FitBars
from advisor_app.ui.kit.buttons import Button, KeyCap
from advisor_app.ui.kit.check_row import CheckRow
from advisor_app.ui.kit.chips import Chip, ChipState
from advisor_app.ui.kit.choice_box import ChoiceBox
from advisor_app.ui.kit.conflict import ConflictCard, StatementShown
from advisor_app.ui.kit.field_state import FieldState
from advisor_app.ui.kit.frames import SelectedCard, frame, hline, set_surface, vline
from advisor_app.ui.kit.layouts import FlowLayout, column, empty, holder, row, scrolled
from advisor_app.ui.kit.marks import Avatar, Dot, IconMark, Logo, Pill, ProvenanceMark, Ring, Share
from advisor_app.ui.kit.multi_line import MultiLineEdit
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.kit.question import QuestionFrame
from advisor_app.ui.kit.rail import RailItem, SectionItem, SectionState
from advisor_app.ui.kit.search_field import SearchField
from advisor_app.ui.kit.segmented import Segment, Segmented
from advisor_app.ui.kit.strips import EmptyState, LoadingRows, Strip
from advisor_app.ui.theme import THEME_NAMES, apply_theme

LEFT = Qt.MouseButton.LeftButton
TWO = (
    StatementShown(words="“stage two”", code="C", source="caller"),
    StatementShown(words="“stage IV”", code="R", source="report"),
)
SWITCH = (
    Segment(key="match", word="Match"),
    Segment(key="say", word="Say", enabled=False),
    Segment(key="ask", word="Ask", badge="3"),
)

MAKERS: dict[str, Callable[[], QWidget]] = {
    "Button": lambda: Button("b", "Accept call", "primary", icon="phone", key="F2", tip="why"),
    "KeyCap": lambda: KeyCap("Ctrl K"),
    "Pill": lambda: Pill("Urgent", "urgent", "urgent"),
    "ghost Pill": lambda: Pill("Asked", "ghost"),
    "caller": lambda: ProvenanceMark("C"),
    "report": lambda: ProvenanceMark("R"),
    "document": lambda: ProvenanceMark("D"),
    "Chip": lambda: Chip("c", "drug", "FOLFIRINOX"),
    "kept Chip": lambda: Chip("c", "age", "62", ChipState.ACCEPTED),
    "dropped Chip": lambda: Chip("c", "sex", "male", ChipState.DROPPED),
    "FitBars": lambda: FitBars("f", (Bar(word="Kind", weight=38, given=20),)),
    "unknown": lambda: FitBars("f", (Bar(word="Stage", weight=9, given=0, unknown=True),)),
    "Segmented": lambda: Segmented("s", SWITCH, words="Panel"),
    "filling": lambda: Segmented("s", SWITCH, words="Panel", fill=True, height=32),
    "Ring": lambda: Ring(14, 20),
    "Share": lambda: Share(3, 7, "Booking"),
    "whole Share": lambda: Share(7, 7, "Booking"),
    "Avatar": lambda: Avatar("MR", "M. Ruiz"),
    "IconMark": lambda: IconMark("phone", words="call"),
    "Logo": Logo,
    "RailItem": lambda: RailItem("r", "queue", "Queue", badge="12"),
    "SectionItem": lambda: SectionItem("s", "5", "Diagnosis"),
    "OneLineEdit": lambda: OneLineEdit("e", "What was found?"),
    "MultiLineEdit": lambda: MultiLineEdit("e", "Why?"),
    "ChoiceBox": lambda: ChoiceBox("e", "State", (("NJ", "New Jersey"),)),
    "CheckRow": lambda: CheckRow("e", "Nurse told", key="5"),
    "SearchField": lambda: SearchField("e", "Filter"),
    "Strip": lambda: Strip("s", "warning", "Server away", verb="Details"),
    "EmptyState": lambda: EmptyState("e", "phone", "No one is waiting", "It rings by itself"),
    "LoadingRows": lambda: LoadingRows("l", (18, 48), words="Searching"),
    "ConflictCard": lambda: ConflictCard("c", "Stage", TWO),
}


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.show()
        qtbot.waitExposed(widget)
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return show


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("name", MAKERS)
def test_every_control_paints_in_every_theme(
    name: str, theme: str, dressed: QApplication, qtbot: QtBot
) -> None:
    apply_theme(dressed, theme)
    widget = MAKERS[name]()
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint())
    assert not widget.grab().isNull()
    widget.setEnabled(False)
    assert not widget.grab().isNull()


@pytest.mark.parametrize("name", MAKERS)
def test_every_control_has_a_name_for_a_screen_reader(name: str, qtbot: QtBot) -> None:
    widget = MAKERS[name]()
    qtbot.addWidget(widget)
    told = QAccessible.queryAccessibleInterface(widget)
    assert told.text(QAccessible.Text.Name)


def test_the_theme_changes_under_living_controls_and_dead_ones(
    dressed: QApplication, qtbot: QtBot
) -> None:
    living = holder(column(*(make() for make in MAKERS.values())))
    qtbot.addWidget(living)
    living.show()
    dead = holder(column(*(make() for make in MAKERS.values())))
    dead.deleteLater()
    qtbot.wait(1)
    before = living.grab().toImage()
    apply_theme(dressed, "dark")
    dark = living.grab().toImage()
    apply_theme(dressed, "light")
    assert dark != before
    assert living.grab().toImage() == before


# ---- buttons and marks ----


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_keys(key: Qt.Key, qtbot: QtBot) -> None:
    button = Button("b", "Hold")
    pressed: list[int] = []
    qtbot.addWidget(button)
    button.clicked.connect(lambda: pressed.append(1))
    QTest.keyClick(button, key)
    button.setEnabled(False)
    button.click()
    assert pressed == [1]


def test_an_ampersand_on_a_button_is_no_shortcut(qtbot: QtBot) -> None:
    button = Button("b", "Call Smith & Sons")
    qtbot.addWidget(button)
    assert button.shortcut().isEmpty()
    assert button.words == "Call Smith & Sons"
    told = QAccessible.queryAccessibleInterface(button)
    assert told.text(QAccessible.Text.Name) == "Call Smith & Sons"


def test_a_compact_button_keeps_icon_and_key(qtbot: QtBot) -> None:
    button = Button("b", "Find or do", icon="search", key="Ctrl K")
    qtbot.addWidget(button)
    wide = button.sizeHint().width()
    button.set_compact(True)
    assert button.sizeHint().width() < wide
    assert "Find or do" in button.toolTip()
    assert button.accessibleName() == "Find or do"
    plain = Button("p", "Decline")
    qtbot.addWidget(plain)
    before = plain.sizeHint()
    plain.set_compact(True)
    assert plain.sizeHint() == before


def test_a_button_of_an_icon_alone_says_its_tip(qtbot: QtBot) -> None:
    button = Button("b", "", icon="close", tip="Remove this doctor")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Remove this doctor"


def test_a_document_makes_a_mark_verified(qtbot: QtBot) -> None:
    mark = ProvenanceMark("C", "her daughter")
    qtbot.addWidget(mark)
    told = [(mark.verified, mark.accessibleName())]
    mark.show_source("D")
    told.append((mark.verified, mark.accessibleName()))
    assert told == [(False, "her daughter, unverified"), (True, "document seen, verified")]


def test_a_chip_is_kept_and_dropped_by_keys_and_marks(qtbot: QtBot) -> None:
    chip = Chip("c", "drug", "FOLFIRINOX")
    told: list[object] = []
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    chip.kept.connect(lambda: told.append("kept"))
    chip.dropped.connect(lambda: told.append("dropped"))
    QTest.keyClick(chip, Qt.Key.Key_Return)
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    QTest.mouseClick(chip, LEFT, pos=QPoint(chip.width() - 12, 13))
    QTest.mouseClick(chip, LEFT, pos=QPoint(20, 13))
    assert told == ["kept", "dropped", "dropped", "kept"]
    assert chip.state is ChipState.PROPOSED
    chip.set_state(ChipState.ACCEPTED)
    QTest.keyClick(chip, Qt.Key.Key_Return)
    assert len(told) == 4


def test_chips_flow_into_lines_and_hidden_ones_take_no_room(qtbot: QtBot) -> None:
    flow = FlowLayout()
    chips = [Chip(f"c{number}", "drug", "FOLFIRINOX") for number in range(6)]
    for chip in chips:
        flow.addWidget(chip)
    place = holder(flow)
    qtbot.addWidget(place)
    wide = chips[0].sizeHint().width()
    assert flow.heightForWidth(wide * 6 + 30) == 26
    assert flow.heightForWidth(wide * 3 + 12) == 26 * 2 + 6
    for chip in chips[3:]:
        chip.hide()
    place.resize(wide * 3 + 12, 100)
    assert flow.heightForWidth(wide * 3 + 12) == 26
    assert flow.sizeHint().width() == 3 * wide + 12


def test_bars_say_what_each_criterion_gave(qtbot: QtBot) -> None:
    bars = FitBars(
        "f",
        (
            Bar(word="Kind", weight=38, given=30),
            Bar(word="Stage", weight=24, given=0, unknown=True),
            Bar(word="Off", weight=0, given=0),
        ),
    )
    qtbot.addWidget(bars)
    assert bars.accessibleName() == "Kind: 30 of 38, Stage: not known, up to 24"
    bars.set_words(False)
    assert bars.sizeHint().height() == 8
    bars.show_bars(())
    assert not bars.grab().isNull()


def test_an_unknown_bar_looks_unlike_an_empty_one(qtbot: QtBot) -> None:
    def picture(unknown: bool) -> object:
        bars = FitBars("f", (Bar(word="", weight=1, given=0, unknown=unknown),))
        qtbot.addWidget(bars)
        bars.resize(100, 24)
        return bars.grab().toImage()

    assert picture(True) != picture(False)


# ---- switches and fields ----


def test_a_switch_tells_only_of_the_user(qtbot: QtBot) -> None:
    switch = Segmented("s", SWITCH, words="Panel")
    told: list[object] = []
    qtbot.addWidget(switch)
    switch.changed.connect(told.append)
    switch.resize(switch.sizeHint())
    switch.show()
    switch.show_key("ask")
    switch.show_index(0)
    assert told == []
    QTest.keyClick(switch, Qt.Key.Key_Right)
    assert told == [2]
    assert switch.key() == "ask"
    QTest.mouseClick(switch, LEFT, pos=switch.tabRect(0).center())
    QTest.mouseClick(switch, LEFT, pos=switch.tabRect(1).center())
    assert told == [2, 0]


def test_a_switch_keeps_its_choice_when_its_words_change(qtbot: QtBot) -> None:
    switch = Segmented("s", SWITCH, words="Panel")
    told: list[object] = []
    qtbot.addWidget(switch)
    switch.changed.connect(told.append)
    switch.show_key("ask")
    switch.set_segments((SWITCH[0], Segment(key="ask", word="Ask next", badge="12")))
    assert switch.key() == "ask"
    assert switch.count() == 2
    switch.set_segments((SWITCH[0],))
    assert switch.key() == "match"
    assert told == []


def test_a_filling_switch_fills_whatever_width_it_is_given(
    shown: Callable[[QWidget], QWidget],
) -> None:
    switch = Segmented("s", SWITCH, words="Panel", fill=True, height=32)
    shown(switch)
    for width in (336, 272, 400):
        switch.resize(width, 32)
        assert switch.tabRect(switch.count() - 1).right() == width - 1
        assert switch.tabRect(0).height() == 32


def test_a_switch_is_a_list_of_page_tabs(qtbot: QtBot) -> None:
    switch = Segmented("s", SWITCH, words="Panel")
    qtbot.addWidget(switch)
    told = QAccessible.queryAccessibleInterface(switch)
    assert told.role() == QAccessible.Role.PageTabList
    assert switch.accessibleName() == "Panel"
    assert told.child(0).role() == QAccessible.Role.PageTab


def test_a_line_tells_only_of_typing(shown: Callable[[QWidget], QWidget]) -> None:
    line = OneLineEdit("e", "Found?")
    told: list[object] = []
    line.edited.connect(told.append)
    shown(line)
    line.show_text("MAY")
    QTest.keyClicks(line, "x")
    assert told == ["xMAY"] or told == ["MAYx"]


def test_leaving_a_field_is_told(shown: Callable[[QWidget], QWidget]) -> None:
    first, second = OneLineEdit("a", "A"), MultiLineEdit("b", "B")
    told: list[str] = []
    first.left.connect(lambda: told.append("first"))
    second.left.connect(lambda: told.append("second"))
    window = shown(holder(column(first, second)))
    assert window.isActiveWindow()
    first.setFocus()
    second.setFocus()
    first.setFocus()
    assert told == ["first", "second"]


def test_several_lines_grow_from_two_to_six(shown: Callable[[QWidget], QWidget]) -> None:
    field = MultiLineEdit("e", "Why?")
    told: list[object] = []
    field.edited.connect(told.append)
    shown(field)
    heights = []
    for count in (1, 2, 4, 6, 9):
        field.show_text("\n".join("x" * count))
        heights.append(field.height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]
    assert told == []
    QTest.keyClicks(field, "y")
    assert len(told) == 1


def test_tab_leaves_a_field_of_several_lines(shown: Callable[[QWidget], QWidget]) -> None:
    first, second = MultiLineEdit("a", "A"), OneLineEdit("b", "B")
    window = shown(holder(column(first, second)))
    assert window.isActiveWindow()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert first.text() == ""


def test_a_choice_tells_only_of_choosing_and_ignores_the_wheel(
    shown: Callable[[QWidget], QWidget],
) -> None:
    choice = ChoiceBox("e", "State", (("NJ", "New Jersey"), ("NY", "New York")))
    told: list[str] = []
    choice.chosen.connect(told.append)
    shown(choice)
    choice.show_key("NY")
    assert choice.key() == "NY"
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, wheel)
    assert choice.key() == "NY"
    QTest.keyClick(choice, Qt.Key.Key_Up)
    assert told == ["NJ"]
    choice.set_choices((("NJ", "NJ"), ("FL", "Florida")))
    assert choice.key() == "NJ"
    choice.show_key("")
    assert choice.key() == ""
    assert told == ["NJ"]


def test_a_box_is_ticked_by_keys_and_pointer(qtbot: QtBot) -> None:
    box = CheckRow("e", "Nurse told", key="5")
    told: list[object] = []
    qtbot.addWidget(box)
    box.resize(300, 24)
    box.ticked.connect(told.append)
    box.show_ticked(True)
    QTest.keyClick(box, Qt.Key.Key_Space)
    QTest.mouseClick(box, LEFT, pos=QPoint(200, 12))
    assert told == [False, True]


def test_escape_empties_a_search(qtbot: QtBot) -> None:
    field = SearchField("e", "Filter")
    told: list[object] = []
    qtbot.addWidget(field)
    field.edited.connect(told.append)
    QTest.keyClicks(field, "net")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert told == ["n", "ne", "net", ""]


# ---- questions ----


def test_a_problem_never_moves_the_form(shown: Callable[[QWidget], QWidget]) -> None:
    question = QuestionFrame("q", "When was it found?", OneLineEdit("e", ""))
    shown(question)
    before = question.sizeHint().height()
    question.set_state(FieldState.PROBLEM)
    question.set_hint("Before it was found. Which came first?", "problem")
    question.set_provenance("C", "caller, month only")
    assert question.sizeHint().height() == before == 18 + 4 + 32 + 4 + 18
    assert question.field.accessibleDescription() == "Before it was found. Which came first?"
    assert question.hint.startswith("Before")
    assert question.field.height() == 32


def test_a_question_is_read_whole_before_it_is_said_who_answered(
    shown: Callable[[QWidget], QWidget],
) -> None:
    question = QuestionFrame("q", "How are you related to the patient?", OneLineEdit("e", ""))
    question.set_provenance("C", "caller")
    shown(question)
    whole = question.source.whole_width()
    for width, letter_only, lines in ((400, False, 1), (250, True, 1), (150, True, 2)):
        question.setFixedWidth(width)
        QApplication.processEvents()
        assert not question.label.is_cut(), width
        assert (question.source.width() < whole) is letter_only, width
        assert (question.label.height() > 30) is (lines == 2), width
        assert "caller" in question.source.toolTip()


@pytest.mark.parametrize(
    ("state", "code", "italic"),
    [
        (FieldState.KNOWN, "C", True),
        (FieldState.KNOWN, "D", False),
        (FieldState.PROBLEM, "R", True),
        (FieldState.VERIFIED, "D", False),
        (FieldState.NOT_ASKED, None, False),
        (FieldState.UNKNOWN, None, False),
    ],
)
def test_italics_mean_unverified(
    state: FieldState, code: str | None, italic: bool, qtbot: QtBot
) -> None:
    field = OneLineEdit("e", "")
    question = QuestionFrame("q", "Stage?", field)
    qtbot.addWidget(question)
    question.set_provenance(code)  # type: ignore[arg-type]
    question.set_state(state)
    assert field.font().italic() is italic


def test_another_theme_leaves_an_unverified_answer_in_italics(
    shown: Callable[[QWidget], QWidget], dressed: QApplication
) -> None:
    field = OneLineEdit("told", "Told")
    question = QuestionFrame("told.frame", "Told", field)
    shown(question)
    question.set_state(FieldState.KNOWN)
    question.set_provenance("C")
    for name in ("dark", "light"):
        apply_theme(dressed, name)
        QApplication.processEvents()
        assert field.font().italic(), name


def test_what_is_unknown_or_refused_says_so(qtbot: QtBot) -> None:
    question = QuestionFrame("q", "Ki-67?", OneLineEdit("e", ""))
    qtbot.addWidget(question)
    question.set_state(FieldState.UNKNOWN, "Unknown, asked")
    assert question.pill.isVisibleTo(question)
    assert question.pill.words == "Unknown, asked"
    question.set_state(FieldState.REFUSED)
    assert question.pill.words == "Refused"
    question.set_state(FieldState.KNOWN)
    assert not question.pill.isVisibleTo(question)


def test_what_is_fixed_cannot_be_typed_over(qtbot: QtBot) -> None:
    field, choice = OneLineEdit("e", ""), ChoiceBox("c", "", (("a", "A"),))
    question = QuestionFrame("q", "Number", holder(row(field, choice)))
    qtbot.addWidget(question)
    question.set_state(FieldState.FIXED)
    assert field.isReadOnly()
    assert not choice.isEnabled()
    question.set_state(FieldState.KNOWN)
    assert not field.isReadOnly()
    assert choice.isEnabled()


def test_a_question_names_its_field(qtbot: QtBot) -> None:
    question = QuestionFrame("q", "When was it found?", OneLineEdit("e", ""))
    qtbot.addWidget(question)
    told = QAccessible.queryAccessibleInterface(question.field)
    assert told.text(QAccessible.Text.Name) == "When was it found?"


def test_a_conflict_is_settled_by_digits_and_buttons(qtbot: QtBot) -> None:
    card = ConflictCard("c", "Stage", TWO)
    told: list[object] = []
    qtbot.addWidget(card)
    card.settled.connect(told.append)
    QTest.keyClick(card, Qt.Key.Key_2)
    QTest.keyClick(card, Qt.Key.Key_3)
    card.buttons[0].click()
    assert told == [1, 0]
    assert card.accessibleName() == "Stage: two statements"
    card.show_statements((*TWO, TWO[0]))
    assert card.accessibleName() == "Stage: three statements"
    assert len(card.buttons) == 3


# ---- places, strips, overlays ----


def test_a_press_alone_does_not_change_the_page(qtbot: QtBot) -> None:
    item = RailItem("r", "queue", "Queue")
    pressed: list[int] = []
    qtbot.addWidget(item)
    item.clicked.connect(lambda: pressed.append(1))
    QTest.keyClick(item, Qt.Key.Key_Return)
    assert pressed == [1]
    assert not item.isChecked()
    item.set_badge("12")
    assert item.accessibleName() == "Queue, 12"


def test_a_section_says_how_far_it_is(qtbot: QtBot) -> None:
    item = SectionItem("s", "5", "Diagnosis")
    qtbot.addWidget(item)
    item.show_state(SectionState.OPEN, 4)
    assert item.accessibleName() == "Diagnosis, 4 to ask"
    for state in SectionState:
        item.show_state(state)
        item.setChecked(state is SectionState.DONE)
        assert not item.grab().isNull()


def test_a_strip_and_its_verb(qtbot: QtBot) -> None:
    strip = Strip("s", "urgent", "Not saved")
    pressed: list[int] = []
    qtbot.addWidget(strip)
    strip.pressed.connect(lambda: pressed.append(1))
    assert not strip.button.isVisibleTo(strip)
    strip.show_words("Not saved: disk full", "Try again")
    assert strip.button.isVisibleTo(strip)
    strip.button.click()
    assert pressed == [1]
    assert strip.sizeHint().height() == 44


def test_loading_shows_nothing_at_first_and_can_be_stopped(qtbot: QtBot) -> None:
    loading = LoadingRows("l", (18, 48, 180), words="Searching")
    told: list[object] = []
    qtbot.addWidget(loading)
    loading.stopped.connect(lambda: told.append(1))
    loading.begin()
    assert not loading.button.isVisibleTo(loading)
    loading.show_now()
    assert loading.button.isVisibleTo(loading)
    loading.button.click()
    loading.end()
    assert told == [1]
    assert not loading.button.isVisibleTo(loading)


def test_an_empty_place_offers_one_verb(qtbot: QtBot) -> None:
    place = EmptyState("e", "phone", "No one waits", "It rings", verb="Import")
    told: list[object] = []
    qtbot.addWidget(place)
    place.pressed.connect(lambda: told.append(1))
    place.button.click()
    assert told == [1]


def test_an_overlay_keeps_the_focus_and_gives_it_back(
    shown: Callable[[QWidget], QWidget],
) -> None:
    behind = Button("behind", "Behind")
    window = shown(holder(column(behind)))
    window.resize(900, 700)
    behind.setFocus()
    over = Overlay("palette", window, width=640, top=96, words="Find or do")
    line, button = OneLineEdit("line", "Find"), Button("go", "Go")
    over.card.setLayout(column(line, button))
    told: list[str] = []
    over.dismissed.connect(lambda: told.append("aside"))
    over.open(line)
    assert over.is_open
    assert line.hasFocus()
    assert over.card.geometry().top() == 96
    assert over.card.width() == 640
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert button.hasFocus()
    QTest.keyClick(button, Qt.Key.Key_Tab)
    assert line.hasFocus()
    QTest.keyClick(line, Qt.Key.Key_Backtab)
    assert button.hasFocus()
    QTest.keyClick(button, Qt.Key.Key_Escape)
    assert told == ["aside"]
    assert not over.isVisible()
    assert behind.hasFocus()


def test_an_open_overlay_takes_the_focus_back_from_what_lies_under_it(
    shown: Callable[[QWidget], QWidget],
) -> None:
    behind = Button("behind", "Behind")
    window = shown(holder(column(behind)))
    window.resize(900, 700)
    over = Overlay("card", window, width=640)
    line = OneLineEdit("line", "Find")
    over.card.setLayout(column(line))
    over.open(line)
    behind.setFocus()
    assert line.hasFocus()
    over.put_aside()
    behind.setFocus()
    assert behind.hasFocus()


def test_an_overlay_with_nothing_to_press_is_put_aside_all_the_same(
    shown: Callable[[QWidget], QWidget],
) -> None:
    window = shown(QWidget())
    window.resize(600, 400)
    over = Overlay("sheet", window, width=300)
    over.card.setLayout(column(QLabel("x")))
    over.open()
    focused = QApplication.focusWidget()
    assert focused is over
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert not over.isVisible()


def test_an_overlay_follows_its_window(shown: Callable[[QWidget], QWidget]) -> None:
    window = shown(QWidget())
    window.resize(900, 700)
    over = Overlay("card", window, width=760, click_outside=True)
    over.card.setLayout(column(QLabel("x")))
    over.open()
    window.resize(1000, 800)
    assert over.size() == window.size()
    assert abs(over.card.geometry().center().x() - 500) <= 1
    QTest.mouseClick(over, LEFT, pos=over.card.geometry().center())
    seen = [over.is_open]
    QTest.mouseClick(over, LEFT, pos=QPoint(5, 5))
    seen.append(over.is_open)
    assert seen == [True, False]


def test_a_chosen_card_looks_so(qtbot: QtBot) -> None:
    looks = []
    for selected in (False, True):
        card = SelectedCard("c", column(QLabel("Dr")), selected=selected)
        qtbot.addWidget(card)
        card.resize(120, 60)
        looks.append(card.grab().toImage())
    assert looks[0] != looks[1]


def test_frames_rules_and_scrolled_places(qtbot: QtBot) -> None:
    card = frame("card", column(hline(), row(vline(20), Dot("ok"))), name="x", width=200)
    area = scrolled(card, name="area")
    qtbot.addWidget(area)
    assert card.width() == 200
    assert not card.autoFillBackground()
    assert not area.viewport().autoFillBackground()
    set_surface(card, "warningTint")
    assert card.property("surface") == "warningTint"
    layout = card.layout()
    assert layout is not None
    empty(layout)
    assert layout.count() == 0


def test_a_card_is_put_aside_though_what_had_the_focus_is_gone(
    shown: Callable[[QWidget], QWidget],
) -> None:
    first = Button("first", "Call")
    window = shown(holder(column(first)))
    over = Overlay("over", window, width=200)
    over.card.setLayout(column(Button("second", "Finish")))
    first.setFocus()
    over.open()
    delete(first)
    over.put_aside()
    assert not over.is_open
