"""A desk on a store of its own for each test."""

from collections.abc import Iterator

import pytest

from tests.services.desk import Desk


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Every service on a throw-away store."""
    made = Desk()
    yield made
    made.store.close()
