"""The queue: its order, its freeze, its marks, and what the page lets one do."""

from datetime import UTC, datetime, timedelta

from advisor_app.ui.queue.lines import (
    LineKind,
    QueueLine,
    filtered,
    frozen,
    in_order,
    longest,
    marked,
)

NOW = datetime(2026, 11, 23, 15, 38, tzinfo=UTC)


def call(key: str, seconds: float, **more: object) -> QueueLine:
    """A call that has waited so long."""
    values: dict[str, object] = {
        "key": key,
        "kind": LineKind.CALL,
        "who": key,
        "since": NOW - timedelta(seconds=seconds),
        "ticks": 3,
    }
    return QueueLine(**(values | more))  # type: ignore[arg-type]


def test_urgent_calls_come_first_then_calls_by_arrival_then_promises_then_requests() -> None:
    request = call("request", 9000, kind=LineKind.REQUEST)
    promise = call("promise", 0, kind=LineKind.PROMISE, since=None, due=NOW)
    urgent = call("urgent", 5, kind=LineKind.URGENT)
    lines = in_order([request, promise, call("new", 10), call("old", 200), urgent])
    assert [line.key for line in lines] == ["urgent", "old", "new", "promise", "request"]


def test_a_frozen_list_keeps_its_order_takes_fresh_values_and_counts_the_new() -> None:
    shown = (call("a", 50), call("b", 40))
    fresh = (call("urgent", 1, kind=LineKind.URGENT), call("b", 40, held_by="K. Osei"))
    after = frozen(shown, fresh)
    assert [line.key for line in after.lines] == ["a", "b"]
    assert after.lines[0].gone
    assert not after.lines[0].takeable
    assert after.lines[1].held_by == "K. Osei"
    assert (after.new, after.new_urgent) == (1, 1)


def test_at_most_two_waits_are_marked_the_longest_ones() -> None:
    lines = [call("a", 300), call("b", 200), call("c", 190), call("d", 10)]
    assert marked(lines, NOW) == {"a", "b"}
    held = call("held", 400, held_by="K. Osei")
    assert marked([held, *lines], NOW) == {"a", "b"}


def test_the_longest_wait_counts_callers_only() -> None:
    lines = [call("a", 74), call("form", 9000, kind=LineKind.REQUEST), call("g", 90, gone="left")]
    assert longest(lines, NOW) == 74
    assert longest([], NOW) is None


def test_the_filter_reads_every_column_and_my_fit_never_hides_an_urgent_call() -> None:
    lines = [
        call("Müller, Ann", 9, group="Lung", ticks=4),
        call("Diaz", 9, group="Breast", ticks=1),
        call("R. K.", 9, kind=LineKind.URGENT, ticks=1),
    ]
    assert [line.who for line in filtered(lines, "muller lung", my_fit=False)] == ["Müller, Ann"]
    assert [line.who for line in filtered(lines, "", my_fit=True)] == ["Müller, Ann", "R. K."]
