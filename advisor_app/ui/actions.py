"""What can be done, as one table that menus, the command palette and the shortcut sheet read."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from advisor_app.ui.menu_icons import icon
from advisor_app.ui.text import tip_text
from advisor_app.ui.theme import theme_signals
from advisor_app.ui.wording import later, phrase

EVERYWHERE: Final = "everywhere"
Shortcut = str | QKeySequence.StandardKey


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """One action: its name in the code, its words, its key, its icon, what it calls, and where.

    `context` is EVERYWHERE, the name of a page, or a state of the desk such as "offer" or "call".
    A shortcut is a StandardKey where the platform has one, else text such as "Ctrl+K".
    """

    name: str
    text: str
    call: Callable[[], None]
    shortcut: Shortcut = ""
    icon: str = ""
    context: str = EVERYWHERE


class UnknownAction(KeyError):
    """No row of the table has this name."""


_ARROWS: Final = {
    "Up": later("Up"),
    "Down": later("Down"),
    "Left": later("Left"),
    "Right": later("Right"),
}


def key_words(shortcut: Shortcut) -> str:
    """A shortcut as its key cap says it: "Ctrl K"; empty where there is none."""
    if shortcut == "":
        return ""
    native = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    native = native.replace("Return", "Enter")  # as the key is called everywhere else
    keys = native.replace("++", "+Plus").split("+")
    return " ".join(phrase(_ARROWS.get(key, key)) for key in keys).replace("Plus", "+")


class ActionTable(QObject):
    """The rows as live actions of one window.

    Only the rows of the contexts in force can be triggered. Where two of them share a key, the
    earlier row of the table has it: put the louder one (an offer, a call) first.
    """

    def __init__(self, rows: Sequence[ActionRow], window: QWidget) -> None:
        super().__init__(window)
        self._rows = {row.name: row for row in rows}
        if len(self._rows) != len(rows):
            raise ValueError("two rows of the action table share a name")
        self._contexts: frozenset[str] = frozenset()
        self._only: frozenset[str] | None = None
        self._actions = {row.name: self._made(row, window) for row in rows}
        theme_signals().changed.connect(self._dress)
        self._refresh()

    @property
    def rows(self) -> tuple[ActionRow, ...]:
        """All rows, in the order of the table."""
        return tuple(self._rows.values())

    def row(self, name: str) -> ActionRow:
        """The row of one action; raises UnknownAction."""
        try:
            return self._rows[name]
        except KeyError:
            raise UnknownAction(name) from None

    def action(self, name: str) -> QAction:
        """The live action of one row; raises UnknownAction."""
        self.row(name)
        return self._actions[name]

    def trigger(self, name: str) -> bool:
        """Do it, if it can be done now; says whether it was done."""
        action = self.action(name)
        if action.isEnabled():
            action.trigger()
            return True
        return False

    def keys(self, name: str) -> str:
        """The key cap of one action, such as "Ctrl K"."""
        return key_words(self.row(name).shortcut)

    def set_contexts(self, contexts: Collection[str]) -> None:
        """Say which page is in front and which states the desk is in."""
        if frozenset(contexts) != self._contexts:
            self._contexts = frozenset(contexts)
            self._refresh()

    def only(self, names: Collection[str] | None) -> None:
        """Let nothing else be done than these, until None lets everything be done again."""
        self._only = None if names is None else frozenset(names)
        self._refresh()

    def available(self) -> tuple[ActionRow, ...]:
        """The rows that can be triggered now."""
        return tuple(row for row in self.rows if self._actions[row.name].isEnabled())

    def sheet(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """The shortcut sheet: each context with (words, key cap) of its rows that have a key."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for row in self.rows:
            if row.shortcut != "":
                groups.setdefault(row.context, []).append((row.text, key_words(row.shortcut)))
        return tuple((context, tuple(lines)) for context, lines in groups.items())

    def menu(self, title: str, names: Iterable[str], parent: QWidget) -> QMenu:
        """A menu of these actions; an empty name is a rule."""
        menu = QMenu(title, parent)
        menu.setObjectName(f"menu.{title}")
        for name in names:
            if name:
                menu.addAction(self.action(name))
            else:
                menu.addSeparator()
        return menu

    def _made(self, row: ActionRow, window: QWidget) -> QAction:
        action = QAction(window)
        action.setObjectName(f"action.{row.name}")
        action.setText(row.text.replace("&", "&&"))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setMenuRole(QAction.MenuRole.NoRole)
        if row.icon:
            action.setIcon(icon(row.icon))
        action.triggered.connect(lambda _checked=False, name=row.name: self._rows[name].call())
        window.addAction(action)
        return action

    def _refresh(self) -> None:
        taken: set[str] = set()
        for name, row in self._rows.items():
            action = self._actions[name]
            live = row.context == EVERYWHERE or row.context in self._contexts
            live = live and (self._only is None or name in self._only)
            action.setEnabled(live)
            action.setToolTip(tip_text(row.text))
            keys = [QKeySequence(row.shortcut)] if row.shortcut != "" and live else []
            keys = [key for key in keys if key.toString() not in taken]
            taken.update(key.toString() for key in keys)
            if action.shortcuts() != keys:
                action.setShortcuts(keys)

    def _dress(self) -> None:
        for name, row in self._rows.items():
            if row.icon:
                self._actions[name].setIcon(icon(row.icon))
