"""A paper reaches the printer as the very file: with a spooler of ours, and with a real CUPS."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import ImageChops, ImageStat

from advisor_app.documents import spooler
from advisor_app.documents.joining import joined_pdf
from advisor_app.documents.spooler import NotSpooled, PrintOrder
from advisor_app.domain.intake import Intake
from tests.documents.conftest import Printed
from tests.spooled import PRINTER, in_place_of_cups

CUPS_PDF = Path("/usr/lib/cups/backend/cups-pdf")
CUPSD = Path("/usr/sbin/cupsd")
QUEUE = "console-test-pdf"


@pytest.fixture
def paper(printed: Printed, written: Callable[[str], Intake]) -> bytes:
    return printed(written("dcis-new-jersey")).pdf


def test_the_printer_gets_the_bytes_of_the_preview(
    paper: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_place_of_cups(tmp_path, monkeypatch)
    assert spooler.printers() == (PRINTER,)
    order = PrintOrder(printer=PRINTER, copies=3, duplex=True, size="a4")
    assert spooler.spool(paper, order, "Q-26-00412; rm -rf /") == f"{PRINTER}-7"
    assert (tmp_path / "job.pdf").read_bytes() == paper
    asked = (tmp_path / "asked").read_text()
    assert f"-d {PRINTER} -n 3 -t Q-26-00412  rm -rf   -o media=A4" in asked
    assert "sides=two-sided-long-edge" in asked


def test_an_unknown_printer_gets_nothing(
    paper: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_place_of_cups(tmp_path, monkeypatch)
    with pytest.raises(NotSpooled):
        spooler.spool(paper, PrintOrder(printer="-o raw"), "Q-26-00412")
    assert not (tmp_path / "job.pdf").exists()


def test_a_machine_without_a_spooler_has_no_printers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert spooler.printers() == ()


def test_papers_joined_begin_on_sheets_of_their_own(paper: bytes) -> None:
    one = pypdfium2.PdfDocument.new()
    one.import_pages(pypdfium2.PdfDocument(paper), pages=[0])
    single = tmp_bytes(one)
    whole = pypdfium2.PdfDocument(joined_pdf([single, paper], even=True))
    assert len(whole) == 4
    assert len(pypdfium2.PdfDocument(joined_pdf([single, paper]))) == 3
    assert "LINDGREN" in whole[2].get_textpage().get_text_bounded()


def tmp_bytes(document: pypdfium2.PdfDocument) -> bytes:
    written = BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.fixture
def cups(tmp_path: Path) -> Iterator[Path]:
    """A real CUPS with its PDF printer; the folder where the printed files arrive."""
    if not CUPSD.exists() or not CUPS_PDF.exists():
        pytest.skip("CUPS and its PDF printer are not installed (apt: printer-driver-cups-pdf)")
    if os.geteuid() != 0:
        pytest.skip("a CUPS of the test's own needs root")
    started = None
    if b"not" in _scheduler():
        started = subprocess.Popen([str(CUPSD), "-f"], stderr=subprocess.DEVNULL)
    _until(lambda: b"not" not in _scheduler())
    out = tmp_path / "printed"
    out.mkdir()
    out.chmod(0o777)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and str(folder).startswith("/tmp/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    settings = Path(f"/etc/cups/cups-pdf-{QUEUE}.conf")
    settings.write_text(f"Out {out}\nAnonDirName {out}\nLabel 1\nTitlePref 1\n")
    try:
        added = ["lpadmin", "-p", QUEUE, "-E", "-v", f"cups-pdf:/{QUEUE}", "-m", _models()[0]]
        _until(lambda: subprocess.run(added, capture_output=True, check=False).returncode == 0)
        yield out
    finally:
        subprocess.run(["lpadmin", "-x", QUEUE], capture_output=True, check=False)
        settings.unlink(missing_ok=True)
        if started is not None:
            started.terminate()
            started.wait(10)


def _scheduler() -> bytes:
    return subprocess.run(["lpstat", "-r"], capture_output=True, check=False).stdout


def _models() -> list[str]:
    found = subprocess.run(["lpinfo", "-m"], capture_output=True, text=True, check=False).stdout
    return [line.split()[0] for line in found.splitlines() if "CUPS-PDF" in line.upper()]


def _until(done: Callable[[], bool], seconds: float = 20.0) -> None:
    limit = time.monotonic() + seconds
    while not done():
        if time.monotonic() > limit:
            pytest.fail("CUPS did not come within 20 s")
        time.sleep(0.2)


def test_a_real_cups_prints_the_paper(paper: bytes, cups: Path) -> None:
    assert shutil.which("lp")
    assert QUEUE in spooler.printers()
    job = spooler.spool(paper, PrintOrder(printer=QUEUE, size="letter"), "Q-26-00412")
    assert job.startswith(f"{QUEUE}-")

    def arrived() -> list[Path]:
        return [file for file in cups.rglob("*.pdf") if b"%%EOF" in file.read_bytes()[-32:]]

    _until(lambda: bool(arrived()))
    document = pypdfium2.PdfDocument(arrived()[0].read_bytes())
    assert len(document) == 2
    assert document[0].get_size() == (612.0, 792.0)
    printed = document[0].render(scale=0.5, grayscale=True).to_pil()
    document.close()
    sent = pypdfium2.PdfDocument(paper)
    shown = sent[0].render(scale=0.5, grayscale=True).to_pil()
    sent.close()
    assert printed.size == shown.size
    assert ImageStat.Stat(ImageChops.difference(printed, shown)).mean[0] < 10.0
    assert ImageStat.Stat(printed).mean[0] < 250.0
