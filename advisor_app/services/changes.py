"""News of what other desks changed: the names of things, never what they hold."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one unit of another desk changed, as pairs of sort and id (`case`, `Q-26-00001`).

    Without any thing it means that news may have been missed: whatever is shown is to be read anew.
    """

    things: frozenset[tuple[str, str]] = frozenset()
    workstation: str = ""

    def touches(self, sort: str, id_: str = "") -> bool:
        """Whether anything of that sort, or that one thing, may have changed."""
        if not self.things:
            return True
        return any(one == sort and id_ in ("", name) for one, name in self.things)


Tell: TypeAlias = Callable[[Change], None]


class Changes(Protocol):
    """Where news of other desks comes from; `tell` is called on a thread of the source."""

    def start(self, tell: Tell) -> None:
        """Begin to tell."""
        ...

    def stop(self) -> None:
        """Tell no more."""
        ...
