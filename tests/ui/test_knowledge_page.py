"""The knowledge page: look up a kind, retire a fact, edit and approve a table, all by keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from advisor_app.domain.tables import header_of
from advisor_app.services.table_values import TableDeed
from advisor_app.ui.kit.check_row import CheckRow
from advisor_app.ui.kit.marks import Pill
from advisor_app.ui.knowledge.rules_view import RulesView
from tests.advisor import Advisor, advisor_at_work
from tests.ui.hands import nameless

TEMPO = "clinical/tempo.toml"


@pytest.fixture(scope="module")
def desk(dressed: QApplication) -> Iterator[Advisor]:
    with advisor_at_work(dressed) as advisor:
        yield advisor


def shown_on(desk: Advisor) -> str:
    page = desk.window.knowledge
    labels = page.findChildren(QLabel)
    told = [label.text() for label in labels if label.isVisibleTo(page)]
    told += [one.words for one in page.findChildren(Pill) if one.isVisibleTo(page)]
    return "\n".join(told)


def looks_up(desk: Advisor, words: str) -> str:
    desk.hands.does("look_up")
    desk.hands.until(lambda: bool(desk.window.knowledge.kinds.table.rows.keys()), what="kinds")
    field = desk.window.knowledge.kinds.search
    assert desk.window.window.focusWidget() is field
    field.clear()
    desk.hands.types(words)
    desk.hands.wait(0.1)
    return shown_on(desk)


def opens_table(desk: Advisor, file: str) -> RulesView:
    desk.hands.does("rules")
    rules = desk.window.knowledge.rules
    desk.hands.until(lambda: rules.table.rows.place_of(file) >= 0, what=file)
    rules.table.choose(file)
    desk.hands.until(lambda: bool(rules.editor.toPlainText()), what="the text")
    desk.hands.settle()
    desk.hands.wait(0.2)
    return rules


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("ductal in situ", ("D05.11", "right", "D05.12", "left", "Breast")),
        ("squeamish cell on the tongue", ("Tongue",)),
        ("merkel", ("rare", "Second reading, pathology", "R-rare")),
        ("lung nodule", ("finding: no cancer is proven", "R91.1", "abnormal result")),
        ("gallbladder cancer", ("OncoTree GBC", "C23", "rule H1")),
    ],
)
def test_a_kind_is_looked_up_in_the_words_of_callers(
    desk: Advisor, words: str, told: tuple[str, ...]
) -> None:
    shown = looks_up(desk, words).casefold()
    for one in told:
        assert one.casefold() in shown, one
    assert "nobody has approved it yet" in shown


def test_the_list_is_walked_by_arrows_and_the_sheet_follows(desk: Advisor) -> None:
    looks_up(desk, "thyroid cancer")
    kinds = desk.window.knowledge.kinds
    first = kinds.table.chosen_key
    desk.presses(Qt.Key.Key_Down)
    assert kinds.table.hasFocus()
    desk.presses(Qt.Key.Key_Down)
    assert kinds.table.chosen_key != first
    name = desk.window.console.knowledge.catalogue.name_of(kinds.table.chosen_key)
    assert name in shown_on(desk)


def test_a_broken_table_is_refused_at_its_line_and_the_typing_stays(desk: Advisor) -> None:
    rules, tables = opens_table(desk, TEMPO), desk.window.console.tables
    before = tables.kept().kept[TEMPO]
    wrong = before.replace('urgency = "R_14d"', 'urgency = "soon"', 1)
    rules.editor.setPlainText(wrong)
    desk.hands.does("save_table")
    desk.hands.settle()
    assert "tempo.toml, line" in shown_on(desk)
    assert "no known urgency" in shown_on(desk)
    assert rules.editor.toPlainText() == wrong
    assert "T-" in rules.editor.textCursor().selectedText()
    assert tables.kept().kept[TEMPO] == before
    rules.editor.setPlainText(before)


def test_a_table_is_edited_and_approved_with_name_and_day(desk: Advisor) -> None:
    console, act = desk.window.console, desk.window.console.act()
    rules = opens_table(desk, TEMPO)
    rules.editor.setPlainText(rules.editor.toPlainText() + "\n# seen by the board\n")
    rules.reason.setText("tumor board")
    rules.save.click()
    desk.hands.until(
        lambda: console.tables.history(act, TEMPO)[0].deed is TableDeed.EDITED, what="the edit"
    )
    desk.hands.until(lambda: "edited: tumor board" in shown_on(desk), what="the edit shown")
    rules.name.setFocus()
    desk.hands.types("Dr A. Okoye, oncologist")
    desk.presses(Qt.Key.Key_Return)
    desk.hands.until(
        lambda: console.tables.history(act, TEMPO)[0].deed is TableDeed.APPROVED, what="approval"
    )
    header = header_of("tempo.toml", console.tables.kept().kept[TEMPO])
    assert header.approved_by == "Dr A. Okoye, oncologist"
    desk.hands.until(lambda: "approved by Dr A. Okoye" in shown_on(desk), what="the approval shown")


def test_a_fact_is_retired_at_once_on_the_page_and_beside_the_case(desk: Advisor) -> None:
    console = desk.window.console
    desk.hands.does("knowledge")
    desk.hands.wait(0.05)
    desk.presses(Qt.Key.Key_3)
    desk.window.knowledge.talk.fact_retired.emit("F2", True, "a newer study")
    desk.hands.until(lambda: "retired: do not say" in _pills(desk), what="the retired fact")
    panel = desk.window.panel.saying
    panel.open_topic(3)
    ticks = [one.objectName() for one in panel.findChildren(CheckRow) if one.isVisibleTo(panel)]
    assert ticks == ["told_F1", "told_F3", "told_F4", "told_F5", "told_F6"]
    desk.window.knowledge.talk.fact_retired.emit("F2", False, "")
    desk.hands.until(lambda: "retired: do not say" not in _pills(desk), what="the fact again")
    history = console.tables.history(console.act(), "talktrack/topics.toml")
    assert [one.deed for one in history[:2]] == [TableDeed.RETURNED, TableDeed.RETIRED]


def _pills(desk: Advisor) -> set[str]:
    view = desk.window.knowledge.talk
    return {one.words for one in view.findChildren(Pill) if one.isVisibleTo(view)}


def test_every_control_of_the_page_has_a_name(desk: Advisor) -> None:
    for name in ("look_up", "knowledge", "rules"):
        desk.hands.does(name)
        desk.hands.wait(0.05)
        assert nameless(desk.window.knowledge) == []


def test_the_numbers_are_settings_used_at_once(desk: Advisor) -> None:
    console = desk.window.console
    desk.hands.does("knowledge")
    form = desk.window.knowledge.talk.contacts
    desk.hands.until(lambda: bool(form.fields["pathology_desk"].text()), what="the numbers")
    field = form.fields["pathology_desk"]
    field.setFocus()
    field.clear()
    desk.hands.types("(212) 555-0199")
    desk.presses(Qt.Key.Key_Return)
    desk.hands.until(
        lambda: console.centre.settings().pathology_desk == "(212) 555-0199", what="the number"
    )
    desk.hands.settle()
    desk.window.knowledge.talk.show_topic(7)
    desk.hands.wait(0.1)
    assert "(212) 555-0199" in shown_on(desk)
    panel = desk.window.panel.saying
    labels = panel.findChildren(QLabel, "contact_pathology_desk")
    assert "(212) 555-0199" in {one.text() for one in labels}
    desk.hands.opens_new_case()
    desk.hands.answers("svc.types", "pathology slides read again")
    beside = {one.text() for one in desk.sees("svc.route").findChildren(QLabel)}
    assert "Pathology (212) 555-0199" in beside
