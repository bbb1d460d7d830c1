"""The tables of the centre: loaded once from what the product ships, edited whole in the store.

An edit is read by the very parser that reads the shipped files, together with all other tables, and
is refused whole where it cannot be used. It is in force at each desk from its next start, so that
no rule changes under a call.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final

from advisor_app.domain.case import Act
from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_folder import KeptTables
from advisor_app.domain.table_text import TableError
from advisor_app.domain.tables import header_of, with_header
from advisor_app.line.entries import FILE as ENTRIES
from advisor_app.line.entries import load_entries
from advisor_app.line.groups import load_groups
from advisor_app.oncology.cancer_names import NAMED_IN, check_cancer_names, names_file
from advisor_app.oncology.catalogue_tables import load_catalogue
from advisor_app.oncology.knowledge import load_knowledge
from advisor_app.oncology.talktrack import TABLE as TALK_TRACK
from advisor_app.oncology.talktrack import load_talk_track, with_fact_retired
from advisor_app.services.failures import BadValue, BrokenTable, ChangedMeanwhile
from advisor_app.services.gate import Gate
from advisor_app.services.ports import Clock, Reading, Store
from advisor_app.services.rights import Deed
from advisor_app.services.table_values import TableBody, TableDeed, TableRevision, TableState

_FOLDERS: Final = ("clinical", "talktrack", "cancers", "centre")
_OF_THE_CENTRE: Final = frozenset(
    {
        ENTRIES,
        "focus_states.tsv",
        "focus_words.tsv",
        "jurisdictions.tsv",
        "kind_services.tsv",
        "payers.tsv",
        "practitioner_kinds.tsv",
    }
)
_NAMES: Final = {names_file(language): language for language in NAMED_IN}
_MADE_BY_SCRIPT: Final = frozenset({"icd10cm.tsv"})
"""Made from a published release, with a checksum: nobody edits it by hand."""


class Tables:
    """Reads, edits, approves and tells the history of the tables that the knowledge is made of."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._gate = Gate(store, clock)

    def kept(self) -> KeptTables:
        """The tables in force, as a folder for the loaders."""
        with self._store.reading() as unit:
            return KeptTables({one.file: one.text for one in unit.centre.tables()}, RESOURCES)

    def edited(self) -> bool:
        """Whether any table in force differs from what this release ships."""
        with self._store.reading() as unit:
            return any(shipped().get(one.file) != one.text for one in unit.centre.tables())

    def load_shipped(self, act: Act) -> int:
        """Take in what this release ships: new tables, and new texts of those nobody edited.

        A table that was edited stays as it is, and so does one whose shipped text stood here
        before: an older release at another desk turns nothing back. Says how many came in.
        """
        with self._store.writing(act) as unit:
            came = [file for file, text in shipped().items() if _is_news(unit, file, text)]
            for file in came:
                body = TableBody(text=shipped()[file], deed=TableDeed.SHIPPED)
                unit.centre.put_table(file, body, act.session.account, self._clock.now())
            unit.audit.append("tables.load", "table", "", f"{len(came)} tables of this release")
            return len(came)

    def all(self, act: Act) -> tuple[TableState, ...]:  # noqa: ARG002 - no data of patients
        """Every table in force, the clinical ones first. Raises TableError for a broken header."""
        with self._store.reading() as unit:
            found = unit.centre.tables()
            history = {one.file: unit.centre.table_history(one.file) for one in found}
        order = {name: place for place, name in enumerate(_FOLDERS)}
        states = [_state(one, history[one.file]) for one in found]
        return tuple(sorted(states, key=lambda one: (order[one.file.partition("/")[0]], one.file)))

    def history(self, act: Act, file: str) -> tuple[TableRevision, ...]:  # noqa: ARG002
        """Every revision of one table, the newest first."""
        with self._store.reading() as unit:
            return tuple(reversed(unit.centre.table_history(file)))

    def edit(self, act: Act, file: str, text: str, base: int, reason: str = "") -> TableRevision:
        """Let this text be the table; nobody has approved it yet.

        `base` is the revision that it was made from. Raises Denied, BrokenTable with the line of
        the mistake, ChangedMeanwhile where somebody was faster; nothing is changed then.
        """
        self._refuse_unless_allowed(act)
        try:
            bare = with_header(text, approved_by="", approved_on="")
        except KeyError:
            bare = text
        body = TableBody(text=bare, deed=TableDeed.EDITED, reason=reason)
        return self._put(act, file, body, base)

    def approve(self, act: Act, file: str, base: int, by: str, on: date) -> TableRevision:
        """Somebody answers for a table as it stands at `base`: their name and the day.

        Raises as `edit` does, and BadValue for a name that cannot be written down.
        """
        self._refuse_unless_allowed(act)
        name = " ".join(by.split())
        if len(name) < 3:
            raise BadValue("approved_by", "must be the name of a person")
        if on > self._clock.now().date():
            raise BadValue("approved_on", "lies in the future")
        text = self._text(file, base)
        try:
            signed = with_header(text, approved_by=name, approved_on=on.isoformat())
        except ValueError:
            raise BadValue("approved_by", "holds a sign that cannot stand in a table") from None
        body = TableBody(text=signed, deed=TableDeed.APPROVED, reason=name)
        return self._put(act, file, body, base)

    def retire_fact(self, act: Act, fact: str, *, retired: bool, reason: str = "") -> TableRevision:
        """Let a fact of the talk track be told no more, or again. Raises as `edit` does."""
        self._refuse_unless_allowed(act)
        newest = self._newest(TALK_TRACK)
        try:
            text = with_fact_retired(newest.text, fact, retired=retired)
        except KeyError:
            raise BadValue("fact", f"names {fact}, which is not there") from None
        deed = TableDeed.RETIRED if retired else TableDeed.RETURNED
        told = f"{fact}: {reason}" if reason else fact
        body = TableBody(text=text, deed=deed, reason=told)
        return self._put(act, TALK_TRACK, body, newest.seq)

    def may_edit(self, act: Act) -> bool:
        """Whether this account changes and approves tables."""
        return self._gate.may(act, Deed.CHANGE_CENTRE)

    def _refuse_unless_allowed(self, act: Act) -> None:
        """Before a table is read by its parser, which takes a while."""
        self._gate.refuse_unless(act, Deed.CHANGE_CENTRE, "table.change", "table")

    def _put(self, act: Act, file: str, body: TableBody, base: int) -> TableRevision:
        others = self.kept()
        if file not in others.kept:
            raise BadValue("table", f"names {file}, which is no table of this centre")
        _check(file, KeptTables({**others.kept, file: body.text}, RESOURCES))
        with self._gate.writing(act, Deed.CHANGE_CENTRE, "table.change", "table", file) as unit:
            newest = unit.centre.table_history(file)[-1]
            if newest.seq != base:
                raise ChangedMeanwhile
            unit.centre.put_table(file, body, act.session.account, self._clock.now())
            unit.audit.append("table.change", "table", file, body.deed.value)
            return unit.centre.table_history(file)[-1]

    def _text(self, file: str, base: int) -> str:
        newest = self._newest(file)
        if newest.seq != base:
            raise ChangedMeanwhile
        return newest.text

    def _newest(self, file: str) -> TableRevision:
        with self._store.reading() as unit:
            history = unit.centre.table_history(file)
        if not history:
            raise BadValue("table", f"names {file}, which is no table of this centre")
        return history[-1]


@cache
def shipped() -> Mapping[str, str]:
    """The texts of the tables that this release ships, by their file below `resources/`."""
    return {
        f"{folder}/{path.name}": path.read_text(encoding="utf-8")
        for folder in _FOLDERS
        for path in sorted((RESOURCES / folder).glob("*.t*"))
        if path.name not in _MADE_BY_SCRIPT and (folder != "centre" or path.name in _OF_THE_CENTRE)
    }


def _check(file: str, tables: KeptTables) -> None:
    """Read all tables as a desk will read them. Raises BrokenTable."""
    try:
        header_of(file.rpartition("/")[2], tables.kept[file])
        if file == TALK_TRACK:
            load_talk_track(tables)
        elif file == f"centre/{ENTRIES}":
            load_entries(load_groups(), tables)
        elif file in _NAMES:
            check_cancer_names(tables, load_catalogue(tables), _NAMES[file])
        else:
            load_knowledge(tables)
    except TableError as error:
        raise BrokenTable(error.file, error.line, error.mistake) from None


def _is_news(unit: Reading, file: str, text: str) -> bool:
    history = unit.centre.table_history(file)
    if not history:
        return True
    untouched = history[-1].deed is TableDeed.SHIPPED
    return untouched and all(one.text != text for one in history)


def _state(newest: TableRevision, history: tuple[TableRevision, ...]) -> TableState:
    ours = shipped().get(newest.file)
    known = {one.text for one in history if one.deed is TableDeed.SHIPPED}
    return TableState(
        file=newest.file,
        header=header_of(newest.file.rpartition("/")[2], newest.text),
        revision=newest,
        revisions=len(history),
        edited=newest.deed is not TableDeed.SHIPPED,
        shipped_differs=ours is not None and ours not in known,
    )
