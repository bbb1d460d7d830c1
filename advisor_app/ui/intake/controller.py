"""Joins the page of the intake, the right panel and the draft: what is done on one shows on all."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from advisor_app.domain.answers import Answer, Source, State
from advisor_app.domain.case import FREE_TEXT, Case, DeskPlace
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.codec import statement_of_words
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import QUESTIONS, answer_at, member_path, question_of
from advisor_app.domain.questions import Page
from advisor_app.domain.words import Words, languages, words_in
from advisor_app.matching.results import MatchResult
from advisor_app.oncology.knowledge import Knowledge
from advisor_app.oncology.redflags import EMERGENCIES
from advisor_app.ui.intake.foot import primary_of, status_of
from advisor_app.ui.intake.heard_facts import HeardFacts
from advisor_app.ui.intake.kind_choice import KindChoice
from advisor_app.ui.intake.picture import Picture
from advisor_app.ui.intake.presenter import IntakePresenter
from advisor_app.ui.intake.view import IntakeView
from advisor_app.ui.matcher.moved import cause_words
from advisor_app.ui.matcher.panel import SidePanel
from advisor_app.ui.page import StatusLine
from advisor_app.ui.wording import phrase, window_words

SOURCES_BY_KEY: Final = (
    Source.CALLER_STATED,
    Source.PATIENT_STATED,
    Source.READ_FROM_REPORT,
    Source.DOCUMENT_SEEN,
    Source.REFERRING_CLINICIAN,
)


class IntakeController(QObject):
    """One per desk. `emergency` asks for the card with the raised flags' words."""

    emergency = Signal(object)

    def __init__(
        self,
        view: IntakeView,
        panel: SidePanel,
        presenter: IntakePresenter,
        knowledge: Knowledge,
    ) -> None:
        super().__init__(view)
        self.view, self.panel, self.presenter = view, panel, presenter
        self.heard = HeardFacts(view, presenter, knowledge)
        self._kinds = KindChoice(view, presenter, knowledge)
        self._raised: frozenset[str] = frozenset()
        self._looked = False
        self._left_at: dict[str, Page] = {}
        self.asked_in: dict[str, str] = {}
        self._words = words_in(window_words().language)
        self.result: MatchResult | None = None
        self._ranked = Intake()
        self._join_view()
        self._join_presenter()
        self._join_panel()

    # ---- keys ----

    def calls(self) -> dict[str, Callable[[], object]]:
        """What the actions call that are about the question under the cursor."""
        return {
            "ask_next": self.go_to_next_question,
            "language": self.next_language,
            "unknown": partial(self.mark_focused, State.UNKNOWN),
            "refused": partial(self.mark_focused, State.REFUSED),
            "not_asked": partial(self.mark_focused, State.NOT_ASKED),
            "source": self.next_source,
            "verified": self.verify_focused,
        }

    def mark_focused(self, state: State) -> None:
        """Unknown, refused or not asked, for the question under the cursor."""
        path = self.view.focused_path()
        if path:
            self.presenter.mark(path, state)

    def next_source(self) -> None:
        """The next source for the answer under the cursor."""
        path = self.view.focused_path()
        lead = answer_at(self.presenter.intake, path).lead if path else None
        if lead is not None and lead.known:
            known = lead.source if lead.source in SOURCES_BY_KEY else SOURCES_BY_KEY[-1]
            index = (SOURCES_BY_KEY.index(known) + 1) % len(SOURCES_BY_KEY)
            self.presenter.attribute(path, SOURCES_BY_KEY[index])

    def verify_focused(self) -> None:
        """A document confirms the answer under the cursor."""
        path = self.view.focused_path()
        if path:
            self.presenter.verify(path)

    def go_to_next_question(self) -> None:
        """To the question that would change the order, then to what is missing, one by one."""
        asks = self.result.ask_next if self.result is not None else ()
        wanted = [ask.question for ask in asks[:1]]
        wanted += [one.path for step in self.presenter.picture().steps for one in step]
        if not wanted:
            return
        here = self.view.focused_path()
        place = wanted.index(here) + 1 if here in wanted else 0
        self.go_to(wanted[place % len(wanted)])

    @property
    def words(self) -> Words:
        """The words of the talk: what is read to the caller is in them."""
        return self._words

    def next_language(self) -> None:
        """Ask in the other language, whatever the patient's language is."""
        known = languages()
        self.ask_in(known[(known.index(self._words.language) + 1) % len(known)])

    def ask_in(self, language: str) -> None:
        """Ask the questions of this case in that language from now on."""
        case = self.presenter.case
        if case is not None:
            self.asked_in[case.number] = language
        self._speak()

    def _speak(self) -> None:
        """The language that was chosen for this case, else the patient's, else the window's."""
        case, spoken = self.presenter.case, str(self.presenter.intake.lang.spoken.value or "")
        chosen = self.asked_in.get(case.number, "") if case is not None else ""
        usual = spoken if spoken in languages() else window_words().language
        self._words = words_in(chosen or usual)
        self.view.speak(self._words)
        self.panel.saying.speak(self._words)

    def go_to(self, path: str) -> None:
        """Turn to a question."""
        page = question_of(path).page
        if page is not None:
            self.choose_section(page)
        self.view.focus_question(path)

    def choose_section(self, page: Page) -> None:
        """Turn to a section."""
        self.view.show_section(page)
        self._kinds.show_names()

    # ---- the desk asks ----

    def open(self, case: Case) -> None:
        """Put a case on the page."""
        self.result = None
        self.panel.ranking.forget()
        self._raised, self._looked = frozenset(), False
        self.view.header.show_raised((), case.intake)
        self.heard.forget()
        page = self._left_at.pop(case.number, Page.STORY)
        self.view.show_case(case.intake.free_text, case.saved_at, page)
        self.heard.hear(case.intake.free_text)
        self.presenter.open(case)

    def come_back(self, place: DeskPlace) -> None:
        """After a sudden end: the cursor where it was, and a strip that says what was kept."""
        self.view.put_cursor(place.path, place.cursor)
        case = self.presenter.case
        saved = case.saved_at if case is not None else None
        until = (
            phrase(" until {saved:%H:%M:%S}", saved=saved.astimezone(EASTERN))
            if saved is not None
            else ""
        )
        where = ""
        if place.path == FREE_TEXT:
            where = phrase(" in the story")
        elif place.path:
            where = phrase(" at “{short}”", short=window_words().short(question_of(place.path)))
        self.view.show_recovered(
            phrase(
                "The console ended suddenly. You are back{where}; all{until} is here.",
                where=where,
                until=until,
            )
        )

    def remember_section(self) -> None:
        """Keep the section of a case that is parked: it opens there again."""
        if self.presenter.case is not None:
            self._left_at[self.presenter.case.number] = self.view.section

    def stop(self) -> None:
        """Save what waits, and listen and rank no more: the desk closes."""
        self.heard.stop()
        self.presenter.stop()

    # ---- joined ----

    def _join_view(self) -> None:
        view, form, presenter = self.view, self.view.form, self.presenter
        form.edited.connect(presenter.say)
        form.worded.connect(self._keep_words)
        form.settled.connect(presenter.settle)
        form.kind_typed.connect(self._kinds.search)
        form.kind_chosen.connect(self._kinds.choose)
        form.member_added.connect(self._add_member)
        form.member_removed.connect(presenter.remove_member)
        view.section_chosen.connect(self.choose_section)
        view.language_chosen.connect(self.ask_in)
        view.story_changed.connect(self.heard.type_story)
        form.drafted.connect(presenter.keep_words)
        view.cursor_moved.connect(presenter.move_cursor)
        view.chip_kept.connect(self.heard.keep)
        view.chip_dropped.connect(self.heard.drop)

    def _join_presenter(self) -> None:
        presenter, header = self.presenter, self.view.header
        presenter.changed.connect(self._show)
        presenter.ranked.connect(self._show_result)
        presenter.saved.connect(lambda saved: header.show_saved(saved.at))
        presenter.saving.connect(header.show_saving)
        presenter.not_saved.connect(self._show_not_saved)
        presenter.refused.connect(self.view.refuse)
        presenter.rejected.connect(self._say_rejected)
        presenter.story_came.connect(self._story_came)

    def _join_panel(self) -> None:
        panel = self.panel
        panel.ranking.ask_pressed.connect(self.go_to)
        panel.asking.pressed.connect(self.go_to)

    def _show(self, picture: Picture) -> None:
        self._speak()
        self.view.show_picture(picture, self.presenter.today)
        self.panel.show_picture(picture)
        self._kinds.show_names()
        self.heard.show()
        self.view.status_changed.emit(status_of(picture))
        self.view.primary_changed.emit(primary_of(picture))

    def _show_result(self, result: MatchResult) -> None:
        ranked = self.presenter.ranker.intake
        cause = cause_words(self._ranked, ranked) if self.result is not None else ""
        self.result, self._ranked = result, ranked
        self.panel.show_result(result, cause)
        self.view.header.show_raised(result.red_flags, self.presenter.intake)
        raised = frozenset(flag.flag.id for flag in result.red_flags)
        first, new = not self._looked, raised - self._raised
        self._raised, self._looked = raised, True
        urgent = [f for f in result.red_flags if f.flag.id in new and f.tier in EMERGENCIES]
        settled = self.presenter.intake.urg
        if not urgent:
            return
        if not settled.instruction_given.known and not settled.put_aside.known:
            self.emergency.emit(urgent[0])
        elif not first and urgent[0].flag.id not in (settled.flags.value or ()):
            # What was settled was another emergency: this one is open, and blocks again.
            self.presenter.put("urg.instruction_given", Answer())
            self.presenter.put("urg.put_aside", Answer())
            self.emergency.emit(urgent[0])

    def _show_not_saved(self, reason: str) -> None:
        self.view.header.show_not_saved()
        words = phrase("{reason} Your edits are held here and are tried again.", reason=reason)
        self.view.status_changed.emit(StatusLine(text=words, icon="warning", role="warningInk"))

    # ---- words that are no value ----

    def _keep_words(self, path: str, words: str) -> None:
        source = self.presenter.usual_source()
        statement = statement_of_words(question_of(path), words, source)
        self.presenter.put(path, Answer(statements=(statement,)))

    def _say_rejected(self, why: str) -> None:
        self.view.status_changed.emit(StatusLine(text=why, icon="lock", role="warningInk"))

    def _story_came(self, story: str) -> None:
        self.view.story.show_story(story)
        self.heard.hear_draft()

    def _add_member(self, group: str) -> None:
        member = self.presenter.add_member(group)
        first = next(one for one in QUESTIONS.values() if one.group == group)
        self.view.focus_question(member_path(group, member, first.key))
