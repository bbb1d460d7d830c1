"""What the top bar says of a desk each second: presence, the call, the clock of the line."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from advisor_app.domain.clock import clock_time, waited
from advisor_app.domain.contact_wishes import contact_wishes
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import QUESTIONS
from advisor_app.line.calendar import line_state
from advisor_app.line.calls import Call, CallState
from advisor_app.line.presence import CHOICES, WORDS, Presence, PresenceState
from advisor_app.ui.calls.taken import TakenCall
from advisor_app.ui.centre_watch import CentreWatch
from advisor_app.ui.retelling import retold
from advisor_app.ui.topbar import CallWords, TopBar
from advisor_app.ui.wording import phrase, window_words

DOTS: Final = {
    PresenceState.AVAILABLE: "ok",
    PresenceState.ON_CALL: "accent",
    PresenceState.WRAP_UP: "warning",
}


class DeskTop(QObject):
    """One per window. `presence_chosen(PresenceState)` from the menu under the advisor's state."""

    presence_chosen = Signal(object)

    def __init__(self, top: TopBar, centre: CentreWatch, name_of: Callable[[str], str]) -> None:
        super().__init__(top)
        self._top, self._centre, self._name_of = top, centre, name_of
        self._offered = False
        self._has_call = False
        top.presence_pressed.connect(self._offer_presence)

    def show_offer(self, offered: bool) -> None:
        """Whether a call rings for this desk: said where the call would stand."""
        self._offered = offered
        self._show_idle()

    def show_desk(
        self, now: datetime, presence: Presence, taken: TakenCall | None, intake: Intake
    ) -> None:
        """Move every timer of the bar on to `now`."""
        role = DOTS.get(presence.state, "ink3")
        self._top.presence.show_state(presence_words(presence), waited(presence.seconds(now)), role)
        self._has_call = taken is not None
        self._top.show_call(self._words_of(taken, intake, now) if taken is not None else None)
        self._show_idle()
        words = retold(line_state(now, self._centre.hours).words)
        self._top.show_clock(phrase("{clock_time} ET", clock_time=clock_time(now)), words)

    def _show_idle(self) -> None:
        if self._has_call:
            return
        words = (
            phrase("A call rings for you: F2 takes it")
            if self._offered
            else phrase("No call. The next one for your group rings here.")
        )
        self._top.show_idle(words, offered=self._offered)

    def _words_of(self, taken: TakenCall, intake: Intake, now: datetime) -> CallWords:
        call, held = taken.call, taken.held_since
        relation = str(intake.caller.relationship.value or "")
        seconds = (now - held).total_seconds() if held is not None else 0.0
        return CallWords(
            who=str(intake.caller.name.value or call.caller or call.phone),
            relation=(
                ""
                if relation in ("", "self")
                else phrase(
                    "{relation} of the patient",
                    relation=window_words().choice(QUESTIONS["caller.relationship"], relation),
                )
            ),
            timer=waited(seconds),
            held=held is not None,
            hold_long=seconds >= self._centre.settings.hold_warning_seconds,
            wrap_up=call.state is CallState.WRAP_UP,
            wishes=contact_wishes(intake),
            handing=self._handing(call, now),
        )

    def _handing(self, call: Call, now: datetime) -> str:
        if call.state is not CallState.TRANSFERRING or call.offer_until is None:
            return ""
        left = waited(max(0.0, (call.offer_until - now).total_seconds()))
        return phrase(
            "handing on to {name_of}, {left}", name_of=self._name_of(call.offered_to), left=left
        )

    def _offer_presence(self) -> None:
        menu = QMenu(self._top)
        menu.setObjectName("presenceMenu")
        for state in CHOICES:
            action = menu.addAction(phrase(WORDS[state]))
            action.triggered.connect(
                lambda _on=False, state=state: self.presence_chosen.emit(state)
            )
        menu.popup(self._top.presence.mapToGlobal(QPoint(0, self._top.presence.height())))


def presence_words(presence: Presence) -> str:
    """What the advisor does now, and what the advisor chose to do after the call."""
    now = phrase(WORDS[presence.state])
    if presence.pending is None:
        return now
    then = phrase(WORDS[presence.pending]).lower()
    return phrase("{now}, then {then}", now=now, then=then)
