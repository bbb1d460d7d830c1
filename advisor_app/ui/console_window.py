"""Builds the window of one desk and joins its pages, presenters, actions and overlays."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QApplication, QMenu

from advisor_app.domain.answers import State
from advisor_app.domain.case import Case, CaseCard, Promise, Saved
from advisor_app.domain.people import Advisor
from advisor_app.domain.phones import shown_phone
from advisor_app.domain.questions import Page
from advisor_app.domain.words import Words, languages
from advisor_app.line.calls import Call, CallState, IncomingCall
from advisor_app.matching.results import MatchResult
from advisor_app.oncology.talktrack import KEYS as TOPIC_KEYS
from advisor_app.services.changes import Change
from advisor_app.ui.action_rows import TABS, action_rows
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
from advisor_app.ui.context import Console, front_of
from advisor_app.ui.desk import Desk
from advisor_app.ui.dialler import Dialler
from advisor_app.ui.directory.presenter import DirectoryPresenter, families_in
from advisor_app.ui.directory.view import DirectoryPage
from advisor_app.ui.feed_door import FeedDoor
from advisor_app.ui.front_window import FrontWindow
from advisor_app.ui.guide.card import HelpCard
from advisor_app.ui.inbox import Inbox
from advisor_app.ui.intake.controller import IntakeController
from advisor_app.ui.intake.person_presenter import PersonPresenter
from advisor_app.ui.intake.presenter import IntakePresenter, Surroundings
from advisor_app.ui.intake.spool_keeper import SpoolKeeper
from advisor_app.ui.intake.view import IntakeView
from advisor_app.ui.keysheet import KeySheet
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
from advisor_app.ui.page import TITLES, StatusLine
from advisor_app.ui.palette import Entry, Palette, likeness
from advisor_app.ui.pop_door import PopDoor
from advisor_app.ui.queue.live import Waiting
from advisor_app.ui.queue.presenter import QueuePresenter
from advisor_app.ui.summary.kinds import KINDS, SUMMARY
from advisor_app.ui.summary.presenter import SummaryPresenter
from advisor_app.ui.summary.view import SummaryPage
from advisor_app.ui.theme import DENSITY_NAMES, THEME_NAMES, apply_theme, density, theme
from advisor_app.ui.upkeep import Upkeep
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

    def _make_desk(self) -> None:
        console = self.console
        self.desk = Desk(
            console,
            self.window,
            self.top,
            self.status,
            self.intake_controller,
            self.jobs,
            self._name_of,
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
        self._inbox = Inbox(self._hear, self._hear_line, self)
        pops = console.pops
        self._door = PopDoor(pops.path, pops.read, self._popped, self) if pops else None
        feed = console.feed
        self._feed = FeedDoor(feed, self.queue_presenter.poll, self) if feed else None
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
        self.actions = ActionTable(action_rows(self._calls()), self.window)
        self.window.name_actions(self._look)
        self.lock = LockController(
            self.console,
            self.window,
            self.actions,
            self.desk,
            self.jobs,
            lambda: self.queue_presenter.count,
            self.centre,
        )
        self.palette = Palette(
            self.window, self._find_actions, (self._find_cancers, self._find_people)
        )
        self.palette.asked.connect(self._find_cases)
        self.key_sheet = KeySheet(self.window, self.actions)
        self.help = HelpCard(self.window, self.actions, window_words().language)

    def start(self) -> None:
        """Begin to work: timers run, the queue is read, news from outside are heard."""
        self._begin()
        if self.console.changes is not None:
            self.console.changes.start(self._inbox.tell)
        if self.console.phone is not None:
            self.console.phone.start(self._inbox.ring)

    def _begin(self) -> None:
        self.jobs.read(self, self.console.accounts.list, self._know_names)
        self.jobs.read(self, self.console.papers.warm)
        self.desk.start()
        self._heartbeat.start()
        self.call_watch.start()
        if self._door is not None and not self._door.open():
            self._warn(
                phrase("Another console of yours takes the screen pops, or their folder is shut.")
            )
        if self._feed is not None and not self._feed.open():
            self._warn(phrase("Another console of yours hears the telephone system."))
        self.consult_presenter.start()
        self.queue_presenter.start()
        self.mywork_presenter.start()
        self.board_presenter.start()
        self.cases_presenter.refresh()
        self.broadcasts.start()
        self.lock.start()
        self.spool_keeper.start()
        self.upkeep.start()

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
        self._inbox.move(other._hear, other._hear_line, other)
        other._inbox.deleteLater()
        other._inbox = self._inbox
        other._begin()
        other.desk.take_over(stand, partial(other.go, front))
        return other

    def choose_language(self, language: str) -> None:
        """The window in another language."""
        if language != window_words().language:
            self._make_anew(
                partial(self.language_chosen.emit, language),
                lambda: self.admin.show_language(window_words().language),
            )

    def choose_density(self, name: str) -> None:
        """The window with things closer together, or wider apart."""
        if name != density():
            self._make_anew(
                partial(self.density_chosen.emit, name),
                lambda: self.admin.show_density(density()),
            )

    def _make_anew(self, make: Callable[[], None], stay: Callable[[], None]) -> None:
        """Make this window anew, or let it stay as it is and say why.

        Not while a call is written up: what stands on its card would be lost. Nor while the store
        is away: the other window is made of what it says, and would wait for it.
        """

        def stays(why: str) -> None:
            self._warn(why)
            stay()

        call = self.desk.call
        if call is not None and call.state is CallState.WRAP_UP:
            stays(phrase("Finish the call first, then change the window."))
            return
        self.jobs.read(
            self,
            self.console.centre.settings,
            lambda _settings: make(),
            lambda _away: stays(phrase("The store does not answer; the window stays as it is.")),
            key="window",
        )

    def show_stay(self, stays: bool) -> None:
        """Say whether the console waits when its window is closed, as the workstation keeps it."""
        self.admin.show_stay(stays)

    def _next_language(self) -> None:
        known = languages()
        here = known.index(window_words().language)
        self.choose_language(known[(here + 1) % len(known)])

    def _end(self) -> None:
        self.lock.stop()
        self.broadcasts.stop()
        self.glass.stop()
        self.desk.stop()
        self._heartbeat.stop()
        self.call_watch.stop()
        if self._door is not None:
            self._door.close()
        if self._feed is not None:
            self._feed.close()
        self.person_presenter.stop()
        self.consult_presenter.stop()
        self.queue_presenter.stop()
        self.mywork_presenter.stop()
        self.board_presenter.stop()
        self.spool_keeper.stop()
        self.upkeep.stop()
        self.jobs.flush(5.0)
        self.jobs.close()

    def acknowledge_saves(self) -> None:
        """Print a line for each acknowledged save: case number, revision and instant."""
        presenter = self.intake_controller.presenter

        def tell(saved: Saved) -> None:
            number = presenter.case.number if presenter.case is not None else "-"
            print(f"saved {number} {saved.revision} {saved.at.isoformat()}", flush=True)

        presenter.saved.connect(tell)

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

    def _popped(self, call: IncomingCall) -> None:
        """The softphone rings here: an offer, as any other; what is on the desk stays."""
        queue, me = self.console.queue, self.console.session.account
        self.jobs.write(
            self,
            lambda: queue.arrived(call, rings_at=me),
            lambda _call: self.queue_presenter.refresh(),
        )

    def go(self, name: str) -> None:
        """Bring a page to the front."""
        self.window.show_page(name)
        self._set_contexts()
        if name == "summary":
            self.summary_presenter.show(SUMMARY)

    # ---- made ----

    def _make_intake(self) -> None:
        console = self.console
        settings = self.centre.settings
        self.intake = IntakeView()
        self.intake.show_contacts(settings.contacts)
        self.panel = SidePanel(
            console.roster,
            console.talk_track,
            settings.greeting_of(console.advisor.name),
            settings.contacts,
        )
        self.intake.side = self.panel
        self.window.add_page(self.intake)

    def _make_case_pages(self) -> None:
        self.mywork, self.cases, self.summary = MyWorkPage(), CasesPage(), SummaryPage()
        for page in (self.mywork, self.cases, self.summary):
            self.window.add_page(page)

    def _make_centre_pages(self) -> None:
        console = self.console
        self.board = BoardPage()
        self.directory = DirectoryPage(
            self._team_name, self._record_name, partial(families_in, console.knowledge)
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
            self.intake, self.panel, presenter, console.knowledge, jobs
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

    def _calls(self) -> dict[str, Callable[[], object]]:
        desk, intake, queue = self.desk, self.intake_controller, self.queue_presenter
        calls: dict[str, Callable[[], object]] = {
            "accept": queue.accept,
            "decline": self._ask_why_declined,
            "hold": desk.hold,
            "hand_on": self.hand_on.begin,
            "end": desk.end_call,
            "park": desk.park,
            "ask_nurse": self.consult_presenter.begin,
            "consults": self.consult_presenter.take_first,
            "emergency": lambda: self.lock.show_emergency(),
            "lock": lambda: self.lock.lock(),
            "log_off": self.log_off.begin,
            "palette": lambda: self.palette.begin(),
            "keys": lambda: self.key_sheet.open(),
            "help": lambda: self.help.show_page(self.window.current),
            "new_case": desk.new_case,
            "undo": self._undo,
            "theme": self._next_theme,
            "density": self._next_density,
            "stop_waiting": self.long_deeds.stop,
            "window_language": self._next_language,
            "import_requests": self.queue.ask_for_requests,
            "import_case": self._import_case,
            "ask_next": intake.go_to_next_question,
            "language": intake.next_language,
            "same_person": self.intake.people.say_same,
            "not_same_person": self.intake.people.say_not_same,
            "open_person": self.intake.people.open_other,
            "conflict": self._settle_conflict,
            "unknown": lambda: intake.mark_focused(State.UNKNOWN),
            "refused": lambda: intake.mark_focused(State.REFUSED),
            "not_asked": lambda: intake.mark_focused(State.NOT_ASKED),
            "source": intake.next_source,
            "verified": intake.verify_focused,
            "print": self.summary_presenter.print_paper,
            "save_pdf": self.summary_presenter.save_pdf,
            "print_today": self.summary_presenter.print_today,
            "sign_summary": self.summary_presenter.sign,
            "acknowledge": self.summary_presenter.acknowledge,
            "zoom_in": self.summary.zoom_in,
            "zoom_out": self.summary.zoom_out,
            "zoom_fit": self.summary.zoom_fit,
            "call_next": self.mywork_presenter.call_next,
        }
        calls |= self.matcher_desk.calls()
        calls |= {"look_up": partial(self._know, "kinds"), "rules": partial(self._know, "rules")}
        calls["save_table"] = self.knowledge.rules.try_to_save
        calls["supervise"] = self.supervise.begin
        calls["say_to_all"] = self.broadcasts.begin
        calls["put_away"] = self.broadcasts.put_away
        calls["team_help"] = self.board_presenter.ask_team_help
        calls["what_if"] = self.board_presenter.ask_what_if
        calls["service_formula"] = self.board.next_formula
        calls["edit_person"] = self.directory_presenter.edit
        calls["edit_places"] = self.directory_presenter.edit_places
        calls["new_person"] = self.directory_presenter.begin_new
        calls["remove_person"] = self.directory_presenter.remove
        calls["import_roster"] = self.directory.ask_for_roster
        calls["board_export"] = self.board_presenter.ask_export
        calls |= {f"paper_{kind.key}": partial(self._show_paper, kind.key) for kind in KINDS[1:]}
        calls |= {name: partial(self.go, name) for name in TITLES}
        calls["knowledge"] = partial(self._know, "talk")
        calls |= {f"section_{page.value}": partial(self._turn_to, page) for page in Page}
        calls |= {f"topic_{key}": partial(self.panel.open_topic, key) for key in TOPIC_KEYS}
        calls |= {
            f"tab_{tab.lower()}": partial(self.panel.show_tab, index)
            for index, tab in enumerate(TABS)
        }
        return calls

    def _import_case(self) -> None:
        self.go("cases")
        self.cases.ask_for_case()

    def _ask_why_declined(self) -> None:
        self.go("queue")
        self.queue.banner.ask_reason()

    def _show_paper(self, key: str) -> None:
        self.window.show_page("summary")
        self._set_contexts()
        self.summary_presenter.show(key)

    def _turn_to(self, page: Page) -> None:
        self.intake_controller.choose_section(page)
        self.intake.take_focus()

    # ---- joined ----

    def _join(self) -> None:
        window, desk, queue = self.window, self.desk, self.queue_presenter
        self.front.hand_over()
        window.page_chosen.connect(self.go)
        window.narrowed.connect(self.panel.set_narrow)
        self.panel.set_narrow(window.narrow)
        self.top.presence_pressed.connect(self._offer_presence)
        self.top.hold_pressed.connect(desk.hold)
        self.top.park_pressed.connect(desk.park)
        self.board_presenter.drill.card.case_wanted.connect(desk.open_case)
        self.board.supervise_wanted.connect(self.supervise.begin)
        self.top.hand_on_pressed.connect(self.hand_on.begin)
        self.top.end_pressed.connect(desk.end_call)
        self.top.palette_pressed.connect(self.palette.begin)
        self.dialler.failed.connect(self._warn)
        self.dialler.works.connect(self._say)
        self.status.action_pressed.connect(self.actions.trigger)
        self.status.chip_pressed.connect(self._chip_pressed)
        self.status.undo_pressed.connect(self._undo)
        queue.call_taken.connect(self._call_taken)
        queue.request_taken.connect(desk.open_case)
        queue.promise_taken.connect(lambda _id, number: desk.open_case(number))
        queue.person_chosen.connect(self._person_chosen)
        queue.offered.connect(self._show_offer)
        queue.offered.connect(self.hand_on.show_brief_of)
        queue.counted.connect(self._show_waiting)
        mywork = self.mywork_presenter
        mywork.case_wanted.connect(desk.open_case)
        mywork.call_wanted.connect(self._call_back)
        mywork.resume_wanted.connect(self._resume)
        mywork.reminded.connect(self._warn)
        mywork.counted.connect(lambda count: window.show_badge("mywork", str(count or "")))
        self.mywork.undo_offered.connect(self.status.show_undo)
        self.directory_presenter.undo_offered.connect(self.status.show_undo)
        self.cases_presenter.case_wanted.connect(desk.open_case)
        self.intake.new_case_wanted.connect(desk.new_case)
        consult = self.consult_presenter
        consult.case_wanted.connect(desk.open_case)
        consult.told.connect(self.status.show_line)
        consult.waiting.connect(self.top.show_consults)
        self.top.consults_pressed.connect(consult.take_first)
        desk.nurse_wanted.connect(consult.ask_at_once)
        self.person_presenter.case_wanted.connect(desk.open_case)
        self.person_presenter.told.connect(self.status.show_line)
        self.summary.case_wanted.connect(lambda: self.go("cases"))
        self.admin.theme_chosen.connect(self.choose_theme)
        self.admin.stay_chosen.connect(self.stay_chosen)
        self.admin.density_chosen.connect(self.choose_density)
        self.admin.show_density(density())
        self.admin.language_chosen.connect(self.choose_language)
        self.admin.show_language(window_words().language)
        desk.case_opened.connect(self._case_opened)
        desk.done.connect(self._say)
        desk.warned.connect(self._warn)
        desk.glass_needed.connect(self.glass.ask)
        self.glass.opened.connect(desk.open_case)
        self.lock.switched.connect(self.left)
        self.log_off.left.connect(self.left)
        self.log_off.may_close.connect(self.may_close)
        self.log_off.told.connect(self._say)
        self.supervise.work_wanted.connect(self.log_off.begin_for)
        self.intake_controller.presenter.changed.connect(
            lambda _picture: self.summary_presenter.mark_stale()
        )
        self.intake_controller.presenter.saved.connect(lambda _saved: self._offer_undo())
        self.knowledge_presenter.talk_track_changed.connect(self.talk_desk.show_talk_track)
        self.knowledge_presenter.settings_changed.connect(self.talk_desk.show_settings)
        self.knowledge_presenter.settings_changed.connect(
            lambda settings: self.intake.show_contacts(settings.contacts)
        )
        self.matcher_desk.told.connect(self._tell)
        self.matcher_desk.nurse_wanted.connect(self.consult_presenter.ask_about)
        self.desk.ticked.connect(self.matcher_desk.tick)
        self.directory_presenter.start()
        self.go(window.wished or "queue")

    def _name_of(self, account: str) -> str:
        return self._names.get(account, account)

    def _know_names(self, advisors: Iterable[Advisor]) -> None:
        self._names = {one.id: one.name for one in advisors}

    def _call_taken(self, call: Call, number: str | None, _candidate: object) -> None:
        self.desk.take_call(call, number)
        self.hand_on.taken(call)
        self._set_contexts()

    def _person_chosen(self, _key: str, _number: str) -> None:
        self._set_contexts()

    def _show_offer(self, offer: object) -> None:
        if self.desk.call is None:
            words = (
                phrase("A call rings for you: F2 takes it")
                if offer is not None
                else self._idle_words()
            )
            self.top.show_idle(words, offered=offer is not None)
        self._set_contexts()

    def _show_waiting(self, _waiting: Waiting) -> None:
        if self.desk.call is None and self.queue_presenter.offer is None:
            self.top.show_idle(self._idle_words())

    @staticmethod
    def _idle_words() -> str:
        return phrase("No call. The next one for your group rings here.")

    def _case_opened(self, _case: Case) -> None:
        self._set_contexts()

    def _call_back(self, promise: Promise) -> None:
        dials = self.dialler.dial(promise.phone)
        verb = phrase("Dialling") if dials else phrase("Call", context=VERB)
        words = f"{verb} {shown_phone(promise.phone)}, {promise.speak_to}: {promise.about}"
        if promise.case:
            self.desk.open_case(promise.case, lambda: self._say(words))
        else:
            self._say(words)

    def _resume(self, call_id: str) -> None:
        act = self.console.act()
        self.jobs.read(self, lambda: self.console.queue.call(act, call_id), self.desk.resume_call)

    def _chip_pressed(self, path: str) -> None:
        self.go("intake")
        self.intake_controller.go_to(path)

    def _settle_conflict(self) -> None:
        if not self.intake.focus_conflict():
            torn = [
                p
                for p, far in self.intake_controller.presenter.picture().progress.items()
                if far.conflict
            ]
            if torn:
                self.intake_controller.choose_section(torn[0])
                self.intake.focus_conflict()

    def _undo(self) -> None:
        if self.window.current == "mywork" and self.mywork_presenter.undo():
            return
        if self.window.current == "directory" and self.directory_presenter.undo():
            return
        path = self.intake_controller.presenter.undo()
        self.status.show_undo("")
        if path is not None and self.window.current == "intake" and "." in path:
            self.intake.focus_question(path)

    def _offer_undo(self) -> None:
        self._set_contexts()

    def _say(self, words: str) -> None:
        self._set_contexts()
        self._tell(StatusLine(text=words, icon="ok", role="okInk"))

    def _warn(self, words: str) -> None:
        self._tell(StatusLine(text=words, icon="warning", role="warningInk"))

    def _tell(self, line: StatusLine) -> None:
        """Say it in the status line; the queue, which speaks there each second, lets it stand."""
        if self.window.current == "queue":
            self.queue.show_news(line)
        else:
            self.status.show_line(line)

    def _next_theme(self) -> None:
        names = list(THEME_NAMES)
        self.choose_theme(names[(names.index(theme().name) + 1) % len(names)])

    def _next_density(self) -> None:
        here = DENSITY_NAMES.index(density())
        self.choose_density(DENSITY_NAMES[(here + 1) % len(DENSITY_NAMES)])

    def choose_theme(self, name: str) -> None:
        """Another look, at once."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, name)
            self.theme_chosen.emit(name)

    def _offer_presence(self) -> None:
        menu = QMenu(self.window)
        menu.setObjectName("presenceMenu")
        for state, words in self.desk.presence_choices():
            action = menu.addAction(words)
            action.triggered.connect(
                lambda _on=False, state=state: self.desk.choose_presence(state)
            )
        menu.popup(self.top.presence.mapToGlobal(QPoint(0, self.top.presence.height())))

    def _set_contexts(self) -> None:
        contexts = {EVERYWHERE, self.window.current}
        if self.queue_presenter.offer is not None:
            contexts.add("offer")
        if self.desk.call is not None:
            contexts.add("call")
        if self.desk.case is not None:
            contexts.add("case")
        self.actions.set_contexts(contexts)

    def _look(self, name: str) -> tuple[str, str]:
        if not name:
            return "", ""
        row = self.actions.row(name)
        return key_words(row.shortcut), row.icon

    def _on_desk(self) -> tuple[Case | None, MatchResult | None]:
        case = self.desk.case
        if case is None:
            return None, None
        result = self.intake_controller.result
        if result is None:
            result = self.roster_desk.rank(case.intake, self.console.clock.now())
        return case, result

    def _record_name(self, code: str) -> str:
        found = self.console.knowledge.records.kinds.get(code)
        return phrase(found.name) if found is not None else code

    def _team_name(self, team: str) -> str:
        found = self.console.knowledge.catalogue.teams.get(team)
        return phrase(found.name) if found is not None else team

    # ---- the palette finds ----

    def _find_actions(self, text: str) -> tuple[Entry, ...]:
        found = []
        for row in self.actions.available():
            fits = likeness(text, row.text)
            if fits >= 72:
                keys = key_words(row.shortcut)
                run: Callable[[], None] = row.call
                entry = Entry(
                    group="Actions",
                    icon=row.icon or "chev",
                    text=row.text,
                    note="",
                    run=run,
                    key=keys,
                )
                found.append((-fits, entry))
        return tuple(entry for _, entry in sorted(found, key=lambda one: one[0]))

    def _find_cancers(self, text: str) -> tuple[Entry, ...]:
        if len(text.strip()) < 3:
            return ()
        answers = self.console.knowledge.search.find(text, limit=4).answers
        return tuple(
            Entry(
                group="Cancers",
                icon="knowledge",
                text=answer.name,
                note=phrase("team {team_name}", team_name=self._team_name(answer.team)),
                run=partial(self._look_up, answer.name),
            )
            for answer in answers
        )

    def _find_people(self, text: str) -> tuple[Entry, ...]:
        if len(text.strip()) < 2:
            return ()
        scored = [
            (likeness(text, " ".join((one.name, *one.focus))), one)
            for one in self.roster_desk.roster.practitioners
        ]
        best = sorted((one for one in scored if one[0] >= 80), key=lambda one: -one[0])[:4]
        return tuple(
            Entry(
                group="Specialists",
                icon="person",
                text=person.name,
                note=", ".join((self._team_name(person.team), *person.focus[:2])),
                run=partial(self._show_person, person.id),
            )
            for _, person in best
        )

    def _find_cases(self, text: str) -> None:
        """Ask the store, beside the window; a role that sees no cases is shown none."""
        if len(text.strip()) < 2:
            return
        act, cases = self.console.act("palette"), self.console.cases
        self.jobs.read(
            self,
            lambda: cases.search(act, text, limit=4),
            lambda cards: self.palette.add(text, self._entries_of(cards)),
            lambda _failure: None,
            key="palette",
        )

    def _entries_of(self, cards: Sequence[CaseCard]) -> tuple[Entry, ...]:
        return tuple(
            Entry(
                group="Cases",
                icon="cases",
                text=f"{card.family_name.upper()}, {card.given_names}".strip(", "),
                note=f"{card.number}, {card.state.value}",
                run=partial(self.desk.open_case, card.number),
            )
            for card in cards
        )

    def _look_up(self, name: str) -> None:
        self._know("kinds")
        self.knowledge.kinds.search.setText(name)

    def _know(self, view: str) -> None:
        self.go("knowledge")
        self.knowledge.show_view(view)

    def _show_person(self, person_id: str) -> None:
        self.go("directory")
        self.directory.show_person(person_id)
