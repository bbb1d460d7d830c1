"""Circles of references are taken apart on the window's thread, whoever made the last object."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from advisor_app.ui.tidying import Tidying
from tests.ui.hands import until


@pytest.fixture
def tidying(dressed: QApplication) -> Iterator[Tidying]:
    """At work, as in a console; the tests after it tidy as they did."""
    made = Tidying(dressed)
    made.start()
    yield made
    made.stop()
    made.deleteLater()
    dressed.processEvents()


class Circle:
    """Holds itself, and writes down who took it apart."""

    died: list[threading.Thread]

    def __init__(self, died: list[threading.Thread]) -> None:
        self.died, self.itself = died, self

    def __del__(self) -> None:
        self.died.append(threading.current_thread())


@pytest.mark.usefixtures("tidying")
def test_no_other_thread_takes_a_circle_apart() -> None:
    died: list[threading.Thread] = []
    made = threading.Thread(target=lambda: [Circle(died) for _ in range(20_000)])
    made.start()
    made.join()
    assert not died
    until(lambda: len(died) == 20_000)
    assert set(died) == {threading.main_thread()}


def test_afterwards_python_chooses_again(tidying: Tidying) -> None:
    assert not gc.isenabled()
    tidying.stop()
    assert gc.isenabled()
