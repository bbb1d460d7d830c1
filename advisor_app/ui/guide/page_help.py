"""Reads the help of a page. A key in it is named by its action, so that no text can go stale.

The texts are Markdown of three kinds of line only: a title (`#`), headings (`##`) and paragraphs;
`{accept}` in a paragraph stands for the key of the action `accept`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.words import ENGLISH

GUIDE: Final = RESOURCES / "guide"
KEY: Final = re.compile(r"\{(\w+)\}")
_TITLE: Final = "# "
_HEADING: Final = "## "


class HelpMistake(ValueError):
    """A help text that is not written as this page says; names the file and the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPart:
    """A heading, empty for what stands first, and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHelp:
    """What a page is for and how to work on it."""

    title: str
    parts: tuple[HelpPart, ...]


def help_file(page: str, language: str = ENGLISH, folder: Path = GUIDE) -> Path:
    """The text of one page in that language, in English where nobody wrote it there."""
    wanted = folder / language / f"{page}.md"
    return wanted if wanted.is_file() else folder / ENGLISH / f"{page}.md"


def read_help(file: Path, keys: Callable[[str], str]) -> PageHelp:
    """The help in a file; `keys` gives the key cap of an action. Raises HelpMistake."""
    title, parts, heading, paragraphs = "", list[HelpPart](), "", list[str]()
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith(_TITLE) and not title:
            title = line.removeprefix(_TITLE)
        elif line.startswith(_HEADING) and title:
            parts.append(HelpPart(heading=heading, paragraphs=tuple(paragraphs)))
            heading, paragraphs = line.removeprefix(_HEADING), []
        elif line.startswith("#") or (line.strip() and not title):
            raise HelpMistake(f"{file.name}, line {number}: one title, then headings and text")
        elif line.strip():
            paragraphs.append(KEY.sub(lambda found: keys(found[1]), line))
    parts.append(HelpPart(heading=heading, paragraphs=tuple(paragraphs)))
    return PageHelp(title=title, parts=tuple(parts))
