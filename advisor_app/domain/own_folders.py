"""Where this user's own files of the console lie, by the rules of each system.

Written out rather than asked of a library: a second start reads this before anything else, and is
over in the time that reading a library takes. On Linux the XDG base directories hold, where they
are whole paths; on macOS and Windows the folders that their programs use.
"""

import os
import sys

APP = "care-advisor-console"


def config_folder() -> str:
    """What this workstation remembers: the window, the address of the store."""
    return os.path.join(_of_system("XDG_CONFIG_HOME", ".config"), APP)


def data_folder() -> str:
    """The centre's store, where no other place was given."""
    return os.path.join(_of_system("XDG_DATA_HOME", ".local/share"), APP)


def state_folder() -> str:
    """What is of this workstation alone: sockets, the spool, what it knows of the audit."""
    return os.path.join(_of_system("XDG_STATE_HOME", ".local/state"), APP)


def cache_folder() -> str:
    """What can be made anew at any time."""
    if sys.platform == "win32":
        return os.path.join(_of_system("", ""), APP, "Cache")
    if sys.platform == "darwin":
        return os.path.join(os.path.expanduser("~/Library/Caches"), APP)
    return os.path.join(_of_system("XDG_CACHE_HOME", ".cache"), APP)


def log_folder() -> str:
    """The file of crashes."""
    if sys.platform == "win32":
        return os.path.join(_of_system("", ""), APP, "Logs")
    if sys.platform == "darwin":
        return os.path.join(os.path.expanduser("~/Library/Logs"), APP)
    return os.path.join(state_folder(), "log")


def _of_system(variable: str, below_home: str) -> str:
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return local or os.path.join(os.path.expanduser("~"), "AppData", "Local")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Application Support")
    given = os.environ.get(variable, "").strip()
    return given if os.path.isabs(given) else os.path.join(os.path.expanduser("~"), below_home)
