"""Whether a window can open here: asked before Qt, which would end the process without a reason."""

import ctypes
import os
import re
import socket
import sys
from collections.abc import Mapping
from typing import Final

PLATFORM: Final = "QT_QPA_PLATFORM"
_PLATFORMS: Final = frozenset(
    {"xcb", "wayland", "wayland-egl", "offscreen", "minimal", "minimalegl", "vnc", "eglfs",
     "linuxfb", "vkkhrdisplay", "windows", "direct2d", "cocoa"}
)  # fmt: skip
_QT_LIBRARIES: Final = {
    "libEGL.so": "libegl1",
    "libGL.so": "libgl1",
    "libOpenGL.so": "libopengl0",
    "libGLX.so": "libglx0",
    "libxkbcommon.so": "libxkbcommon0",
    "libdbus-1.so": "libdbus-1-3",
    "libfontconfig.so": "libfontconfig1",
    "libfreetype.so": "libfreetype6",
    "libglib-2.0.so": "libglib2.0-0",
    "libgthread-2.0.so": "libglib2.0-0",
    "libcups.so": "libcups2",
    "libbrotlidec.so": "libbrotli1",
    "libX11.so": "libx11-6",
    "libstdc++.so": "libstdc++6",
}
"""Libraries that PySide6 is linked against, and the Debian packages that bring them."""

_XCB_LIBRARIES: Final = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
"""What Qt's X11 plug-in loads; with any of them missing Qt ends the process and blames another."""


def why_no_qt(message: str) -> str | None:
    """What to install, by the message of an import that failed; None where it names no library."""
    if "No module named 'PySide6" in message:
        return "the window needs PySide6: pip install -e ."
    found = re.match(r"(lib[\w.+-]+?\.so)[\d.]*: cannot open shared object", message)
    if found is None:
        return None
    package = _QT_LIBRARIES.get(found[1])
    remedy = f"apt-get install {package}" if package else "install the package that holds it"
    return f"the window needs the library {found[1]}: {remedy}"


def why_no_screen(surroundings: Mapping[str, str]) -> str:
    """Why no window can open here, or nothing; asked first because Qt would end the process."""
    if sys.platform != "linux":
        return ""
    platform = surroundings.get(PLATFORM, "").partition(";")[0].partition(":")[0]
    if platform and platform not in _PLATFORMS:
        return f"{PLATFORM} names no platform of Qt"
    if platform not in ("", "xcb") or (not platform and _wayland_answers(surroundings)):
        return ""
    display = surroundings.get("DISPLAY", "")
    if not display:
        return "there is no screen here; 'tour DIR' works without one and leaves pictures"
    missing = [package for library, package in _XCB_LIBRARIES.items() if not _loads(library)]
    if missing:
        return f"the window needs libraries of X11: apt-get install {' '.join(missing)}"
    if not _display_answers(display):
        return "no screen answers at DISPLAY; 'tour DIR' works without one and leaves pictures"
    return ""


def _wayland_answers(surroundings: Mapping[str, str]) -> bool:
    name = surroundings.get("WAYLAND_DISPLAY", "")
    folder = surroundings.get("XDG_RUNTIME_DIR", "")
    return bool(name) and _connects(os.path.join(folder, name))


def _display_answers(display: str) -> bool:
    """Whether a local X server listens; one on another machine is left to Qt."""
    found = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if found is None:
        return True
    path = f"/tmp/.X11-unix/X{found[1]}"
    return _connects(path) or _connects(f"\0{path}")


def _connects(path: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
        link.settimeout(2)
        try:
            link.connect(path)
        except (OSError, ValueError):
            return False
    return True


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
