"""Joins the page of the intake, the right panel and the draft: what is done on one shows on all."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from advisor_app.domain.answers import Answer, Source, State, say
from advisor_app.domain.case import FREE_TEXT, Case, DeskPlace
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.codec import InvalidValue, decode_value, statement_of_words
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import QUESTIONS, answer_at, member_path, question_of, rows_of
from advisor_app.domain.questions import Kind, Page
from advisor_app.domain.shown import shown
from advisor_app.domain.values import parts
from advisor_app.domain.words import ENGLISH, languages, words_in
from advisor_app.matching.results import MatchResult
from advisor_app.oncology.answers import CancerAnswer
from advisor_app.oncology.capture import Chip as Fact
from advisor_app.oncology.knowledge import Knowledge
from advisor_app.oncology.redflags import EMERGENCIES
from advisor_app.ui.intake.kind_readings import tree_words
from advisor_app.ui.intake.picture import Picture
from advisor_app.ui.intake.presenter import IntakePresenter
from advisor_app.ui.intake.view import IntakeView
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.matcher.moved import cause_words
from advisor_app.ui.matcher.panel import SidePanel
from advisor_app.ui.page import PrimaryAction, StatusLine
from advisor_app.ui.retelling import retold
from advisor_app.ui.wording import later, phrase, window_words

CAPTURE_AFTER_MS: Final = 250
CHIPS_SHOWN: Final = 3
FACT_WORDS: Final = {
    "dx.rows/*/kind": "kind",
    "dx.rows/*/stage_stated": "stage",
    "tx.rows/*/name": "drug",
    "tx.rows/*/start": "began",
    "patient.age": "age",
    "patient.sex_at_birth": "sex",
    "status.found_date": "found",
    "res.location_at_visit": later("on the day"),
    "res.state": later("lives in"),
}
"""How the label of a captured fact reads on its chip."""
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
        jobs: Jobs,
    ) -> None:
        super().__init__(view)
        self.view, self.panel, self.presenter = view, panel, presenter
        self._knowledge, self._jobs = knowledge, jobs
        self._facts: tuple[Fact, ...] = ()
        self._dropped: set[tuple[str, str]] = set()
        self._raised: frozenset[str] = frozenset()
        self._looked = False
        self._left_at: dict[str, Page] = {}
        self.asked_in: dict[str, str] = {}
        self._words = words_in(ENGLISH)
        self.result: MatchResult | None = None
        self._ranked = Intake()
        self._story_timer = QTimer(self)
        self._story_timer.setSingleShot(True)
        self._story_timer.setInterval(CAPTURE_AFTER_MS)
        self._story_timer.timeout.connect(self._capture)
        self._join_view()
        self._join_presenter()
        self._join_panel()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that were heard in the story."""
        return self._facts

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
        """The language that was chosen for this case, else the patient's, else English."""
        case, spoken = self.presenter.case, str(self.presenter.intake.lang.spoken.value or "")
        chosen = self.asked_in.get(case.number, "") if case is not None else ""
        self._words = words_in(chosen or (spoken if spoken in languages() else ENGLISH))
        self.view.speak(self._words)

    def go_to(self, path: str) -> None:
        """Turn to a question."""
        page = question_of(path).page
        if page is not None:
            self.choose_section(page)
        self.view.focus_question(path)

    def choose_section(self, page: Page) -> None:
        """Turn to a section."""
        self.view.show_section(page)
        self._show_kind_names()

    # ---- the desk asks ----

    def open(self, case: Case) -> None:
        """Put a case on the page."""
        self.result = None
        self.panel.ranking.forget()
        self._raised, self._looked = frozenset(), False
        self.view.header.show_raised((), case.intake)
        self._dropped.clear()
        self._facts = ()
        page = self._left_at.pop(case.number, Page.STORY)
        self.view.show_case(case.intake.free_text, case.saved_at, page)
        self._hear(case.intake.free_text)
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
        self._story_timer.stop()
        self.presenter.stop()

    def answer_red_flag(
        self, outcome: str, words: str, at: datetime, flags: tuple[str, ...]
    ) -> None:
        """What was done on the emergency card, written as answers of this case."""
        noted = self.presenter.intake.urg.flags.value or ()
        urgent = self.result.red_flags if self.result is not None else ()
        open_ones = tuple(one.flag.id for one in urgent if one.tier in EMERGENCIES)
        if flags or open_ones:
            every = tuple(dict.fromkeys((*noted, *flags, *open_ones)))
            self.presenter.put("urg.flags", self._ours(every))
        if outcome == "not_an_emergency":
            self.presenter.put("urg.put_aside", self._ours(parts(text=words, time=at.isoformat())))
            return
        read_back = outcome == "read_back"
        given = self.presenter.intake.urg.instruction_given.value
        said = given.text("text") if given is not None else ""
        text = f"{said} Read back: “{words}”".strip() if read_back else words
        done = parts(text=text, time=at.isoformat(), ack=read_back)
        self.presenter.put("urg.instruction_given", self._ours(done))
        if self.result is not None and self.result.urgency:
            self.presenter.put("urg.disposition", self._ours(self.result.urgency))

    # ---- joined ----

    def _join_view(self) -> None:
        view, presenter = self.view, self.presenter
        view.edited.connect(presenter.say)
        view.worded.connect(self._keep_words)
        view.settled.connect(presenter.settle)
        view.kind_typed.connect(self._search)
        view.kind_chosen.connect(self._choose_kind)
        view.member_added.connect(self._add_member)
        view.member_removed.connect(presenter.remove_member)
        view.section_chosen.connect(self.choose_section)
        view.language_chosen.connect(self.ask_in)
        view.story_changed.connect(self._story_typed)
        view.drafted.connect(presenter.keep_words)
        view.cursor_moved.connect(presenter.move_cursor)
        view.chip_kept.connect(self.keep)
        view.chip_dropped.connect(self._drop)

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
        self._show_kind_names()
        self._show_facts()
        self.view.status_changed.emit(status_of(picture))
        self.view.primary_changed.emit(primary_of(picture))

    def _show_result(self, result: MatchResult) -> None:
        ranked = self.presenter.ranked_intake
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
        self._capture()

    # ---- kinds of cancer ----

    def _search(self, path: str, text: str) -> None:
        words = text.strip()
        if len(words) < 2:
            self.view.show_kinds(path, ())
            return
        found = self._knowledge.search.find(words, limit=6)
        self.view.show_kinds(path, found.answers, len(found.side_by_side))

    def _choose_kind(self, path: str, answer: object) -> None:
        if not isinstance(answer, CancerAnswer):
            return
        _, _, words = self._editor_words(path, answer)
        member = path.partition(".rows/")[2].partition("/")[0]
        if answer.finding:
            self._set("status.code", "abnormal_not_diagnosed")
        else:
            self.presenter.say(path, answer.kind, words=words)
        self._set(member_path("dx", member, "family"), answer.family)
        if answer.finding:
            self._set("status.told_by_doctor", answer.name, words=words)
        self._show_kind_names()

    def _editor_words(self, path: str, answer: CancerAnswer) -> tuple[str, str, str]:
        field = self.view.field_at(path)
        typed = field.typed_words() if field is not None else ""
        return answer.name, tree_words(answer), typed or answer.hit

    def _show_kind_names(self) -> None:
        for row in self.presenter.intake.dx.rows:
            path = member_path("dx", row.id, "kind")
            lead = row.kind.lead
            if lead is None or not lead.known:
                continue
            kind = self._knowledge.catalogue.kinds.get(str(lead.value))
            if kind is not None:
                place = " › ".join(kind.path[:-1])
                self.view.show_kind_name(path, kind.name, place, lead.verbatim or kind.name)

    # ---- the story ----

    def _story_typed(self, text: str) -> None:
        self.presenter.tell(text)
        self._story_timer.start()

    def _capture(self) -> None:
        self._hear(self.presenter.intake.free_text)
        self._show_facts()

    def _hear(self, story: str) -> None:
        today = self.presenter.today
        self._facts = self._knowledge.chips(story, today) if story.strip() else ()

    def _show_facts(self) -> None:
        shown_facts = []
        for fact in self._facts:
            path = self._place_of(fact)
            label, value = self._words_of(fact)
            if (fact.question, str(fact.value)) in self._dropped:
                state = "dropped"
            elif self._holds(path, fact):
                state = "accepted"
            else:
                state = "proposed"
            shown_facts.append((fact, label, value, state))
        self.view.story.show_facts(tuple(shown_facts))

    def keep(self, fact: Fact) -> None:
        path = self._place_of(fact)
        if fact.question.endswith("/kind"):
            family = self._knowledge.catalogue.family_of(str(fact.value))
            self._set(path.replace("/kind", "/family"), family)
            if str(fact.value) in self._knowledge.catalogue.findings:
                self._set("status.code", "abnormal_not_diagnosed")
                self._set("status.told_by_doctor", fact.words, words=fact.words)
                return
        self._add(path, fact)
        self._dropped.discard((fact.question, str(fact.value)))

    def _add(self, path: str, fact: Fact) -> None:
        """Say a fact; of one cancer more places are added, and another side stands beside."""
        standing = answer_at(self.presenter.intake, path)
        if not (_is_of_one_cancer(fact) and standing.known):
            self.presenter.say(path, fact.value, words=fact.words)
        elif isinstance(standing.value, tuple):
            self.presenter.say(path, [*standing.value, *fact.value], words=fact.words)
        elif not self._holds(path, fact):
            self.presenter.contradict(path, fact.value, words=fact.words)

    def _drop(self, fact: Fact) -> None:
        self._dropped.add((fact.question, str(fact.value)))
        self._show_facts()

    def _place_of(self, fact: Fact) -> str:
        """Where a captured fact belongs: the member that holds it, the first, or a new one."""
        group, rows, name = fact.question.partition(".rows/*/")
        if not rows:
            return fact.question
        members = [row.id for row in rows_of(self.presenter.intake, group)]
        for member in members:
            path = member_path(group, member, name)
            if self._holds(path, fact):
                return path
        for member in members:
            path = member_path(group, member, name)
            if not answer_at(self.presenter.intake, path).known:
                return path
        if members and _is_of_one_cancer(fact):
            return member_path(group, members[0], name)
        return member_path(group, _next_member(members), name)

    def _holds(self, path: str, fact: Fact) -> bool:
        """Whether the fact is said already, alone, among several places or beside another."""
        said = [one.value for one in answer_at(self.presenter.intake, path).statements if one.known]
        try:
            wanted = decode_value(question_of(path), fact.value, path) if said else None
        except InvalidValue:
            return False
        if isinstance(wanted, tuple):
            return any(set(wanted).issubset(value or ()) for value in said)
        return wanted in said

    def _words_of(self, fact: Fact) -> tuple[str, str]:
        question = question_of(fact.question)
        label = (
            phrase(FACT_WORDS[question.path])
            if question.path in FACT_WORDS
            else window_words().short(question).casefold()
        )
        if question.kind is Kind.CANCER:
            return label, self._knowledge.catalogue.name_of(str(fact.value))
        try:
            value = decode_value(question, fact.value, fact.question)
        except InvalidValue:
            return label, fact.words
        return label, shown(question, value)

    def _add_member(self, group: str) -> None:
        member = self.presenter.add_member(group)
        first = next(one for one in QUESTIONS.values() if one.group == group)
        self.view.focus_question(member_path(group, member, first.key))

    def _set(self, path: str, value: object, words: str = "") -> None:
        self.presenter.say(path, value, words=words)

    @staticmethod
    def _ours(value: Any) -> Answer[Any]:
        """An answer that the line gives itself: a state of a record, an appointment."""
        return say(value, source=Source.SYSTEM, verified=True)


def _is_of_one_cancer(fact: Fact) -> bool:
    """Whether a fact tells more of a cancer that is told, and not of another one."""
    return fact.question.startswith("dx.rows/*/") and not fact.question.endswith("/kind")


def _next_member(members: list[str]) -> str:
    number = 1
    while str(number) in members:
        number += 1
    return str(number)


def status_of(picture: Picture) -> StatusLine:
    """What the status line says of the intake: the first that are missing, as chips."""
    if not picture.disclosure.allowed and not picture.missing:
        words = retold(f"{picture.disclosure.why}. {picture.disclosure.act}")
        return StatusLine(text=words, icon="lock", role="warningInk")
    if not picture.missing:
        return StatusLine(
            text=phrase("Everything for booking has been asked"), icon="ok", role="okInk"
        )
    first = tuple(
        (item.path, window_words().short(item.question)) for item in picture.missing[:CHIPS_SHOWN]
    )
    rest = len(picture.missing) - len(first)
    notes = []
    if rest:
        notes.append(phrase("then {rest} more", rest=rest))
    if picture.missing_for_visit:
        notes.append(
            phrase(
                "{missing_for_visit} before the visit", missing_for_visit=picture.missing_for_visit
            )
        )
    return StatusLine(
        text=phrase("Still to ask for booking"), chips=first, chip_note=", ".join(notes)
    )


def primary_of(picture: Picture) -> PrimaryAction:
    """The primary button of the intake."""
    allowed = picture.disclosure.allowed
    return PrimaryAction(
        action="summary",
        text=phrase("Print summary"),
        enabled=allowed,
        why_not="" if allowed else retold(picture.disclosure.why),
    )
