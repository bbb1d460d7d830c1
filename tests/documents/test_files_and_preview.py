"""Papers reach the disk whole, and the window as pixels."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from advisor_app.documents.files import PaperNotWritten, write_file
from advisor_app.documents.preview import page_images
from advisor_app.domain.resources import RESOURCES
from tests.documents.conftest import Printed

SELF = {"caller": {"is_patient": True}, "patient": {"family_name": "Doe", "dob": "1961-03-04"}}


def test_a_paper_is_written_whole_for_its_owner_alone(tmp_path: Path) -> None:
    target = tmp_path / "Q-26-00412.pdf"
    target.write_bytes(b"older")
    write_file(target, b"%PDF new")
    assert target.read_bytes() == b"%PDF new"
    assert os.listdir(tmp_path) == [target.name]
    if os.name != "nt":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_folder_that_is_not_there_is_named_without_the_file(tmp_path: Path) -> None:
    with pytest.raises(PaperNotWritten) as told:
        write_file(tmp_path / "nowhere" / "Doe.pdf", b"x")
    assert "nowhere" in str(told.value)
    assert "Doe" not in str(told.value)


def test_a_place_that_cannot_be_replaced_leaves_no_rest(tmp_path: Path) -> None:
    (tmp_path / "taken.pdf").mkdir()
    with pytest.raises(PaperNotWritten):
        write_file(tmp_path / "taken.pdf", b"x")
    assert os.listdir(tmp_path) == ["taken.pdf"]


def test_pages_become_pictures(printed: Printed) -> None:
    pictures = page_images(printed(SELF).pdf, 100)
    assert len(pictures) == 2
    for picture in pictures:
        assert (picture.width, picture.height) == (850, 1100)
        assert len(picture.data) == 850 * 1100 * 4
        assert len(set(picture.data[: 850 * 4 * 200])) > 10
    with pytest.raises(ValueError, match="no PDF"):
        page_images(b"not a pdf", 100)


def test_a_file_in_somebodys_home_is_not_run(tmp_path: Path) -> None:
    for name in (".reportlab_mods", ".reportlab_settings"):
        (tmp_path / name).write_text("raise SystemExit(99)\n")
    code = "import advisor_app.documents.drawing"
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert ended.returncode == 0


def test_the_faces_are_ours_small_and_licensed() -> None:
    folder = RESOURCES / "fonts" / "paper"
    faces = list(folder.glob("*.ttf"))
    assert sum(face.stat().st_size for face in faces) < 5_000_000
    assert len(list(folder.glob("OFL-*.txt"))) >= 4


MANY_THREADS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from advisor_app.documents.changes import words_of_paper
from advisor_app.documents.joining import joined_pdf
from advisor_app.documents.preview import page_images

paper = sys.stdin.buffer.read()
works = (lambda: page_images(paper, 96), lambda: words_of_paper(paper), lambda: joined_pdf([paper]))
with ThreadPoolExecutor(6) as threads:
    for done in [threads.submit(works[turn % 3]) for turn in range(90)]:
        done.result()
"""


def test_papers_are_read_from_many_threads_without_ending_the_program(printed: Printed) -> None:
    paper = printed(SELF).pdf
    done = subprocess.run([sys.executable, "-c", MANY_THREADS], input=paper, check=False)
    assert done.returncode == 0
