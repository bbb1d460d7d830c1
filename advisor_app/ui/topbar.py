"""The bar over every page: presence and its timer, the call and its keys, the clock of the line."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame, vline
from advisor_app.ui.kit.layouts import column, holder, row
from advisor_app.ui.kit.marks import Avatar, Dot, IconMark
from advisor_app.ui.kit.pressable import Pressable
from advisor_app.ui.text import ElidedLabel, plain_label, plain_tip, set_role
from advisor_app.ui.wording import phrase

HEIGHT = 56
BESIDE = 200
"""What margins, gaps, icons and the avatar of the bar take, in pixels."""
LEAST_RELATION = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class CallWords:
    """What the bar says of the call at this desk; `handing` says to whom it is offered."""

    who: str
    relation: str
    timer: str
    held: bool = False
    hold_long: bool = False
    wrap_up: bool = False
    wishes: str = ""
    handing: str = ""


class PresenceBox(Pressable):
    """The advisor's state and how long; a press opens the choice of states."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("presenceCombo")
        self.setAccessibleName(phrase("Your state on the line"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._dot = Dot("ink3")
        self._words = plain_label("", "strong", "ink")
        self._timer = plain_label("", "body", "ink2", name="presenceTimer")
        well = frame(
            "sunken",
            row(
                self._dot,
                self._words,
                self._timer,
                IconMark("down", 14, "ink3"),
                margins=(10, 0, 8, 0),
                gap=6,
            ),
            height=32,
        )
        self.setLayout(row(well, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, words: str, timer: str, role: str) -> None:
        """Show a state, for how long, and the role of its dot."""
        self._dot.set_role(role)
        self._words.setText(words)
        self._timer.setText(timer)
        self.setAccessibleDescription(f"{words} {timer}")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.click()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)


class TopBar(QWidget):
    """Passive: shown words, emits keys pressed with the mouse."""

    presence_pressed = Signal()
    hold_pressed = Signal()
    park_pressed = Signal()
    hand_on_pressed = Signal()
    end_pressed = Signal()
    palette_pressed = Signal()
    consults_pressed = Signal()

    def __init__(self, initials: str, name: str) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self.presence = PresenceBox()
        self.presence.clicked.connect(self.presence_pressed)
        self._phone = IconMark("phone", 18, "ink3")
        self._who = plain_label("", "strong", "ink", name="callWho")
        self._relation = ElidedLabel("", "body", "ink2", name="callRelation")
        self._wishes = IconMark("", 16, "warningInk")
        self._wishes.setObjectName("contactWishes")
        self._timer = plain_label("", "body", "ink2", name="holdTimer")
        self._idle = ElidedLabel("", "body", "ink3", name="callIdle")
        self._hold = Button("holdButton", phrase("Hold"), icon="hold", key="F4", pad=10)
        self._park = Button("parkButton", phrase("Park"), icon="park", key="F6", pad=10)
        self._hand_on = Button("handOnButton", phrase("Hand on"), icon="swap", key="F7", pad=10)
        self._hand_on.clicked.connect(self.hand_on_pressed)
        self._end = Button("endCallButton", phrase("End"), "danger", icon="end", key="F8", pad=10)
        self._hold.clicked.connect(self.hold_pressed)
        self._park.clicked.connect(self.park_pressed)
        self._end.clicked.connect(self.end_pressed)
        self._nurse = Button("consultsButton", "", icon="nurse", key="Ctrl F5", pad=10)
        self._nurse.clicked.connect(self.consults_pressed)
        self._nurse.hide()
        self._find = Button("paletteButton", phrase("Find or do"), icon="search", key="Ctrl K")
        self._find.clicked.connect(self.palette_pressed)
        self._clock = plain_label("", "strong", "ink", name="easternClock")
        self._line = plain_label("", "cap", "ink3", name="lineStateLabel")
        avatar = Avatar(initials, name)
        who = row(self._who, self._relation, self._wishes, self._timer)
        self._call = holder(row(who, 8, self._hold, self._park, self._hand_on, self._end))
        self._gap = QWidget()
        self._clocks = holder(column(None, self._clock, self._line, None, gap=2))
        self._narrow = self._asked = False
        bar = row(
            self.presence,
            4,
            vline(24),
            8,
            self._phone,
            self._call,
            (self._idle, 1),
            (self._gap, 1),
            self._nurse,
            self._find,
            8,
            self._clocks,
            4,
            avatar,
            margins=(12, 0, 16, 0),
        )
        self.setLayout(row(frame("top", bar, height=HEIGHT), gap=0))
        self.show_call(None)

    def set_narrow(self, narrow: bool) -> None:
        """On a narrow window the search keeps its icon and key, the caller loses the relation."""
        self._find.set_compact(narrow)
        self._relation.setMaximumWidth(70 if narrow else 240)
        self._narrow = narrow
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Icon and key stay where the words of the call's keys do not fit: End gives way last."""
        fixed = (self.presence, self._find, self._clocks, *([self._nurse] if self._asked else []))
        room = self.width() - BESIDE - sum(one.sizeHint().width() for one in fixed)
        room -= self._who.sizeHint().width() + LEAST_RELATION
        keys = [self._hand_on, self._park, self._hold, self._end]
        for button in keys:
            button.set_compact(button is self._hand_on and self._narrow)
        for button in keys:
            if sum(one.sizeHint().width() + 8 for one in keys) <= room:
                break
            button.set_compact(True)

    def show_consults(self, count: int) -> None:
        """How many questions wait for a nurse; nothing where none does."""
        self._nurse.set_words(phrase("{count} for a nurse", count=count))
        self._nurse.setVisible(count > 0)
        self._asked = count > 0
        self._make_room()

    def show_call(self, call: CallWords | None) -> None:
        """The call at this desk, or none."""
        self._call.setVisible(call is not None)
        self._idle.setVisible(call is None)
        self._gap.setVisible(call is not None)
        if call is None:
            self._phone.show_icon("phone", "ink3")
            return
        self._phone.show_icon("hold" if call.held else "phone", "accentInk")
        self._who.setText(call.who)
        self._relation.setText(call.relation)
        self._wishes.setVisible(bool(call.wishes))
        self._wishes.show_icon("info", "warningInk")
        plain_tip(self._wishes, call.wishes)
        self._wishes.setAccessibleName(call.wishes)
        self._timer.setText(call.handing or (call.timer if call.held else ""))
        set_role(self._timer, "urgentInk" if call.hold_long else "warningInk")
        self._hold.set_words(phrase("Resume") if call.held else phrase("Hold"))
        self._hand_on.set_words(phrase("Take back") if call.handing else phrase("Hand on"))
        for button in (self._hold, self._park):
            button.setVisible(not call.wrap_up and not call.handing)
        for button in (self._hand_on, self._end):
            button.setVisible(not call.wrap_up)
        self._make_room()

    def show_idle(self, words: str, *, offered: bool = False) -> None:
        """What stands where the call would stand."""
        self._idle.setText(words)
        set_role(self._idle, "accentInk" if offered else "ink3")
        self._phone.show_icon("phone", "accentInk" if offered else "ink3")

    def show_clock(self, clock: str, line: str) -> None:
        """Eastern time, and the state of the line."""
        self._clock.setText(clock)
        self._line.setText(line)
