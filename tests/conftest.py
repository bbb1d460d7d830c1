"""What every test obeys: no screen, no leftover logs, no record at WARNING or above."""

import logging
import os
from collections.abc import Iterator

import pytest

from tests.servers import Server, running_server
from tests.services.desk import StillClock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


class _Alarm(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def nothing_is_logged_as_a_warning() -> Iterator[None]:
    """A record at WARNING or above fails the test that caused it."""
    alarm = _Alarm()
    logging.getLogger().addHandler(alarm)
    yield
    logging.getLogger().removeHandler(alarm)
    assert not [record.getMessage() for record in alarm.records]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The PostgreSQL of this run."""
    with running_server(StillClock()) as running:
        yield running
