"""What the advisor decides is booked in the store before the case says so."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject

from advisor_app.domain.intake import Intake
from advisor_app.domain.people import Practitioner, Role, Roster, Slot
from advisor_app.services.referrals import Referrals
from advisor_app.ui.intake.controller import Decision
from advisor_app.ui.matcher.booking_desk import BookingDesk
from tests.services.desk import Desk


class OnePage(QObject):
    """The case on the page, and what was written into it."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self.case = SimpleNamespace(number=number)
        self.written: dict[str, Any] = {}

    def put(self, path: str, answer: Any) -> None:
        """Keep an answer."""
        self.written[path] = answer.value


class AtOnce:
    """Runs a write where it is asked for."""

    def write(
        self,
        owner: QObject,  # noqa: ARG002
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run it now."""
        try:
            made = work()
        except Exception as failure:  # noqa: BLE001 - as the job runner does
            failed(failure)
        else:
            done(made)


def test_the_second_desk_hears_that_the_place_is_gone(qapp: Any) -> None:  # noqa: ARG001
    desk = Desk()
    desk.staff("ann", "ben")
    slot = Slot(at=desk.clock.now() + timedelta(days=3), site="MAIN")
    surgeon = Practitioner(id="surgeon", name="Dr A", kind="surgeon", team="BREAST", slots=(slot,))
    desk.directory.load(desk.act("root", Role.ADMINISTRATOR), Roster(practitioners=(surgeon,)))
    referrals = Referrals(desk.store, desk.clock)
    told: list[str] = []
    pages = []
    for name in ("ann", "ben"):
        page = OnePage(desk.cases.create(desk.act(name), Intake()).number)
        console: Any = SimpleNamespace(
            referrals=referrals, act=lambda reason="", name=name: desk.act(name, reason=reason)
        )
        jobs: Any = AtOnce()
        shown: Any = page
        at_desk = BookingDesk(console, shown, jobs, told.append)
        at_desk.book(Decision(practitioner="surgeon", mode="in_person", rank=2, slot=slot))
        pages.append(page)
    assert pages[0].written["out.booked"].text("practitioner") == "surgeon"
    assert pages[1].written == {}
    assert len(told) == 1
    assert "taken by another desk" in told[0]
    desk.store.close()
