"""Builds the window of one desk and joins its pages, presenters, actions and overlays."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from PySide6.QtCore import QObject, Signal

from advisor_app.domain.case import Case, Promise, Saved
from advisor_app.domain.people import Advisor
from advisor_app.domain.phones import shown_phone
from advisor_app.domain.words import Words
from advisor_app.line.calls import Call
from advisor_app.matching.results import MatchResult
from advisor_app.services.changes import Change
from advisor_app.ui.action_rows import action_rows
from advisor_app.ui.actions import EVERYWHERE, ActionTable, key_words
from advisor_app.ui.admin.presenter import AdminPresenter
from advisor_app.ui.admin.view import AdminPage
from advisor_app.ui.board.presenter import BoardPresenter
from advisor_app.ui.board.supervise import SupervisePresenter
from advisor_app.ui.board.view import BoardPage
from advisor_app.ui.broadcast_watch import BroadcastWatch
from advisor_app.ui.calls.call_watch import CallWatch
from advisor_app.ui.calls.consult import ConsultPresenter
from advisor_app.ui.calls.hand_on import HandOnPresenter
from advisor_app.ui.calls.heartbeat import Heartbeat
from advisor_app.ui.calls.log_off import LogOffPresenter
from advisor_app.ui.cases.presenter import CasesPresenter
from advisor_app.ui.cases.view import CasesPage
from advisor_app.ui.centre_watch import CentreWatch
from advisor_app.ui.context import Console
from advisor_app.ui.desk import Desk
from advisor_app.ui.desk_top import DeskTop
from advisor_app.ui.dialler import Dialler
from advisor_app.ui.directory.presenter import DirectoryPresenter, families_in
from advisor_app.ui.directory.view import DirectoryPage
from advisor_app.ui.front import front_of
from advisor_app.ui.front_window import FrontWindow
from advisor_app.ui.guide.card import HelpCard
from advisor_app.ui.intake.controller import IntakeController
from advisor_app.ui.intake.person_presenter import PersonPresenter
from advisor_app.ui.intake.presenter import IntakePresenter, Surroundings
from advisor_app.ui.intake.spool_keeper import SpoolKeeper
from advisor_app.ui.intake.view import IntakeView
from advisor_app.ui.keysheet import KeySheet
from advisor_app.ui.knowledge.names import record_name, team_name
from advisor_app.ui.knowledge.presenter import KnowledgePresenter
from advisor_app.ui.knowledge.view import KnowledgePage
from advisor_app.ui.lock.controller import LockController
from advisor_app.ui.lock.glass_presenter import GlassPresenter
from advisor_app.ui.long_deeds import LongDeeds
from advisor_app.ui.matcher.matcher_desk import MatcherDesk
from advisor_app.ui.matcher.panel import SidePanel
from advisor_app.ui.matcher.roster_desk import RosterDesk
from advisor_app.ui.matcher.talk_desk import TalkDesk
from advisor_app.ui.mywork.presenter import MyWorkPresenter
from advisor_app.ui.mywork.view import MyWorkPage
from advisor_app.ui.outside_news import OutsideNews
from advisor_app.ui.page_opener import PageOpener
from advisor_app.ui.palette import Palette
from advisor_app.ui.palette_finds import PaletteFinds
from advisor_app.ui.queue.presenter import QueuePresenter
from advisor_app.ui.status_news import StatusNews
from advisor_app.ui.summary.kinds import SUMMARIES
from advisor_app.ui.summary.presenter import SummaryPresenter
from advisor_app.ui.summary.view import SummaryPage
from advisor_app.ui.upkeep import Upkeep
from advisor_app.ui.window_look import WindowLook
from advisor_app.ui.wording import VERB, phrase, speak, window_words


class ConsoleWindow(QObject):
    """One desk: `window` is what is shown. `theme_chosen(name)` is for what remembers it.

    `language_chosen(code)` and `density_chosen(name)` ask whoever holds the window for this desk
    made anew: in another language, or closer together.

    `stay_chosen(bool)`: whether the console waits, locked, when its window is closed.

    `left()` asks for the sign-in: another person sits down here. `may_close()` follows a close that
    was held up to ask about what is open.
    """

    theme_chosen = Signal(str)
    language_chosen = Signal(str)
    density_chosen = Signal(str)
    stay_chosen = Signal(bool)
    left = Signal()
    may_close = Signal()

    def __init__(
        self, console: Console, front: FrontWindow | None = None, *, at_once: bool = True
    ) -> None:
        """The desk in that frame, or in one of its own; not `at_once`: by one `furnish` a part."""
        super().__init__()
        self.console = console
        speak(console.knowledge.naming(window_words()))
        self.front = front or FrontWindow(front_of(console))
        self.front.setParent(self)
        self.jobs, self.window = self.front.jobs, self.front.window
        self.top, self.status, self.queue = self.front.top, self.front.status, self.front.queue
        self.status_news = StatusNews(self.window, self.status, self.queue)
        self._names: dict[str, str] = {}
        self.centre = CentreWatch(console, self.front.front.settings, self.jobs, self)
        self._parts: Iterator[Callable[[], None]] = iter(
            (
                self._make_intake,
                self._make_case_pages,
                self._make_centre_pages,
                self._make_case_presenters,
                self._make_presenters,
                self._make_desk,
                self._make_watches,
                self._make_overlays,
                self._join,
            )
        )
        if at_once:
            while self.furnish():
                pass

    def furnish(self) -> bool:
        """Make one more part of the desk; False once it is whole."""
        part = next(self._parts, None)
        if part is None:
            return False
        part()
        return True

    # ---- begins and ends ----

    def start(self) -> None:
        """Begin to work: timers run, the queue is read, news from outside are heard."""
        self._begin()
        self.news.listen()

    def stop(self) -> None:
        """End the work of this desk: save what waits, stop every timer and thread."""
        if self.console.changes is not None:
            self.console.changes.stop()
        self._end()
        if self.console.phone is not None:
            self.console.phone.close()
        for close in self.console.closing:
            close()

    def asks_before_closing(self) -> bool:
        """Whether something is asked before this window closes; `may_close` follows then.

        A locked desk asks nobody: who stands before it may be anybody.
        """
        return not self.lock.is_locked and self.log_off.asks_before_closing()

    def in_words(self, words: Words) -> "ConsoleWindow":
        """This desk in another language: a new window at the same call, case and word.

        What was typed is saved first; the steps that could be undone are forgotten. This window
        is done with then; store, line and telephone never notice.
        """
        stand = self.desk.stand()
        front = self.window.current
        self._end()
        speak(words)
        other = ConsoleWindow(self.console)
        other.news.take_over(self.news)
        other._begin()
        other.desk.take_over(stand, partial(other.go, front))
        return other

    def _begin(self) -> None:
        self.jobs.read(self, self.console.accounts.list, self._know_names)
        self.jobs.read(self, self.console.papers.warm)
        self.desk.start()
        self._heartbeat.start()
        self.call_watch.start()
        self.news.open_doors()
        self.consult_presenter.start()
        self.queue_presenter.start()
        self.mywork_presenter.start()
        self.board_presenter.start()
        self.cases_presenter.refresh()
        self.broadcasts.start()
        self.lock.start()
        self.spool_keeper.start()
        self.upkeep.start()

    def _end(self) -> None:
        self.lock.stop()
        self.broadcasts.stop()
        self.glass.stop()
        self.desk.stop()
        self._heartbeat.stop()
        self.call_watch.stop()
        self.news.close_doors()
        self.person_presenter.stop()
        self.consult_presenter.stop()
        self.queue_presenter.stop()
        self.mywork_presenter.stop()
        self.board_presenter.stop()
        self.spool_keeper.stop()
        self.upkeep.stop()
        self.jobs.flush(5.0)
        self.jobs.close()

    # ---- asked of the window ----

    def go(self, name: str) -> None:
        """Bring a page to the front."""
        self.opener.go(name)

    def show_stay(self, stays: bool) -> None:
        """Say whether the console waits when its window is closed, as the workstation keeps it."""
        self.admin.show_stay(stays)

    def acknowledge_saves(self) -> None:
        """Print a line for each acknowledged save: case number, revision and instant."""
        presenter = self.intake_controller.presenter

        def tell(saved: Saved) -> None:
            number = presenter.case.number if presenter.case is not None else "-"
            print(f"saved {number} {saved.revision} {saved.at.isoformat()}", flush=True)

        presenter.saved.connect(tell)

    # ---- made, part by part ----

    def _make_intake(self) -> None:
        console = self.console
        settings = self.centre.settings
        self.intake = IntakeView()
        self.intake.form.show_contacts(settings.contacts)
        self.panel = SidePanel(
            console.roster,
            console.talk_track,
            settings.greeting_of(console.advisor.name, window_words()),
            settings.contacts,
        )
        self.intake.side = self.panel
        self.window.add_page(self.intake)

    def _make_case_pages(self) -> None:
        kinds = (*SUMMARIES, *self.console.papers.kinds)
        self.mywork, self.cases, self.summary = MyWorkPage(), CasesPage(), SummaryPage(kinds)
        for page in (self.mywork, self.cases, self.summary):
            self.window.add_page(page)

    def _make_centre_pages(self) -> None:
        console = self.console
        self.board = BoardPage()
        self.directory = DirectoryPage(
            partial(team_name, console.knowledge),
            partial(record_name, console.knowledge),
            partial(families_in, console.knowledge),
        )
        self.knowledge = KnowledgePage(console.talk_track, self.centre.settings.contacts)
        self.admin = AdminPage()
        for page in (self.board, self.directory, self.knowledge, self.admin):
            self.window.add_page(page)

    def _make_case_presenters(self) -> None:
        console, jobs = self.console, self.jobs
        self.roster_desk = RosterDesk(console, jobs, self)
        around = Surroundings(
            save=lambda number, edits: console.cases.save(console.act(), number, edits),
            news=lambda number, since: console.cases.news(console.act(), number, since),
            rank=self.roster_desk.rank,
            now=console.clock.now,
            me=console.session.account,
            name_of=lambda account: self._names.get(account, phrase("Another desk")),
        )
        presenter = IntakePresenter(around, jobs, self)
        self.intake_controller = IntakeController(
            self.intake, self.panel, presenter, console.knowledge
        )
        self.person_presenter = PersonPresenter(console, self.intake.people, presenter, jobs)
        self.matcher_desk = MatcherDesk(
            console, self.window, self.panel, presenter, self.roster_desk, jobs, self._name_of
        )
        self.talk_desk = TalkDesk(console, self.panel, presenter, jobs)

    def _make_presenters(self) -> None:
        console, jobs = self.console, self.jobs
        self.queue_presenter = QueuePresenter(console, self.queue, jobs, self, self.front.live)
        self.mywork_presenter = MyWorkPresenter(console, self.mywork, jobs, self.window, self)
        self.cases_presenter = CasesPresenter(console, self.cases, self.window, jobs, self)
        self.board_presenter = BoardPresenter(console, self.board, jobs, self.window)
        self.directory_presenter = DirectoryPresenter(
            console, self.directory, self.window, self.roster_desk, jobs
        )
        self.knowledge_presenter = KnowledgePresenter(console, self.knowledge, jobs, self)
        self.admin_presenter = AdminPresenter(console, self.admin, jobs)
        self.summary_presenter = SummaryPresenter(
            console,
            self.summary,
            jobs,
            self._on_desk,
            self.intake_controller.presenter.when_saved,
            self.roster_desk.rank,
        )

    def _make_desk(self) -> None:
        console = self.console
        self.desk_top = DeskTop(self.top, self.centre, self._name_of)
        self.desk = Desk(
            console,
            self.window,
            self.desk_top,
            self.status,
            self.intake_controller,
            self.jobs,
            self.centre,
        )
        self.long_deeds = LongDeeds(self.jobs, self.window, self)
        self.call_watch = CallWatch(console, self.desk, self.jobs)
        self.broadcasts = BroadcastWatch(console, self.window, self.jobs)
        self.supervise = SupervisePresenter(console, self.window, self.jobs)
        self.hand_on = HandOnPresenter(
            console,
            self.desk,
            self.queue,
            self.call_watch,
            self.window,
            self.jobs,
            self._name_of,
        )
        self.dialler = Dialler(console, self.jobs, self)

    def _make_watches(self) -> None:
        console = self.console
        self.news = OutsideNews(console, self.jobs, self)
        self._heartbeat = Heartbeat(
            lambda: console.queue.still_here(console.act()), self.jobs, self
        )
        self.consult_presenter = ConsultPresenter(
            console,
            self.window,
            self.intake.consult,
            self.intake_controller.presenter,
            self.jobs,
            self._name_of,
        )
        self.log_off = LogOffPresenter(
            console,
            self.desk,
            lambda: self.spool_keeper.waiting,
            self.window,
            self.jobs,
        )
        self.glass = GlassPresenter(console, self.window, self.jobs)
        self.upkeep = Upkeep(console, self.window, self.jobs)
        self.spool_keeper = SpoolKeeper(
            self.intake_controller.presenter.saver,
            lambda number, edits: console.cases.save(console.act(), number, edits),
            console.spool,
            self.window,
            self.jobs,
        )

    def _make_overlays(self) -> None:
        self.opener = PageOpener(
            self.window,
            self.queue,
            self.intake_controller,
            self.cases,
            self.summary_presenter,
            self.directory,
            self.knowledge,
        )
        self.look = WindowLook(self.console, self.admin, self.desk, self.jobs)
        papers = self.summary_presenter.kinds
        self.actions = ActionTable(action_rows(self._calls(), papers), self.window)
        self.window.name_actions(self._key_and_icon)
        self.lock = LockController(
            self.console,
            self.window,
            self.actions,
            self.desk,
            self.jobs,
            lambda: self.queue_presenter.count,
            self.centre,
        )
        self._finds = PaletteFinds(
            self.console,
            self.actions,
            self.roster_desk,
            self.opener,
            self.desk.open_case,
            self.jobs,
        )
        self.palette = Palette(
            self.window, self._finds.actions, (self._finds.cancers, self._finds.people)
        )
        self.palette.asked.connect(self._finds.look_for_cases)
        self._finds.cases_found.connect(self.palette.add)
        self.key_sheet = KeySheet(self.window, self.actions)
        self.help = HelpCard(self.window, self.actions, window_words().language)

    def _calls(self) -> dict[str, Callable[[], object]]:
        people, consult = self.intake.people, self.consult_presenter
        calls: dict[str, Callable[[], object]] = {
            "accept": self.queue_presenter.accept,
            "import_requests": self.queue.ask_for_requests,
            "hand_on": self.hand_on.begin,
            "ask_nurse": consult.begin,
            "consults": consult.take_first,
            "emergency": lambda: self.lock.show_emergency(),
            "lock": lambda: self.lock.lock(),
            "log_off": self.log_off.begin,
            "palette": lambda: self.palette.begin(),
            "keys": lambda: self.key_sheet.open(),
            "help": lambda: self.help.show_page(self.window.current),
            "undo": self._undo,
            "stop_waiting": self.long_deeds.stop,
            "same_person": people.say_same,
            "not_same_person": people.say_not_same,
            "open_person": people.open_other,
            "call_next": self.mywork_presenter.call_next,
            "save_table": self.knowledge.rules.try_to_save,
            "supervise": self.supervise.begin,
            "say_to_all": self.broadcasts.begin,
            "put_away": self.broadcasts.put_away,
        }
        for part in (
            self.opener,
            self.look,
            self.desk,
            self.intake_controller,
            self.panel,
            self.matcher_desk,
            self.summary_presenter,
            self.board_presenter,
            self.directory_presenter,
        ):
            calls |= part.calls()
        return calls

    def _key_and_icon(self, name: str) -> tuple[str, str]:
        if not name:
            return "", ""
        row = self.actions.row(name)
        return key_words(row.shortcut), row.icon

    # ---- joined ----

    def _join(self) -> None:
        self._join_window()
        self._join_calls()
        self._join_case()
        self._join_pages()
        self.directory_presenter.start()
        self.go(self.window.wished or "queue")

    def _join_window(self) -> None:
        """The frame: rail, top bar, status line, and how it looks."""
        window, say, warn = self.window, self.status_news.say, self.status_news.warn
        self.front.hand_over()
        window.page_chosen.connect(self.go)
        window.page_turned.connect(self._set_contexts)
        window.narrowed.connect(self.panel.set_narrow)
        self.panel.set_narrow(window.narrow)
        self.top.palette_pressed.connect(self.palette.begin)
        self.status.action_pressed.connect(self.actions.trigger)
        self.status.chip_pressed.connect(self.opener.show_question)
        self.status.undo_pressed.connect(self._undo)
        self.look.refused.connect(warn)
        self.look.theme_chosen.connect(self.theme_chosen)
        self.look.density_chosen.connect(self.density_chosen)
        self.look.language_chosen.connect(self.language_chosen)
        self.admin.stay_chosen.connect(self.stay_chosen)
        self.lock.switched.connect(self.left)
        self.log_off.left.connect(self.left)
        self.log_off.may_close.connect(self.may_close)
        self.log_off.told.connect(say)
        self.dialler.failed.connect(warn)
        self.dialler.works.connect(say)
        self.news.deaf.connect(warn)

    def _join_calls(self) -> None:
        """The line, and the call that is at this desk."""
        desk, queue, consult, mywork = (
            self.desk,
            self.queue_presenter,
            self.consult_presenter,
            self.mywork_presenter,
        )
        self.news.changed.connect(self._hear)
        self.news.line_rang.connect(self._hear_line)
        self.news.popped.connect(queue.refresh)
        queue.call_taken.connect(self._call_taken)
        queue.request_taken.connect(desk.open_case)
        queue.promise_taken.connect(lambda _id, number: desk.open_case(number))
        queue.person_chosen.connect(lambda _key, _number: self._set_contexts())
        queue.offered.connect(self._show_offer)
        queue.offered.connect(self.hand_on.show_brief_of)
        self.top.hold_pressed.connect(desk.hold)
        self.top.park_pressed.connect(desk.park)
        self.top.hand_on_pressed.connect(self.hand_on.begin)
        self.top.end_pressed.connect(desk.end_call)
        self.top.consults_pressed.connect(consult.take_first)
        consult.case_wanted.connect(desk.open_case)
        consult.told.connect(self.status.show_line)
        consult.waiting.connect(self.top.show_consults)
        desk.emergency.nurse_wanted.connect(consult.ask_at_once)
        mywork.call_wanted.connect(self._call_back)
        mywork.resume_wanted.connect(self._resume)
        self.supervise.work_wanted.connect(self.log_off.begin_for)

    def _join_case(self) -> None:
        """The case on the desk, and what follows from its answers."""
        desk, draft = self.desk, self.intake_controller.presenter
        desk.case_opened.connect(lambda _case: self._set_contexts())
        desk.done.connect(self._was_done)
        desk.warned.connect(self.status_news.warn)
        desk.glass_needed.connect(self.glass.ask)
        desk.ticked.connect(self.matcher_desk.tick)
        self.glass.opened.connect(desk.open_case)
        self.intake.new_case_wanted.connect(desk.new_case)
        self.person_presenter.case_wanted.connect(desk.open_case)
        self.person_presenter.told.connect(self.status.show_line)
        draft.changed.connect(lambda _picture: self.summary_presenter.mark_stale())
        draft.saved.connect(lambda _saved: self._set_contexts())
        self.matcher_desk.told.connect(self.status_news.tell)
        self.matcher_desk.nurse_wanted.connect(self.consult_presenter.ask_about)

    def _join_pages(self) -> None:
        """What a page of the rail wants of the desk or of another page."""
        desk, mywork, facts = self.desk, self.mywork_presenter, self.knowledge_presenter
        mywork.case_wanted.connect(desk.open_case)
        mywork.reminded.connect(self.status_news.warn)
        mywork.counted.connect(lambda count: self.window.show_badge("mywork", str(count or "")))
        self.mywork.undo_offered.connect(self.status.show_undo)
        self.directory_presenter.undo_offered.connect(self.status.show_undo)
        self.cases_presenter.case_wanted.connect(desk.open_case)
        self.summary.case_wanted.connect(lambda: self.go("cases"))
        self.board.supervise_wanted.connect(self.supervise.begin)
        self.board_presenter.drill.card.case_wanted.connect(desk.open_case)
        facts.talk_track_changed.connect(self.talk_desk.show_talk_track)
        facts.settings_changed.connect(self.talk_desk.show_settings)
        facts.settings_changed.connect(
            lambda settings: self.intake.form.show_contacts(settings.contacts)
        )

    # ---- what joins them ----

    def _hear(self, change: Change) -> None:
        """Another desk changed something: read again what shows it."""
        if any(change.touches(sort) for sort in ("call", "online_request", "promise")):
            self.queue_presenter.refresh()
        if change.touches("call"):
            self.call_watch.look()
        self.broadcasts.hear(change)
        self.matcher_desk.hear(change)
        if any(change.touches(sort) for sort in ("promise", "case_file")):
            self.mywork_presenter.refresh()
        case = self.desk.case
        if case is not None and change.touches("case", case.number):
            self.intake_controller.presenter.look_for_news()

    def _hear_line(self) -> None:
        """A source of calls has news: take them in at once."""
        self.dialler.look()
        self.queue_presenter.poll()

    def _name_of(self, account: str) -> str:
        return self._names.get(account, account)

    def _know_names(self, advisors: Iterable[Advisor]) -> None:
        self._names = {one.id: one.name for one in advisors}

    def _call_taken(self, call: Call, number: str | None, _candidate: object) -> None:
        self.desk.take_call(call, number)
        self.hand_on.taken(call)
        self._set_contexts()

    def _show_offer(self, offer: object) -> None:
        self.desk_top.show_offer(offer is not None)
        self._set_contexts()

    def _was_done(self, words: str) -> None:
        self._set_contexts()
        self.status_news.say(words)

    def _call_back(self, promise: Promise) -> None:
        dials = self.dialler.dial(promise.phone)
        verb = phrase("Dialling") if dials else phrase("Call", context=VERB)
        words = f"{verb} {shown_phone(promise.phone)}, {promise.speak_to}: {promise.about}"
        if promise.case:
            self.desk.open_case(promise.case, lambda: self.status_news.say(words))
        else:
            self.status_news.say(words)

    def _resume(self, call_id: str) -> None:
        act = self.console.act()
        self.jobs.read(self, lambda: self.console.queue.call(act, call_id), self.desk.resume_call)

    def _undo(self) -> None:
        if self.window.current == "mywork" and self.mywork_presenter.undo():
            return
        if self.window.current == "directory" and self.directory_presenter.undo():
            return
        path = self.intake_controller.presenter.undo()
        self.status.show_undo("")
        if path is not None and self.window.current == "intake" and "." in path:
            self.intake.focus_question(path)

    def _set_contexts(self) -> None:
        contexts = {EVERYWHERE, self.window.current}
        if self.queue_presenter.offer is not None:
            contexts.add("offer")
        if self.desk.call is not None:
            contexts.add("call")
        if self.desk.case is not None:
            contexts.add("case")
        self.actions.set_contexts(contexts)

    def _on_desk(self) -> tuple[Case | None, MatchResult | None]:
        case = self.desk.case
        if case is None:
            return None, None
        result = self.intake_controller.result
        if result is None:
            result = self.roster_desk.rank(case.intake, self.console.clock.now())
        return case, result
