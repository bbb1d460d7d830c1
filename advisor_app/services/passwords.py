"""Passwords and PINs: how good they must be, and how they are kept (argon2id, never in clear)."""

from collections.abc import Collection
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from advisor_app.services.easy_passwords import load_easy_passwords
from advisor_app.services.failures import WeakSecret

SHORTEST_PASSWORD: Final = 15
LONGEST_PASSWORD: Final = 1024
"""NIST SP 800-63B-4: at least 15 characters where the password is the only factor, long ones let
through, no rules of composition."""

PIN_DIGITS: Final = range(6, 13)
_LONGEST_WAIT: Final = 30
_FREE_TRIES: Final = 2
HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""Passwords, at the least that OWASP's cheat sheet of password storage asks for (19 MiB, two
passes): they are long, and on one file whoever reads this hash has opened the store already, at the
cost of its key."""

PIN_HASHER: Final = PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=4)
"""PINs, at the second recommended choice of RFC 9106, section 4: six digits are soon tried."""


def hashed_password(password: str, own: Collection[str] = ()) -> str:
    """The password as it is kept; `own` are words that belong to its owner. Raises WeakSecret."""
    refuse_weak(password, own)
    return HASHER.hash(password)


def refuse_weak(password: str, own: Collection[str] = ()) -> None:
    """Let no password pass that is short or soon guessed; nothing is kept. Raises WeakSecret."""
    if len(password) < SHORTEST_PASSWORD:
        raise WeakSecret(f"A password needs at least {SHORTEST_PASSWORD} characters.")
    if len(password) > LONGEST_PASSWORD or len(set(password)) < 4:
        raise WeakSecret("That password is too easy to guess, or too long.")
    if load_easy_passwords().holds(password, own):
        raise WeakSecret("That password is made of what is guessed first: add words of your own.")


def hashed_pin(pin: str) -> str:
    """The PIN as it is kept. Raises WeakSecret."""
    if not (pin.isascii() and pin.isdecimal() and len(pin) in PIN_DIGITS):
        raise WeakSecret(f"A PIN has {PIN_DIGITS[0]} to {PIN_DIGITS[-1]} digits.")
    if len(set(pin)) < 3:
        raise WeakSecret("That PIN is too easy to guess.")
    return PIN_HASHER.hash(pin)


def matches(secret: str, kept: str) -> bool:
    """Whether the secret is the one that is kept; an empty one never is."""
    if not kept or not secret or len(secret) > LONGEST_PASSWORD:
        return False
    try:
        return HASHER.verify(kept, secret)
    except (VerificationError, InvalidHashError):
        return False


def wait_after(failed: int) -> int:
    """The seconds to wait after so many wrong tries in a row: none twice, then 1, 2, 4 ... 30."""
    over = failed - _FREE_TRIES
    return 0 if over <= 0 else min(_LONGEST_WAIT, 2 ** min(over - 1, 8))
