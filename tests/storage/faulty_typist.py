"""Saves a few edits whatever happens: says which were acknowledged and which were refused."""

import sys
from pathlib import Path

from advisor_app.domain.answers import Statement
from advisor_app.domain.case import Edit
from advisor_app.services.failures import ServiceFailure
from advisor_app.storage.store import open_store
from tests.services.desk import Desk, StillClock

SAVES = 6
TRIES = 4


def main(path: str, key: str) -> None:
    """Six saves; one that is refused is tried again, as the window does."""
    try:
        desk = Desk(open_store(Path(path), bytes.fromhex(key), StillClock()))
    except ServiceFailure as failure:
        print("closed", failure.code, flush=True)
        return
    act, base = desk.act(), 0
    for number in range(SAVES):
        for _ in range(TRIES):
            try:
                base = base or desk.cases.open(act, "Q-26-00001").revision
                edit = Edit(
                    id=f"e{number}", path="patient.mrn",
                    statements=(Statement(value=f"N{number}"),), base=base,
                )  # fmt: skip
                base = desk.cases.save(act, "Q-26-00001", [edit]).revision
            except ServiceFailure as failure:
                print("refused", failure.code, flush=True)
            else:
                print("saved", number, flush=True)
                break
    print("end", 0, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
