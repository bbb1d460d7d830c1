"""Look up a kind of cancer: found as the type-ahead finds it, with all that is known of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from advisor_app.domain.intake import STATUS
from advisor_app.oncology.kind_sheet import KindSheet, RouteLine
from advisor_app.ui.cells import CellKind, Two
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import FlowLayout, column, empty, holder, row, scrolled
from advisor_app.ui.kit.marks import Pill
from advisor_app.ui.kit.search_field import SearchField
from advisor_app.ui.kit.strips import EmptyState
from advisor_app.ui.matcher.specialist_words import kind_words
from advisor_app.ui.retelling import retold
from advisor_app.ui.table_view import RowsView
from advisor_app.ui.tables import Column, RowsModel
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import later, phrase

_LABEL: Final = 132
_FOUND: Final = 384
_FOUND_NARROW: Final = 288
_QUOTED: Final = 40
_SORTS: Final = (
    ("lay", later("Lay names")),
    ("abbreviation", later("Abbreviations")),
    ("report", later("In reports")),
    ("spanish", later("In Spanish")),
    ("homophone", later("Heard as")),
    ("misspelling", later("Written as")),
    ("symptom", later("Complaints")),
)
_STATUS: Final = {choice.code: choice.label for choice in STATUS}
_TEMPO: Final = {
    "E0_911": later("an emergency at once"),
    "E1_ED_today": later("an emergency room today"),
    "U1_RN_now_48h": later("a nurse now, seen within 48 hours"),
    "U2_7d": later("seen within 7 days"),
    "R_14d": later("seen within 14 days"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLine:
    """One answer of the search; `note` is the phrase that hit, or the family."""

    id: str
    name: str
    note: str


COLUMNS: Final[tuple[Column[FoundLine], ...]] = (
    Column(
        key="name",
        title=later("Kind or finding"),
        kind=CellKind.TWO,
        value=lambda one: Two(strong=one.name, sub=one.note),
        tip=lambda one: f"{one.name}: {one.note}",
    ),
)


class KindsView(QWidget):
    """`typed(text)` for the search, `wanted(id)` when a line is chosen; shown lines and a sheet."""

    typed = Signal(str)
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("kindsView")
        self.search = SearchField(
            "kindSearch",
            phrase("Find a kind of cancer"),
            placeholder=phrase("A name, an abbreviation, lay words"),
        )
        self.search.textChanged.connect(self.typed)
        self._model: RowsModel[FoundLine] = RowsModel(COLUMNS, key=lambda one: one.id)
        self.table = RowsView(
            "kindsTable", self._model, words=phrase("Kinds and findings"), compact=True
        )
        self.table.row_chosen.connect(self._choose)
        self._body = column(gap=12)
        found = frame("card", column(self.table, margins=(1, 1, 1, 1)))
        left = column(self.search, (found, 1), margins=(16, 8, 8, 16))
        self._left = frame("canvas", left, width=_FOUND)
        self._scroll = scrolled(holder(column(self._body, None, margins=(8, 8, 16, 16))))
        self.setLayout(row(self._left, (frame("canvas", column(self._scroll)), 1), gap=0))

    def show_found(self, lines: tuple[FoundLine, ...]) -> None:
        """Show what the search found, best first; the first is opened."""
        self._model.set_rows(lines)
        if lines:
            self.table.choose(lines[0].id)
            self.wanted.emit(lines[0].id)
        else:
            empty(self._body)
            title = phrase("Nothing is found for “{asked}”", asked=self.search.text()[:_QUOTED])
            words = phrase(
                "No kind or finding sounds like this. Try the organ, or what the report says."
            )
            self._body.addWidget(EmptyState("kindsEmpty", "search", title, words))

    def show_sheet(self, sheet: KindSheet) -> None:
        """Show all that is known of one kind."""
        empty(self._body)
        for card in (
            _head(sheet),
            _card(phrase("Words"), *_words(sheet)),
            _card(phrase("Codes"), *_codes(sheet)),
            _card(phrase("Whom they meet first"), *_routes(sheet)),
            _card(phrase("Urgency"), *_urgency(sheet)),
            _card(phrase("Records"), *_records(sheet)),
            _card(phrase("Sources and approval"), *_sources(sheet)),
        ):
            self._body.addWidget(card)
        self._scroll.verticalScrollBar().setValue(0)

    def set_narrow(self, narrow: bool) -> None:
        """Give way on a narrow window."""
        self._left.setFixedWidth(_FOUND_NARROW if narrow else _FOUND)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.search.hasFocus() and event.key() == Qt.Key.Key_Down:
            self.table.setFocus()
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            bar = self._scroll.verticalScrollBar()
            step = bar.pageStep() if event.key() == Qt.Key.Key_PageDown else -bar.pageStep()
            bar.setValue(bar.value() + step)
        else:
            super().keyPressEvent(event)

    def _choose(self, id_: str) -> None:
        if id_ and self.table.hasFocus():
            self.wanted.emit(id_)


def _head(sheet: KindSheet) -> QWidget:
    marks = FlowLayout(gap=6)
    if sheet.finding:
        marks.addWidget(Pill(phrase("finding: no cancer is proven"), "warning", "warning"))
    else:
        marks.addWidget(
            Pill(phrase("rare"), "accent") if sheet.rare else Pill(phrase("common"), "ghost")
        )
    if sheet.behaviour:
        marks.addWidget(Pill(phrase(sheet.behaviour.replace("_", " ")), "ghost"))
    if sheet.oncotree:
        marks.addWidget(Pill(phrase("OncoTree {oncotree}", oncotree=sheet.oncotree), "ghost"))
    inner = column(
        plain_label(_place(sheet), "sub", "ink2", wrap=True),
        plain_label(phrase(sheet.name), "h1", wrap=True),
        holder(marks),
        margins=(16, 12, 16, 12),
        gap=6,
    )
    for name, words in (
        (phrase("Team"), phrase(sheet.team)),
        (phrase("Also under"), _listed(sheet.also)),
        (phrase("Kinds below"), _listed(sheet.below)),
    ):
        if words:
            inner.addWidget(_fact(name, words))
    return frame("card", inner, name="kindHead")


def _place(sheet: KindSheet) -> str:
    return " › ".join(map(phrase, sheet.path[:-1] or (sheet.family,)))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(phrase, names))


def _card(title: str, *lines: QWidget) -> QWidget:
    inner = column(plain_label(title, "h2"), *lines, margins=(16, 10, 16, 12), gap=6)
    return frame("card", inner)


def _fact(name: str, words: str, role: str = "ink") -> QWidget:
    label = plain_label(name, "sub", "ink3", wrap=True)
    label.setFixedWidth(_LABEL)
    return holder(row(column(label, None), (plain_label(words, "body", role, wrap=True), 1)))


def _words(sheet: KindSheet) -> list[QWidget]:
    found = [
        _fact(phrase(name), ", ".join(sheet.words[sort]))
        for sort, name in _SORTS
        if sheet.words.get(sort)
    ]
    return found or [plain_label(phrase("Found by its name only."), "sub", "ink3")]


def _codes(sheet: KindSheet) -> list[QWidget]:
    if not sheet.codes:
        return [
            plain_label(phrase("No code of its own: it is coded where it sits."), "sub", "ink3")
        ]
    return [_fact(f"{one.code}  {one.when}", one.title) for one in sheet.codes]


def _routes(sheet: KindSheet) -> list[QWidget]:
    return [_fact(_where(line), _whom(line)) for line in sheet.routes]


def _where(line: RouteLine) -> str:
    status = phrase(_STATUS.get(line.status, line.status))
    return phrase("{status}, spread", status=status) if line.extent == "advanced" else status


def _whom(line: RouteLine) -> str:
    first = phrase(" or ").join(kind_words(one).lower() for one in line.routing.first)
    pair = (
        phrase(
            "; with {pair}", pair=", ".join(kind_words(one).lower() for one in line.routing.pair)
        )
        if line.routing.pair
        else ""
    )
    return phrase(
        "{first}{pair}  (rule {routes})",
        first=first,
        pair=pair,
        routes=", ".join(line.routing.routes),
    )


def _urgency(sheet: KindSheet) -> list[QWidget]:
    why = f": {retold(sheet.tempo_why)}" if sheet.tempo_why else ""
    lines = [_fact(phrase("Usual tempo"), f"{phrase(_TEMPO.get(sheet.tempo, sheet.tempo))}{why}")]
    lines += [_fact(id_, phrase(title)) for id_, title in sheet.red_flags]
    return lines


def _records(sheet: KindSheet) -> list[QWidget]:
    needed = sheet.records
    lines = [
        _fact(phrase("Before the visit"), _listed(need.name for need in needed.required)),
        _fact(phrase("Helpful"), _listed(need.name for need in needed.helpful)),
    ]
    for review in needed.reviews:
        lines.append(
            _fact(
                phrase("Second reading, {read}", read=phrase(review.read)),
                phrase("{why}  (rule {id})", why=phrase(review.why), id=review.id),
            )
        )
    lines += [_fact(phrase("Take care"), phrase(words)) for words in needed.pitfalls]
    if sheet.markers.usual:
        lines.append(_fact(phrase("Usual markers"), _listed(sheet.markers.usual)))
    if sheet.markers.also:
        lines.append(_fact(phrase("Markers that help"), _listed(sheet.markers.also)))
    return lines


def _sources(sheet: KindSheet) -> list[QWidget]:
    lines = []
    for file, header in sheet.headers:
        who = phrase(
            "approved by {approved_by}, {approved_on}",
            approved_by=header.approved_by,
            approved_on=header.approved_on,
        )
        told = who if header.approved else phrase("nobody has approved it yet")
        words = phrase(
            "version {version}, {told}. {source}",
            version=header.version,
            told=told,
            source=header.source,
        )
        lines.append(_fact(file, words, "ink" if header.approved else "warningInk"))
    return lines
