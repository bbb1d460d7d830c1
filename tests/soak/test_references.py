"""PySide6 6.12 on Python 3.11 takes a reference off None and True with every call, then aborts."""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 20_000
SLACK = 200


class Bell(QObject):
    rang = Signal(bool)


def test_calls_and_signals_keep_the_references_of_none_and_true(qtbot: QtBot) -> None:
    label, bell = QLabel(), Bell()
    qtbot.addWidget(label)
    heard: list[int] = [0]
    bell.rang.connect(lambda on: heard.__setitem__(0, heard[0] + on))
    none_before, true_before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(CALLS):
        label.setText("")
        bell.rang.emit(True)
    assert heard[0] == CALLS
    assert sys.getrefcount(None) > none_before - SLACK
    assert sys.getrefcount(True) > true_before - SLACK
