"""Frozen values of the domain (a roster, an advisor, settings) as JSON text and back."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

V = TypeVar("V")


def to_text(value: Any) -> str:
    """The value as JSON text."""
    return json.dumps(_plain(value), ensure_ascii=False)


def from_text(kind: type[V], text: str) -> V:
    """The value of that kind; a key that the kind no longer has is passed over."""
    found: V = _built(kind, json.loads(text))
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _built(kind: Any, plain: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        chosen = next(arg for arg in get_args(kind) if arg is not type(None))
        return None if plain is None else _built(chosen, plain)
    if origin is tuple:
        return _tuple(get_args(kind), plain)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        known = {name: item for name, item in plain.items() if name in hints}
        return kind(**{name: _built(hints[name], item) for name, item in known.items()})
    if kind in (date, datetime, time):
        return kind.fromisoformat(plain)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    return plain


def _tuple(args: tuple[Any, ...], plain: Any) -> tuple[Any, ...]:
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(_built(args[0], item) for item in plain)
    return tuple(_built(arg, item) for arg, item in zip(args, plain, strict=True))
