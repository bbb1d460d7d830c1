"""A lost passphrase, a keyring in the place of a file, and names that are no file's."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import NoKeyringError

from tests.cli.console import CASES, run
from tests.cli.test_safety import tree
from tests.cli.test_store import INIT, PASSPHRASE, centre, fresh, refused, surroundings

__all__ = ["centre", "fresh", "surroundings"]
NEW = "another long passphrase"


@pytest.fixture
def code(surroundings: Path) -> str:
    """The recovery code that `init` shows."""
    told = run(*INIT)
    assert surroundings.is_dir()
    found = re.search(r"paper: (\S+)", told.out)
    assert found is not None
    return found[1]


def given_code(patched: pytest.MonkeyPatch, folder: Path, code: str) -> None:
    (folder / "code").write_text(code, encoding="utf-8")
    patched.setenv("ADVISOR_RECOVERY_FILE", str(folder / "code"))
    (folder / "passphrase").write_text(NEW, encoding="utf-8")


def test_the_recovery_code_gives_a_lost_account_a_new_passphrase(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_code(monkeypatch, tmp_path, code.lower().replace("-", " "))
    refused(run("queue"), 5)
    ended = run("recover", "operator")
    assert (ended.code, ended.err) == (0, "")
    assert run("queue").code == 0
    assert run("verify-audit").code == 0
    (tmp_path / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    refused(run("queue"), 5)


@pytest.mark.parametrize("wrong", ["AAAA-BBBB-CCCC-DDDD", "", "words that are no code"])
def test_a_wrong_code_changes_nothing(
    wrong: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert code
    before = tree(tmp_path / "store")
    given_code(monkeypatch, tmp_path, wrong)
    refused(run("recover", "operator"), 5 if wrong else 2)
    after = tree(tmp_path / "store")
    after.pop("keys/tries.json", None)
    assert after == before


def test_an_unknown_account_and_a_weak_passphrase_are_refused(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_code(monkeypatch, tmp_path, code)
    refused(run("recover", "nobody"))
    (tmp_path / "passphrase").write_text("password12345678", encoding="utf-8")
    refused(run("recover", "operator"))


class Kept(KeyringBackend):
    """A keyring in this process."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept."""
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.secrets[service, username] = password


class Shut(Kept):
    """A machine without a keyring."""

    def get_password(self, service: str, username: str) -> str | None:
        """There is none."""
        raise NoKeyringError(f"{service} {username}")


@pytest.fixture
def in_keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The surroundings ask for the keyring; the one that was set comes back afterwards."""
    before = keyring.get_keyring()
    monkeypatch.setenv("ADVISOR_KEYRING", "1")
    monkeypatch.delenv("ADVISOR_PASSPHRASE_FILE")
    yield
    keyring.set_keyring(before)


@pytest.mark.usefixtures("centre", "in_keyring")
def test_the_keyring_of_the_system_opens_the_store() -> None:
    kept = Kept()
    keyring.set_keyring(kept)
    ended = run("queue")
    refused(ended)
    assert "keyring set care-advisor-console operator" in ended.err
    keyring.set_password("care-advisor-console", "operator", PASSPHRASE)
    assert run("queue").code == 0
    keyring.set_password("care-advisor-console", "operator", NEW)
    refused(run("queue"), 5)


@pytest.mark.usefixtures("centre", "in_keyring")
def test_a_machine_without_a_keyring_says_so_in_one_sentence() -> None:
    keyring.set_keyring(Shut())
    ended = run("queue")
    refused(ended)
    assert "no keyring" in ended.err


@pytest.mark.usefixtures("centre")
def test_what_is_no_file_is_never_written_over(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    number = run("import-case", CASES / "single-name.json").out.strip()
    for words in (("backup", pipe), ("export", pipe), ("export-case", number, pipe),
                  ("summary", number, pipe)):  # fmt: skip
        ended = run(*words)
        assert ended.code in (2, 4), words
        assert ended.err.count("\n") == 1
        assert stat.S_ISFIFO(pipe.stat().st_mode), words
