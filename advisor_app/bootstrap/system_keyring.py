"""The keyring of the system, where a centre keeps the passphrase of its operator account."""

import keyring
from keyring.errors import KeyringError

from advisor_app.bootstrap.verdict import Code, Refused


def secret_of(service: str, account: str) -> str:
    """What the keyring keeps there. Raises Refused where there is no keyring, or nothing in it."""
    try:
        kept = keyring.get_password(service, account)
    except KeyringError:
        raise Refused(
            Code.BAD_INPUT, "this machine has no keyring that opens; unset ADVISOR_KEYRING"
        ) from None
    if not kept:
        told = f"the keyring keeps nothing yet: keyring set {service} {account}"
        raise Refused(Code.BAD_INPUT, told)
    return kept
