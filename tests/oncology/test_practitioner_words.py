"""The tables of how rosters speak: read, and refused with file and line."""

import pytest

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_folder import KeptTables
from advisor_app.domain.table_text import TableError
from advisor_app.oncology.catalogue_tables import load_catalogue
from advisor_app.oncology.practitioner_words import PractitionerWords, load_practitioner_words

FOCUS, STATES, SERVICES = "focus_words.tsv", "focus_states.tsv", "kind_services.tsv"
KINDS = "practitioner_kinds.tsv"


def shipped(name: str) -> str:
    return (RESOURCES / "centre" / name).read_text(encoding="utf-8")


def read(**changed: str) -> PractitionerWords:
    """The tables, of which some are changed; the names are those of the files without an end."""
    kept = {f"centre/{name}.tsv": text for name, text in changed.items()}
    return load_practitioner_words(KeptTables(kept, RESOURCES), load_catalogue(RESOURCES))


def test_the_longest_name_of_an_operation_comes_first() -> None:
    names = [name.strip() for name in read().focus]
    assert names == sorted(names, key=len, reverse=True)
    assert names.index("liver transplant") < names.index("whipple")


def test_what_follows_a_visit_is_told_by_kind() -> None:
    assert read().services["ophthalmic_oncologist"] == ("surgery", "outpatient_surgery")
    assert "genetic_counselor" not in read().services


@pytest.mark.parametrize(
    ("name", "row", "mistake"),
    [
        (FOCUS, "new operation\tstomack", "there is no kind of cancer stomack"),
        (FOCUS, "new operation\t", "there is no kind of cancer"),
        (FOCUS, "Whipple\tpancreas", "names whipple twice"),
        (STATES, "breast_metastatik\tadvanced", "there is no kind of cancer breast_metastatik"),
        (STATES, "breast_ductal\tlate", "needs localized or advanced in setting, not late"),
        (SERVICES, "new_kind\t", "names nothing that a site does"),
        (SERVICES, "surgeon\tsurgery", "names surgeon twice"),
        (KINDS, "oncologist\tsurgeon", "names oncologist twice"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(name: str, row: str, mistake: str) -> None:
    text = shipped(name) + row + "\n"
    with pytest.raises(TableError) as refused:
        read(**{name.removesuffix(".tsv"): text})
    assert (refused.value.file, refused.value.line) == (name, text.count("\n"))
    assert mistake in str(refused.value)


def test_the_tables_have_a_schema_a_source_and_a_place_for_who_answers() -> None:
    for name in (FOCUS, STATES, SERVICES):
        head = shipped(name).split("\n")[:5]
        assert [line.partition(":")[0] for line in head] == [
            "# schema", "# version", "# source", "# approved_by", "# approved_on",
        ]  # fmt: skip
