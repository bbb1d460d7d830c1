"""The names of cancers in other languages: whole, by id, refused with the line of a mistake."""

import re

import pytest

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_folder import KeptTables
from advisor_app.domain.table_text import TableError
from advisor_app.domain.words import words_in
from advisor_app.oncology.cancer_names import (
    NAMED_IN,
    check_cancer_names,
    names_file,
    read_cancer_names,
)
from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.catalogue_tables import load_catalogue

SHIPPED = (RESOURCES / names_file("es")).read_text(encoding="utf-8")
ENGLISH_WORDS = re.compile(r"\b(of|the|and|with|cell|cancer|tumor of|not told|unknown)\b")


@pytest.fixture(scope="module")
def tree() -> Catalogue:
    return load_catalogue()


def with_text(text: str) -> KeptTables:
    return KeptTables({names_file("es"): text}, RESOURCES)


def refused(text: str, tree: Catalogue) -> TableError:
    with pytest.raises(TableError) as caught:
        check_cancer_names(with_text(text), tree, "es")
    return caught.value


@pytest.mark.parametrize("language", NAMED_IN)
def test_every_kind_and_finding_has_a_name_of_its_own(language: str, tree: Catalogue) -> None:
    check_cancer_names(RESOURCES, tree, language)
    names = read_cancer_names(RESOURCES, tree, language)
    assert len(names.names) == len(tree.kinds) + len(tree.findings)
    assert not names.approved


def test_the_names_are_spanish(tree: Catalogue) -> None:
    for name in read_cancer_names(RESOURCES, tree, "es").names.values():
        assert not ENGLISH_WORDS.search(name), name
        assert name[0].isupper(), name
        assert name.count("(") == name.count(")"), name


def test_a_family_and_its_root_are_called_the_same(tree: Catalogue) -> None:
    names, spanish = read_cancer_names(RESOURCES, tree, "es").names, words_in("es")
    shared = {family.name for family in tree.families.values()} & names.keys()
    assert shared
    assert [name for name in shared if spanish.text(name) != names[name]] == []


def test_the_words_of_a_language_say_the_names(tree: Catalogue) -> None:
    spanish = read_cancer_names(RESOURCES, tree, "es").known_to(words_in("es"))
    ductal = tree.name_of("breast_ductal")
    assert spanish.text(ductal) == "Carcinoma ductal infiltrante de mama"
    assert spanish.text(tree.name_of("breast_lump")) == "Bulto en la mama"
    assert words_in("es").text(ductal) == ductal
    english = read_cancer_names(RESOURCES, tree, "en").known_to(words_in("en"))
    assert english is words_in("en")


def test_a_missing_an_unknown_and_a_double_name_are_refused_with_their_line(
    tree: Catalogue,
) -> None:
    lines = SHIPPED.split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("hcc\t"))
    unknown = refused("\n".join([*lines[:at], "hccc\tX", *lines[at + 1 :]]), tree)
    assert (unknown.line, unknown.mistake) == (at + 1, "there is no kind or finding hccc")
    double = refused("\n".join([*lines[:at], "hcc\tCáncer de mama", *lines[at + 1 :]]), tree)
    assert (double.line, double.mistake) == (at + 1, "has the name of breast")
    missing = refused("\n".join([*lines[:at], *lines[at + 1 :]]), tree)
    assert missing.mistake == "lacks hcc"
    empty = refused("\n".join([*lines[:at], "hcc\t ", *lines[at + 1 :]]), tree)
    assert (empty.line, empty.mistake) == (at + 1, "has nothing in name")


def test_a_kind_that_nobody_named_yet_stands_in_english(tree: Catalogue) -> None:
    text = "\n".join(line for line in SHIPPED.split("\n") if not line.startswith("hcc\t"))
    spanish = read_cancer_names(with_text(text), tree, "es").known_to(words_in("es"))
    assert spanish.text(tree.name_of("hcc")) == "Hepatocellular carcinoma"
