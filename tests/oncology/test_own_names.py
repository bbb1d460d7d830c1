"""Names and synonyms find their own kind, however they are written."""

from random import Random

import pytest

from advisor_app.oncology.search import CancerSearch
from tests.oncology.own_names import WAYS, own_names, same_family

LEAST = {"as written": 0.98, "small": 0.98, "capitals": 0.98, "British": 0.98, "one slip": 0.9}


@pytest.mark.parametrize("way", WAYS)
def test_a_name_finds_its_own_family(search: CancerSearch, way: str) -> None:
    chance = Random(7)
    named = chance.sample(list(own_names(search.catalogue)), 250)
    missed = []
    for name, id in named:
        text = WAYS[way](name, chance)
        answers = search.find(text).answers
        if not answers or not same_family(search.catalogue, answers[0].kind, id):
            missed.append(text)
    assert len(missed) <= (1 - LEAST[way]) * len(named), missed


def test_every_name_of_the_catalogue_finds_itself(search: CancerSearch) -> None:
    tree = search.catalogue
    wrong = [
        id
        for id in (*tree.kinds, *tree.findings)
        if id not in [one.kind for one in search.find(tree.name_of(id)).side_by_side]
    ]
    assert len(wrong) <= 3, wrong
