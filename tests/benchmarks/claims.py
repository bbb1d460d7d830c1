"""How fast a call is claimed on the shared store, and how soon other desks hear of it.

    python -m tests.benchmarks.claims [--threads N] [--claims N]
    python -m tests.benchmarks --only claims

Fifty advisors claim calls at a realistic pace (up to a second of thinking) from one PostgreSQL on
this machine, and write each up before the next. Between two claims through the services the same
advisor, in the same process and at the same pace, claims one of a plain table by the bare driver,
with one statement and one row of audit: both meet the same crowd on the same cores. Before that the
bare driver has the machine alone for as many claims. Each advisor is a process of its own, as a
console is, or one of N threads of a process, who then also wait for Python's lock. Then one desk
changes something 300 times and another listens.

Beside each claim stands what it waited for: the processor of its own (`computing`), its turn on a
core (`queued`, from the scheduler of Linux), and the server, which shares these cores (`server`).
"""

import argparse
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from advisor_app.storage.server import server_url
from advisor_app.storage.shared_store import open_shared_store
from tests.benchmarks.claiming_desks import ADVISORS, Claims, Took, claimed_by_all, fill
from tests.benchmarks.figures import Figure, percentile
from tests.servers import running_server
from tests.services.desk import Desk, StillClock

CLAIMS: Final = 12
NOTICES: Final = 300


@dataclass(frozen=True, slots=True)
class Measured:
    """The claims of all desks, and the milliseconds until another desk heard of a change."""

    claims: Claims
    heard: list[float]


def figures(quick: bool) -> Iterator[Figure]:
    """A claim beside the bare driver, and a notice beside its aims."""
    found = measured(1, CLAIMS // 2 if quick else CLAIMS)
    claims = found.claims
    ours = _walls(claims.ours)
    for beside, peer in (("among them", claims.bare), ("alone", claims.alone)):
        for percent in (50, 99):
            yield Figure(
                what=f"a call claimed among 50 desks, p{percent}", beside=f"bare driver {beside}",
                limit=percentile(_walls(peer), percent), ours=percentile(ours, percent),
                unit="ms", times=3.0,
            )  # fmt: skip
    yield Figure(
        what="a call claimed among 50 desks, p99", beside="aim", limit=50.0,
        ours=percentile(ours, 99), unit="ms",
    )  # fmt: skip
    for percent, aim in ((50, 5.0), (99, 50.0)):
        yield Figure(
            what=f"a change heard by another desk, p{percent}", beside="aim", limit=aim,
            ours=percentile(found.heard, percent), unit="ms",
        )  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--claims", type=int, default=CLAIMS)
    options = parser.parse_args()
    found = measured(options.threads, options.claims)
    claims = found.claims
    ways = {
        "bare driver, alone": claims.alone,
        "bare driver, among them": claims.bare,
        "through the services": claims.ours,
        "first of each desk": claims.first,
    }
    print(
        f"{len(claims.ours)} claims by {ADVISORS} advisors, 0 to 1 s of thinking, "
        f"{options.threads} in a process"
    )
    print("                              p50 ms   p99 ms   max ms")
    for name, took in ways.items():
        print(f"  {name:24} {_row(_walls(took))}")
    for name, peer in (("alone", claims.alone), ("among them", claims.bare)):
        print(f"  times the bare, {name:10}{_times(claims.ours, peer)}")
    print(f"  {'notice heard':24} {_row(found.heard)}   ({len(found.heard)} of {NOTICES})")
    print("what they waited for, mean ms   computing   queued   server")
    for name, took in ways.items():
        slowest = sorted(took, key=lambda one: one.wall)[-max(1, len(took) // 50) :]
        print(f"  {name:30} {_parts(took)}")
        print(f"    the slowest fiftieth         {_parts(slowest)}")


def measured(threads: int, claims: int) -> Measured:
    """All desks at once, then the notices."""
    with running_server(StillClock()) as server:
        address = server.empty_store().render_as_string(hide_password=False)
        fill(address, claims)
        return Measured(claims=claimed_by_all(address, threads, claims), heard=_heard(address))


def _heard(address: str) -> list[float]:
    """Milliseconds from the begin of a deed to the moment another desk knows of it."""
    store, other = (open_shared_store(server_url(address)) for _ in range(2))
    desk, times = Desk(store, clock=StillClock(at=store.clock.now())), []
    came = threading.Event()
    notices = other.notices()
    notices.start(lambda _change: came.set())
    time.sleep(1)
    number = desk.cases.create(desk.act()).number
    came.wait(2)
    for _ in range(NOTICES):
        came.clear()
        begun = time.perf_counter()
        desk.cases.note(desk.act(), number, "told")
        if came.wait(2):
            times.append((time.perf_counter() - begun) * 1000)
    notices.stop()
    other.close()
    store.close()
    return times


def _walls(took: Sequence[Took]) -> list[float]:
    return [one.wall for one in took]


def _row(times: Sequence[float]) -> str:
    return f"{percentile(times, 50):8.2f} {percentile(times, 99):8.2f} {max(times):8.2f}"


def _times(ours: Sequence[Took], peer: Sequence[Took]) -> str:
    found = (
        percentile(_walls(ours), percent) / percentile(_walls(peer), percent)
        for percent in (50, 99)
    )
    return " ".join(f"{one:8.2f}" for one in found)


def _parts(took: Sequence[Took]) -> str:
    parts = ([getattr(one, name) for one in took] for name in ("computing", "queued", "server"))
    return "  ".join(f"{statistics.fmean(part):8.2f}" for part in parts)


if __name__ == "__main__":
    main()
