"""Works one call of a demonstration through the real window, and leaves pictures of every page."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt

from advisor_app.domain.questions import Page
from advisor_app.ui.camera import Camera
from advisor_app.ui.console_window import ConsoleWindow
from advisor_app.ui.context import Console
from advisor_app.ui.first_run.view import FirstRunPages
from advisor_app.ui.fonts import load_other_scripts
from advisor_app.ui.hands import Hands
from advisor_app.ui.shell import make_application
from advisor_app.ui.signin import SignIn
from advisor_app.ui.summary.sheets import image_of
from advisor_app.ui.theme import THEME_NAMES
from advisor_app.ui.tidying import Tidying
from advisor_app.ui.wording import phrase

PAPER_DPI: Final = 110.0
RINGS_ON: Final = 8
"""So many seconds of an offer are kept for taking the call."""
INVENTED_CODE: Final = "RIVER-LAMP-OCEAN-SEVEN-PAPER-CLOUD"
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
    """Leaves the pictures in a folder: every page and card in three themes, and narrow."""

    def __init__(self, console: Console, folder: Path) -> None:
        self._folder = folder
        app = make_application([])
        self._tidying = Tidying(app)
        self._tidying.start()
        self._camera = Camera(app, folder)
        load_other_scripts()
        self._before_the_work()
        self._window = ConsoleWindow(console)
        self._camera.fit(self._window.window)
        self._window.window.show()
        self.hands = Hands(self._window)

    def run(self) -> tuple[str, ...]:
        """Work the call, page by page, then look at every page; the names of the files.

        What can be seen again is seen once in each theme; what comes only once, in all at once.
        """
        self._window.start()
        try:
            self._take_the_call()
            self._fill_the_intake()
            self._paper()
            self._in_each_look(self._during_the_call)
            self._end_the_call()
            self._in_each_look(self._through_the_day)
        finally:
            self._window.stop()
            self._window.window.close()
            self._tidying.stop()
        return tuple(self._camera.files)

    def _in_each_look(self, walk: Callable[[], None]) -> None:
        for look in self._camera.looks():
            self._camera.dress(look)
            walk()

    def _before_the_work(self) -> None:
        """Where there is no store yet, and where the advisor says who they are."""
        first = FirstRunPages()
        first.show_choice()
        self._camera.alone("first-run", first)
        first.show_set_up()
        self._camera.alone("first-run-centre", first)
        first.show_made(INVENTED_CODE)
        self._camera.alone("first-run-code", first)
        first.close()
        page = SignIn(
            phrase("Welcome"),
            phrase("Your account and its passphrase open the store of this workstation."),
            with_fields=True,
        )
        page.show_ready(phrase("Store ready, encrypted"))
        self._camera.alone("sign-in", page)
        page.close()

    def _take_the_call(self) -> None:
        hands = self.hands
        hands.until(lambda: self._window.queue_presenter.offer is not None, 60, "an offered call")
        hands.wait(1.2)
        self._window.go("queue")
        for look in self._camera.looks():
            if self._rings_on():
                self._camera.dress(look)
                self._camera.takes("queue-offered", self._window.window)
        hands.takes_call()
        self._camera.dress(THEME_NAMES[0])

    def _rings_on(self) -> bool:
        """Whether the offer stands long enough for another picture; it must not run out."""
        offer = self._window.queue_presenter.offer
        now = self._window.console.clock.now()
        return offer is not None and offer.seconds_left(now) > RINGS_ON

    def _fill_the_intake(self) -> None:
        hands = self.hands
        self._show("intake-empty")
        hands.tells(STORY)
        heard = self._window.intake_controller.heard
        hands.until(lambda: bool(heard.facts), what="the facts of the story")
        self._show("intake-told")
        hands.keeps_chips()
        hands.asks_the_six()
        for path, text in ANSWERS:
            hands.answers(path, text)
        hands.settle()

    def _paper(self) -> None:
        hands = self.hands
        hands.chooses_specialist()
        hands.draws_summary()
        pdf = self._folder / f"{hands.case.number}.pdf"
        hands.saves_summary(pdf)
        self._camera.files.append(pdf.name)
        papers = self._window.console.papers
        for number, page in enumerate(papers.images(pdf.read_bytes(), PAPER_DPI), start=1):
            self._camera.keep(image_of(page), f"paper-{number}")

    def _during_the_call(self) -> None:
        hands = self.hands
        hands.draws_summary()
        self._show("summary")
        for page in Page:
            hands.goes_to(page)
            self._show(f"intake-{page.value}")
        hands.goes_to(Page.DIAGNOSIS)
        for tab in ("say", "records", "ask", "match"):
            hands.does(f"tab_{tab}")
            self._show(f"panel-{tab}")
        for action in ("emergency", "hand_on", "ask_nurse"):
            self._card(action.replace("_", "-"), action)

    def _end_the_call(self) -> None:
        hands = self.hands
        hands.ends_call()
        hands.promises("tomorrow 16:00", "the date with the specialist; which records are missing")
        self._camera.shows("wrap-up", self._window.window)
        hands.finishes_call()

    def _through_the_day(self) -> None:
        window = self._window
        for name in ("queue", "mywork", "cases", "board", "directory"):
            window.go(name)
            self._show(name)
        self._nobody_found()
        window.go("knowledge")
        for view in ("talk", "kinds", "rules"):
            window.knowledge.show_view(view)
            self._show(f"knowledge-{view}")
        window.go("admin")
        for view in ("centre", "accounts", "audit", "glass", "about"):
            window.admin.show_view(view)
            self._show(f"admin-{view}")
        window.go("board")
        for action in ("what_if", "team_help", "supervise", "say_to_all"):
            self._card(f"board-{action.replace('_', '-')}", action)
        window.go("directory")
        self._card("directory-edit", "edit_person")
        self._card("directory-places", "edit_places")
        window.go("queue")
        for action in ("log_off", "keys", "help"):
            self._card(action.replace("_", "-"), action)
        self._found()
        self._locked()

    def _nobody_found(self) -> None:
        """A search that finds nothing says what to do next."""
        hands, found = self.hands, self._window.cases.table.model()
        self._window.go("cases")
        hands.types("Nobody of that name")
        hands.until(lambda: not found.rowCount(), what="the empty list")
        self._show("cases-nobody")
        hands.press(Qt.Key.Key_Escape)
        hands.until(lambda: found.rowCount() > 0, what="the cases worked on last")

    def _found(self) -> None:
        """The palette, with a typing error in what is looked for."""
        self.hands.does("palette")
        self.hands.types("pankreas")
        self._show("palette")
        self.hands.press(Qt.Key.Key_Escape)

    def _locked(self) -> None:
        lock = self._window.lock
        self.hands.does("lock")
        self._show("locked")
        lock.unlock("")
        self.hands.until(lambda: not lock.is_locked, what="the open desk")

    def _card(self, name: str, action: str) -> None:
        """A card over the window, as its key opens it and Escape puts it aside."""
        self._settle()
        self.hands.does(action)
        self._show(name)
        self.hands.press(Qt.Key.Key_Escape)

    def _show(self, name: str) -> None:
        self._settle()
        self._camera.takes(name, self._window.window)

    def _settle(self) -> None:
        """Until what was asked for is there; somebody is here: the desk does not lock itself."""
        self._window.lock.idle.touched()
        self.hands.wait(0.03)
        self._window.jobs.idle(5.0)
        self.hands.wait(0.03)
