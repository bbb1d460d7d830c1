"""The drawings of `icons` for Qt's own menus and actions."""

from typing import Final

from PySide6.QtGui import QIcon

from advisor_app.ui.icons import icon_pixmap

_MENU_SIZES: Final = ((16, 1.0), (16, 2.0), (20, 1.0), (20, 2.0))


def icon(name: str, role: str = "ink2") -> QIcon:
    """The drawing in a role's colour; ask again after the theme changed."""
    made = QIcon()
    for size, dpr in _MENU_SIZES:
        made.addPixmap(icon_pixmap(name, size, role, dpr))
        made.addPixmap(icon_pixmap(name, size, "ink3", dpr), QIcon.Mode.Disabled)
    return made
