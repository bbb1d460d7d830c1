"""How fast a full case comes onto the page, and whether typing ever waits.

`python -m tests.benchmarks.intake_page [--openings 12] [--keys 300]` opens, on the demonstration,
a case with every question answered, 40 treatments and 60 records, turns to each section, and then
types into its story, a name and a long answer while it saves, ranks and asks for news. Beside it,
in the same run, stands a bare page: as many line edits as the largest section has questions, with
nothing behind them. Milliseconds are of this machine; the ratio to the bare page is what counts.
"""

import argparse
from collections.abc import Mapping, Sequence
from statistics import median, quantiles
from time import perf_counter

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from advisor_app.domain.answers import Source, say
from advisor_app.domain.codec import decode_value
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import QUESTIONS, member_path, with_answer
from advisor_app.domain.questions import Kind, Page
from advisor_app.ui.shell import make_application
from tests.advisor import Advisor, demonstration_desk
from tests.services.test_cases import plain_for

TREATMENTS, RECORDS = 40, 60
OPENED_WITHIN_MS, GAP_P99_MS = 300.0, 50.0
KEY_EVERY_MS = 12


def full_case() -> Intake:
    """Every question answered once, with 40 treatments and 60 records."""
    intake = Intake(free_text="mom 62, islet cell of the pancreas since may, on FOLFIRINOX")
    many = {"tx": TREATMENTS, "rec": RECORDS}
    for template, question in QUESTIONS.items():
        if template.startswith("urg.") and question.kind is not Kind.YES_NO:
            continue  # an open red flag would lay its card over the page
        plain = False if template.startswith("urg.") else plain_for(question)
        value = decode_value(question, plain)
        count = many.get(question.group, 2) if question.group else 1
        for number in range(count):
            path = template
            if question.group:
                path = member_path(question.group, str(number + 1), question.key)
            intake = with_answer(intake, path, say(value, source=Source.CALLER_STATED))
    return intake


def main() -> None:
    """Measure and print the tables."""
    options = _options()
    app = make_application([])
    desk = Advisor(demonstration_desk())
    desk.starts()
    console = desk.window.console
    number = console.cases.create(console.act(), full_case(), owner=console.advisor.id).number
    empty = console.cases.create(console.act(), owner=console.advisor.id).number
    desk.hands.opens(number)
    opened = [_opened(desk, number, empty) for _ in range(options.openings)]
    turned = {page: _turned(desk, page, options.openings) for page in Page}
    most = max(fields for fields, _ in turned.values())
    bare = [_bare(most) for _ in range(options.openings)]
    gaps = _typed(desk, app, options.keys)
    desk.stops()
    _print(opened, turned, median(bare), most)
    _print_gaps(gaps, median(opened))


def _opened(desk: Advisor, number: str, before: str) -> float:
    """Milliseconds from the case being asked for to a painted page that can be typed into."""
    desk.hands.opens(before)
    window = desk.window
    came: list[float] = []
    start = perf_counter()
    window.desk.open_case(number, lambda: came.append(perf_counter()))
    while not came:
        QApplication.processEvents()
    window.window.repaint()
    return (perf_counter() - start) * 1000


def _turned(desk: Advisor, page: Page, times: int) -> tuple[int, float]:
    """The questions of a section, and milliseconds from its key to the painted page."""
    other = Page.CONSENT if page is not Page.CONSENT else Page.STORY
    spent = []
    for _ in range(times):
        desk.hands.goes_to(other)
        desk.hands.settle()
        start = perf_counter()
        desk.window.intake_controller.choose_section(page)
        QApplication.processEvents()
        desk.window.window.repaint()
        spent.append((perf_counter() - start) * 1000)
    return len(desk.window.intake.paths()), median(spent)


def _typed(desk: Advisor, app: QApplication, keys: int) -> list[float]:
    """The gaps of the event loop in milliseconds, one for each turn, while somebody types."""
    gaps: list[float] = []
    for path, page in (("", Page.STORY), ("patient.family_name", Page.PATIENT),
                       ("goal.worry", Page.GOALS), ("tx.rows/7/name", Page.TREATMENT)):  # fmt: skip
        desk.hands.goes_to(page)
        if path:
            desk.line(path)
        else:
            desk.window.intake.story.setFocus()
        desk.hands.settle()
        gaps += _turns(app, keys // 4)
    return gaps


def _turns(app: QApplication, keys: int) -> list[float]:
    gaps = []
    for number in range(keys):
        focus = QApplication.focusWidget()
        if focus is None:
            continue
        start = perf_counter()
        QTest.keyClicks(focus, "abcdefgh "[number % 9])
        app.processEvents()
        gaps.append((perf_counter() - start) * 1000)
        until = perf_counter() + KEY_EVERY_MS / 1000
        while perf_counter() < until:
            turn = perf_counter()
            app.processEvents()
            gaps.append((perf_counter() - turn) * 1000)
            QTest.qSleep(1)
    return gaps


def _bare(fields: int) -> float:
    start = perf_counter()
    page = QWidget()
    below = QVBoxLayout(page)
    for number in range(fields):
        below.addWidget(QLineEdit(f"answer {number}"))
    page.show()
    QApplication.processEvents()
    page.repaint()
    spent = (perf_counter() - start) * 1000
    page.close()
    page.deleteLater()
    return spent


def say_row(*cells: object) -> None:
    """One row of the table."""
    print("| " + " | ".join(map(str, cells)) + " |")


def _print(
    opened: Sequence[float],
    turned: Mapping[Page, tuple[int, float]],
    bare: float,
    most: int,
) -> None:
    say_row("what", "questions", "median ms", "to the bare page")
    say_row("---", "---", "---", "---")
    say_row("case opened", "", f"{median(opened):.0f}", f"{median(opened) / bare:.1f}")
    for page, (fields, spent) in turned.items():
        say_row(f"turned to {page.value}", fields, f"{spent:.0f}", f"{spent / bare:.1f}")
    say_row("bare page", most, f"{bare:.0f}", "1.0")


def _print_gaps(gaps: Sequence[float], opened: float) -> None:
    cuts = quantiles(gaps, n=100)
    print(f"\nevent loop while typing: median {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms, "
          f"longest {max(gaps):.1f} ms of {len(gaps)} turns")  # fmt: skip
    print(f"limits: opened within {OPENED_WITHIN_MS:.0f} ms: {_met(opened, OPENED_WITHIN_MS)}; "
          f"p99 under {GAP_P99_MS:.0f} ms: {_met(cuts[98], GAP_P99_MS)}")  # fmt: skip


def _met(value: float, limit: float) -> str:
    return "met" if value < limit else f"NOT met ({value:.0f} ms)"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--openings", type=int, default=12)
    parser.add_argument("--keys", type=int, default=300)
    return parser.parse_args()


if __name__ == "__main__":
    main()
