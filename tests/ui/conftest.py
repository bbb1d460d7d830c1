"""The window's look for every test of the window: our faces, the light theme, and no leftovers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advisor_app.ui.admin.view import AdminPage
from advisor_app.ui.fonts import load_other_scripts, load_screen_fonts
from advisor_app.ui.theme import apply_theme, theme
from tests.advisor import Advisor, advisor_at_work

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application with our faces loaded."""
    load_screen_fonts()
    load_other_scripts()
    return qapp


@pytest.fixture(autouse=True)
def light_theme(dressed: QApplication) -> None:
    """Every test begins in the light theme."""
    if not dressed.styleSheet() or theme().name != "light":
        apply_theme(dressed, "light")


@pytest.fixture(scope="module")
def work(dressed: QApplication) -> Iterator[Advisor]:
    """One desk for all the tests of a file: each of them begins a case of its own on it."""
    with advisor_at_work(dressed) as advisor:
        yield advisor


@pytest.fixture
def desk(dressed: QApplication) -> Iterator[Advisor]:
    """The desk of the demonstration's nurse, where everybody may try a supervisor's deeds."""
    with advisor_at_work(dressed) as advisor:
        yield advisor


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The screenless platform says of windows and menus what it cannot do with them."""
    for item in items:
        if Path(item.path).is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[AdminPage]:
    """The admin page, as large as a window of 1280 by 800 makes it."""
    made = AdminPage()
    qtbot.addWidget(made)
    made.resize(1208, 696)
    made.show()
    yield made
    made.hide()
