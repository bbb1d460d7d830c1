"""All words of a paper's content, in order: for its hash, and for what no face can draw."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from advisor_app.documents.runs import Run, printable


def texts_of(content: Any) -> Iterator[str]:
    """The words of a tree of frozen values, as they print."""
    if isinstance(content, Run):
        yield content.text if content.mark else printable(content.text)
    elif isinstance(content, str):
        yield printable(content)
    elif isinstance(content, tuple):
        for item in content:
            yield from texts_of(item)
    elif is_dataclass(content) and not isinstance(content, Enum):
        for item in fields(content):
            yield from texts_of(getattr(content, item.name))
