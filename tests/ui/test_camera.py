"""The camera of the tour: each state in three themes, and once more on a narrow window."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advisor_app.ui.camera import NARROW, WIDE, Camera
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column
from advisor_app.ui.text import plain_label
from advisor_app.ui.theme import THEME_NAMES, apply_theme, colour_of, load_theme


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
