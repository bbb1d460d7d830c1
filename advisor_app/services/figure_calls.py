"""The callers of the calls behind a figure, as far as a role sees who waits in the queue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advisor_app.domain.case import Act
from advisor_app.line.calls import Call
from advisor_app.services.gate import Gate
from advisor_app.services.look_trail import LookTrail
from advisor_app.services.ports import Clock, Store
from advisor_app.services.queue_rows import initials
from advisor_app.services.rights import Deed, Right


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCall:
    """Who called, or as much of it as may be seen; the number of the case, where there is one."""

    caller: str = ""
    case: str = ""


class FigureCalls:
    """Looks up calls for whoever may see the figures of the line."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._gate = Gate(store, clock)
        self._trail = LookTrail(store, clock)

    def seen(self, act: Act, calls: Iterable[str]) -> Mapping[str, SeenCall]:
        """The calls that are known, by id. Raises Denied.

        Who sees the queue by initials sees the names of their own calls only; who sees counts, or
        no queue, learns of no caller.
        """
        ids = tuple(calls)
        self._trail.write_down(act, "figures.calls", "call", f"{len(ids)} calls")
        right = self._gate.right(act, Deed.SEE_QUEUE)
        with self._gate.reading(act, Deed.SEE_FIGURES, "figures.calls", "call") as unit:
            found = [call for id_ in ids if (call := unit.calls.call(id_)) is not None]
        return {call.id: _seen(call, right, act.session.account) for call in found}


def _seen(call: Call, right: Right, account: str) -> SeenCall:
    if right is Right.YES or (right is Right.MASKED and call.holder == account):
        return SeenCall(caller=call.caller, case=call.case)
    if right is Right.MASKED:
        return SeenCall(caller=initials(call.caller))
    return SeenCall()
