"""Hears when the machine goes to sleep and when its own screen is locked, where it says so."""

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One signal on a bus: who says it, on which interface, and whether it brings a yes or no."""

    service: str
    interface: str
    name: str
    told: bool = True


OF_THE_SYSTEM: Final = (
    Word(
        service="org.freedesktop.login1",
        interface="org.freedesktop.login1.Manager",
        name="PrepareForSleep",
    ),
    Word(
        service="org.freedesktop.login1",
        interface="org.freedesktop.login1.Session",
        name="Lock",
        told=False,
    ),
)
"""logind: the machine is about to sleep, or the session is to be locked."""

OF_THE_SESSION: Final = (
    Word(
        service="org.freedesktop.ScreenSaver",
        interface="org.freedesktop.ScreenSaver",
        name="ActiveChanged",
    ),
    Word(service="org.gnome.ScreenSaver", interface="org.gnome.ScreenSaver", name="ActiveChanged"),
)
"""KDE and GNOME: the screen of the user was covered."""


class DesktopWatch(QObject):
    """`covered()` when the machine sleeps or its screen is locked.

    Where there is no such bus (Windows, a bare machine) nothing is heard, and the desk's own timer
    locks it.
    """

    covered = Signal()

    def __init__(
        self,
        parent: QObject,
        system: QDBusConnection | None = None,
        session: QDBusConnection | None = None,
    ) -> None:
        super().__init__(parent)
        self._buses = (
            (system or QDBusConnection.systemBus(), OF_THE_SYSTEM),
            (session or QDBusConnection.sessionBus(), OF_THE_SESSION),
        )
        self.heard: tuple[str, ...] = ()

    def start(self) -> None:
        """Listen on every bus that answers; `heard` names the signals."""
        self.heard = tuple(
            one.name for bus, words in self._buses for one in words if self._listens(bus, one)
        )

    def stop(self) -> None:
        """Listen no more."""
        for bus, words in self._buses:
            for one in words:
                if one.name in self.heard:
                    bus.disconnect(one.service, "", one.interface, one.name, self, self._slot(one))
        self.heard = ()

    def _listens(self, bus: QDBusConnection, word: Word) -> bool:
        return bus.isConnected() and bus.connect(
            word.service, "", word.interface, word.name, self, self._slot(word)
        )

    @staticmethod
    def _slot(word: Word) -> Any:
        # Qt takes the words that SLOT makes; its stubs ask for bytes, which it refuses.
        return SLOT("hear_whether(bool)") if word.told else SLOT("hear()")

    @Slot(bool)
    def hear_whether(self, begins: bool) -> None:
        """It begins, or it is over."""
        if begins:
            self.covered.emit()

    @Slot()
    def hear(self) -> None:
        """It begins."""
        self.covered.emit()
