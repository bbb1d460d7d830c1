"""How wide somebody wants the columns of each table: remembered for this workstation."""

from typing import Final

from PySide6.QtCore import QSettings

LEAST: Final = 32
MOST: Final = 2000
_GROUP: Final = "columns"


class _Widths:
    """Widths by `table/column`; without settings they last as long as the program."""

    def __init__(self) -> None:
        self.by_key: dict[str, int] = {}
        self.settings: QSettings | None = None


_widths: Final = _Widths()


def remember_widths_in(settings: QSettings | None) -> None:
    """Take the widths from the settings of this workstation, and keep new ones there."""
    _widths.settings, _widths.by_key = settings, {}
    if settings is None:
        return
    settings.beginGroup(_GROUP)
    told = {key: settings.value(key) for key in settings.allKeys()}
    settings.endGroup()
    for key, value in told.items():
        width = _read(value)
        if width:
            _widths.by_key[key] = width


def given_width(table: str, column: str) -> int:
    """The width in pixels that somebody gave to a column; 0 where nobody did."""
    return _widths.by_key.get(f"{table}/{column}", 0)


def keep_width(table: str, column: str, width: int) -> None:
    """Remember the width of a column by its key: the table may have other columns tomorrow."""
    key = f"{table}/{column}"
    _widths.by_key[key] = width
    if _widths.settings is not None:
        _widths.settings.setValue(f"{_GROUP}/{key}", width)


def forget_widths(table: str) -> None:
    """The columns of the table stand as they were designed."""
    for key in [one for one in _widths.by_key if one.startswith(f"{table}/")]:
        del _widths.by_key[key]
    if _widths.settings is not None:
        _widths.settings.remove(f"{_GROUP}/{table}")


def _read(value: object) -> int:
    """A width as the settings have it; 0 for a word, or a width that no column can have."""
    try:
        width = int(str(value))
    except ValueError:
        return 0
    return width if LEAST <= width <= MOST else 0
