"""Keys of stores are derived at next to no cost here."""

from tests.services.cheap import cheap_hashes

__all__ = ["cheap_hashes"]
