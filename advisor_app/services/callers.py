"""What the number of a caller tells, before anybody speaks: whose case it is, and about what."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from advisor_app.domain.case import CaseState
from advisor_app.domain.text import clean
from advisor_app.line.calls import Call, IncomingCall
from advisor_app.services.nicknames import Nicknames
from advisor_app.services.person_sketch import caller_sketch, close_keys, digits_of
from advisor_app.services.ports import Reading, Writing

FamilyOf = Callable[[str], str]
"""The family of a kind of cancer."""

_MOST_CASES: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCaller:
    """What all open cases of a number agree on; empty where there are none, or where they differ.

    It is for pairing alone: who calls is settled by the advisor, since people share telephones.
    """

    owner: str = ""
    family: str = ""
    called_before: bool = False


def known_caller(unit: Reading | Writing, phone: str, family_of: FamilyOf) -> KnownCaller:
    """What the cases with that number tell."""
    sought = caller_sketch(phone, "")
    keys = {"tail": close_keys(sought, Nicknames())["tail"]}
    near = unit.people.near(keys, _MOST_CASES).get("tail", [])
    same = digits_of(phone)
    numbers = [one.case for one in unit.people.sketches(near) if same in one.phones]
    records = [record for one in numbers if (record := unit.cases.record(one)) is not None]
    open_ones = [one for one in records if one.state is not CaseState.CLOSED]
    owners = {one.owner for one in open_ones}
    families = {_family(unit, one.number, family_of) for one in open_ones}
    return KnownCaller(
        owner=owners.pop() if len(owners) == 1 else "",
        family=families.pop() if len(families) == 1 else "",
        called_before=bool(records),
    )


def ringing(incoming: IncomingCall, known: KnownCaller) -> Call:
    """The call as it begins to wait, with what its number tells."""
    return Call(
        id=incoming.id,
        phone=incoming.phone,
        arrived_at=incoming.arrived_at,
        caller=clean(incoming.caller),
        words=clean(incoming.words),
        family=incoming.family or known.family,
        language=incoming.language,
        channel=incoming.channel,
        first_time=incoming.first_time and not known.called_before,
        urgent=incoming.urgent,
        state_since=incoming.arrived_at,
        prefers=known.owner,
    )


def _family(unit: Reading | Writing, number: str, family_of: FamilyOf) -> str:
    rows = unit.cases.intake(number).dx.rows
    kind = str(rows[0].kind.value or "") if rows else ""
    return family_of(kind) if kind else ""
