"""Signs of an emergency in what was said: when a call stops being a second opinion."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """One red flag: what it is, what to ask, the least tier it carries, and what to say."""

    id: str
    title: str
    tier: str
    ask: str
    said: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisedFlag:
    """A red flag that is raised in one case, its tier there, and the words or the fact behind."""

    flag: RedFlag
    tier: str
    why: str
