"""What the surroundings set: the folder of the store, the passphrase, and the clock of a demo."""

import getpass
import os
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from advisor_app.bootstrap.running import workstation_folder
from advisor_app.bootstrap.verdict import Code, Refused
from advisor_app.domain import own_folders
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.people import OPERATOR
from advisor_app.exchange.cells import instant

TEL_LINKS: Final = "tel:"
_THIS_MACHINE: Final = frozenset({"127.0.0.1", "localhost"})
_LONGEST_PASSPHRASE: Final = 1024


def throwaway_now() -> datetime:
    """The present of throw-away stores and case files: ADVISOR_NOW, else the real one (UTC)."""
    return given_now() or datetime.now(UTC)


def given_now() -> datetime | None:
    """What ADVISOR_NOW says, in UTC; None where it is not set. Raises Refused."""
    given = os.environ.get("ADVISOR_NOW", "")
    if not given:
        return None
    at = instant(given)
    if at is None:
        raise Refused(Code.BAD_INPUT, "ADVISOR_NOW is not an ISO date and time")
    return (at if at.tzinfo is not None else at.replace(tzinfo=EASTERN)).astimezone(UTC)


def server_address() -> str:
    """The address of a store that workstations share, or nothing.

    ADVISOR_DB_URL, else what the first run of the window kept for this workstation.
    """
    given = os.environ.get("ADVISOR_DB_URL", "").strip()
    if given:
        return given
    try:
        return _address_file().read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def keep_server_address(address: str) -> None:
    """Let this workstation use the shared store at `address` from now on. Raises Refused."""
    file = _address_file()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.write_text(f"{address}\n", "utf-8")
    except OSError:
        raise Refused(Code.STORAGE_FAILED, "the address of the store cannot be kept") from None


def _address_file() -> Path:
    given = os.environ.get("ADVISOR_DATA_DIR", "")
    return Path(given or own_folders.config_folder()) / "shared_store.url"


def data_folder() -> Path:
    """The folder of the centre's store: ADVISOR_DATA_DIR, else the user's own.

    Raises Refused where the store is on a server.
    """
    if server_address():
        raise Refused(
            Code.BAD_INPUT,
            "the store is on a server (ADVISOR_DB_URL): use the server's own tools for that",
        )
    return Path(os.environ.get("ADVISOR_DATA_DIR", "") or own_folders.data_folder())


def index_folder() -> Path:
    """Where what is made from the tables is kept between starts; no data of patients.

    In ADVISOR_DATA_DIR where something stands there, else among the caches of the user: a centre
    is only made in an empty folder.
    """
    given = os.environ.get("ADVISOR_DATA_DIR", "")
    if given and Path(given).is_dir() and any(Path(given).iterdir()):
        return Path(given) / "index"
    return Path(own_folders.cache_folder())


def spool_folder() -> Path:
    """Where a desk keeps what it cannot save: on this workstation, wherever the store may be."""
    given = os.environ.get("ADVISOR_DATA_DIR", "")
    return Path(given) / "spool" if given else Path(workstation_folder())


def pop_socket() -> Path:
    """Where the console of this user takes screen pops, wherever the store may be."""
    return Path(workstation_folder()) / "pop" / "console.socket"


def feed_socket() -> Path:
    """Where the console of this user hears the telephone system, wherever the store may be."""
    return Path(workstation_folder()) / "feed" / "console.socket"


def softphone() -> tuple[str, int] | None:
    """Where the softphone of this workstation is driven (ADVISOR_SOFTPHONE, `127.0.0.1:4444`).

    None where it is unset, or `tel:`. Raises Refused for another machine: nothing guards it.
    """
    given = os.environ.get("ADVISOR_SOFTPHONE", "").strip()
    if given in ("", TEL_LINKS):
        return None
    host, _, port = given.rpartition(":")
    if host not in _THIS_MACHINE or not port.isdecimal() or not 0 < int(port) < 65536:
        raise Refused(
            Code.BAD_INPUT, "ADVISOR_SOFTPHONE is 127.0.0.1 and a port, such as 127.0.0.1:4444"
        )
    return host, int(port)


def dials_by_links() -> bool:
    """Whether numbers are dialled by this workstation's own program for `tel:` addresses."""
    return os.environ.get("ADVISOR_SOFTPHONE", "").strip() == TEL_LINKS


def anchor_folder() -> Path | None:
    """Where the head of the audit is written down a second time (ADVISOR_ANCHOR_DIR), if anywhere.

    A folder that whoever can put the store back to an older day cannot reach: on another machine,
    or another person's.
    """
    given = os.environ.get("ADVISOR_ANCHOR_DIR", "").strip()
    return Path(given) if given else None


def desk_anchor_folders() -> list[Path]:
    """Where this workstation keeps what it knows of the audit of a shared store.

    Its own folder, and the second place where there is one.
    """
    second = anchor_folder()
    own = Path(workstation_folder()) / "anchors"
    return [own] if second is None else [own, second]


def passphrase(prompt: str, *, twice: bool = False) -> str:
    """The passphrase of the file that ADVISOR_PASSPHRASE_FILE names, else as typed.

    With ADVISOR_KEYRING it lies in the keyring of the system, and no file is needed. Raises
    Refused where there is neither of them nor a person at the keyboard.
    """
    if os.environ.get("ADVISOR_KEYRING", "").strip() and not twice:
        return kept_in_keyring(OPERATOR)
    return _secret("ADVISOR_PASSPHRASE_FILE", prompt, twice=twice)


def recovery_code() -> str:
    """The recovery code in the file that ADVISOR_RECOVERY_FILE names, else as typed."""
    return _secret("ADVISOR_RECOVERY_FILE", "Recovery code")


def kept_in_keyring(account: str) -> str:
    """What the keyring of the system keeps for that account. Raises Refused."""
    try:
        keyring: Any = import_module("advisor_app.bootstrap.system_keyring")
    except ImportError as missing:
        if missing.name != "keyring":
            raise
        raise Refused(Code.BAD_INPUT, "the keyring needs: pip install -e '.[keyring]'") from None
    kept: str = keyring.secret_of(own_folders.APP, account)
    return kept


def _secret(variable: str, prompt: str, *, twice: bool = False) -> str:
    file = os.environ.get(variable, "")
    if file:
        return _secret_of(Path(file), variable)
    if not sys.stdin.isatty():
        raise Refused(Code.BAD_INPUT, f"name a file in {variable}, or use a terminal")
    typed = getpass.getpass(f"{prompt}: ")
    if twice and getpass.getpass("Once more: ") != typed:
        raise Refused(Code.BAD_INPUT, "the two passphrases differ")
    return typed


def _secret_of(file: Path, variable: str) -> str:
    try:
        with file.open("rb") as opened:
            raw = opened.read(_LONGEST_PASSPHRASE)
        line = raw.decode("utf-8").splitlines()[:1]
    except (OSError, UnicodeDecodeError):
        raise Refused(Code.BAD_INPUT, f"the file in {variable} cannot be read") from None
    if not line or not line[0].strip():
        raise Refused(Code.BAD_INPUT, f"the file in {variable} is empty")
    return line[0]
