"""What holds before anything else is read: no foreign code, no core dump, files of their owner.

Only the standard library is imported here; the command line calls this before every verb.
"""

import ctypes
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import resource

_OWNER_ALONE: Final = 0o077
_PR_SET_DUMPABLE: Final = 4
"""Of Linux, prctl(2): 0 means that neither a core dump nor a debugger of the user reads memory."""

_RUN_BY_REPORTLAB: Final = ("reportlab_mods", "reportlab_settings", "local_rl_settings")
"""Modules and dot files that ReportLab runs as code when it is imported, wherever they lie."""

_SETTINGS_OF_REPORTLAB: Final = "RL_"


def make_safe() -> str:
    """Make this process safe for patients' data: why it must not start, or nothing."""
    os.umask(_OWNER_ALONE)
    _leave_no_core_dump()
    for name in [one for one in os.environ if one.startswith(_SETTINGS_OF_REPORTLAB)]:
        del os.environ[name]
    return why_unsafe((Path.cwd(), Path.home()))


def why_unsafe(folders: Sequence[Path]) -> str:
    """The sentence for code in one of the folders that would run within this program."""
    for folder in folders:
        for name in _RUN_BY_REPORTLAB:
            for place in (folder / name, folder / f"{name}.py", folder / f".{name}"):
                if os.path.lexists(place):
                    where = "home" if folder == Path.home() else "working"
                    return f"{place.name} in the {where} folder would run as code here; remove it"
    return ""


def _leave_no_core_dump() -> None:
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
