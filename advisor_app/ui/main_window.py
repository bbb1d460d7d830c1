"""The main window: places pages, panels and bars, and knows nothing else."""

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, holder, row
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.kit.rail import RailItem
from advisor_app.ui.kit.strips import Strip, StripKind
from advisor_app.ui.page import TITLES, PrimaryAction, StatusLine, WorkPage
from advisor_app.ui.statusbar import StatusBar
from advisor_app.ui.topbar import TopBar
from advisor_app.ui.wording import later, phrase

NARROW_BELOW: Final = 1180
RAIL: Final = (72, 64)
LOWEST_PAGE: Final = "admin"
TITLE: Final = later("Care advisor console")

V = TypeVar("V")
ActionLook = Callable[[str], tuple[str, str]]
"""The key cap and the icon of an action, by its name."""


class MainWindow(QWidget):
    """Top bar, rail, work area, right panel, status line.

    The rail stands from the first paint; the pages come one after another (`add_page`).
    `page_chosen(name)` on the rail; `page_turned()` once another page is in front.
    """

    page_chosen = Signal(str)
    page_turned = Signal()
    narrowed = Signal(bool)
    closing = Signal()
    notice_pressed = Signal(str)

    def __init__(self, top: TopBar, status: StatusBar) -> None:
        super().__init__()
        self.setWindowTitle(phrase(TITLE))
        self.setObjectName("mainWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(QSize(1024, 700))
        self._top, self._status = top, status
        self._look: ActionLook = _no_look
        self._narrow: bool | None = None
        self._pages: dict[str, WorkPage] = {}
        self._wished = ""
        self._lines: dict[str, StatusLine] = {}
        self._primary: dict[str, PrimaryAction | None] = {}
        self._second: dict[str, PrimaryAction | None] = {}
        self._rail = {
            name: RailItem(f"rail_{name}", name, phrase(title)) for name, title in TITLES.items()
        }
        self._body, self._side = QStackedWidget(), QStackedWidget()
        self._blank = QWidget()
        self._side.addWidget(self._blank)
        self._current = ""
        self._strips: dict[str, Strip] = {}
        self._aside: list[Overlay] = []
        self._build()
        for name, item in self._rail.items():
            item.clicked.connect(lambda _on=False, name=name: self.page_chosen.emit(name))

    @property
    def current(self) -> str:
        """The name of the page in front."""
        return self._current

    @property
    def wished(self) -> str:
        """The page that was asked for last before it was there; nothing where none was."""
        return self._wished

    @property
    def narrow(self) -> bool:
        """Whether the window gives way as the measures say for narrow windows."""
        return bool(self._narrow)

    def page(self, name: str) -> WorkPage:
        """A page by its name."""
        return self._pages[name]

    def show_page(self, name: str) -> None:
        """Bring a page to the front; one that is not there yet is remembered as `wished`."""
        page = self._pages.get(name)
        self._wished = name if page is None else ""
        self._current = name if page is not None else self._current
        for other, item in self._rail.items():
            item.setChecked(other == self._current)
        if page is None:
            return
        self._body.setCurrentWidget(page)
        self._side.setVisible(page.side is not None)
        self._side.setCurrentWidget(page.side if page.side is not None else self._blank)
        self._side.setFixedWidth(page.side_width[1 if self.narrow else 0])
        self._show_status()
        self.page_turned.emit()
        page.on_show()

    def show_badge(self, name: str, badge: str) -> None:
        """The count on a page's place in the rail."""
        self._rail[name].set_badge(badge)

    def show_notice(
        self, name: str, kind: StripKind, words: str, *, verb: str = "", key: str = ""
    ) -> None:
        """A strip under the top bar that stays until it is dropped; it takes no focus.

        `notice_pressed(name)` where its verb is pressed.
        """
        strip = self._strips.get(name)
        if strip is None:
            strip = self._strips[name] = Strip(name, kind, words, verb=verb, key=key)
            strip.pressed.connect(lambda: self.notice_pressed.emit(name))
            self._notices.addWidget(strip)
        strip.show_words(words, verb)
        strip.show()

    def drop_notice(self, name: str) -> None:
        """What the strip said is over."""
        if name in self._strips:
            self._strips[name].hide()

    def notice(self, name: str) -> str:
        """What a strip says now; nothing where it is not there."""
        strip = self._strips.get(name)
        return strip.words if strip is not None and not strip.isHidden() else ""

    def set_cover(self, cover: QWidget) -> None:
        """What stands in place of everything while the desk is locked."""
        self._front.addWidget(cover)

    @property
    def is_covered(self) -> bool:
        """Whether the cover stands in front."""
        return self._front.currentIndex() > 0

    def cover(self) -> None:
        """Take everything out of sight, cards over the window too; nothing of it is changed."""
        self._aside = [one for one in self._overlays() if one.isVisible()]
        for overlay in self._aside:
            overlay.setVisible(False)
        self._front.setCurrentIndex(1)

    def uncover(self) -> None:
        """Show everything again as it was."""
        self._front.setCurrentIndex(0)
        for overlay in self._aside:
            overlay.setVisible(True)
            overlay.raise_()
        self._aside = []

    def _overlays(self) -> list[Overlay]:
        return [one for one in self.children() if isinstance(one, Overlay)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW_BELOW
        if narrow != self._narrow:
            self._narrow = narrow
            self._rail_frame.setFixedWidth(RAIL[1 if narrow else 0])
            self._top.set_narrow(narrow)
            self._status.set_narrow(narrow)
            for page in self._pages.values():
                page.set_narrow(narrow)
            if self._current:
                page = self._pages[self._current]
                self._side.setFixedWidth(page.side_width[1 if narrow else 0])
            self.narrowed.emit(narrow)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        event.accept()

    def _build(self) -> None:
        upper = [item for name, item in self._rail.items() if name != LOWEST_PAGE]
        lower = [item for name, item in self._rail.items() if name == LOWEST_PAGE]
        rail = column(*upper, None, *lower, margins=(0, 8, 0, 8), gap=2)
        self._rail_frame = frame("rail", rail, name="rail", width=RAIL[0])
        middle = row(self._rail_frame, (self._body, 1), self._side, gap=0)
        self._banner = Strip("caseBanner", "urgent", "")
        self._banner.hide()
        self._notices = column(gap=0)
        above = (self._top, self._banner, self._notices)
        self._front = QStackedWidget()
        self._front.addWidget(holder(column(*above, (middle, 1), self._status, gap=0)))
        self.setLayout(column(self._front, gap=0))

    def show_banner(self, words: str) -> None:
        """What nobody may forget while this case is on the desk, over every page; "" takes it."""
        if words != self._banner.words:
            self._banner.show_words(words)
        self._banner.setVisible(bool(words))

    def name_actions(self, look: ActionLook) -> None:
        """From now on buttons of the status line have the key and the icon of their action."""
        self._look = look
        self._show_status()

    def add_page(self, page: WorkPage) -> None:
        """Give a page its place behind the rail."""
        name = page.page_name
        self._pages[name] = page
        if self._narrow is not None:
            page.set_narrow(self._narrow)
        self._body.addWidget(page)
        if page.side is not None:
            self._side.addWidget(page.side)
        page.status_changed.connect(lambda line: self._keep(self._lines, name, line))
        page.primary_changed.connect(lambda action: self._keep(self._primary, name, action))
        page.second_changed.connect(lambda action: self._keep(self._second, name, action))

    def _keep(self, kept: dict[str, V], name: str, value: V) -> None:
        if name in kept and kept[name] == value:
            return
        kept[name] = value
        if name == self._current:
            self._show_status()

    def _show_status(self) -> None:
        name = self._current
        self._status.show_line(self._lines.get(name, StatusLine(text="")))
        primary, second = self._primary.get(name), self._second.get(name)
        self._status.show_primary(primary, *self._look(primary.action if primary else ""))
        self._status.show_second(second, *self._look(second.action if second else ""))


def _no_look(_action: str) -> tuple[str, str]:
    return "", ""
