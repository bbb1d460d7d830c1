"""The camera of the tour: each state in three themes, and once more on a narrow window."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from advisor_app.ui.camera import NARROW, WIDE, Camera
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column
from advisor_app.ui.text import plain_label
from advisor_app.ui.theme import THEME_NAMES, apply_theme, colour_of, load_theme, theme
from advisor_app.ui.tour import Tour


@pytest.fixture
def taken(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Path:
    apply_theme(dressed, "dark")  # whatever was chosen before
    page = frame("canvas", column(plain_label("Queue", "h1")))
    qtbot.addWidget(page)
    camera = Camera(dressed, tmp_path)
    camera.alone("queue", page)
    page.close()
    assert sorted(camera.files) == sorted(one.name for one in tmp_path.iterdir())
    return tmp_path


def test_a_state_is_taken_in_every_theme_and_narrow(taken: Path) -> None:
    for name in THEME_NAMES:
        image = QImage(str(taken / f"queue-{name}.png"))
        assert (image.width(), image.height()) == WIDE
        assert image.pixelColor(4, 4) == colour_of(load_theme(name).colours["canvas"])
    narrow = QImage(str(taken / "queue-narrow.png"))
    assert (narrow.width(), narrow.height()) == NARROW
    assert narrow.pixelColor(4, 4) == colour_of(load_theme("light").colours["canvas"])


class Stub:
    """A desk of which only its idle clock, its jobs and its window are asked."""

    def __init__(self, window: QWidget) -> None:
        self.window, self.touches = window, 0
        self.lock = SimpleNamespace(idle=self)
        self.jobs = SimpleNamespace(idle=lambda _seconds: True)

    def touched(self) -> None:
        self.touches += 1


def test_every_picture_of_the_tour_keeps_the_desk_awake(
    dressed: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    page = frame("canvas", column(plain_label("Queue", "h1")))
    qtbot.addWidget(page)
    page.show()
    desk = Stub(page)
    tour: Any = Tour.__new__(Tour)
    tour._window = desk
    tour._camera = Camera(dressed, tmp_path)
    tour.hands = SimpleNamespace(wait=lambda _seconds: None)
    for name in ("queue", "cases"):
        tour._show(name)
    assert desk.touches == 2
    assert {"queue-light.png", "cases-light.png"} <= set(tour._camera.files)


def test_a_round_is_walked_once_in_each_theme(dressed: QApplication, tmp_path: Path) -> None:
    apply_theme(dressed, "dark")
    tour: Any = Tour.__new__(Tour)
    tour._camera = Camera(dressed, tmp_path)
    seen: list[str] = []
    tour._in_each_look(lambda: seen.append(theme().name))
    assert sorted(seen) == sorted(THEME_NAMES)
    assert seen[0] == "dark", "the theme that is on comes first: a change takes most of a second"
