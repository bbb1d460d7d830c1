"""The papers in the window: each by its action, printed as the file that is seen, all of today."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from advisor_app.bootstrap.papers import PAPER_KINDS
from advisor_app.documents.pdfium import opened
from advisor_app.domain.authority import disclosure
from advisor_app.domain.case import ACKNOWLEDGED
from advisor_app.services.promises import NewPromise
from advisor_app.services.records import AuditQuestion
from advisor_app.services.summaries import receiver_of
from advisor_app.ui.paper_port import PrintedPaper, PrintOrder
from advisor_app.ui.summary.drawn import DrawnPaper
from advisor_app.ui.summary.kinds import SUMMARIES, PaperKind
from advisor_app.ui.summary.print_desk import PrintDesk
from advisor_app.ui.summary.today import TodaysSummaries
from advisor_app.ui.summary.view import USUAL_REASON
from tests.advisor import Advisor, advisor_at_work
from tests.spooled import PRINTER, in_place_of_cups

ORDER = PrintOrder(printer=PRINTER, copies=2, duplex=True)


@pytest.fixture(scope="module")
def desk(dressed: QApplication) -> Iterator[Advisor]:
    with advisor_at_work(dressed) as advisor:
        console = advisor.window.console
        numbers = [
            card.number
            for card in console.cases.recent(console.act("test"), 50)
            if card.family_name == "Mercado"
        ]
        advisor.hands.opens(numbers[0])
        promise = NewPromise(
            due_at=console.clock.now() + timedelta(hours=3),
            zone="Europe/Madrid",
            phone="+12125550123",
            about="the slides",
            case=numbers[0],
        )
        console.promises.make(console.act("test"), promise)
        yield advisor


@pytest.mark.parametrize("kind", [*SUMMARIES, *PAPER_KINDS], ids=lambda kind: kind.key)
def test_every_paper_is_reached_by_its_action(desk: Advisor, kind: PaperKind) -> None:
    window, key = desk.window, kind.key
    desk.hands.does("summary" if key == "summary" else f"paper_{key}")
    presenter = window.summary_presenter
    desk.hands.until(
        lambda: presenter.shown_kind == key and window.summary.pages_shown > 0, what=key
    )
    assert window.window.current == "summary"


def test_the_paper_is_shown_larger_than_it_fits_and_back_by_key(desk: Advisor) -> None:
    page = desk.window.summary
    desk.hands.does("summary")
    desk.hands.until(lambda: page.pages_shown > 0, what="the summary")
    sheet = cast(QWidget, page.findChild(QWidget, "sheet_1"))
    area = cast(QScrollArea, page.findChild(QScrollArea, "summaryPreview"))
    bar = area.horizontalScrollBar()
    fitting = sheet.width()
    assert bar.maximum() == 0
    for _ in range(4):
        desk.hands.does("zoom_in")
    desk.hands.settle()
    assert sheet.width() > 1.9 * fitting
    assert bar.maximum() > 0
    desk.hands.does("zoom_out")
    assert page.zoomed == 1.5
    desk.hands.does("zoom_fit")
    desk.hands.settle()
    assert sheet.width() == fitting
    assert bar.maximum() == 0


def test_what_prints_is_the_file_that_is_seen(
    desk: Advisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_place_of_cups(tmp_path, monkeypatch)
    presenter = desk.window.summary_presenter
    desk.hands.does("summary")
    desk.hands.until(lambda: presenter.shown_kind == "summary", what="the summary")
    seen = presenter.shown_pdf
    presenter.printing.print_on(PrintOrder(printer=PRINTER))
    desk.hands.until(lambda: (tmp_path / "job.pdf").exists(), what="the printed file")
    desk.hands.settle()
    assert (tmp_path / "job.pdf").read_bytes() == seen


def test_each_copy_carries_its_number_and_the_first_is_kept(
    desk: Advisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_place_of_cups(tmp_path, monkeypatch)
    window = desk.window
    desk.hands.does("summary")
    presenter = window.summary_presenter
    desk.hands.until(lambda: presenter.shown_kind == "summary", what="the summary")
    seen = window.summary_presenter.shown_pdf
    window.summary_presenter.printing.print_on(ORDER)
    desk.hands.until(lambda: (tmp_path / "job.pdf").exists(), what="the printed file")
    desk.hands.settle()
    with opened((tmp_path / "job.pdf").read_bytes()) as job:
        words = [page.get_textpage().get_text_bounded() for page in job]
    count = len(words) // 2
    assert all("Copy 1 of 2" in page for page in words[:count])
    assert all("Copy 2 of 2" in page for page in words[count:])
    console = window.console
    act, number = console.act("test"), desk.hands.case.number
    newest = console.summaries.issued(act, number)[-1]
    assert newest.how == "printed"
    assert newest.copies == 2
    held = console.summaries.held_by(act, number, receiver_of(desk.hands.case.intake))
    assert held is not None
    assert hashlib.sha256(held.pdf).hexdigest() == newest.digest
    assert held.pdf != seen
    assert number in [one.case for one in console.summaries.unanswered(act)]
    window.summary_presenter.acknowledge()
    desk.hands.settle()
    assert ACKNOWLEDGED in [note.what for note in console.cases.notes(act, number)]
    assert number not in [one.case for one in console.summaries.unanswered(act)]


def test_all_of_today_print_as_one_job(
    desk: Advisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_place_of_cups(tmp_path, monkeypatch)
    console, said = desk.window.console, []
    desk.window.summary.status_changed.connect(lambda line: said.append(line.text))
    desk.hands.does("summary")
    desk.window.summary_presenter.printing.print_today_on(ORDER)
    desk.hands.until(lambda: (tmp_path / "job.pdf").exists(), 60.0, what="the one job")
    desk.hands.settle()
    cards = console.cases.recent(console.act("test"), 50)
    cases = [console.cases.open(console.act("test"), card.number) for card in cards]
    allowed = [case for case in cases if disclosure(case.intake).allowed]
    with opened((tmp_path / "job.pdf").read_bytes()) as document:
        assert len(document) >= 2 * len(allowed) - 2
    assert any("printed as one job" in words for words in said)


def test_a_stopped_job_prints_nothing(
    desk: Advisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_place_of_cups(tmp_path, monkeypatch)
    console, number = desk.window.console, desk.hands.case.number
    before = len(console.summaries.issued(console.act("test"), number))
    desk.window.summary_presenter.printing.print_today_on(ORDER)
    desk.window.summary.cancel_wanted.emit()
    desk.hands.settle()
    assert not (tmp_path / "job.pdf").exists()
    assert len(console.summaries.issued(console.act("test"), number)) == before


def test_the_paper_of_another_patient_is_neither_seen_nor_printed(desk: Advisor) -> None:
    presenter, page = desk.window.summary_presenter, desk.window.summary
    desk.hands.does("summary")
    desk.hands.until(
        lambda: presenter.shown_kind == "summary" and page.pages_shown > 0, what="the summary"
    )
    before = presenter.shown_pdf
    desk.hands.opens_new_case()
    desk.hands.does("summary")
    nothing_yet = (presenter.shown_pdf, page.pages_shown) == (b"", 0)
    assert nothing_yet or presenter.shown_pdf not in (b"", before)
    desk.answers({"caller.is_patient": "Yes", "patient.family_name": "Doe"})
    desk.hands.does("summary")
    desk.hands.until(lambda: page.pages_shown > 0, what="the summary of this patient")
    assert presenter.shown_pdf not in (b"", before)


def test_why_a_paper_leaves_the_house_is_chosen_already_and_kept_with_the_deed(
    desk: Advisor, tmp_path: Path
) -> None:
    window = desk.window
    cards = window.console.cases.recent(window.console.act("test"), 50)
    desk.hands.opens(next(one.number for one in cards if one.family_name == "Mercado"))
    desk.hands.draws_summary()
    assert window.summary.reason.key() == USUAL_REASON
    desk.hands.saves_summary(tmp_path / "first.pdf")
    window.summary.reason.show_key("an earlier copy was lost")
    desk.hands.saves_summary(tmp_path / "second.pdf")
    desk.hands.settle()
    assert window.summary.reason.key() == USUAL_REASON
    console = window.console
    found = console.audit.find(console.act(), AuditQuestion(kind="summary"), 100)
    reasons = [one.reason for one in found if one.action == "summary.issue"]
    assert reasons[:2] == ["an earlier copy was lost", USUAL_REASON], "the newest come first"


def test_copies_of_a_paper_that_was_put_away_are_not_printed(
    desk: Advisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_place_of_cups(tmp_path, monkeypatch)
    window = desk.window
    told: list[str] = []
    nothing = PrintedPaper(pdf=b"", pages=0, digest="")
    first, other = (
        DrawnPaper(kind=kind, size="letter", paper=nothing, images=(), case=desk.hands.case,
                   match=desk.matched)
        for kind in SUMMARIES
    )  # fmt: skip
    on_page = [first, first, other]
    printing = PrintDesk(
        window.console,
        window.summary,
        window.jobs,
        lambda: on_page.pop(0),
        TodaysSummaries(window.console, window.jobs, window.roster_desk.rank, window),
    )
    printing.told.connect(told.append)
    printing.print_on(ORDER)
    desk.hands.until(lambda: bool(told), what="why it was not printed")
    desk.hands.settle()
    assert told == ["The paper has changed; print it again."]
    assert not on_page
    assert not (tmp_path / "job.pdf").exists()
