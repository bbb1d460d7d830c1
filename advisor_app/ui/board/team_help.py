"""How long each team keeps its calls before others help, set by the supervisor."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from advisor_app.line.groups import Groups
from advisor_app.line.pairing import PairingRules
from advisor_app.services.supervision import LONGEST_THRESHOLD
from advisor_app.ui.board.deed_card import DeedCard
from advisor_app.ui.calls.keys import on_alt, on_control_enter
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.choice_box import ChoiceBox
from advisor_app.ui.kit.frames import hline
from advisor_app.ui.kit.labelled import labelled
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.kit.slider import ScaleSlider
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import phrase

_WIDTH: Final = 640
_STEP: Final = 5
_USUAL: Final = 40


class TeamHelpCard(DeedCard):
    """Passive: `wanted(group, seconds)`; None as seconds: as for every team."""

    wanted = Signal(str, object)

    def __init__(self, window: QWidget, groups: Groups) -> None:
        super().__init__(
            "teamHelpCard",
            window,
            width=_WIDTH,
            words=phrase("When other teams help"),
            said="teamHelpSaid",
        )
        self._groups, self._rules = groups, PairingRules()
        self.team = ChoiceBox(
            "teamHelpTeam", phrase("Team"), [(one.id, phrase(one.name)) for one in groups.all]
        )
        self.seconds = ScaleSlider(
            "teamHelpSeconds",
            phrase("Keeps its calls for"),
            (0, LONGEST_THRESHOLD),
            step=_STEP,
            unit="s",
        )
        self._stands = plain_label("", "body", wrap=True, name="teamHelpStands")
        self._would = plain_label("", "body", "ink2", wrap=True, name="teamHelpWould")
        self.set_it = Button("teamHelpSet", phrase("Set"), "primary", key="Ctrl Enter", height=36)
        self.usual = Button("teamHelpUsual", phrase("As for every team"), key="Alt U", height=36)
        self.team.currentIndexChanged.connect(self._show_team)
        self.seconds.valueChanged.connect(self._say_would)
        self.set_it.clicked.connect(lambda: self.wanted.emit(self.team.key(), self.seconds.value()))
        self.usual.clicked.connect(lambda: self.wanted.emit(self.team.key(), None))
        on_control_enter(self, self.set_it.click)
        on_alt(self, Qt.Key.Key_U, self.usual.click)
        self._lay_out()

    def begin(self, rules: PairingRules) -> None:
        """Open the card on what is in force."""
        self.say("")
        self.team.setCurrentIndex(max(0, self.team.currentIndex()))
        self.show_rules(rules)
        self.open(self.team)

    def show_rules(self, rules: PairingRules) -> None:
        """What is in force now."""
        self._rules = rules
        self._show_team()

    @property
    def words(self) -> str:
        """What is in force for the team that is chosen."""
        return self._stands.text()

    def _show_team(self) -> None:
        own = dict(self._rules.help_after).get(self.team.key())
        self._stands.setText(phrase("In force: {told}", told=self._told(own)))
        self.usual.setEnabled(own is not None)
        self.seconds.show_value(_USUAL if own is None else own)
        self._say_would()

    def _say_would(self) -> None:
        self._would.setText(phrase("As set here: {told}", told=self._told(self.seconds.value())))
        self.place()

    def _told(self, seconds: int | None) -> str:
        if seconds is None:
            last = self._rules.relax[-1][0] if self._rules.relax else 0
            return phrase("as for every team, anybody may help after {last} s.", last=last)
        own = self._groups.group(self.team.key())
        pod = [
            phrase(one.name)
            for one in self._groups.all
            if own is not None and one.id != own.id and own.pod and one.pod == own.pod
        ]
        related = (
            phrase("after {seconds} s {pod}, ", seconds=seconds, pod=", ".join(pod)) if pod else ""
        )
        return phrase(
            "{related}after {value} s anybody may help.", related=related, value=2 * seconds
        )

    def _lay_out(self) -> None:
        aside = Button("teamHelpAside", phrase("Close"), "quiet", key="Esc")
        aside.clicked.connect(self.put_aside)
        title = plain_label(phrase("When other teams help"), "h1", name="teamHelpTitle")
        head = row(IconMark("swap", 24, "accentInk"), (title, 1), aside, gap=12)
        self.card.setLayout(
            column(
                head, hline(), labelled(phrase("Team"), self.team), self._stands,
                labelled(phrase("Keeps its calls to those who know the cancer for"), self.seconds),
                self._would, hline(), self._said, row(None, self.usual, self.set_it),
                margins=(20, 16, 20, 16), gap=12,
            )
        )  # fmt: skip
