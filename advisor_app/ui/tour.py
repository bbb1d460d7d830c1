"""Works one call of a demonstration through the real window, and leaves pictures of every page."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from advisor_app.domain.questions import Page
from advisor_app.ui.console_window import ConsoleWindow
from advisor_app.ui.context import Console
from advisor_app.ui.hands import Hands
from advisor_app.ui.shell import make_application
from advisor_app.ui.signin import SignIn
from advisor_app.ui.summary.sheets import image_of
from advisor_app.ui.theme import apply_theme

WIDE: Final = (1280, 800)
NARROW: Final = (1024, 768)
PAPER_DPI: Final = 110.0
STORY: Final = (
    "mom 62, islet cell of the pancreas since may, stage two, on FOLFIRINOX, lives in NJ "
    "but florida in december"
)
ANSWERS: Final = (
    ("caller.name", "Janet Doe"),
    ("caller.is_patient", "No"),
    ("caller.relationship", "child"),
    ("caller.authority", "patient_on_line_agreed"),
    ("caller.patient_aware_of_diagnosis", "fully"),
    ("patient.family_name", "Doe"),
    ("patient.given_names", "Jane"),
    ("patient.dob", "03/04/1964"),
    ("patient.sex_at_birth", "female"),
    ("contact.phone_primary", "(908) 555-0117"),
    ("lang.spoken", "English"),
    (
        "goal.reason",
        "They want to go on with the same drug. She asks if surgery is still possible.",
    ),
    ("goal.main_question", "Is surgery still possible?"),
    ("status.code", "treatment_started"),
    ("status.found_date", "MAY 2026"),
    ("goal.q1", "Is it really this kind?"),
    ("goal.q2", "Surgery instead of the drug?"),
    ("goal.q3", "Yes, here or elsewhere."),
    ("goal.q4", "Near home, in New Jersey."),
    ("goal.q5", "Yes, call my daughter first."),
    ("med.ecog", "1"),
    ("svc.types", "full consultation"),
    ("svc.mode_pref", "in_person"),
)


class Tour:
    """Leaves the pictures in a folder; `pictures` are their names."""

    def __init__(self, console: Console, folder: Path) -> None:
        self._folder = folder
        self.pictures: list[str] = []
        self._app = make_application([])
        apply_theme(self._app, "light")
        self._sign_in()
        self._window = ConsoleWindow(console)
        self._window.window.resize(*WIDE)
        self._window.window.show()
        self.hands = Hands(self._window)

    def run(self) -> tuple[str, ...]:
        """Work the call, page by page, then look at every page in every look."""
        self._window.start()
        try:
            self._take_the_call()
            self._fill_the_intake()
            self._paper()
            self._looks()
            self._end_the_call()
            self._other_pages()
        finally:
            self._window.stop()
            self._window.window.close()
        return tuple(self.pictures)

    def _take_the_call(self) -> None:
        hands = self.hands
        hands.until(lambda: self._window.queue_presenter.offer is not None, 60, "an offered call")
        hands.wait(1.2)
        self._in_looks("queue", lambda: self._window.go("queue"))
        hands.takes_call()

    def _fill_the_intake(self) -> None:
        hands = self.hands
        hands.tells(STORY)
        heard = self._window.intake_controller
        hands.until(lambda: bool(heard.facts), what="the facts of the story")
        self._save("intake-story")
        hands.keeps_chips()
        hands.asks_the_six()
        for path, text in ANSWERS:
            hands.answers(path, text)
        hands.settle()

    def _looks(self) -> None:
        hands, window = self.hands, self._window
        for page in Page:
            hands.goes_to(page)
            hands.wait(0.1)
            self._save(f"intake-{page.value}")
        hands.goes_to(Page.DIAGNOSIS)
        for tab in ("say", "records", "ask", "match"):
            hands.does(f"tab_{tab}")
            self._save(f"panel-{tab}")
        self._in_looks("intake", lambda: self.hands.goes_to(Page.DIAGNOSIS))
        window.desk.show_emergency()
        hands.wait(0.1)
        self._in_looks("emergency", lambda: None)
        hands.press(Qt.Key.Key_Escape)

    def _paper(self) -> None:
        hands = self.hands
        hands.chooses_specialist()
        hands.draws_summary()
        self._in_looks("summary", lambda: None)
        pdf = self._folder / f"{hands.case.number}.pdf"
        hands.saves_summary(pdf)
        self.pictures.append(pdf.name)
        papers = self._window.console.papers
        for number, page in enumerate(papers.images(pdf.read_bytes(), PAPER_DPI), start=1):
            self._write(image_of(page), f"paper-{number}")

    def _end_the_call(self) -> None:
        hands = self.hands
        hands.ends_call()
        hands.promises("tomorrow 16:00", "the date with the specialist; which records are missing")
        self._in_looks("wrap-up", lambda: None)
        hands.finishes_call()

    def _other_pages(self) -> None:
        hands, window = self.hands, self._window
        for name in ("mywork", "cases", "board", "directory", "knowledge", "admin"):
            window.go(name)
            hands.wait(0.8)
            self._in_looks(name, lambda: None)
        for view in ("accounts", "audit", "glass", "about"):
            window.admin.show_view(view)
            hands.wait(0.4)
            self._in_looks(f"admin-{view}", lambda: None)
        window.go("queue")
        window.palette.begin()
        hands.types("pankreas")
        hands.wait(0.2)
        self._in_looks("palette", lambda: None)
        hands.press(Qt.Key.Key_Escape)
        window.key_sheet.open()
        self._save("keys")
        hands.press(Qt.Key.Key_Escape)
        window.help.show_page("queue")
        self._in_looks("help", lambda: None)
        hands.press(Qt.Key.Key_Escape)

    def _sign_in(self) -> None:
        page = SignIn(
            "Welcome", "Your account and its passphrase open the store.", with_fields=True
        )
        page.show_ready("Store ready, encrypted")
        page.resize(*WIDE)
        page.show()
        QApplication.processEvents()
        self._write(page.grab().toImage(), "sign-in-light")
        page.close()

    def _in_looks(self, name: str, before: Callable[[], object]) -> None:
        """The same state in light and dark, and on a narrow window."""
        for look in ("light", "dark"):
            apply_theme(self._app, look)
            before()
            self.hands.wait(0.1)
            self._save(f"{name}-{look}")
        apply_theme(self._app, "light")
        self._window.window.resize(*NARROW)
        self.hands.wait(0.15)
        self._save(f"{name}-narrow")
        self._window.window.resize(*WIDE)
        self.hands.wait(0.1)

    def _save(self, name: str) -> None:
        self._write(self.hands.picture(), name)

    def _write(self, image: QImage, name: str) -> None:
        file = f"{name}.png"
        image.save(str(self._folder / file))
        if file not in self.pictures:
            self.pictures.append(file)
