"""The entries of the desktop: the console, and the handler of `tel:` addresses."""

import configparser
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from advisor_app.domain.own_folders import APP
from advisor_app.telephony.pop import read_pop
from tests.install.places import ROOT
from tests.services.desk import StillClock

INSTALL = ROOT / "resources" / "install"
ENTRIES = sorted(INSTALL.glob("*.desktop"))


def entry(file: Path) -> configparser.SectionProxy:
    read = configparser.RawConfigParser(delimiters=("=",))
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read(file, "utf-8")
    return read["Desktop Entry"]


@pytest.mark.parametrize("file", ENTRIES, ids=lambda file: file.stem)
def test_an_entry_starts_a_program_that_the_wheel_brings_and_has_our_icon(file: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    programs = {*project["scripts"], *project["gui-scripts"]}
    told = entry(file)
    assert told["Exec"].split()[0] == told["TryExec"]
    assert told["TryExec"] in programs
    assert (INSTALL / f"{told['Icon']}.svg").is_file()


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="it is not installed here")
@pytest.mark.parametrize("file", ENTRIES, ids=lambda file: file.stem)
def test_an_entry_is_written_as_desktops_read_it(file: Path) -> None:
    done = subprocess.run(
        ["desktop-file-validate", file], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_window_belongs_to_its_entry() -> None:
    assert APP in {file.stem for file in ENTRIES}


def test_a_tel_address_goes_to_the_verb_that_hands_it_on() -> None:
    handlers = [
        one for one in map(entry, ENTRIES) if "x-scheme-handler/tel;" in one.get("MimeType", "")
    ]
    assert [one["Exec"] for one in handlers] == ["advisor-console pop %u"]
    assert read_pop("tel:+12125550100", StillClock().now()).phone


def test_the_icon_can_be_drawn(qapp: QApplication) -> None:
    assert qapp is not None
    image = QImage(64, 64, QImage.Format.Format_ARGB32)
    image.fill(QColor("transparent"))
    painter = QPainter(image)
    QSvgRenderer(str(INSTALL / f"{APP}.svg")).render(painter)
    painter.end()
    corner, middle = image.pixelColor(0, 0), image.pixelColor(32, 32)
    assert corner.alpha() == 0
    assert middle == QColor("white"), "the bar of the sign"
