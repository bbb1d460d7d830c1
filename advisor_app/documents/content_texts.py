"""All words of a paper's content, in order: for its hash, and for what no face can draw."""

from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

from advisor_app.documents.runs import Run, printable


def texts_of(content: Any) -> list[str]:
    """The words of a tree of frozen values, as they print."""
    found: list[str] = []
    _gather(content, found)
    return found


def _gather(content: Any, found: list[str]) -> None:
    kind: Any = type(content)
    if kind is Run:
        found.append(content.text if content.mark else printable(content.text))
    elif kind is str:
        found.append(printable(content))
    elif kind is tuple:
        for item in content:
            _gather(item, found)
    else:
        for name in _names_of(kind):
            _gather(getattr(content, name), found)


@cache
def _names_of(kind: Any) -> tuple[str, ...]:
    """What a value of a kind holds; nothing where it is no tree of ours."""
    if issubclass(kind, Enum) or not is_dataclass(kind):
        return ()
    return tuple(item.name for item in fields(kind))
