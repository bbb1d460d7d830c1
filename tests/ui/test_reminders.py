"""A promise is told of once when it is due soon and once when it is overdue."""

from datetime import datetime, timedelta

from advisor_app.domain.case import Promise
from advisor_app.domain.clock import EASTERN
from advisor_app.ui.mywork.reminders import Reminders

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=EASTERN)
NOTICE = timedelta(minutes=15)


def promise(id_: str, minutes: int, owner: str = "ann", zone: str = "Europe/Madrid") -> Promise:
    """A promise due in so many minutes."""
    due = NOW + timedelta(minutes=minutes)
    return Promise(id=id_, case="Q-1", due_at=due, zone=zone, phone="", about="", owner=owner)


def said(reminders: Reminders, *promises: Promise, after: int = 0) -> str:
    """What is said so many minutes later."""
    return reminders.words(promises, NOW + timedelta(minutes=after), NOTICE, lambda one: one.id)


def test_soon_and_overdue_are_told_once_each_on_both_clocks() -> None:
    reminders, due = Reminders("ann"), promise("DOE", 20)
    assert said(reminders, due) == ""
    assert said(reminders, due, after=5) == "Soon: call DOE, promised for 10:20 ET = 16:20 CET."
    assert said(reminders, due, after=6) == ""
    assert said(reminders, due, after=21).startswith("Overdue: call DOE")
    assert said(reminders, due, after=22) == ""


def test_the_first_is_named_and_the_rest_counted_but_not_those_of_others() -> None:
    reminders = Reminders("ann")
    words = said(reminders, promise("B", 10), promise("A", -5), promise("C", 1, owner="bob"),
                 promise("D", 9, owner=""))  # fmt: skip
    assert words.startswith("Overdue: call A")
    assert words.endswith("2 more in My work.")


def test_a_promise_that_was_moved_is_told_of_anew() -> None:
    reminders = Reminders("ann")
    assert said(reminders, promise("one", 5))
    assert said(reminders, promise("moved", 10))
