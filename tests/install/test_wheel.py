"""The wheel: what is in it, and that it works in an environment of its own."""

import shutil
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.install.places import CASE, ROOT, built, ended, opens_a_demonstration

pytestmark = pytest.mark.skipif(
    sysconfig.get_platform().startswith("win"), reason="the folders of an environment differ there"
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built from a copy of what is in it."""
    source = tmp_path_factory.mktemp("source")
    for name in ("advisor_app", "resources"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "main.py"):
        shutil.copy(ROOT / name, source / name)
    out = tmp_path_factory.mktemp("wheel")
    built(["pip", "wheel", "-q", "--no-deps", "-w", str(out), str(source)], source)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of an environment that holds the wheel; it borrows the rest."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    built(
        ["pip", f"--python={python}", "install", "-q", "--no-deps", "--no-index", str(wheel)],
        folder,
    )
    site = next(folder.glob("lib/python*/site-packages"))
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return folder / "bin"


def test_it_holds_everything_that_is_not_code_and_the_way_from_each_earlier_store(
    wheel: Path,
) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    for name in ("resources", "advisor_app/storage/migrations"):
        for file in (ROOT / name).rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                inside = file.relative_to(ROOT).as_posix()
                assert inside.replace("resources/", "advisor_app/resources/", 1) in held or (
                    inside in held
                )
    assert not [name for name in held if name.startswith(("tests/", "resources/"))]


def test_it_brings_a_program_for_the_terminal_and_one_for_the_window(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        name = next(one for one in opened.namelist() if one.endswith("entry_points.txt"))
        told = opened.read(name).decode()
    assert "[console_scripts]\nadvisor-console = advisor_app.start:main" in told
    assert "[gui_scripts]\ncare-advisor-console = advisor_app.start:main" in told


def works(program: Path, home: Path) -> None:
    """The program checks itself, writes a paper and opens its window, for a new user."""
    home.mkdir()
    assert "a summary of" in ended(program, "selfcheck", home=home)
    ended(program, "summary", CASE, home / "summary.pdf", home=home)
    assert (home / "summary.pdf").read_bytes().startswith(b"%PDF")
    opens_a_demonstration(program, home)


def test_it_works_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    works(installed / "advisor-console", tmp_path / "home")


@pytest.mark.bundle
@pytest.mark.timeout(900)
def test_it_works_with_what_it_asks_for_and_nothing_else(wheel: Path, tmp_path: Path) -> None:
    """An environment that borrows nothing: what the wheel forgot to ask for is missing here."""
    venv.create(tmp_path / "plain", with_pip=False)
    programs = tmp_path / "plain" / "bin"
    built(["pip", f"--python={programs / 'python'}", "install", "-q", str(wheel)], tmp_path)
    works(programs / "advisor-console", tmp_path / "home")
