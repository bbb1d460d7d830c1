"""What a softphone hands over when it rings: a `tel:`, `sip:` or `advisor:` address.

The address comes from outside, so all of it is checked and cut before anything is done with it.
"""

from datetime import datetime
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from advisor_app.domain.phones import read_phone
from advisor_app.domain.places import LANGUAGES, language_code
from advisor_app.domain.text import clean
from advisor_app.line.calls import IncomingCall

SCHEMES: Final = ("tel", "sip", "sips", "callto", "advisor")
LONGEST: Final = 2048
_LONGEST_PART: Final = 120


class PopMistake(ValueError):
    """An address that is no call; the text never holds the address."""


def read_pop(address: str, now: datetime) -> IncomingCall:
    """The call that `address` announces, arrived at `now`.

    `tel:+12125550117`, `sip:+12125550117@pbx`, or `advisor:call?from=...&id=...&name=...&lang=...`.
    A call that names its `id` is the same call however often it is handed over. Raises PopMistake.
    """
    if len(address) > LONGEST:
        raise PopMistake("the address is too long")
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        raise PopMistake("this is no address") from None
    if parts.scheme not in SCHEMES:
        raise PopMistake(f"the address must begin with {', '.join(SCHEMES)}")
    asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
    number = asked.get("from", "") if parts.scheme == "advisor" else _user(parts.path, parts.netloc)
    phone = read_phone(number)
    if phone is None:
        raise PopMistake("the address holds no phone number")
    known_as = _word(asked.get("id", "")) or f"{phone.lstrip('+')}-{now:%Y%m%d%H%M%S}"
    return IncomingCall(
        id=f"pop-{known_as}",
        phone=phone,
        arrived_at=now,
        caller=_word(asked.get("name", "")),
        words=_word(asked.get("words", "")),
        language=_language(asked.get("lang", "")),
    )


def _user(path: str, host: str) -> str:
    """The number of `tel:NUMBER`, `sip:NUMBER@host` or `sip://NUMBER@host`."""
    return unquote((host or path).lstrip("/")).partition("@")[0].partition(";")[0]


def _word(text: str) -> str:
    return " ".join(clean(text).split())[:_LONGEST_PART]


def _language(text: str) -> str:
    code = language_code(_word(text)) if text else "en"
    return code if code in LANGUAGES else "en"
