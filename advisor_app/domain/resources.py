"""Where the shipped defaults lie: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path
from typing import Final

_INSIDE_THE_WHEEL: Final = Path(__file__).resolve().parent.parent / "resources"
_IN_THE_CHECKOUT: Final = Path(__file__).resolve().parent.parent.parent / "resources"

RESOURCES: Final[Path] = _INSIDE_THE_WHEEL if _INSIDE_THE_WHEEL.is_dir() else _IN_THE_CHECKOUT
