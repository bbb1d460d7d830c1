"""One thing to look at beside one field."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A question to the advisor beside the field at `path`.

    A note (`serious` False) is only information. `hard` marks the rules under which nothing is
    booked, told or coded until they are settled; no problem ever stops anybody from saving.
    """

    path: str
    text: str
    serious: bool = True
    hard: bool = False
