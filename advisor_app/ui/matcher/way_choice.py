"""The ways to meet one specialist as a switch of modes, and the sites where it is in person."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.dates import format_day
from advisor_app.domain.people import VisitMode
from advisor_app.matching.results import MeetingWay, Outcome
from advisor_app.ui.kit.choice_box import ChoiceBox
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.segmented import Segment, Segmented
from advisor_app.ui.matcher.specialist_words import MODE_WORDS
from advisor_app.ui.retelling import retold
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import phrase

SHOWN = 3
BESIDE = 234
"""So wide switch and button may be together to stand in one row of the narrow panel."""
USUAL = (VisitMode.IN_PERSON, VisitMode.VIDEO, VisitMode.REMOTE_WRITTEN)


class WayChoice(QWidget):
    """`changed()` when another way is switched on; one that cannot be booked is struck, with why.

    A struck way can still be looked at: its reason stands under the switch. `deed` is the button
    that does something in the way that is switched on.
    """

    changed = Signal()

    def __init__(
        self, name: str, ways: Sequence[MeetingWay], mode: str, site: str, deed: QWidget
    ) -> None:
        super().__init__()
        self._ways = tuple(ways)
        modes = _modes(self._ways, mode)
        self._modes = Segmented(
            f"{name}ModeChoice",
            tuple(self._segment(one) for one in modes),
            words=phrase("Way to meet"),
        )
        self._modes.show_key(mode)
        self._sites = ChoiceBox(f"{name}SiteChoice", phrase("Site of the first visit"))
        self._why = plain_label("", "sub", "warningInk", wrap=True, name=f"{name}WayReason")
        self._modes.changed.connect(lambda _index: self._show(""))
        self._sites.chosen.connect(lambda _key: self._tell())
        beside = self._modes.sizeHint().width() + deed.sizeHint().width() <= BESIDE
        lines = column(row(self._modes, None), self._sites, self._why, gap=6)
        if beside:
            lines = column(row(self._modes, None, deed, gap=4), self._sites, self._why, gap=6)
        else:
            lines.addLayout(row(None, deed))
        self.setLayout(lines)
        self._show(site, quiet=True)

    @property
    def mode(self) -> str:
        """The mode that is switched on."""
        return self._modes.key()

    @property
    def site(self) -> str:
        """The site that goes with it."""
        here = self._of_mode()
        if self.mode != VisitMode.IN_PERSON:
            return here[0].site if here else ""
        return self._sites.key() or (here[0].site if here else "")

    def _of_mode(self) -> list[MeetingWay]:
        return [one for one in self._ways if one.mode == self.mode]

    def _show(self, site: str, *, quiet: bool = False) -> None:
        here = self._of_mode()
        several = self.mode == VisitMode.IN_PERSON and len(here) > 1
        if several:
            self._sites.set_choices([(one.site, site_words(one)) for one in here])
            possible = next((one.site for one in here if one.state is Outcome.MET), here[0].site)
            self._sites.show_key(site or possible)
        self._sites.setVisible(several)
        self._tell(quiet=quiet)

    def _tell(self, *, quiet: bool = False) -> None:
        way = next((one for one in self._of_mode() if one.site == self.site), None)
        why = retold(way.reason) if way is not None and way.state is not Outcome.MET else ""
        self._why.setText(why[:1].upper() + why[1:])
        self._why.setVisible(bool(why))
        if not quiet:
            self.changed.emit()

    def _segment(self, mode: str) -> Segment:
        here = [one for one in self._ways if one.mode == mode]
        possible = any(one.state is not Outcome.NOT_MET for one in here)
        return Segment(
            key=mode,
            word=MODE_WORDS.get(mode, mode),
            struck=not possible,
            tip="" if possible else retold(here[0].reason) if here else "",
        )


def site_words(way: MeetingWay) -> str:
    """A site as it is offered: its name, how far, how soon."""
    away = phrase("{miles} mi", miles=way.miles) if way.miles is not None else ""
    when = retold(format_day(way.day)) if way.day is not None else phrase("date not known")
    return ", ".join(part for part in (way.site_name, away, when) if part)


def _modes(ways: Sequence[MeetingWay], mode: str) -> list[str]:
    """The usual modes of this specialist, the one that is offered among them, three at most."""
    does = dict.fromkeys(one.mode for one in ways)
    usual: list[str] = [one.value for one in USUAL if one.value in does]
    if mode not in usual:
        usual.insert(0, mode)
    return usual[:SHOWN]
