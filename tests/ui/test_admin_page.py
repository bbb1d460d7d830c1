"""The admin page: hours that make sense, rules nobody answers for, and the trail of the audit."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from advisor_app.domain.people import Role
from advisor_app.domain.tables import header_of
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.records import AuditVerdict, OpenedGlass
from advisor_app.services.tables import shipped
from advisor_app.ui.admin.centre_form import NOT_SET, hours_of, minutes_of
from advisor_app.ui.admin.picture import AdminPicture, verdict_words
from advisor_app.ui.admin.presenter import AdminPresenter
from advisor_app.ui.admin.rules import RuleTable
from advisor_app.ui.admin.view import AdminPage
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.kit.question import QuestionFrame
from advisor_app.ui.kit.strips import EmptyState
from advisor_app.ui.page import StatusLine
from advisor_app.ui.theme import apply_theme
from tests.services.desk import Desk
from tests.ui.hands import child, nameless

SET = CentreSettings(
    name="Harbor", line_number="(212) 555-0100", opens=time(9), closes=time(17), wrap_up_seconds=90
)


# ---- values ----


@pytest.mark.parametrize(
    ("opens", "closes", "right"),
    [
        ("9:00", "17:00", True),
        ("", "", True),
        ("09:00", "", False),
        ("17:00", "09:00", False),
        ("25:00", "26:00", False),
        ("nine", "17:00", False),
        ("9:0", "17:00", False),
    ],
)
def test_hours_are_both_there_in_order_or_both_unset(opens: str, closes: str, right: bool) -> None:
    problem, first, last = hours_of(opens, closes)
    assert (problem == "") is right
    if right and opens:
        assert (first, last) == (time(9), time(17))
    else:
        assert (first, last) == (None, None)


def rule_tables() -> tuple[RuleTable, ...]:
    """The tables that this release ships, as the page lists them."""
    headers = {file: header_of(file, text) for file, text in shipped().items()}
    return tuple(
        RuleTable(file=file, version=header.version, source=header.source)
        for file, header in headers.items()
    )


def test_every_shipped_table_says_where_it_comes_from() -> None:
    tables = rule_tables()
    files = [one.file for one in tables]
    assert files[0].startswith("clinical/")
    assert {"clinical/red_flags.toml", "cancers/kinds.tsv", "talktrack/topics.toml"} <= set(files)
    assert [one.file for one in tables if not (one.version and one.source)] == []


def test_a_broken_audit_is_said_to_be_broken() -> None:
    assert verdict_words(AuditVerdict(rows=7, sound=True))[:2] == ("sound, 7 rows", "ok")
    assert verdict_words(AuditVerdict(rows=7, sound=False, first_bad=3))[:2] == (
        "broken at row 3",
        "urgent",
    )


# ---- the page ----


def picture(settings: CentreSettings = SET, **more: Any) -> AdminPicture:
    """What an administrator sees."""
    values: dict[str, Any] = {"settings": settings, "may_change": True}
    return AdminPicture(**(values | more))


def hint(page: AdminPage, name: str) -> str:
    """What stands under a field of the centre."""
    return child(page, QuestionFrame, f"{name}.frame").hint


def test_every_control_has_a_name(page: AdminPage) -> None:
    page.show_admin(picture(rules=rule_tables()))
    assert nameless(page) == []


def test_the_look_is_told_when_the_user_chooses_and_only_then(
    dressed: QApplication, page: AdminPage
) -> None:
    told: list[str] = []
    page.theme_chosen.connect(told.append)
    apply_theme(dressed, "dark")
    assert page.centre.themes.key() == "dark", "the next look was chosen by its key"
    assert told == []
    page.centre.themes.setFocus()
    QTest.keyClick(page.centre.themes, Qt.Key.Key_Right)
    assert told == ["high_contrast"]


def test_hours_that_nobody_set_are_asked_for(page: AdminPage) -> None:
    page.show_admin(picture(CentreSettings()))
    assert hint(page, "centreOpens") == NOT_SET
    page.show_admin(picture())
    assert hint(page, "centreOpens") == ""
    assert page.centre.form.opens.text() == "09:00"


def test_what_was_entered_is_saved_with_all_other_settings(page: AdminPage) -> None:
    saved: list[CentreSettings] = []
    page.settings_saved.connect(saved.append)
    page.show_admin(picture())
    page.centre.form.closes.selectAll()
    QTest.keyClicks(page.centre.form.closes, "18:30")
    QTest.keyClick(page.centre.form.closes, Qt.Key.Key_Return)
    assert [(one.closes, one.opens, one.wrap_up_seconds) for one in saved] == [
        (time(18, 30), time(9), 90)
    ]


def test_hours_that_make_no_sense_are_not_saved(page: AdminPage) -> None:
    saved: list[CentreSettings] = []
    page.settings_saved.connect(saved.append)
    page.show_admin(picture())
    page.centre.form.closes.selectAll()
    QTest.keyClicks(page.centre.form.closes, "08:00")
    page.centre.form.save.click()
    assert saved == []
    assert hint(page, "centreOpens") == "Opens after closing"


def test_a_refresh_does_not_take_away_what_is_being_typed(page: AdminPage) -> None:
    page.show_admin(picture())
    page.centre.form.name.selectAll()
    QTest.keyClicks(page.centre.form.name, "North")
    page.show_admin(picture())
    assert page.centre.form.name.text() == "North"


def test_who_may_not_change_the_centre_sees_it_only(page: AdminPage) -> None:
    page.show_admin(picture(may_change=False))
    assert page.centre.form.name.isReadOnly()
    assert not page.centre.form.save.isVisible()


def test_tables_without_an_approver_are_counted(page: AdminPage) -> None:
    lines: list[StatusLine] = []
    page.status_changed.connect(lines.append)
    tables = rule_tables()
    page.show_admin(picture(rules=tables))
    bare = sum(1 for one in tables if not one.approved)
    assert lines[-1].text == f"{bare} of {len(tables)} tables have nobody who answers for them"


# ---- the presenter, on real services ----


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Services on a store of their own."""
    made = Desk()
    made.staff("ann", "ben")
    yield made
    made.store.close()


class Screen:
    """The page, its presenter, and a way to wait for them."""

    def __init__(self, desk: Desk, page: AdminPage, role: Role) -> None:
        self.jobs = Jobs()
        console = SimpleNamespace(
            audit=desk.audit,
            accounts=desk.accounts,
            centre=desk.centre,
            knowledge=SimpleNamespace(version="2026.1-test"),
            tables=desk.tables,
            demonstration=False,
            act=lambda reason="": desk.act("ann", role),  # noqa: ARG005 - as the console is asked
        )
        self.page, self.lines = page, list[StatusLine]()
        self.shown: list[AdminPicture] = []
        page.status_changed.connect(self.lines.append)
        self.presenter = AdminPresenter(cast(Console, console), page, self.jobs)

    def settle(self) -> None:
        """Let what was asked for arrive."""
        assert self.jobs.idle()

    def close(self) -> None:
        """Take everything down."""
        self.jobs.close()


@pytest.fixture
def screen(desk: Desk, page: AdminPage) -> Iterator[Screen]:
    """An administrator's page."""
    made = Screen(desk, page, Role.ADMINISTRATOR)
    yield made
    made.close()


def test_settings_are_kept_by_the_service(desk: Desk, screen: Screen) -> None:
    screen.presenter.save(SET)
    screen.settle()
    assert desk.centre.settings() == SET
    assert screen.lines[-1].text == "The settings of the centre are saved"
    assert not screen.page.centre.form.save.isEnabled()


def test_what_the_service_refuses_is_said(desk: Desk, screen: Screen) -> None:
    screen.presenter.save(CentreSettings(opens=time(9)))
    screen.settle()
    assert desk.centre.settings() == CentreSettings()
    assert screen.lines[-1].icon == "warning"


@pytest.mark.parametrize(
    ("words", "minutes"),
    [("5", 5), (" 15 ", 15), ("1", 1), ("0", None), ("16", None), ("", None), ("٣", None)],
)
def test_a_desk_locks_after_one_to_fifteen_minutes(words: str, minutes: int | None) -> None:
    assert minutes_of(words) == minutes


# ---- broken glass ----


def test_where_no_glass_was_broken_the_page_says_what_would_stand_there(
    page: AdminPage,
) -> None:
    page.show()
    page.show_view("glass")
    glass = page.glass
    glass.show_glasses(())
    empty = child(glass, EmptyState, "glassEmpty")
    assert empty.isVisible()
    assert not glass.done.isVisible()
    opened = OpenedGlass(
        id=1,
        at=datetime(2026, 11, 23, 15, 38, tzinfo=UTC),
        account="ruiz",
        workstation="WS-12",
        case="Q-26-00412",
        reason="the caller is my neighbour",
        until=datetime(2026, 11, 23, 16, 38, tzinfo=UTC),
    )
    glass.show_glasses((opened,))
    assert glass.table.isVisible()
    assert glass.done.isVisible()
    assert not empty.isVisible()
