"""The bundle: one folder that needs no Python, built by its own spec file and started.

It takes minutes, so that it runs only when it is asked for: `pytest -m bundle`.
"""

from pathlib import Path

import pytest

from tests.install.places import CASE, ROOT, built, ended, opens_a_demonstration

pytestmark = [pytest.mark.bundle, pytest.mark.timeout(900)]


def test_the_bundle_checks_itself_prints_and_opens(tmp_path: Path) -> None:
    spec = ROOT / "resources" / "install" / "console.spec"
    out, work = tmp_path / "out", tmp_path / "work"
    words = ["--distpath", str(out), "--workpath", str(work), "--log-level", "WARN"]
    built(["PyInstaller", "-y", *words, str(spec)], tmp_path)
    program, home = out / "advisor-console" / "advisor-console", tmp_path / "home"
    home.mkdir()
    assert "a summary of" in ended(program, "selfcheck", home=home)
    ended(program, "summary", CASE, home / "summary.pdf", home=home)
    assert (home / "summary.pdf").read_bytes().startswith(b"%PDF")
    opens_a_demonstration(program, home)
