"""Written cases and calls go through the window: typed, ranked, and drawn or refused with why.

A case or call of each path and of each short path is among them; nobody touches the mouse.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import answer_at, answers, question_of
from advisor_app.domain.pathways import Pathway, ShortPath, pathway_of, short_paths
from advisor_app.domain.shown import shown
from advisor_app.domain.text import fold
from advisor_app.exchange.case_file import read_case
from tests.advisor import CALLS, CASES, Advisor, advisor_at_work, written_case

Expected = dict[str, Any]


def expected_of(folder: Path) -> dict[str, Expected]:
    """What is written down about the files of a folder, by name."""
    return tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))


WORKED: Final = {
    f"{folder.name}/{name}": expected
    for folder in (CASES, CALLS)
    for name, expected in sorted(expected_of(folder).items())
}
NOT_TYPED: Final = frozenset({"patient.given_names"})
"""The one name of a person with one name: the page cannot say yet that there is no other."""
BY_THE_DESK: Final = frozenset({"urg.flags", "urg.disposition", "urg.instruction_given"})
"""What the emergency card writes by itself; a chosen kind brings its family besides."""


def told_in(name: str) -> Intake:
    """The intake of a written case or call."""
    return read_case(written_case(name)).intake


@pytest.fixture(scope="module")
def desk(dressed: QApplication) -> Iterator[Advisor]:
    """One window for all the cases."""
    with advisor_at_work(dressed) as advisor:
        yield advisor


@pytest.mark.parametrize("name", WORKED)
def test_a_written_case_goes_through_the_window(desk: Advisor, name: str, tmp_path: Path) -> None:
    expected = WORKED[name]
    desk.hands.opens_new_case()
    wanted = desk.fills(written_case(name))
    desk.hands.settle()
    card = desk.window.desk.emergency.card
    assert card.is_open == bool("urgency" in expected)
    if card.is_open:
        card.dials_911()
        desk.hands.types("I dial 911 now")
        desk.presses(Qt.Key.Key_Return)
    stands_as_told(desk.stored, wanted)
    takes_its_path(desk, expected)
    follows(desk, expected)
    paper_stands(desk, expected, tmp_path / "paper.pdf")


def test_every_path_and_every_short_path_is_worked() -> None:
    told = [told_in(name) for name in WORKED]
    assert {pathway_of(one) for one in told} == set(Pathway)
    assert frozenset().union(*(short_paths(one) for one in told)) == set(ShortPath)


def stands_as_told(stored: Intake, wanted: Intake) -> None:
    """The store holds every statement of the file, and nothing that nobody said."""
    assert stored.free_text == wanted.free_text
    told, kept = words_of(wanted), words_of(stored)
    assert {path: told[path] for path in told if kept.get(path) != told[path]}.keys() <= NOT_TYPED
    follows_by_itself = BY_THE_DESK | ({"dx.rows/1/family"} if "dx.rows/1/kind" in told else set())
    assert kept.keys() - told.keys() <= follows_by_itself


def words_of(intake: Intake) -> dict[str, tuple[str, ...]]:
    """What the page shows of all statements by path: spacing and order are no difference."""
    return {path: words_at(intake, path) for path, _ in answers(intake)}


def words_at(intake: Intake, path: str) -> tuple[str, ...]:
    """Every statement in words, or its state where nothing is known."""
    return tuple(
        shown(question_of(path), in_order(one.value)) if one.known else one.state.value
        for one in answer_at(intake, path).statements
    )


def in_order(value: Any) -> Any:
    """A list has no order of its own."""
    return tuple(sorted(value)) if isinstance(value, tuple) else value


def takes_its_path(desk: Advisor, expected: Expected) -> None:
    """The page asks what belongs to the path, and leaves out what does not."""
    if "path" not in expected:
        return
    intake = desk.intake
    assert pathway_of(intake).value == expected["path"]
    assert {one.value for one in short_paths(intake)} == set(expected["short"])
    for path in expected["asked"]:
        desk.sees(path)
    for path in expected["hidden"]:
        desk.window.intake_controller.go_to(path)
        assert desk.window.intake.field_at(path) is None, path


def follows(desk: Advisor, expected: Expected) -> None:
    """Family, team and kind of the first specialist are as they were written down."""
    result = desk.matched
    if "family" in expected:
        assert result.family == expected["family"]
    if "team" in expected:
        assert result.team == expected["team"]
    if "kinds" in expected:
        assert result.matches[0].kind in expected["kinds"]


def paper_stands(desk: Advisor, expected: Expected, paper: Path) -> None:
    """The paper is drawn with what it must say, or the page says why it is not."""
    if expected["exit"] == 6:
        desk.hands.does("summary")
        desk.hands.settle()
        assert desk.window.summary.pages_shown == 0
        return
    desk.prints(paper)
    words = fold(" ".join(page.extract_text() for page in PdfReader(paper).pages))
    assert [one for one in expected["must"] if fold(one) not in words] == []
    assert [one for one in expected["must_not"] if fold(one) in words] == []
