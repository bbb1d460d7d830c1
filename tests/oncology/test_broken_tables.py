"""Every loader refuses every broken copy of its table, and names the file and the line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_folder import KeptTables, TableFolder
from advisor_app.domain.table_text import TableError
from advisor_app.line.calendar import read_line_hours
from advisor_app.line.entries import load_entries
from advisor_app.line.groups import load_groups
from advisor_app.line.staff import load_advisors
from advisor_app.oncology.cancer_names import read_cancer_names
from advisor_app.oncology.catalogue_tables import load_catalogue
from advisor_app.oncology.knowledge import load_knowledge
from advisor_app.oncology.talktrack import load_talk_track
from advisor_app.services.centre_table import load_centre

Break = Callable[[str], tuple[str, int]]
LOADERS: dict[str, Callable[[TableFolder], object]] = {
    "cancers/names_es.tsv": lambda folder: read_cancer_names(folder, load_catalogue(folder), "es"),
    "talktrack/topics.toml": load_talk_track,
    "centre/groups.tsv": load_groups,
    "centre/entries.tsv": lambda folder: load_entries(load_groups(folder), folder),
    "centre/calendar.toml": read_line_hours,
    "centre/advisors.toml": load_advisors,
    "centre/settings.toml": load_centre,
}
OTHERS = frozenset({"shift.toml", "demonstration_work.toml", "sites.toml"})
"""What only the demonstration reads, and what is read as part of a roster."""
TABLES = tuple(
    f"{folder}/{path.name}"
    for folder in ("clinical", "cancers", "centre", "talktrack")
    for path in sorted((RESOURCES / folder).glob("*.t*"))
    if path.name not in OTHERS
)


def without_schema(text: str) -> tuple[str, int]:
    """The header says no schema."""
    lines = text.split("\n")
    return "\n".join(line for line in lines if not line.lstrip("# ").startswith("schema")), 1


def of_another_schema(text: str) -> tuple[str, int]:
    """The header names a schema that this release does not read."""
    line = next(line for line in text.split("\n") if line.lstrip("# ").startswith("schema"))
    return text.replace(line, line.replace("1", "9"), 1), 1


def with_garbage(text: str) -> tuple[str, int]:
    """A line in the middle that is neither TOML nor a row."""
    lines = text.split("\n")
    at = next(n for n in range(len(lines) // 2, len(lines)) if "=" in lines[n] or "\t" in lines[n])
    lines[at] += "\t= ] nonsense" * 30
    return "\n".join(lines), at + 1


@pytest.mark.parametrize("change", [without_schema, of_another_schema, with_garbage])
@pytest.mark.parametrize("table", TABLES)
def test_a_broken_table_is_refused_with_file_and_line(table: str, change: Break) -> None:
    text = (RESOURCES / table).read_text(encoding="utf-8")
    spoiled, line = change(text)
    assert spoiled != text
    with pytest.raises(TableError) as caught:
        LOADERS.get(table, load_knowledge)(KeptTables({table: spoiled}, RESOURCES))
    assert caught.value.file == Path(table).name
    assert caught.value.line == line
    assert f"{Path(table).name}, line {line}: " in str(caught.value)


class Unreadable(KeptTables):
    """A folder in which one table holds bytes that are no text."""

    def read_bytes(self) -> bytes:
        """The shipped bytes, spoiled on the third line."""
        raw = self.shipped.read_bytes()
        return raw.replace(b"\n", b"\n\n\xff", 1) if self.name in self.kept else raw

    def __truediv__(self, name: str, /) -> "Unreadable":
        return Unreadable(self.kept, self.shipped / name, self.path / name)


@pytest.mark.parametrize("table", ["routes.toml", "synonyms.tsv"])
def test_bytes_that_are_no_text_are_refused_with_their_line(table: str) -> None:
    with pytest.raises(TableError) as caught:
        load_knowledge(Unreadable({table: ""}, RESOURCES))
    assert (caught.value.file, caught.value.line) == (table, 3)


@pytest.mark.parametrize(
    ("table", "load", "old", "new", "mistake"),
    [
        ("centre/groups.tsv", load_groups, "\t8", "\teight", "no number"),
        ("centre/calendar.toml", read_line_hours, '"monday"', '"moonday"', "no day of the week"),
        ("centre/settings.toml", load_centre, "offer_seconds = 20", 'offer_seconds = "x"', "whole"),
        ("centre/settings.toml", load_centre, "line_name =", "line_nmae =", "no setting"),
        ("centre/settings.toml", load_centre, "[[0, 4]", "[[0, 4, 1]", "pairs"),
        ("centre/settings.toml", load_centre, 'opens = "09:00"', 'opens = "nine"', "such as 09:00"),
        ("centre/advisors.toml", load_advisors, 'role = "advisor"', 'role = "boss"', "role"),
        ("clinical/red_flags.toml", load_knowledge, "tier = ", "teir = ", "no known tier"),
        ("clinical/case_words.toml", load_knowledge, 'surgery = ["surg",', "surgery = [7,", "list"),
        ("cancers/findings.tsv", load_knowledge, "\tname\t", "\tnmae\t", "lacks the column name"),
        ("cancers/findings.tsv", load_knowledge, "lung_mass\t", "lung_nodule\t", "twice"),
        ("cancers/kinds.tsv", load_knowledge, "cecum\tCecal cancer", "cecum\t", "nothing in name"),
        ("cancers/kinds.tsv", load_knowledge, "\tC18.0", "\t", "nothing in icd10"),
        ("cancers/kinds.tsv", load_knowledge, "C50.A[1|2|0]", "C50.A[1]", "signs for right, left"),
        ("cancers/synonyms.tsv", load_knowledge, "boob cancer\ten", "\ten", "nothing in phrase"),
        ("cancers/synonyms.tsv", load_knowledge, "boob cancer\ten", "boob cancer\txx", "language"),
        ("cancers/words.tsv", load_knowledge, "pancreas\tform", "pancreas\tfrom", "known sort"),
        ("cancers/red_flag_words.tsv", load_knowledge, "RF-04\ta", "RF-99\ta", "names no red flag"),
        ("cancers/red_flag_words.tsv", load_knowledge, "& =sick_child", "& =sick", "no group"),
        ("cancers/icd10cm.tsv", load_knowledge, "C00.0\tyes", "C00.0\tperhaps", "yes or no"),
        ("cancers/guards.tsv", load_knowledge, "kin\tsister", "kin\t", "nothing in phrase"),
    ],
)
def test_a_wrong_value_is_refused_where_it_stands(
    table: str, load: Callable[[TableFolder], object], old: str, new: str, mistake: str
) -> None:
    text = (RESOURCES / table).read_text(encoding="utf-8")
    assert old in text
    kept = KeptTables({table: text.replace(old, new, 1)}, RESOURCES)
    with pytest.raises(TableError, match=mistake) as caught:
        load(kept)
    assert caught.value.line > 0
    assert caught.value.file == Path(table).name
