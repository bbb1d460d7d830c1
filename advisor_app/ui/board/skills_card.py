"""What one advisor answers for: team, languages, and kinds of cancer with a level each."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.people import Advisor, Skill
from advisor_app.line.groups import Groups
from advisor_app.oncology.catalogue import Catalogue
from advisor_app.services.skills import HIGHEST_LEVEL
from advisor_app.ui.board.deed_card import DeedCard
from advisor_app.ui.calls.keys import on_alt, on_control_enter
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.choice_box import ChoiceBox
from advisor_app.ui.kit.frames import hline
from advisor_app.ui.kit.labelled import labelled
from advisor_app.ui.kit.layouts import column, empty, holder, row, scrolled
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.slider import ScaleSlider
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import phrase

_WIDTH: Final = 720
_LIST: Final = 220
_NEW_LEVEL: Final = 3


class SkillsCard(DeedCard):
    """Passive: `saved(before, after)`, `undone()`; `sought(text)` asks for a kind to be added."""

    saved = Signal(object, object)
    undone = Signal()
    sought = Signal(str)

    def __init__(self, window: QWidget, groups: Groups, catalogue: Catalogue) -> None:
        super().__init__(
            "skillsCard",
            window,
            width=_WIDTH,
            words=phrase("What an advisor answers for"),
            said="skillsSaid",
        )
        self._catalogue = catalogue
        self._advisor: Advisor | None = None
        self._levels: dict[str, ScaleSlider] = {}
        self._title = ElidedLabel("", "h1", name="skillsTitle")
        teams = [("", phrase("No team")), *((one.id, phrase(one.name)) for one in groups.all)]
        self.team = ChoiceBox("skillsTeam", phrase("Team"), teams)
        self.languages = OneLineEdit(
            "skillsLanguages", phrase("Languages"), placeholder=phrase("en, es")
        )
        self.add = OneLineEdit(
            "skillsAdd", phrase("Add a kind of cancer"), placeholder=phrase("breast, sarcoma")
        )
        self.add.returnPressed.connect(lambda: self.sought.emit(self.add.text()))
        self._rows = column(gap=4)
        self._list = holder(column(self._rows, None, gap=0), name="skillsList")
        self.save = Button("skillsSave", phrase("Save"), "primary", key="Ctrl Enter", height=36)
        self.undo = Button("skillsUndo", phrase("Undo"), icon="undo", key="Alt U", height=36)
        self.save.clicked.connect(self._tell)
        self.undo.clicked.connect(self.undone)
        on_control_enter(self, self._tell)
        on_alt(self, Qt.Key.Key_U, self.undo.click)
        self._lay_out()

    def begin(self, advisor: Advisor) -> None:
        """Open the card for one advisor."""
        self.say("")
        self.undo.setEnabled(False)
        self.show_advisor(advisor)
        self.open(self.add)

    def show_advisor(self, advisor: Advisor) -> None:
        """What they answer for now."""
        self._advisor = advisor
        self._title.setText(f"{advisor.name}: {advisor.role.value}")
        self.team.show_key(advisor.group)
        self.languages.show_text(", ".join(advisor.languages))
        empty(self._rows)
        self._levels = {}
        for skill in advisor.skills:
            self._add_row(skill)
        self.place()

    def add_node(self, node: str) -> None:
        """One more family or kind, at a middle level; one that is there already is gone to."""
        if node not in self._levels:
            self._add_row(Skill(node=node, level=_NEW_LEVEL))
        self.add.clear()
        self._levels[node].setFocus()

    def told(self) -> Advisor | None:
        """The advisor as the card says; level 0 is no skill."""
        if self._advisor is None:
            return None
        return replace(
            self._advisor,
            group=self.team.key(),
            languages=tuple(
                word for part in self.languages.text().split(",") if (word := part.strip())
            ),
            skills=tuple(
                Skill(node=node, level=slider.value())
                for node, slider in self._levels.items()
                if slider.value()
            ),
        )

    def _tell(self) -> None:
        after = self.told()
        if after is not None:
            self.saved.emit(self._advisor, after)

    def _add_row(self, skill: Skill) -> None:
        name = self._catalogue.name_of(skill.node)
        slider = ScaleSlider(
            f"skill_{skill.node}", phrase("{name}, level", name=name), (0, HIGHEST_LEVEL)
        )
        slider.show_value(skill.level)
        slider.setFixedWidth(220)
        self._levels[skill.node] = slider
        line = holder(row((ElidedLabel(name, "body"), 1), slider, gap=12))
        self._rows.addWidget(line)
        line.show()

    def _lay_out(self) -> None:
        aside = Button("skillsAside", phrase("Close"), "quiet", key="Esc")
        aside.clicked.connect(self.put_aside)
        head = row(IconMark("person", 24, "accentInk"), (self._title, 1), aside, gap=12)
        area = scrolled(self._list, name="skillsScroll")
        area.setFixedHeight(_LIST)
        both = row(
            (labelled(phrase("Team"), self.team), 1),
            (labelled(phrase("Languages, by code"), self.languages), 1),
            gap=12,
        )
        note = plain_label(
            phrase("Level 0 takes a kind away. The role is an administrator's to change."),
            "sub",
            "ink3",
        )
        self.card.setLayout(
            column(
                head,
                hline(),
                both,
                labelled(phrase("Add a kind or a family, Enter"), self.add),
                area,
                note,
                hline(),
                self._said,
                row(None, self.undo, self.save),
                margins=(20, 16, 20, 16),
                gap=10,
            )
        )
