"""Cases: made, read, saved as one types, found again, and handed on."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from advisor_app.domain.authority import disclosure
from advisor_app.domain.case import (
    Act,
    Case,
    CaseCard,
    CaseState,
    Edit,
    News,
    Saved,
)
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import split
from advisor_app.domain.text import clean
from advisor_app.services.card_projection import CardProjection
from advisor_app.services.cards import SECTIONS
from advisor_app.services.case_changes import changes_since
from advisor_app.services.case_saving import CaseEditor
from advisor_app.services.failures import Denied, NoSuchCase
from advisor_app.services.gate import Gate
from advisor_app.services.look_trail import LookTrail
from advisor_app.services.ports import Clock, Reading, Store, Writing
from advisor_app.services.records import (
    CaseNote,
    CaseRecord,
    MyCase,
    PastAnswer,
    RecordDue,
)
from advisor_app.services.records_due import records_due
from advisor_app.services.rights import Deed
from advisor_app.services.search_words import read_query

BOOKED = "out.booked"
EMERGENCY_OPEN = (
    "An emergency is open: give the instruction and write down what the caller said back "
    "(Ctrl+E); then the call can be finished."
)
UNDER_WAY = (CaseState.OPEN, CaseState.PARKED, CaseState.WAITING)


class Cases:
    """What an advisor does with cases.

    `emergency_open` says whether a red flag of a case that means an emergency is not settled yet;
    `kind_name` gives the name of a kind of cancer for lists.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        *,
        emergency_open: Callable[[Intake], bool],
        rules_version: str = "",
        kind_name: Callable[[str], str] = str,
    ) -> None:
        self._store = store
        self._clock = clock
        self._trail = LookTrail(store, clock)
        self._gate = Gate(store, clock)
        self._emergency_open = emergency_open
        self._rules_version = rules_version
        self._cards = CardProjection(kind_name)

    def create(
        self,
        act: Act,
        intake: Intake | None = None,
        *,
        owner: str = "",
        demonstration: bool = False,
        opened_at: datetime | None = None,
        state: CaseState = CaseState.OPEN,
        wish: str = "",
    ) -> Case:
        """A new case with the next number of this year. Raises BadValue.

        `wish` is the asker's own id: the same wish, asked again because its answer was lost, gives
        the case that was made the first time.
        """
        with self._gate.writing(act, Deed.WORK_ON_OWN, "case.create", "case") as unit:
            number = unit.cases.case_of_edit(wish) if wish else None
            if number is not None:
                unit.audit.append("case.create", "case", number, "made already")
                return case_of(_record(unit, number), unit.cases.intake(number))
            case = self.add(
                unit,
                act,
                intake or Intake(),
                owner=owner,
                demonstration=demonstration,
                opened_at=opened_at,
                state=state,
            )
            if wish:
                unit.cases.put_edit(wish, case.number, "case.create", conflict=False)
            return case

    def add(
        self,
        unit: Writing,
        act: Act,
        intake: Intake,
        *,
        owner: str = "",
        demonstration: bool = False,
        opened_at: datetime | None = None,
        state: CaseState = CaseState.OPEN,
    ) -> Case:
        """A new case within a transaction of another service."""
        now = self._clock.now()
        record = CaseRecord(
            number=unit.cases.next_number(now.astimezone(EASTERN).year),
            revision=1,
            state=state,
            since=now,
            owner=owner,
            opened_at=opened_at or now,
            saved_at=now,
            rules_version=self._rules_version,
            demonstration=demonstration,
        )
        unit.cases.put_record(record)
        CaseEditor(unit, record.number, act.session, record.revision, now).fill(intake)
        self._cards.refresh(unit, record.number)
        unit.audit.append("case.create", "case", record.number, "revision 1")
        return case_of(record, unit.cases.intake(record.number))

    def open(self, act: Act, number: str) -> Case:
        """The case as it stands; the reading is written down first. Raises NoSuchCase."""
        with self._gate.on_case(act, "case.read", number) as unit:
            record = _record(unit, number)
            unit.audit.append("case.read", "case", number, f"revision {record.revision}")
            return case_of(record, unit.cases.intake(number))

    def save(self, act: Act, number: str, edits: Sequence[Edit]) -> Saved:
        """Apply edits as one revision; none of them is applied twice.

        An edit made before somebody else changed the same answer puts its statements beside theirs.
        Raises NoSuchCase, BadValue, and Denied where an edit books what may not be booked.
        """
        books = any(edit.path == BOOKED and edit.statements for edit in edits)
        action = "case.book" if books else "case.save"
        with self._gate.on_case(act, action, number) as unit:
            return self._save(unit, act, number, edits, books=books)

    def news(self, act: Act, number: str, since: int) -> News:
        """What other desks did to an open case after the revision `since`; cheap where nothing.

        Raises NoSuchCase, Denied and GlassNeeded.
        """
        with self._gate.reading(act, Deed.WORK_ON_OWN, "case.news", "case") as unit:
            record = _record(unit, number)
        if record.revision <= since:
            return News(revision=record.revision, at=record.saved_at)
        with self._gate.on_case(act, "case.news", number) as unit:
            record = _record(unit, number)
            changes = changes_since(unit, number, act.session, since)
            told = " ".join(change.path for change in changes)
            unit.audit.append("case.news", "case", number, f"revision {record.revision}: {told}")
        return News(revision=record.revision, at=record.saved_at, changes=changes)

    def search(self, act: Act, text: str, limit: int = 50) -> tuple[CaseCard, ...]:
        """The cases that `text` may mean: names in any order, birth date, phone or number's end."""
        with self._gate.reading(act, Deed.LIST_CASES, "case.search", "case") as unit:
            cards = unit.cases.find(read_query(text), limit)
        return self._listed(act, "case.search", cards)

    def recent(self, act: Act, limit: int = 50) -> tuple[CaseCard, ...]:
        """The cases saved last."""
        with self._gate.reading(act, Deed.LIST_CASES, "case.list", "case") as unit:
            cards = unit.cases.cards(limit)
        return self._listed(act, "case.list", cards)

    def export(self, act: Act) -> tuple[CaseCard, ...]:
        """Every case for a list that leaves the house, the one saved last first. Raises Denied."""
        with self._gate.writing(act, Deed.EXPORT_ALL, "case.export", "case") as unit:
            cards = unit.cases.cards()
            unit.audit.append("case.export", "case", "", f"{len(cards)} cases")
            return cards

    def all(self, act: Act) -> tuple[CaseCard, ...]:
        """Every case, the one saved last first."""
        with self._gate.reading(act, Deed.LIST_CASES, "case.list", "case") as unit:
            cards = unit.cases.cards()
        return self._listed(act, "case.list", cards)

    def mine(self, act: Act, owner: str = "") -> tuple[MyCase, ...]:
        """What one advisor (by default: the one who asks) works on, the longest standing first."""
        with self._gate.reading(act, Deed.LIST_CASES, "case.list", "case") as unit:
            found = [
                MyCase(card=card, cue=one.cue, opened_at=one.opened_at, since=one.since)
                for one in unit.cases.of_owner(owner or act.session.account, UNDER_WAY)
                if (card := unit.cases.card(one.number)) is not None
            ]
        self._listed(act, "case.list", tuple(one.card for one in found))
        return tuple(found)

    def records_due(self, act: Act, until: date | None = None) -> tuple[RecordDue, ...]:
        """The records that have not come yet, of all cases under way, by the day they are due."""
        with self._gate.reading(act, Deed.LIST_CASES, "case.list", "case") as unit:
            found = records_due(unit.cases, UNDER_WAY, until)
        self._listed(act, "case.list", tuple(one.card for one in found))
        return found

    def set_state(self, act: Act, number: str, state: CaseState, cue: str = "") -> None:
        """Where the case stands; `cue` says where the work stopped. Raises NoSuchCase."""
        with self._gate.on_case(act, "case.state", number) as unit:
            record = _record(unit, number)
            since = record.since if record.state is state else self._clock.now()
            unit.cases.put_record(replace(record, state=state, since=since, cue=cue))
            unit.audit.append("case.state", "case", number, state.value)

    def history(self, act: Act, number: str, path: str) -> tuple[PastAnswer, ...]:
        """What was answered at one path over time, oldest first, with what stands now last."""
        with self._gate.on_case(act, "case.history", number) as unit:
            _record(unit, number)
            unit.audit.append("case.history", "case", number, path)
            head = unit.cases.head(number, path)
            if head is None:
                return ()
            now = PastAnswer(
                statements=unit.cases.answer(number, path),
                revision=head.revision,
                by=head.by,
                at=head.at,
                current=True,
            )
            return (*unit.cases.past(number, path), now)

    def catch_up(self, act: Act) -> int:
        """Project the cases that an older console wrote; how many there were."""
        with self._store.reading() as unit:
            behind = unit.people.not_projected()
        if behind:
            with self._store.writing(act) as unit:
                for number in behind:
                    self._cards.refresh(unit, number)
                    unit.people.was_projected(number)
                unit.audit.append("case.project", "case", "", f"{len(behind)} cases")
        return len(behind)

    def note(self, act: Act, number: str, what: str, detail: str = "") -> CaseNote:
        """One more line in the case's log. Raises NoSuchCase."""
        with self._gate.on_case(act, "case.note", number) as unit:
            _record(unit, number)
            unit.audit.append("case.note", "case", number, what)
            return unit.cases.add_note(
                number, what, clean(detail), act.session.account, self._clock.now()
            )

    def notes(self, act: Act, number: str) -> tuple[CaseNote, ...]:
        """The case's log, oldest first. Raises NoSuchCase."""
        with self._gate.on_case(act, "case.notes", number) as unit:
            _record(unit, number)
            unit.audit.append("case.notes", "case", number)
            return unit.cases.notes(number)

    def _save(
        self, unit: Writing, act: Act, number: str, edits: Sequence[Edit], *, books: bool
    ) -> Saved:
        record = _record(unit, number)
        now = self._clock.now()
        revision = record.revision + 1
        applied = CaseEditor(unit, number, act.session, revision, now).apply(edits)
        base = min((edit.base for edit in edits), default=record.revision)
        others = changes_since(unit, number, act.session, base, applied.conflicts)
        if not applied.paths:
            unit.audit.append("case.save", "case", number, "nothing new")
            return Saved(
                revision=record.revision,
                at=record.saved_at,
                conflicts=tuple(applied.conflicts),
                others=others,
            )
        if books:
            self._refuse_booking(unit.cases.intake(number))
        unit.cases.put_record(replace(record, revision=revision, saved_at=now))
        if any(split(path)[0] in SECTIONS for path in applied.paths):
            self._cards.refresh(unit, number)
        told = f"revision {revision}: {' '.join(applied.paths)}"
        unit.audit.append("case.save", "case", number, told)
        return Saved(revision=revision, at=now, conflicts=tuple(applied.conflicts), others=others)

    def refuse_next_call(self, unit: Writing, number: str) -> None:
        """Raises Denied while an emergency of that case is open: no other call comes before it."""
        known = bool(number) and unit.cases.record(number) is not None
        if known and self._emergency_open(unit.cases.intake(number)):
            raise Denied(EMERGENCY_OPEN)

    def _refuse_booking(self, intake: Intake) -> None:
        allowed = disclosure(intake)
        if not allowed.allowed:
            raise Denied(f"{allowed.why}.")
        if self._emergency_open(intake):
            raise Denied("An emergency is open; nothing is booked before it is settled.")

    def _listed(self, act: Act, action: str, cards: tuple[CaseCard, ...]) -> tuple[CaseCard, ...]:
        """Write down what is about to be shown, and give it back."""
        numbers = " ".join(dict.fromkeys(card.number for card in cards[:50]))
        self._trail.write_down(act, action, "case", f"{len(cards)} found: {numbers}")
        return cards


def _record(unit: Reading | Writing, number: str) -> CaseRecord:
    record = unit.cases.record(number)
    if record is None:
        raise NoSuchCase
    return record


def case_of(record: CaseRecord, intake: Intake) -> Case:
    """The case as the window works with it."""
    return Case(
        number=record.number,
        intake=intake,
        revision=record.revision,
        state=record.state,
        owner=record.owner,
        opened_at=record.opened_at,
        saved_at=record.saved_at,
        rules_version=record.rules_version,
        demonstration=record.demonstration,
    )
