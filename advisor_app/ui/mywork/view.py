"""My work: everything this desk promised, parked, left open or waits for, and the chosen row."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Final

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from advisor_app.ui.cells import Cell, CellKind, Due, IconCell, Level, PillCell, Two
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.segmented import Segment, Segmented
from advisor_app.ui.kit.strips import EmptyState
from advisor_app.ui.mywork.items import (
    ChosenPromise,
    WorkItem,
    head_words,
    in_groups,
    to_call,
)
from advisor_app.ui.mywork.side import WorkSide
from advisor_app.ui.page import PrimaryAction, StatusLine, WorkPage
from advisor_app.ui.table_view import RowsView
from advisor_app.ui.tables import Column, GroupRow, RowsModel
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import later, phrase

_VIEWS: Final = (Segment(key="mine", word=later("Mine")), Segment(key="team", word=later("Team")))
_LEVELS: Final[dict[str, Level]] = {"urgentInk": "urgent", "warningInk": "warning"}
_DEEDS: Final = {
    Qt.Key.Key_1: "better",
    Qt.Key.Key_2: "keep",
    Qt.Key.Key_M: "move",
    Qt.Key.Key_A: "attempt",
    Qt.Key.Key_K: "kept",
    Qt.Key.Key_X: "cancel",
    Qt.Key.Key_C: "call",
}
_REASONS: Final = (
    later("Has found help elsewhere"),
    later("Does not want to be called"),
    later("Has called already"),
)


class MyWorkPage(WorkPage):
    """Passive: shown items in groups and the chosen promise; tells what is to be done with them.

    `deed(key, name)` is for the row of that key: better keep move attempt kept cancel call open.
    `cancelled(key, reason)`, `team_wanted(on)`, `handed_over(key, account)`, `call_next`.
    """

    page_name: ClassVar[str] = "mywork"
    side_width: ClassVar[tuple[int, int]] = (368, 304)

    item_chosen = Signal(str)
    deed = Signal(str, str)
    cancelled = Signal(str, str)
    team_wanted = Signal(bool)
    handed_over = Signal(str, str)
    call_next = Signal()
    undo_offered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("myWorkPage")
        self._items: dict[str, WorkItem] = {}
        self._colleagues: tuple[tuple[str, str], ...] = ()
        self._words = ElidedLabel("", "body", "ink2", name="myWorkCountLabel")
        self._whose = Segmented("myWorkWhose", _VIEWS, words=phrase("Whose work"))
        self._hand = Button("handOverButton", phrase("Hand over"), key="Ctrl H")
        self._model: RowsModel[WorkItem] = RowsModel(_columns(), key=lambda item: item.key)
        self.table = RowsView("myWorkTable", self._model, words=phrase("What is to be done"))
        self._empty = EmptyState(
            "myWorkEmpty",
            "ok",
            phrase("Nothing is owed"),
            phrase("Promises, parked calls and records that are due stand here by themselves."),
        )
        self.panel = WorkSide()
        self.side = frame("side", column(self.panel), name="myWorkSide")
        self._build()
        self._connect()

    # ---- what is shown ----

    def show_items(self, items: Sequence[WorkItem]) -> None:
        """Show the rows in their groups, and whom to call next."""
        self._items = {item.key: item for item in items}
        rows: list[WorkItem | GroupRow] = []
        for group, members in in_groups(items):
            rows.append(GroupRow(key=group.name, title=group.title, note=str(len(members))))
            rows += members
        self._model.set_rows(rows)
        self._words.setText(head_words(items))
        self._stack.setCurrentIndex(0 if items else 1)
        self._show_next(to_call(items))
        if self.table.chosen_key not in self._items:
            self.panel.show_nothing()

    def show_promise(self, chosen: ChosenPromise) -> None:
        """Show the chosen promise in full."""
        self.panel.show_promise(chosen)

    def show_item(self, item: WorkItem) -> None:
        """Show a chosen row that is no promise."""
        self.panel.show_item(item)

    def show_colleagues(self, colleagues: Sequence[tuple[str, str]]) -> None:
        """To whom a promise can be handed over: account and name."""
        self._colleagues = tuple(colleagues)

    def show_status(self, line: StatusLine) -> None:
        """What the status line says."""
        self.status_changed.emit(line)

    def offer_undo(self, words: str) -> None:
        """Say what was done and that it can be taken back; "" takes the offer away."""
        self.undo_offered.emit(words)

    def tick(self, now: datetime) -> None:
        """A second has passed."""
        self.table.tick(now)

    @property
    def chosen(self) -> WorkItem | None:
        """The row that is chosen."""
        return self._items.get(self.table.chosen_key)

    @property
    def whole_team(self) -> bool:
        """Whether the work of all is shown."""
        return self._whose.key() == "team"

    # ---- what the window asks of a page ----

    def on_show(self) -> None:
        """The list is where work begins."""
        self.table.setFocus()

    def set_narrow(self, narrow: bool) -> None:
        """Give way as the measures say."""
        self.table.set_narrow(narrow)

    def ask_hand_over(self) -> None:
        """Ctrl+H: to whom the chosen promise goes, by one digit."""
        item = self.chosen
        if item is None or item.promise is None or not self._colleagues:
            self.show_status(StatusLine(text=phrase("Choose a promise to hand over."), icon="info"))
            return
        menu = self._menu("handOverMenu", phrase("To whom?"))
        for number, (account, name) in enumerate(self._colleagues, start=1):
            digit = f"&{number}   " if number < 10 else "     "
            words = name.replace("&", "&&")
            action = menu.addAction(f"{digit}{words}")
            action.triggered.connect(
                lambda _=False, key=item.key, to=account: self.handed_over.emit(key, to)
            )
        menu.popup(self._hand.mapToGlobal(self._hand.rect().bottomLeft()))

    def ask_cancel(self) -> None:
        """Why the caller does not want it any more, by one digit."""
        item = self.chosen
        if item is None or item.promise is None:
            return
        menu = self._menu("cancelReason", phrase("Why is it cancelled?"))
        for number, reason in enumerate(_REASONS, start=1):
            action = menu.addAction(f"&{number}   {phrase(reason)}")
            action.triggered.connect(
                lambda _=False, key=item.key, why=reason: self.cancelled.emit(key, why)
            )
        menu.popup(self.panel.mapToGlobal(QPoint(16, 160)))

    # ---- keys ----

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress
        if watched in (self.table, self.panel) and pressed and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() == Qt.Key.Key_T:
            self._whose.setCurrentIndex(0 if self.whole_team else 1)
            return True
        name = _DEEDS.get(Qt.Key(event.key()))
        if name is None:
            return False
        self._do(name)
        return True

    # ---- inside ----

    def _do(self, name: str) -> None:
        item = self.chosen
        if item is None:
            return
        if name == "cancel":
            self.ask_cancel()
        elif name == "open" or item.promise is not None:
            self.deed.emit(item.key, name)

    def _build(self) -> None:
        title = plain_label(phrase("My work"), "h1", name="myWorkTitle")
        head = row(title, 4, (self._words, 1), self._whose, self._hand)
        card = frame("card", column(self.table, margins=(1, 1, 1, 1)), name="myWorkCard")
        empty = frame("card", column(self._empty), name="myWorkEmptyCard")
        self._stack = QStackedWidget()
        self._stack.addWidget(card)
        self._stack.addWidget(empty)
        self.setLayout(column(head, (self._stack, 1), margins=(16, 16, 16, 16), gap=12))

    def _connect(self) -> None:
        self.table.row_chosen.connect(self.item_chosen)
        self.table.row_activated.connect(lambda key: self.deed.emit(key, "open"))
        self.table.installEventFilter(self)
        self.panel.installEventFilter(self)
        self._whose.changed.connect(lambda index: self.team_wanted.emit(index == 1))
        self._hand.clicked.connect(self.ask_hand_over)
        self.panel.deed.connect(self._do)
        keys = QKeySequence(QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_H))
        hand = QShortcut(keys, self)
        hand.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        hand.activated.connect(self.ask_hand_over)

    def _show_next(self, item: WorkItem | None) -> None:
        if item is None:
            self.primary_changed.emit(None)
            return
        self.primary_changed.emit(
            PrimaryAction(action="call_next", text=phrase("Call {who}", who=item.who))
        )

    def _menu(self, name: str, words: str) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName(name)
        menu.setAccessibleName(words)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu


def _columns() -> tuple[Column[WorkItem], ...]:
    return (
        Column(
            key="icon",
            title="",
            value=lambda item: IconCell(
                icon=item.icon, role=item.icon_role, words=item.group.title
            ),
            kind=CellKind.ICON,
            width=42,
            narrow_width=40,
        ),
        Column(
            key="who",
            title=phrase("Who and what next"),
            value=lambda item: Two(strong=item.who, sub=item.what),
            kind=CellKind.TWO,
            tip=lambda item: item.what,
        ),
        Column(
            key="ours",
            title=phrase("Your clock"),
            value=_ours,
            kind=CellKind.DUE,
            width=124,
            narrow_width=120,
        ),
        Column(
            key="theirs",
            title=phrase("Theirs"),
            value=lambda item: item.theirs or " ",
            width=84,
            narrow_width=82,
        ),
        Column(
            key="state",
            title=phrase("State"),
            value=_state,
            kind=CellKind.PILL,
            width=164,
            narrow_width=150,
        ),
    )


def _ours(item: WorkItem) -> Cell:
    if not item.ours_icon:
        return None
    return Due(text=item.ours, level=_LEVELS.get(item.ours_role, ""), icon=item.ours_icon)


def _state(item: WorkItem) -> Cell:
    if not item.state:
        return None
    return PillCell(text=item.state, kind=item.state_kind, icon=item.state_icon)
