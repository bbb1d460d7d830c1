"""Locks the desk and opens it again; what is covered stays as it was, to the cursor."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from advisor_app.domain.case import Promise
from advisor_app.domain.clock import EASTERN, waited
from advisor_app.line.calls import CallState
from advisor_app.line.presence import PresenceState
from advisor_app.services.failures import ServiceFailure
from advisor_app.ui.actions import ActionTable
from advisor_app.ui.centre_watch import CentreWatch
from advisor_app.ui.context import Console
from advisor_app.ui.desk import Desk
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.lock.clipboard import ClipboardGuard
from advisor_app.ui.lock.desktop import DesktopWatch
from advisor_app.ui.lock.idle import IdleWatch
from advisor_app.ui.lock.screen import LockScreen, StillRuns
from advisor_app.ui.main_window import MainWindow
from advisor_app.ui.wording import later, phrase

TICK_MS: Final = 500
ON_CALL_MINUTES: Final = 30
"""While a caller is on the line at this desk, its advisor listens more than they type."""

_ACCOUNT_EVERY: Final = 6
"""Ticks between two looks at the account: it is locked within five seconds where it was closed, or
where its owner went on at another desk."""

_COVERED: Final = later("The machine slept, or its own screen was locked.")
_STILL_WORKS: Final = frozenset({"emergency"})
_SPEAKS: Final = (CallState.CONNECTED, CallState.HELD)


class LockController(QObject):
    """One per window. `switched()` asks for another person at this desk."""

    switched = Signal()

    def __init__(
        self,
        console: Console,
        window: MainWindow,
        actions: ActionTable,
        desk: Desk,
        jobs: Jobs,
        waiting: Callable[[], int],
        centre: CentreWatch,
    ) -> None:
        super().__init__(window)
        self._console, self._window, self._actions = console, window, actions
        self._desk, self._jobs, self._waiting, self._centre = desk, jobs, waiting, centre
        me = console.advisor
        self.screen = LockScreen(
            me.initials, me.name, console.session.workstation, free=console.demonstration
        )
        window.set_cover(self.screen)
        self.idle = IdleWatch(self)
        self.clipboard = ClipboardGuard(self)
        self.desktop = DesktopWatch(self)
        self.desktop.covered.connect(lambda: self.lock(phrase(_COVERED)))
        self._focus: QWidget | None = None
        self._was_free = False
        self._due: Promise | None = None
        self._ticks = 0
        self.screen.unlock_asked.connect(self.unlock)
        self.screen.switch_asked.connect(self._switch)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.tick)

    @property
    def is_locked(self) -> bool:
        """Whether the desk is covered."""
        return self._window.is_covered

    def start(self) -> None:
        """Begin to watch."""
        self.idle.touched()
        self._tick.start()
        self.desktop.start()

    def stop(self) -> None:
        """The desk closes: what was copied is gone too."""
        self._tick.stop()
        self.desktop.stop()
        self.clipboard.stop()

    def tick(self) -> None:
        """Twice a second: lock a desk that nobody touches, move the timers of a locked one."""
        self._ticks += 1
        if self._ticks % _ACCOUNT_EVERY == 0:
            self._look_at_account()
        if self.is_locked:
            self._show_running()
        elif self.idle.seconds >= self._limit().total_seconds():
            self.lock()

    def lock(self, why: str = "") -> None:
        """Cover every window, menu, dialog and tooltip; save what waits; forget what was copied."""
        if self.is_locked:
            return
        self._focus = QApplication.focusWidget()
        _close_what_lies_above(self._window.window())
        self._window.cover()
        self._actions.only(_STILL_WORKS)
        self.clipboard.clear()
        self._desk.intake.presenter.flush()
        now = self._console.clock.now().astimezone(EASTERN)
        self.screen.show_locked(phrase("locked at {now:%H:%M}", now=now), why)
        self._show_running()
        self._write_down()

    def unlock(self, secret: str) -> None:
        """Open the desk to whoever locked it; where it stood, there it goes on."""
        console = self._console
        self.screen.show_working()
        self._jobs.write(
            self,
            lambda: console.accounts.unlock(console.session, secret),
            lambda _none: self._unlocked(),
            self._refused,
        )

    def show_emergency(self) -> None:
        """Ctrl+E: the card; without a name while the desk is locked."""
        if self.is_locked:
            self._desk.emergency.show_bare()
        else:
            self._desk.emergency.show()

    # ---- within ----

    def _limit(self) -> timedelta:
        call = self._desk.call
        on_call = call is not None and call.state in _SPEAKS
        idle = self._centre.settings.lock_minutes
        return timedelta(minutes=ON_CALL_MINUTES if on_call else idle)

    def _write_down(self) -> None:
        console, act = self._console, self._console.act("the desk was locked")
        me, free = console.session.account, self._desk.is_available
        self._was_free = free

        def work() -> Promise | None:
            console.audit.note(act, "desk.lock", "account", me)
            if free:
                console.presences.choose(act, PresenceState.AWAY)
            return next(iter(console.promises.due(act, owner=me)), None)

        self._jobs.write(self, work, self._keep_due, lambda _failure: None)

    def _keep_due(self, due: Promise | None) -> None:
        self._due = due
        if self.is_locked:
            self._show_running()

    def _unlocked(self) -> None:
        self.screen.show_unlocked()
        self._actions.only(None)
        self._window.uncover()
        self.idle.touched()
        focus, self._focus = self._focus, None
        if focus is not None and focus.isVisible():
            focus.setFocus()
        if self._was_free:
            self._desk.choose_presence(PresenceState.AVAILABLE)

    def _refused(self, failure: Exception) -> None:
        if isinstance(failure, ServiceFailure):
            self.screen.show_refused(str(failure))
            return
        self.screen.show_refused(phrase("It could not be unlocked; try again."))
        self._jobs.broke.emit(failure)

    def _look_at_account(self) -> None:
        console = self._console

        self._jobs.read(
            self,
            lambda: console.accounts.why_not_here(console.session),
            lambda why: self.lock(why) if why else None,
            lambda _failure: None,
            key="account",
        )

    def _show_running(self) -> None:
        now = self._console.clock.now()
        lines = []
        call = self._desk.call
        if call is not None and call.state in _SPEAKS:
            held = call.state is CallState.HELD
            words = phrase("on hold, hears the message") if held else phrase("on the line")
            since = call.state_since or call.arrived_at
            lines.append(
                StillRuns(
                    icon="hold" if held else "phone",
                    what=phrase("Your caller"),
                    words=words,
                    time=waited((now - since).total_seconds()),
                    role="warningInk",
                )
            )
        if self._due is not None:
            lines.append(self._promise_line(self._due))
        count = self._waiting()
        words = phrase("{count} waiting, you get no offers while locked", count=count)
        lines.append(StillRuns(icon="queue", what=phrase("Queue"), words=words))
        self.screen.show_running(lines)

    def _promise_line(self, due: Promise) -> StillRuns:
        left = (due.due_at - self._console.clock.now()).total_seconds()
        at = due.due_at.astimezone(EASTERN)
        return StillRuns(
            icon="promise",
            what=phrase("Promise at {at:%H:%M}", at=at),
            words=phrase("is yours to keep"),
            time=phrase("overdue") if left < 0 else phrase("{left} min", left=int(left // 60)),
            role="warningInk" if left < 600 else "ink2",
        )

    def _switch(self) -> None:
        if self._desk.call is not None:
            self.screen.show_refused(
                phrase("There is a call at this desk: park or finish it first.")
            )
            return
        self.switched.emit()


def _close_what_lies_above(window: QWidget) -> None:
    """Menus, popups, tooltips and dialogs: what was asked in them is asked again later."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        if popup.isVisible():
            popup.hide()
    QToolTip.hideText()
    for other in QApplication.topLevelWidgets():
        if other is window or not other.isVisible():
            continue
        if isinstance(other, QDialog):
            other.reject()
        else:
            other.hide()
