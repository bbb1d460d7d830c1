"""The offer of a call: who, why this desk, and the seconds that are left to answer."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from advisor_app.ui.announcing import announce
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import Ring
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.theme import px
from advisor_app.ui.wording import later, phrase

HEIGHT = 68
DECLINE_REASONS = (
    later("Still writing up"),
    later("Outside what I know"),
    later("I know this caller in private"),
    later("Called away"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOffer:
    """A call that is offered to this desk until an instant; `of` are the seconds of an offer.

    `case` is the number of the case that it is about, where that is known.
    """

    key: str
    who: str
    why: str
    until: datetime
    of: int
    urgent: bool = False
    case: str = ""

    def seconds_left(self, now: datetime) -> int:
        """Whole seconds to answer, rounded up; never negative."""
        return max(0, ceil((self.until - now).total_seconds()))


class OfferBanner(QFrame):
    """The banner; it never takes the focus, and F2 and F3 work wherever one types."""

    accepted = Signal()
    declined = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offerBanner")
        self.setProperty("surface", "accentTint")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._offer: ShownOffer | None = None
        self._ring = Ring(0, 20)
        self._ring.setObjectName("offerCountdown")
        self._title = plain_label(phrase("Call for you"), "h3", name="offerTitleLabel")
        self._who = ElidedLabel("", "h3", "accentInk", name="offerWhoLabel")
        self._why = ElidedLabel("", "sub", "ink2", name="offerWhyLabel")
        tall = px("control.button_offer")
        self._decline = Button("declineButton", phrase("Decline"), key="F3", height=tall)
        self._accept = Button(
            "acceptButton",
            phrase("Accept call"),
            "primary",
            icon="phone",
            key="F2",
            height=tall,
        )
        self._decline.clicked.connect(self.ask_reason)
        self._accept.clicked.connect(self.accepted)
        self._brief = plain_label("", "body", "ink", wrap=True, name="offerBriefLabel")
        self._brief.hide()
        who = row(self._title, (self._who, 1))
        words = column(None, who, self._why, self._brief, None, gap=3)
        self.setLayout(
            row(self._ring, (words, 1), self._decline, self._accept, margins=(12, 8, 12, 8), gap=8)
        )
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(8)
        self.hide()

    @property
    def offer(self) -> ShownOffer | None:
        """The call that is offered now."""
        return self._offer

    def show_offer(self, offer: ShownOffer | None, now: datetime) -> None:
        """Show an offer, or take the banner away."""
        is_new = offer is None or self._offer is None or offer.key != self._offer.key
        if is_new:
            self._show_brief("")
        self._offer = offer
        self.setVisible(offer is not None)
        if offer is None:
            return
        self._title.setText(
            phrase("Urgent call for you") if offer.urgent else phrase("Call for you")
        )
        self._who.setText(offer.who)
        self._why.setText(offer.why)
        self.setAccessibleName(f"{self._title.text()}: {offer.who}")
        self.setAccessibleDescription(offer.why)
        if is_new:
            announce(self, f"{self._title.text()}: {offer.who}. {offer.why}. F2")
        self.tick(now)

    def show_brief(self, key: str, words: str) -> None:
        """What the colleague who hands the call on wrote, where it is still this call."""
        if self._offer is not None and self._offer.key == key:
            self._show_brief(words)

    def _show_brief(self, words: str) -> None:
        self._brief.setText(words)
        self._brief.setVisible(bool(words))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many lines as the brief has at this width: a frame of fixed height asks for none."""
        layout = self.layout()
        if layout is not None and self._brief.text():
            self.setFixedHeight(max(HEIGHT, layout.totalHeightForWidth(self.width())))
        else:
            self.setFixedHeight(HEIGHT)

    def show_blocked(self, why: str) -> None:
        """Take "Accept" away while nothing can be claimed, and say why; "" gives it back."""
        self._accept.setEnabled(not why)
        self._accept.set_tip(why)

    def tick(self, now: datetime) -> None:
        """Show the seconds that are left."""
        if self._offer is not None:
            self._ring.show_seconds(self._offer.seconds_left(now), self._offer.of)

    def ask_reason(self) -> None:
        """Let the advisor say why not, by one digit; Esc leaves the offer as it stands."""
        if self._offer is None:
            return
        key = self._offer.key
        menu = QMenu(self)
        menu.setObjectName("declineReason")
        menu.setAccessibleName(phrase("Why not this call?"))
        for number, reason in enumerate(DECLINE_REASONS, start=1):
            action = menu.addAction(f"&{number}   {phrase(reason)}")
            action.triggered.connect(lambda _=False, said=reason: self._decline_now(key, said))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._decline.mapToGlobal(self._decline.rect().bottomLeft()))

    def _decline_now(self, key: str, reason: str) -> None:
        if self._offer is not None and self._offer.key == key:
            self.declined.emit(reason)
