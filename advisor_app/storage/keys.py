"""The key of a store, wrapped once for each account and once for a recovery code.

The store's key is random. Each copy of it lies in a small encrypted file of its own, whose key is
made of the account's password by argon2id with a salt of its own. So every password opens the
store, none is stored, and one is changed without touching the others. Beside the copies stands an
unencrypted header with salts and costs only; accounts appear in it as hashes.
"""

import base64
import hashlib
import json
import os
import secrets
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2
from argon2.low_level import Type, hash_secret_raw

from advisor_app.services.failures import StoreDamaged, StoreFailed, WrongKey
from advisor_app.services.ports import Clock
from advisor_app.storage.connections import KEY_BYTES, connect
from advisor_app.storage.key_tries import KeyTries

KEYS_FOLDER: Final = "keys"
RECOVERY: Final = "recovery code"
_SCHEMA: Final = "store-key/1"
_SALT_BYTES: Final = 16
_CODE_BYTES: Final = 20
_GROUP: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What argon2id costs: passes, KiB of memory, lanes."""

    passes: int
    memory: int
    lanes: int


COST: Final = Cost(passes=3, memory=65_536, lanes=4)
"""The second recommended choice of RFC 9106, section 4: 64 MiB in three passes."""


class StoreKeys:
    """The wrapped copies of one store's key, in a folder beside the store.

    An object that has opened the key once can wrap it for further accounts.
    """

    def __init__(
        self, folder: Path, key: bytes | None = None, tries: KeyTries | None = None
    ) -> None:
        self._folder = folder
        self._key = key
        self._tries = tries
        self.wrong_before = 0
        """How many wrong passphrases came before the one that opened the key."""

    @classmethod
    def create(cls, folder: Path, key: bytes) -> tuple["StoreKeys", str]:
        """The keys of a new store, and the recovery code that is shown once.

        Raises StoreFailed where there are keys already, or the folder cannot be made.
        """
        try:
            folder.mkdir(parents=True, mode=0o700)
        except OSError:
            raise StoreFailed("The keys of the store cannot be made in that folder.") from None
        keys = cls(folder, key)
        code = _new_code()
        keys.admit(RECOVERY, _plain_code(code))
        return keys, code

    @classmethod
    def at(cls, folder: Path, clock: Clock | None = None) -> "StoreKeys":
        """The keys of a store that is there; they open nothing yet.

        With a clock, wrong passphrases are counted and make the next one wait.
        """
        return cls(folder, tries=None if clock is None else KeyTries(folder, clock))

    def unlock(self, account: str, secret: str) -> bytes:
        """The store's key. Raises WrongKey, SignInDelayed, StoreDamaged."""
        if self._tries is not None:
            self._tries.refuse_early()
        try:
            cost, salt = self._header(account)
            key = self._unwrapped(account, derived_key(secret, salt, cost))
        except WrongKey:
            if self._tries is not None:
                self._tries.failed()
            raise
        if self._tries is not None:
            self.wrong_before = self._tries.succeeded()
        self._key = key
        return key

    def recover(self, code: str) -> bytes:
        """The store's key by the recovery code, however it is spaced. Raises WrongKey."""
        return self.unlock(RECOVERY, _plain_code(code))

    def admit(self, account: str, secret: str, role: str = "") -> None:  # noqa: ARG002
        """Let that secret open the store for that account, and no older one of theirs.

        Every role opens the one file with the one key.

        Raises StoreFailed; the older secret is still good then.
        """
        if self._key is None:
            raise StoreFailed("The keys must be opened before another is added.")
        cost, salt = COST, secrets.token_bytes(_SALT_BYTES)
        draft = self._folder / f".{secrets.token_hex(8)}"
        try:
            _wrap(draft, derived_key(secret, salt, cost), self._key)
            os.replace(draft, self._box(account, salt))
            self._put_header(account, cost, salt)
        except (OSError, sqlcipher3.dbapi2.Error):
            raise StoreFailed("The key could not be written.") from None
        finally:
            draft.unlink(missing_ok=True)
        self._sweep(account, salt)

    def assign(self, account: str, role: str) -> None:
        """Nothing to do: every role opens the one file with the one key."""

    def dismiss(self, account: str) -> None:
        """Let that account open the store no more."""
        self._head(account).unlink(missing_ok=True)
        self._sweep(account, b"")

    def _header(self, account: str) -> tuple[Cost, bytes]:
        try:
            told = json.loads(self._head(account).read_text("utf-8"))
        except FileNotFoundError:
            raise WrongKey from None
        except (OSError, ValueError):
            raise StoreDamaged("The keys of the store are damaged.") from None
        try:
            return Cost(**told["cost"]), base64.b64decode(told["salt"])
        except (KeyError, TypeError, ValueError):
            raise StoreDamaged("The keys of the store are damaged.") from None

    def _unwrapped(self, account: str, wrapping: bytes) -> bytes:
        _, salt = self._header(account)
        try:
            with closing(connect(self._box(account, salt), wrapping, mode="ro")) as box:
                key = box.execute("SELECT key FROM wrapped").fetchone()[0]
        except (sqlcipher3.dbapi2.Error, MemoryError):
            raise WrongKey from None
        if not isinstance(key, bytes) or len(key) != KEY_BYTES:
            raise StoreDamaged("The keys of the store are damaged.")
        return key

    def _put_header(self, account: str, cost: Cost, salt: bytes) -> None:
        told: dict[str, Any] = {
            "schema": _SCHEMA,
            "cost": asdict(cost),
            "salt": base64.b64encode(salt).decode(),
        }
        draft = self._folder / f".{secrets.token_hex(8)}"
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(told, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, self._head(account))

    def _sweep(self, account: str, salt: bytes) -> None:
        """Take away the copies that older secrets of an account opened."""
        kept = self._box(account, salt) if salt else None
        for box in self._folder.glob(f"{_name(account)}-*.key"):
            if box != kept:
                box.unlink(missing_ok=True)

    def _head(self, account: str) -> Path:
        return self._folder / f"{_name(account)}.json"

    def _box(self, account: str, salt: bytes) -> Path:
        return self._folder / f"{_name(account)}-{salt.hex()[:16]}.key"


def _name(account: str) -> str:
    return hashlib.sha256(account.encode()).hexdigest()[:24]


def derived_key(secret: str, salt: bytes, cost: Cost) -> bytes:
    """A key that only who knows the secret can make again (argon2id)."""
    return hash_secret_raw(
        secret.encode("utf-8", "surrogatepass"),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _wrap(path: Path, wrapping: bytes, key: bytes) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(connect(path, wrapping)) as box:
        box.execute("PRAGMA journal_mode = DELETE")
        box.execute("PRAGMA synchronous = FULL")
        box.execute("CREATE TABLE wrapped (key BLOB NOT NULL)")
        box.execute("INSERT INTO wrapped VALUES (?)", (key,))


def _new_code() -> str:
    """Letters and digits in groups of four, without those that are taken for one another."""
    letters = base64.b32encode(secrets.token_bytes(_CODE_BYTES)).decode()
    return "-".join(letters[place : place + _GROUP] for place in range(0, len(letters), _GROUP))


def _plain_code(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign.isalnum())
