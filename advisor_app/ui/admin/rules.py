"""Which tables are in force, where they come from, and who answers for them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.tables import TableError

NOT_APPROVED: Final = "not approved by a clinician"
_FOLDERS: Final = ("clinical", "cancers", "centre", "talktrack")
"""The folders of tables that people review; faces and colours are not among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTable:
    """One table: where it lies below the resources, and what its header says."""

    file: str
    version: str
    source: str
    approved_by: str = ""
    approved_on: str = ""

    @property
    def approved(self) -> bool:
        """Whether somebody answers for it."""
        return bool(self.approved_by)


def rule_tables(folder: Path = RESOURCES) -> tuple[RuleTable, ...]:
    """Every table of rules and lists, the clinical ones first. Raises TableError."""
    paths = [
        path
        for name in _FOLDERS
        for path in sorted((folder / name).glob("*"))
        if path.suffix in (".toml", ".tsv")
    ]
    return tuple(_table(path) for path in paths)


def _table(path: Path) -> RuleTable:
    try:
        words = path.read_text(encoding="utf-8")
    except OSError as error:
        raise TableError(path.name, 0, f"cannot be read: {error.strerror}") from None
    head = _head_of_toml(path, words) if path.suffix == ".toml" else _head_of_rows(words)
    return RuleTable(
        file=f"{path.parent.name}/{path.name}",
        version=head.get("version", ""),
        source=head.get("source", ""),
        approved_by=head.get("approved_by", ""),
        approved_on=head.get("approved_on", ""),
    )


def _head_of_toml(path: Path, words: str) -> Mapping[str, str]:
    try:
        header = tomllib.loads(words).get("header", {})
    except tomllib.TOMLDecodeError as error:
        raise TableError(path.name, 0, f"is not valid TOML: {error}") from None
    return {str(key): str(value) for key, value in header.items()}


def _head_of_rows(words: str) -> Mapping[str, str]:
    """The header lines `# name: value` before the first row."""
    head: dict[str, str] = {}
    for line in words.splitlines():
        if not line.startswith("#"):
            break
        name, _, value = line[1:].partition(":")
        head[name.strip()] = value.strip()
    return head
