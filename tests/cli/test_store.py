"""The verbs on a centre's store: made, filled, read and exported, and what each refuses."""

import json
import shutil
from pathlib import Path

import pypdf
import pytest

from advisor_app.domain.intake import Intake
from advisor_app.exchange.case_file import read_case, write_case
from tests.cli.console import CASES, DATA, Ended, run

PASSPHRASE = "a long enough passphrase"
INIT = ("init", "--centre", "Test Centre", "--administrator", "root.admin", "--name", "Ada Root")


def surround(patched: pytest.MonkeyPatch, folder: Path) -> Path:
    """Surroundings with a passphrase in `folder`; where the store will be."""
    secret = folder / "passphrase"
    secret.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    patched.setenv("ADVISOR_DATA_DIR", str(folder / "store"))
    patched.setenv("ADVISOR_PASSPHRASE_FILE", str(secret))
    patched.delenv("ADVISOR_DB_URL", raising=False)
    return folder / "store"


@pytest.fixture
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return surround(monkeypatch, tmp_path)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store as `init` makes it; making one costs a second of key derivation."""
    folder = tmp_path_factory.mktemp("fresh")
    with pytest.MonkeyPatch.context() as patched:
        store = surround(patched, folder)
        ended = run(*INIT)
    assert ended.code == 0, ended.err
    return store


@pytest.fixture
def centre(surroundings: Path, fresh: Path) -> Path:
    shutil.copytree(fresh, surroundings)
    return surroundings


def refused(ended: Ended, code: int = 2) -> None:
    assert ended.code == code
    assert ended.out == ""
    assert ended.err.count("\n") == 1


def test_init_makes_a_store_once_and_shows_the_recovery_code(surroundings: Path) -> None:
    first = run(*INIT, "--opens", "09:00", "--closes", "17:00")
    assert first.code == 0, first.err
    assert "Recovery code" in first.out
    assert PASSPHRASE not in first.out
    before = {file: file.read_bytes() for file in surroundings.rglob("*") if file.is_file()}
    refused(run(*INIT))
    after = {file: file.read_bytes() for file in surroundings.rglob("*") if file.is_file()}
    assert before == after


def test_the_store_on_the_disk_holds_no_readable_patient(centre: Path) -> None:
    assert run("import-case", CASES / "dcis-new-jersey.json").code == 0
    raw = b"".join(file.read_bytes() for file in centre.rglob("*") if file.is_file())
    assert b"Lindgren" not in raw
    assert b"SQLite format" not in raw


@pytest.mark.parametrize(
    "words",
    [
        ("init", "--administrator", "root.admin", "--name", "Ada"),
        ("init", "--centre", "C", "--administrator", "Root Admin", "--name", "Ada"),
        ("init", "--centre", "C", "--administrator", "operator", "--name", "Ada"),
        (*INIT, "--opens", "nine"),
        (*INIT, "--opens", "17:00", "--closes", "09:00"),
    ],
)
def test_init_without_what_it_needs_leaves_nothing(
    words: tuple[str, ...], surroundings: Path
) -> None:
    refused(run(*words))
    assert not surroundings.exists()


def test_a_weak_passphrase_makes_no_store(surroundings: Path, tmp_path: Path) -> None:
    (tmp_path / "passphrase").write_text("short", encoding="utf-8")
    refused(run(*INIT))
    assert not surroundings.exists()


def test_without_a_store_the_verbs_say_how_to_make_one(surroundings: Path) -> None:
    for words in (("queue",), ("report",), ("export-case", "Q-26-00001", "-")):
        ended = run(*words)
        refused(ended)
        assert "init" in ended.err
    assert not surroundings.exists()


@pytest.mark.usefixtures("centre")
def test_an_unsafe_address_of_a_server_is_refused_without_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ADVISOR_DB_URL", "postgresql://somebody:secret@host/db")
    ended = run("queue")
    refused(ended, 4)
    assert "verify-full" in ended.err
    assert "secret" not in ended.err


@pytest.mark.usefixtures("centre")
def test_a_wrong_passphrase_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "passphrase").write_text("another long passphrase", encoding="utf-8")
    refused(run("queue"), code=5)


@pytest.mark.usefixtures("centre")
def test_a_case_goes_in_and_comes_out_without_loss(tmp_path: Path) -> None:
    for name in ("dcis-new-jersey", "two-stages", "aml-relapse-abroad", "hereditary-risk"):
        imported = run("import-case", CASES / f"{name}.json")
        assert imported.code == 0, imported.err
        [number] = imported.out.split()
        exported = run("export-case", number, tmp_path / f"{name}.json")
        assert exported.code == 0, exported.err
        before = read_case((CASES / f"{name}.json").read_text(encoding="utf-8")).intake
        after = read_case((tmp_path / f"{name}.json").read_text(encoding="utf-8")).intake
        assert shape(after) == shape(before)


@pytest.mark.usefixtures("centre")
def test_a_person_with_one_name_goes_in_and_comes_out() -> None:
    [number] = run("import-case", CASES / "single-name.json").out.split()
    exported = run("export-case", number, "-")
    assert exported.code == 0, exported.err
    assert json.loads(exported.out)["patient"]["given_names"]["value"] == ""


def shape(intake: Intake) -> str:
    """The intake without who wrote it when, which the store adds."""

    def bare(value: object) -> object:
        if isinstance(value, dict):
            return {key: bare(item) for key, item in value.items() if key not in ("by", "at")}
        return [bare(item) for item in value] if isinstance(value, list) else value

    return json.dumps(bare(write_case(intake)), sort_keys=True)


@pytest.mark.usefixtures("centre")
def test_several_cases_are_all_taken_or_none(tmp_path: Path) -> None:
    good = json.loads((CASES / "dcis-new-jersey.json").read_text(encoding="utf-8"))
    file = tmp_path / "cases.json"
    file.write_text(json.dumps([good, {"patient": {"ssn": "SECRET"}}, good]), encoding="utf-8")
    ended = run("import-case", file)
    refused(ended)
    assert "case 2" in ended.err
    assert "SECRET" not in ended.err
    taken = run("import-case", file, "--skip-bad")
    assert taken.code == 0
    assert len(taken.out.split()) == 2
    assert "case 2" in taken.err


@pytest.mark.usefixtures("centre")
def test_an_acknowledged_save_is_told() -> None:
    ended = run("import-case", CASES / "dcis-new-jersey.json", "--ack-log")
    assert ended.err.startswith(f"saved {ended.out.strip()} ")


@pytest.mark.usefixtures("centre")
def test_online_requests_wait_in_the_queue() -> None:
    imported = run("import-requests", DATA / "requests" / "three.csv")
    assert imported.code == 0, imported.err
    numbers = imported.out.split()
    assert len(set(numbers)) == 3
    waiting = run("queue", "--json").rows
    assert {row["case"] for row in waiting} == set(numbers)
    assert {row["sort"] for row in waiting} == {"online"}
    assert all(row["waited_seconds"] >= 0 for row in waiting)
    again = run("import-requests", DATA / "requests" / "three.csv")
    assert (again.code, again.out) == (0, "")
    assert "3 requests came in before" in again.err
    assert len(run("queue", "--json").rows) == 3


@pytest.mark.usefixtures("centre")
def test_requests_are_all_taken_or_none_unless_bad_ones_are_skipped() -> None:
    file = DATA / "requests" / "one_wrong.csv"
    ended = run("import-requests", file)
    refused(ended)
    assert "row 3" in ended.err
    assert "Atlantis" not in ended.err
    assert run("queue", "--json").rows == []
    taken = run("import-requests", file, "--skip-bad")
    assert taken.code == 0
    assert len(taken.out.split()) == 2
    assert "row 3" in taken.err


@pytest.mark.usefixtures("centre")
def test_a_roster_is_put_in_force_and_a_wrong_one_changes_nothing() -> None:
    imported = run("import-roster", DATA / "rosters" / "small.json")
    assert imported.code == 0, imported.err
    assert imported.out.split() == ["p-breast", "p-any"]
    refused(run("import-roster", DATA / "rosters" / "wrong.json"))
    [number] = run("import-case", CASES / "dcis-new-jersey.json").out.split()
    [row] = run("match", number, "--json").rows
    assert row["case"] == number
    assert [match["id"] for match in row["matches"]] == ["p-breast"]


@pytest.mark.usefixtures("centre")
def test_a_centre_has_no_invented_sites_and_is_told_who_left_its_roster(tmp_path: Path) -> None:
    file = tmp_path / "ours.csv"
    head = "id,name,kind,team,families,sites,licences\n"
    file.write_text(
        f"{head}d1,Dr One,surgeon,BREAST,breast,MAIN,NY\nd2,Dr Two,surgeon,BREAST,breast,,NY\n",
        encoding="utf-8",
    )
    told_of_sites = "nothing but the name is known of the site MAIN\n"
    assert run("import-roster", file).err == told_of_sites
    [number] = run("import-case", CASES / "dcis-new-jersey.json").out.split()
    [row] = run("match", number, "--json").rows
    told = {match["id"]: match["text"] for match in row["matches"]}
    assert "MAIN" in told["d1"], "the site's own name: only its id was told"
    assert "In person, date not known" in told["d2"]
    assert "Harbor" not in json.dumps(row)
    file.write_text(f"{head}d2,Dr Two,surgeon,BREAST,breast,,NY\n", encoding="utf-8")
    assert run("import-roster", file).err == "no longer in the roster: d1\n"


@pytest.mark.usefixtures("centre")
def test_the_figures_of_a_line_without_calls() -> None:
    [figures] = run("report", "--json").rows
    assert figures["calls_presented"] == 0
    assert figures["asa"] is None
    [hour] = run("report", "--json", "--from", "2026-11-24T09:00", "--to", "2026-11-24T10:00").rows
    assert hour["from"] == "2026-11-24T09:00:00-05:00"
    assert hour["calls_presented"] == 0
    for words in (("--from", "soon"), ("--from", "2026-11-24T9"), ("--from", "2026-13-01")):
        refused(run("report", *words))
    refused(run("report", "--from", "2026-11-24", "--to", "2026-11-01"))
    assert "calls presented" in run("report").out


@pytest.mark.parametrize("words", [("export-case", "Q-26-99999", "-"), ("match", "Q-26-99999")])
@pytest.mark.usefixtures("centre")
def test_a_number_that_nobody_has_is_one_line(words: tuple[str, ...]) -> None:
    refused(run(*words))


@pytest.mark.usefixtures("centre")
def test_a_case_travels_as_fhir_and_what_is_not_known_is_told(tmp_path: Path) -> None:
    number = run("import-case", CASES / "dcis-new-jersey.json").out.strip()
    bundle = json.loads(run("export-case", number, "-", "--format", "fhir").out)
    plain = json.loads(run("export-case", number, "-").out)
    bundle["entry"].append({"resource": {"resourceType": "Basic", "code": {"text": "more"}}})
    file = tmp_path / "bundle.json"
    file.write_text(json.dumps(bundle), encoding="utf-8")
    taken = run("import-case", file)
    assert taken.code == 0
    assert "Basic: not read" in taken.err
    assert json.loads(run("export-case", taken.out.strip(), "-").out) == plain


def test_a_summary_of_the_store_has_a_version_that_grows(centre: Path, tmp_path: Path) -> None:
    assert centre.is_dir()
    [number] = run("import-case", CASES / "dcis-new-jersey.json").out.split()
    for version in ("v1", "v2"):
        ended = run("summary", number, tmp_path / f"{version}.pdf")
        assert ended.code == 0, ended.err
        text = pypdf.PdfReader(tmp_path / f"{version}.pdf").pages[0].extract_text()
        assert version in text
        assert number in text


@pytest.mark.usefixtures("centre")
def test_a_case_of_the_store_without_authority_has_no_summary(tmp_path: Path) -> None:
    [number] = run("import-case", CASES / "no-authority.json").out.split()
    refused(run("summary", number, tmp_path / "out.pdf"), code=6)
    assert not (tmp_path / "out.pdf").exists()


def test_selfcheck_finds_everything_in_order() -> None:
    ended = run("selfcheck")
    assert ended.code == 0, ended.out
    assert "FAILED" not in ended.out
    for name in ("rules", "centre", "encrypted store", "papers"):
        assert name in ended.out
