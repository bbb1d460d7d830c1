"""One verb's visit to the centre's store: opened, used, backed up once a day, closed."""

from collections.abc import Iterator
from contextlib import contextmanager

from advisor_app.bootstrap.daily_backup import back_up_once_a_day
from advisor_app.bootstrap.house import House, centre_house


@contextmanager
def visited_house() -> Iterator[House]:
    """The centre's house for one verb. Raises as `centre_house`."""
    house = centre_house()
    try:
        yield house
        back_up_once_a_day(house)
    finally:
        house.close()
