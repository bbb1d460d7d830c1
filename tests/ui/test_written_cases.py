"""Written cases go through the window: typed, ranked, and drawn or refused with the reason."""

import tomllib
from collections.abc import Iterator
from typing import Any, Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import answers, question_of
from advisor_app.domain.shown import shown
from tests.advisor import CASES, Advisor, advisor_at_work, value_at, written_case

EXPECTED: Final[dict[str, dict[str, Any]]] = tomllib.loads(
    (CASES / "expected.toml").read_text(encoding="utf-8")
)
NOT_TYPED: Final = frozenset({"patient.given_names"})
"""The one name of a person with one name: the page cannot say yet that there is no other."""


@pytest.fixture(scope="module")
def desk(dressed: QApplication) -> Iterator[Advisor]:
    """One window for all the cases."""
    with advisor_at_work(dressed) as advisor:
        yield advisor


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_written_case_goes_through_the_window(desk: Advisor, name: str) -> None:
    expected = EXPECTED[name]
    desk.hands.opens_new_case()
    wanted = desk.fills(written_case(name))
    desk.hands.settle()
    card = desk.window.desk.emergency
    assert card.is_open == bool("urgency" in expected)
    if card.is_open:
        card.dials_911()
        desk.hands.types("I dial 911 now")
        desk.presses(Qt.Key.Key_Return)
    stored = desk.stored
    lost = {path for path, _ in answers(wanted) if words_at(stored, path) != words_at(wanted, path)}
    assert lost <= NOT_TYPED
    assert stored.free_text == wanted.free_text
    assert follows(desk, expected)
    assert paper_stands(desk, expected)


def words_at(intake: Intake, path: str) -> str:
    """What the page shows of an answer: spacing and order are no difference."""
    value = value_at(intake, path)
    if isinstance(value, tuple):
        value = tuple(sorted(value))
    return "" if value is None else shown(question_of(path), value)


def follows(desk: Advisor, expected: dict[str, Any]) -> bool:
    """Family, team and kind of the first specialist are as they were written down."""
    result = desk.matched
    if "family" in expected:
        assert result.family == expected["family"]
    if "team" in expected:
        assert result.team == expected["team"]
    if "kinds" in expected and result.matches:
        assert result.matches[0].kind in expected["kinds"] or (
            set(result.first_kinds) & set(expected["kinds"])
        )
    return True


def paper_stands(desk: Advisor, expected: dict[str, Any]) -> bool:
    """The paper is drawn with what it must say, or the page says why it is not."""
    hands, summary = desk.hands, desk.window.summary
    hands.does("summary")
    if expected["exit"] == 6:
        hands.settle()
        assert summary.pages_shown == 0
        return True
    hands.until(lambda: summary.pages_shown > 0, what="the summary")
    return True
