"""What a search among 20,000 cases costs at worst: `python -m tests.soak.hostile_search`."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from advisor_app.domain.answers import say
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import with_answer
from advisor_app.storage.store import STORE_FILE, create_store, new_key
from tests.services.desk import Desk, StillClock

CASES: Final = 20_000
AT_ONCE: Final = 200
TIMES: Final = 5
NAMES: Final = (
    "O'Brien",
    "Non-Small",
    "HER2+",
    "AND",
    'Bob"; --',
    "Łukasz",
    "Zoë",
    "王小明",
)
ASKED: Final = (
    *NAMES, "obrien", "lukasz", "zoe", "小明", '"', "'", "*", "(", ")", "%", "_", "\\", "-", ":",
    "NEAR(", "bob AND", "name:bob", "-name:bob", "her2 OR lung", "\x00", "\ud800", "👩🏽‍⚕️", "<b>",
    "(" * 2000, "lung OR " * 5000, "lung " * 20_000, "a " * 20_000, "x" * 100_000,
)  # fmt: skip


def main() -> None:
    """The slowest of all, each asked a few times; what was seeded must be found."""
    with TemporaryDirectory() as folder:
        desk = Desk(create_store(Path(folder) / STORE_FILE, new_key(), StillClock()))
        act = desk.act()
        names = [*NAMES, *(f"Doe{number:05}" for number in range(CASES - len(NAMES)))]
        for start in range(0, CASES, AT_ONCE):
            with desk.store.writing(act) as unit:
                for name in names[start : start + AT_ONCE]:
                    intake = with_answer(Intake(), "patient.family_name", say(name))
                    desk.cases.add(unit, act, intake)
        slowest = max((_seconds(desk, text), text) for text in ASKED)
        for name in NAMES:
            assert any(card.family_name == name for card in desk.cases.search(act, name)), name
        desk.store.close()
    print(
        f"{len(ASKED)} texts among {CASES} cases: the slowest took {slowest[0] * 1000:.0f} ms "
        f"({slowest[1][:12]!r}, {len(slowest[1])} signs); each seeded name found"
    )


def _seconds(desk: Desk, text: str) -> float:
    """The median of a few turns, its row of audit included."""
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        desk.cases.search(desk.act(), text)
        times.append(time.perf_counter() - begun)
    return sorted(times)[TIMES // 2]


if __name__ == "__main__":
    main()
