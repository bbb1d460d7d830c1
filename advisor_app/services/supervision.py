"""What a supervisor does with the calls and the presence of others, each deed with its trace."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from advisor_app.domain.case import Act
from advisor_app.line.calls import Call, CallEventKind, CallState
from advisor_app.line.pairing import LEASED
from advisor_app.line.presence import Presence, PresenceState, be_gone, choose
from advisor_app.services.call_moves import call_of, change_presence, move, offer_to
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.failures import BadValue, NoSuchAccount, NotPossible
from advisor_app.services.gate import Gate
from advisor_app.services.ports import Clock, Store, Writing
from advisor_app.services.rights import Deed

LONGEST_THRESHOLD: Final = 600
"""Seconds for which a supervisor may keep the calls of a group to that group."""

_HAD = LEASED | {CallState.PARKED}


class Supervision:
    """Gives calls back to the line or to somebody else, and sets an advisor away."""

    def __init__(self, store: Store, clock: Clock, groups: Collection[str] = ()) -> None:
        self._clock = clock
        self._groups = frozenset(groups)
        self._gate = Gate(store, clock)

    def release(self, act: Act, call_id: str) -> Call:
        """Take a call from the desk that has it: the caller waits again, by the first arrival.

        The advisor is away until they say otherwise. Raises NoSuchCall, NotPossible.
        """
        with self._gate.writing(act, Deed.TAKE_OVER, "call.release", "call", call_id) as unit:
            call = call_of(unit, call_id)
            unit.audit.append("call.release", "call", call_id, call.holder)
            return self._release(unit, act, call)

    def release_all(self, act: Act, account: str) -> tuple[Call, ...]:
        """Give back every call of somebody who is gone, the parked ones too."""
        with self._gate.writing(act, Deed.TAKE_OVER, "call.release_all", "account", account) as u:
            had = [one for one in u.calls.in_states(_HAD) if one.holder == account]
            u.audit.append("call.release_all", "account", account, f"{len(had)} calls")
            return tuple(self._release(u, act, one) for one in had)

    def reassign(self, act: Act, call_id: str, to: str) -> Call:
        """Offer a call to one advisor, whoever it was offered to or had by before.

        Raises NoSuchCall, NoSuchAccount, NotPossible where the call has ended or they are not free.
        """
        with self._gate.writing(act, Deed.TAKE_OVER, "call.reassign", "call", call_id) as unit:
            call = call_of(unit, call_id)
            unit.audit.append("call.reassign", "call", call_id, to)
            _refuse_busy(unit, to)
            if call.state is CallState.OFFERED:
                call = self._withdraw(unit, act, call)
            elif call.state is not CallState.WAITING:
                call = self._release(unit, act, call)
            why = f"{act.session.name} asks you to take this call"
            return offer_to(unit, call, to, why, self._clock.now())

    def help_after(self, act: Act, group: str, seconds: int | None) -> CentreSettings:
        """After so many seconds other teams may help with the calls of a group, from now on.

        None: as for every group. Raises Denied, BadValue.
        """
        if group not in self._groups:
            raise BadValue("help_after", "names no group of the line")
        if seconds is not None and not 0 <= seconds <= LONGEST_THRESHOLD:
            raise BadValue("help_after", f"must be 0 to {LONGEST_THRESHOLD} seconds")
        with self._gate.writing(act, Deed.TAKE_OVER, "line.help_after", "settings") as unit:
            before = unit.centre.settings() or CentreSettings()
            rules = before.rules.with_help_after(group, seconds)
            settings = replace(before, rules=rules)
            unit.centre.put_settings(settings, act.session.account, self._clock.now())
            unit.audit.append("line.help_after", "settings", "", f"{group} {seconds}")
            return settings

    def set_away(self, act: Act, account: str) -> Presence:
        """Let nothing ring at a desk; during a call it begins after it. Raises NoSuchAccount."""
        with self._gate.writing(act, Deed.TAKE_OVER, "presence.set", "account", account) as unit:
            if unit.accounts.account(account) is None:
                raise NoSuchAccount
            now = self._clock.now()
            before = unit.presence.presence(account) or Presence(advisor=account, since=now)
            presence = choose(before, PresenceState.AWAY, now)
            unit.presence.put(presence)
            unit.audit.append("presence.set", "account", account, presence.state.value)
            return presence

    def _release(self, unit: Writing, act: Act, call: Call) -> Call:
        if call.state not in _HAD:
            raise NotPossible("No desk has this call now.")
        now = self._clock.now()
        if call.state is not CallState.PARKED:
            change_presence(unit, call.holder, now, be_gone)
        return move(
            unit,
            call,
            CallEventKind.LEASE_LOST,
            now,
            call.holder,
            f"released by {act.session.account}",
            holder="",
            offered_to="",
            offer_until=None,
            lease_until=None,
        )

    def _withdraw(self, unit: Writing, act: Act, call: Call) -> Call:
        now = self._clock.now()
        return move(
            unit, call, CallEventKind.OFFER_EXPIRED, now, act.session.account, "reassigned",
            offered_to="", offer_until=None,
        )  # fmt: skip


def _refuse_busy(unit: Writing, account: str) -> None:
    found, presence = unit.accounts.account(account), unit.presence.presence(account)
    if found is None or found.advisor.disabled:
        raise NoSuchAccount
    if presence is None or presence.state is not PresenceState.AVAILABLE:
        raise NotPossible("That advisor is not free now.")
