"""What a centre sets once for everybody."""

from dataclasses import dataclass, field, replace
from datetime import time
from typing import TYPE_CHECKING

from advisor_app.domain.words import Words
from advisor_app.line.pairing import PairingRules
from advisor_app.oncology.contacts import CONTACTS

if TYPE_CHECKING:
    # For the type alone: the holidays of the line take a while to read.
    from advisor_app.line.calendar import LineHours


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreSettings:
    """The settings of a centre. A new centre starts with all of it empty: nothing is assumed.

    `opens` and `closes` are wall-clock times on Eastern time, None until somebody sets them;
    `callback_minutes` before its time an advisor is reminded of a promise; `callback_places` is how
    many call-backs the line keeps in one half hour, 0 while nobody has said: then none is offered.
    `reply_to` stands on the papers, `needs_signature` says that a nurse signs a summary.
    """

    name: str = ""
    short_name: str = ""
    line_name: str = ""
    line_number: str = ""
    physician_line: str = ""
    international_line: str = ""
    confidentiality_phone: str = ""
    pathology_desk: str = ""
    radiology_desk: str = ""
    records_fax: str = ""
    greeting: str = ""
    footer: str = ""
    opens: time | None = None
    closes: time | None = None
    reply_to: str = ""
    needs_signature: bool = False
    rules: PairingRules = field(default_factory=PairingRules)
    wrap_up_seconds: int = 120
    hold_warning_seconds: int = 60
    service_level_seconds: int = 20
    service_level_target: float = 0.8
    short_abandon_seconds: float = 0.0
    callback_minutes: int = 15
    callback_places: int = 0
    lock_minutes: int = 5
    demonstration: bool = False

    def __post_init__(self) -> None:
        """A desk locks after 1 to 15 idle minutes, whatever a file says."""
        object.__setattr__(self, "lock_minutes", min(15, max(1, self.lock_minutes)))

    def hours(self, calendar: "LineHours") -> "LineHours":
        """The calendar of the line with the hours that are set."""
        return replace(calendar, opens=self.opens, closes=self.closes)

    @property
    def offer_seconds(self) -> int:
        """How long a call is offered to one advisor."""
        return self.rules.offer_seconds

    @property
    def contacts(self) -> dict[str, str]:
        """Names and numbers that may be told to a caller; the unset ones are empty."""
        values = {"centre": self.name}
        return {name: values.get(name) or str(getattr(self, name, "")) for name in CONTACTS}

    def greeting_of(self, advisor: str, words: Words) -> str:
        """What an advisor says first in this language; empty where no greeting is set."""
        return words.text(self.greeting).replace("{advisor}", advisor)
