"""The catalogue, the search and the reader of stories, made once for these tests."""

from datetime import date

import pytest

from advisor_app.oncology.capture import StoryCapture
from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.catalogue_tables import load_catalogue
from advisor_app.oncology.search import CancerSearch, load_search

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def search(catalogue: Catalogue) -> CancerSearch:
    return load_search(catalogue, this_year=TODAY.year)


@pytest.fixture(scope="session")
def capture(search: CancerSearch) -> StoryCapture:
    return StoryCapture(search)
