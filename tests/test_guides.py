"""The guides name only what there is: every path, verb, option and variable in them."""

import re
from pathlib import Path

import pytest

from advisor_app.cli import _parser

ROOT = Path(__file__).resolve().parent.parent
GUIDES = sorted((ROOT / "resources" / "guide").glob("*.md"))
SOURCE = "\n".join(file.read_text("utf-8") for file in sorted((ROOT / "advisor_app").rglob("*.py")))
TOP = "|".join(one.name for one in ROOT.iterdir() if one.is_dir() and not one.name.startswith("."))
PATH = re.compile(rf"(?<![\w/-])((?:{TOP})/[\w./-]*[\w/])")
VERB = re.compile(r"(?<![\w-])advisor-console ([a-z][a-z-]+)((?: --[a-z]+ (?:\"[^\"]*\"|\S+))*)")
VARIABLE = re.compile(r"ADVISOR_[A-Z_]+")


def verbs() -> dict[str, set[str]]:
    """Every verb of the command line with its options."""
    [chosen] = [one for one in _parser()._actions if one.choices]
    assert isinstance(chosen.choices, dict)
    return {name: set(verb._option_string_actions) for name, verb in chosen.choices.items()}


def test_there_are_guides_for_operations_changes_and_releases() -> None:
    assert {file.stem for file in GUIDES} == {"operations", "change-it", "changelog"}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda file: file.stem)
def test_every_path_that_a_guide_names_is_there(guide: Path) -> None:
    lacking = [one for one in PATH.findall(guide.read_text("utf-8")) if not (ROOT / one).exists()]
    assert not [one for one in lacking if not one.startswith("dist")]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda file: file.stem)
def test_every_verb_and_option_that_a_guide_names_is_one(guide: Path) -> None:
    known = verbs()
    for verb, options in VERB.findall(guide.read_text("utf-8")):
        assert verb in known
        assert set(re.findall(r"--[a-z]+", options)) <= known[verb]


def test_the_guide_to_operations_names_the_variables_that_the_program_reads_and_no_others() -> None:
    told = set(VARIABLE.findall((ROOT / "resources/guide/operations.md").read_text("utf-8")))
    assert told == set(re.findall(r'"(ADVISOR_[A-Z_]+)"', SOURCE))


def test_the_newest_release_of_the_changelog_is_this_one() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    log = (ROOT / "resources" / "guide" / "changelog.md").read_text("utf-8")
    version = re.search(r'^version = "([^"]+)"', project, re.MULTILINE)
    assert version is not None
    assert re.findall(r"^## (\S+)$", log, re.MULTILINE)[0] == version[1]
