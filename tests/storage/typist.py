"""Types into a case without end and tells of every save once it is acknowledged; it is killed."""

import sys
from pathlib import Path

from advisor_app.domain.answers import Statement
from advisor_app.domain.case import Edit
from advisor_app.storage.store import open_store
from tests.services.desk import Desk, StillClock


def main(path: str, key: str, first: int) -> None:
    """Save number after number, from `first` on."""
    desk = Desk(open_store(Path(path), bytes.fromhex(key), StillClock()))
    act = desk.act()
    base = desk.cases.open(act, "Q-26-00001").revision
    for number in range(first, first + 100_000):
        edit = Edit(
            id=f"e{number}",
            path="patient.mrn" if number % 3 else "patient.family_name",
            statements=(Statement(value=f"N{number}"),),
            base=base,
        )
        base = desk.cases.save(act, "Q-26-00001", [edit]).revision
        print(number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
