"""What a softphone hands over when it rings: the number, as a `tel:` address and as nothing else.

The address comes from outside, and it stands on a command line: so it is a number in E.164 and no
more (ITU-T E.164: at most 15 digits, no leading zero), without any parameter, name or text.
"""

import re
from datetime import datetime
from typing import Final

from advisor_app.line.calls import IncomingCall

LONGEST: Final = 32
_TEL: Final = re.compile(r"tel:(\+[1-9][0-9]{6,14})", re.ASCII)


class PopMistake(ValueError):
    """An address that is no call; the text never holds the address."""


def read_pop(address: str, now: datetime) -> IncomingCall:
    """The call that `address` announces, arrived at `now`; the same number within a minute is one.

    Raises PopMistake.
    """
    found = _TEL.fullmatch(address) if len(address) <= LONGEST else None
    if found is None:
        raise PopMistake("a pop is tel: and a number with + and country, such as tel:+12125550100")
    phone = found[1]
    return IncomingCall(id=f"pop-{phone[1:]}-{now:%Y%m%d%H%M}", phone=phone, arrived_at=now)
