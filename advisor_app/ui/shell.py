"""Opens the console: the first window at once, everything else while it is being read.

Kept light on purpose: the rooms named here, with services and heavy libraries, are imported in a
thread after the first paint.
"""

import importlib
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from locale import LC_TIME, setlocale
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget

from advisor_app.domain.own_folders import APP, config_folder, log_folder
from advisor_app.domain.words import ENGLISH, Words, words_in
from advisor_app.ui.after_paint import AfterPaint
from advisor_app.ui.column_widths import remember_widths_in
from advisor_app.ui.crash import report_crashes
from advisor_app.ui.fonts import load_other_scripts, load_screen_fonts
from advisor_app.ui.signin import SignIn
from advisor_app.ui.theme import STYLE, THEME_NAMES, apply_theme, choose_density, theme
from advisor_app.ui.tidying import Tidying
from advisor_app.ui.wording import later, phrase, speak, window_words

ROOM: Final = "advisor_app.bootstrap.front"
DOOR: Final = "advisor_app.ui.front_door"
CLOCK: Final = "advisor_app.domain.clock"
SIZE: Final = (1280, 800)
DEMO_NOTE: Final = later("An invented centre with invented patients. Nothing of it is kept.")
CENTRE_NOTE: Final = later("Your account and its passphrase open the store of this workstation.")

READY: Final = later("Store ready, encrypted")
_PUT_AWAY: Final = later("The window was closed.")
_STAYS: Final = "stays"
_NO_SCREEN: Final = "offscreen"
"""Where nothing lies above anything; Qt complains there when it is asked."""


class Opening(QObject):
    """Work in a thread of its own, and its outcome back on the window's thread."""

    done = Signal(object)
    failed = Signal(object)

    def run(self, work: Callable[[], Any]) -> None:
        """Run `work`; `done` or `failed` follows."""
        threading.Thread(target=self._work, args=(work,), daemon=True).start()

    def _work(self, work: Callable[[], Any]) -> None:
        try:
            found = work()
        except Exception as failure:  # noqa: BLE001 - told on the window's thread, never swallowed
            self._tell(self.failed, failure)
        else:
            self._tell(self.done, found)

    @staticmethod
    def _tell(news: Any, what: Any) -> None:
        # Where the window is gone meanwhile, nobody waits for it any more.
        with suppress(RuntimeError):
            news.emit(what)


class Shell(QStackedWidget):
    """The first window: it asks who works here, then holds the console. `closed()` for good."""

    closed = Signal()

    def __init__(self, demo: bool, ack_log: bool = False) -> None:
        super().__init__()
        self._ack_log = ack_log
        self.setWindowTitle(phrase("Care advisor console"))
        self.setMinimumSize(1024, 700)
        self._demo = demo
        self._room: Any = None
        self._front: Any = None
        self._console: Any = None
        self._let_go = False
        self._first_run: Any = None
        self._door: Any = None
        self._opening = Opening(self)
        self._opening.done.connect(self._came)
        self._opening.failed.connect(self._refused)
        greeting = phrase("Demonstration") if demo else phrase("Welcome")
        note = phrase(DEMO_NOTE) if demo else phrase(CENTRE_NOTE)
        self.sign_in = SignIn(greeting, note, with_fields=not demo)
        self.sign_in.asked.connect(self._open_centre)
        self.addWidget(self.sign_in)

    def listen(self, path: Path) -> None:
        """Come to the front whenever this user starts the console again on this workstation."""
        self._opening.run(lambda: ("door", (importlib.import_module(DOOR), path)))

    def come_forward(self) -> None:
        """Show the window where it was hidden or lay below others; it asks to be worked in."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        if QApplication.platformName() != _NO_SCREEN:
            self.raise_()
            self.activateWindow()

    def begin(self) -> None:
        """Read the rest of the program; called after the first paint."""
        load_other_scripts()
        if self._demo:
            self.sign_in.show_working(phrase("Opening the demonstration…"))
        else:
            self.sign_in.show_reading(phrase("Reading…"))
        self._opening.run(lambda: ("clock", importlib.import_module(CLOCK)))
        self._opening.run(self._read_room)

    def _read_room(self) -> tuple[str, Any]:
        room = importlib.import_module(ROOM)
        if self._demo:
            return "sample", (room, room.rest().demonstration_console())
        if room.store_is_missing():
            room.rest()
            return "first run", room
        return "room", room

    def _open_centre(self, account: str, secret: str) -> None:
        room = self._room
        if room is None:
            return
        self.sign_in.show_working(phrase("Opening the store…"))
        self._opening.run(lambda: ("front", (room, room.centre_front(account, secret))))

    def _came(self, outcome: tuple[str, Any]) -> None:
        what, found = outcome
        come: dict[str, Callable[[Any], None]] = {
            "clock": lambda clock: self.sign_in.show_clock(clock.eastern_now),
            "door": lambda door: self._open_door(*door),
            "room": self._show_ready,
            "read": lambda _rest: None,
            "first run": self._begin_first_run,
            "sample": lambda sample: self._show_sample(*sample),
            "front": lambda front: self._show_front(*front),
            "desk": self._furnish,
        }
        come[what](found)

    def _open_door(self, doors: Any, path: Path) -> None:
        self._door = doors.FrontDoor(path, self.come_forward, self)
        self._door.open()

    def _show_ready(self, room: Any) -> None:
        """Whoever works here can sign in; what comes after it is read while they type."""
        self._room = room
        self.sign_in.show_ready(phrase(READY))
        self._opening.run(lambda: ("read", room.rest()))

    def _show_sample(self, room: Any, console: Any) -> None:
        _speak_as(console.session.account)
        self._place(room.rest().show_console(console))
        self._console.start()

    def _show_front(self, room: Any, front: Any) -> None:
        """The queue is there; the other rooms are read and furnished behind it."""
        _speak_as(front.session.account)
        self._front = room.front_window(front)
        self.addWidget(self._front.window)
        self.setCurrentWidget(self._front.window)
        self._front.stood.connect(lambda: self._opening.run(lambda: ("desk", front.rest())))
        self._front.start()

    def _furnish(self, make: Callable[[Any], Any]) -> None:
        """Make the desk around its frame, one part in each turn of the window."""
        if self._front is not None:
            self._furnish_on(make(self._front))

    def _furnish_on(self, console: Any) -> None:
        if self._front is None:
            console.deleteLater()
        elif console.furnish():
            QTimer.singleShot(0, self, lambda: self._furnish_on(console))
        else:
            self._front = None
            self._place(console)
            self._console.start()

    def _place(self, console: Any) -> None:
        """Bring the window of a desk to the front."""
        self._console = console
        self._console.theme_chosen.connect(lambda name: settings().setValue("theme", name))
        self._console.stay_chosen.connect(lambda stays: settings().setValue(_STAYS, stays))
        self._console.show_stay(_stays())
        if self._ack_log:
            self._console.acknowledge_saves()
        if self.indexOf(self._console.window) < 0:
            self.addWidget(self._console.window)
        self.setCurrentWidget(self._console.window)
        self._console.left.connect(self._change_person)
        self._console.may_close.connect(self._close_now)
        self._console.language_chosen.connect(self._change_language)
        self._console.density_chosen.connect(self._change_density)

    def _change_language(self, language: str) -> None:
        """The same desk in another language, kept for whoever works here and for the sign-in."""
        settings().setValue(f"language/{self._console.console.session.account}", language)
        settings().setValue("signin_language", language)
        self._make_anew(words_in(language))

    def _change_density(self, name: str) -> None:
        """The same desk with things closer together, kept for this workstation."""
        settings().setValue("density", name)
        choose_density(name)
        self._make_anew(window_words())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, theme().name)

    def _make_anew(self, words: Words) -> None:
        """Another window of the same desk, at the same call, case and word."""
        before = self._console
        self._place(before.in_words(words))
        self.removeWidget(before.window)
        before.window.deleteLater()
        before.deleteLater()

    def _begin_first_run(self, room: Any) -> None:
        """There is no store here: try a sample shift, or set up the centre."""
        self._room = room
        first = self._first_run = room.rest().first_run()
        first.sample_chosen.connect(self._open_sample)
        first.ready.connect(self._end_first_run)
        self.addWidget(first.pages)
        self._show_choice()

    def _show_choice(self) -> None:
        self.setCurrentWidget(self._first_run.pages)
        self._first_run.pages.show_choice()

    def _open_sample(self) -> None:
        room = self._room
        self._first_run.pages.choice.show_working(phrase("Opening a sample shift…"))
        self._opening.run(lambda: ("sample", (room, room.rest().demonstration_console())))

    def _end_first_run(self, account: str) -> None:
        """There is a store now: whoever made it signs in."""
        first, self._first_run = self._first_run, None
        self.sign_in.show_ready(phrase(READY))
        self.sign_in.begin_as(account)
        self.setCurrentWidget(self.sign_in)
        first.stop()
        self.removeWidget(first.pages)
        first.pages.deleteLater()
        first.deleteLater()

    def _leave_front(self) -> None:
        """The desk could not be furnished: its frame goes, and somebody signs in again."""
        front, self._front = self._front, None
        if front is None:
            return
        front.stop()
        self.setCurrentWidget(self.sign_in)
        self.removeWidget(front.window)
        front.window.deleteLater()
        front.deleteLater()

    def _change_person(self) -> None:
        """Save and put away the desk of whoever worked here; somebody else signs in."""
        console, self._console = self._console, None
        console.stop()
        if self._first_run is not None:
            self._show_choice()
        else:
            self.sign_in.show_ready(phrase(READY))
            self.sign_in.forget()
            self.setCurrentWidget(self.sign_in)
        self.removeWidget(console.window)
        console.window.deleteLater()
        console.deleteLater()

    def _refused(self, failure: Exception) -> None:
        self._leave_front()
        sentence = getattr(failure, "sentence", "") or str(failure)
        known = hasattr(failure, "code")
        words = sentence if known else phrase("The console could not be opened.")
        if self._first_run is not None:
            self._first_run.pages.choice.show_refused(words)
        else:
            self.sign_in.show_refused(words)
        if not known:
            raise failure

    def _asks_before_closing(self) -> bool:
        if self._console is None or self._let_go or _session_ends():
            return False
        return bool(self._console.asks_before_closing())

    def _close_now(self) -> None:
        """Nothing is left to be asked."""
        self._let_go = True
        self.close()

    def closeEvent(self, event: Any) -> None:
        """Save what waits, let the store go, remember the window.

        Where this workstation keeps its console ready, the desk is locked and only out of sight;
        otherwise it is asked about what is open first.
        """
        stays = self._stays_ready()
        if not stays and self._asks_before_closing():
            event.ignore()
            return
        settings().setValue("geometry", self.saveGeometry())
        if stays:
            self._console.lock.lock(phrase(_PUT_AWAY))
            self.hide()
            event.ignore()
            return
        if self._door is not None:
            self._door.close()
        if self._console is not None:
            self._console.stop()
            self._console = None
        if self._front is not None:
            self._front.stop()
            self._front = None
        if self._first_run is not None:
            self._first_run.stop()
            self._first_run = None
        event.accept()
        self.closed.emit()

    def _stays_ready(self) -> bool:
        """Whether closing only hides: a desk without a caller, and not at the end of the session.

        Where nobody is signed in closing ends the console, whatever is set: that is the way out.
        """
        there = self._door is not None and self._console is not None
        return there and _stays() and not _session_ends() and self._console.desk.call is None


def settings() -> QSettings:
    """What this workstation remembers of the window; never anything of a patient."""
    return QSettings(f"{config_folder()}/window.ini", QSettings.Format.IniFormat)


def _session_ends() -> bool:
    """Whether whoever works at the machine logs out of it, or it is switched off."""
    app = QApplication.instance()
    return isinstance(app, QApplication) and app.isSavingSession()


def _speak_as(account: str) -> None:
    """The window in the language that whoever works here chose on this workstation."""
    chosen = str(settings().value(f"language/{account}", window_words().language))
    speak(words_in(chosen))


def _stays() -> bool:
    return bool(settings().value(_STAYS, False, type=bool))


def make_application(argv: Sequence[str]) -> QApplication:
    """The application with its fonts and the theme that was chosen last."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([APP, *STYLE, *argv])
        # Qt takes the system's language for the whole process; months are named in the window's.
        setlocale(LC_TIME, "C")
    app.setApplicationName(APP)
    app.setDesktopFileName(APP)
    load_screen_fonts()
    speak(words_in(str(settings().value("signin_language", ENGLISH))))
    choose_density(str(settings().value("density", "")))
    chosen = str(settings().value("theme", "light"))
    apply_theme(app, chosen if chosen in THEME_NAMES else "light")
    return app


def open_console(demo: bool, argv: Sequence[str], door: Path | None) -> int:
    """Show the console and return when it is closed; 0 for a good end.

    At `door` a later start finds this one; None where it is one of its own.
    """
    app = make_application([])
    report_crashes(Path(log_folder()))
    shell = Shell(demo, ack_log="--ack-log" in argv)
    shell.resize(*SIZE)
    geometry = settings().value("geometry")
    if not demo:
        remember_widths_in(settings())
        if geometry is not None:
            shell.restoreGeometry(geometry)
    shell.show()
    if door is not None:
        # The window is out of sight now and then: it ends when it is closed for good.
        app.setQuitOnLastWindowClosed(False)
        shell.closed.connect(app.quit)
        AfterPaint(shell, lambda: shell.listen(door))
    Tidying(app).start()
    AfterPaint(shell, shell.begin)
    return app.exec()
