"""What the product is made of: locked by hash, licensed, and nothing that it does not use."""

import re
import subprocess
import sys
import tomllib

import pytest

from tests.licences import LOCK, ROOT, TABLE, locked

_NAME = re.compile(r"[A-Za-z0-9._-]+")


def wanted() -> list[str]:
    """The packages that the product asks for itself."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["shared"], *extras["keyring"]]
    names = [found[0] for one in asked if (found := _NAME.match(one))]
    return [re.sub(r"[-_.]+", "-", name).lower() for name in names]


@pytest.mark.parametrize("name", wanted())
def test_every_dependency_is_locked(name: str) -> None:
    assert name in locked()


def test_every_locked_package_has_its_hashes_and_no_place_to_come_from() -> None:
    text = LOCK.read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text)
    assert len(entries) == len(locked())
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "index-url" not in text


def test_every_locked_package_has_a_licence() -> None:
    table = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in table if not line.startswith("#")][1:]
    assert {name: version for name, version, _ in rows} == locked()
    assert not [name for name, _, licence in rows if licence in ("", "not told")]


def test_nothing_is_depended_on_that_is_not_used() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "deptry", "advisor_app"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
