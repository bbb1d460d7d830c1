"""Months are named by the window's language, whatever language the system speaks."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SCRIPT = """
import locale, os
from PySide6.QtWidgets import QApplication
if {qt_alone}:
    app = QApplication([])
else:
    from advisor_app.ui.shell import make_application
    app = make_application([])
print(locale.setlocale(locale.LC_TIME))
os._exit(0)
"""


def language_of_dates(qt_alone: bool, home: Path) -> str:
    ran = subprocess.run(
        [sys.executable, "-u", "-c", SCRIPT.format(qt_alone=qt_alone)],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(home), "XDG_CONFIG_HOME": str(home)},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return ran.stdout.strip()


def test_the_system_does_not_name_our_months(tmp_path: Path) -> None:
    assert language_of_dates(qt_alone=True, home=tmp_path) == "C.UTF-8"
    assert language_of_dates(qt_alone=False, home=tmp_path) == "C"
