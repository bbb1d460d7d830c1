"""One account: who it is, what they may do, and the passphrase that lets them in."""

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from advisor_app.domain.people import Advisor, Role
from advisor_app.line.groups import load_groups
from advisor_app.ui.admin.picture import ROLE_WORDS
from advisor_app.ui.calls.keys import on_alt
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.choice_box import ChoiceBox
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.labelled import labelled
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import later, phrase

NEW: Final = Advisor(id="", name="", initials="", role=Role.ADVISOR)
_GIVEN: Final = (Role.ADVISOR, Role.NURSE, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR)
_SECRET: Final = later("15 signs or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """An account as it is listed: what waits for a second person, and who asked for it."""

    advisor: Advisor
    asked_role: Role | None = None
    asked_by: str = ""


class AccountForm(QWidget):
    """Passive: `made` and `changed` (Advisor, passphrase), `closed` and `let_in` (id, passphrase),
    `confirmed` (id, whether it is agreed to)."""

    made = Signal(object, str)
    changed = Signal(object)
    closed = Signal(object)
    let_in = Signal(str, str)
    confirmed = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("accountForm")
        self._line = AccountLine(advisor=NEW)
        self._title = plain_label(phrase("New account"), "h2", name="accountTitle")
        self.id = OneLineEdit("accountId", phrase("Account"), placeholder=phrase("small letters"))
        self.name = OneLineEdit("accountName", phrase("Name"))
        self.initials = OneLineEdit("accountInitials", phrase("Initials"))
        roles = [(role.value, phrase(ROLE_WORDS[role])) for role in _GIVEN]
        self.role = ChoiceBox("accountRole", phrase("Role"), roles)
        groups = [
            ("", phrase("No team")),
            *((one.id, phrase(one.name)) for one in load_groups().all),
        ]
        self.group = ChoiceBox("accountGroup", phrase("Team of the line"), groups)
        self.direct = OneLineEdit("accountLine", phrase("Direct line"))
        self.languages = OneLineEdit(
            "accountLanguages", phrase("Languages"), placeholder=phrase("en, es")
        )
        self.secret = OneLineEdit(
            "accountSecret", phrase("Passphrase"), placeholder=phrase(_SECRET)
        )
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.save = Button("accountSave", phrase("Save"), "primary", key="Enter")
        self.close_it = Button("accountClose", phrase("Close it"), "danger", key="Alt D")
        self.open_it = Button("accountLetIn", phrase("New passphrase"), key="Alt G")
        self._asked = plain_label("", "body", "warningInk", wrap=True, name="accountAsked")
        self.agree = Button(
            "accountConfirm", phrase("Confirm"), icon="check", key="Alt C", height=28
        )
        self.drop = Button("accountDrop", phrase("Drop"), key="Alt O", height=28)
        self._join()
        self._lay_out()
        self.show_account(self._line)

    @property
    def is_new(self) -> bool:
        """Whether it is an account that is not there yet."""
        return not self._line.advisor.id

    def show_account(self, line: AccountLine) -> None:
        """Show one account, or empty fields for a new one."""
        self._line, one = line, line.advisor
        self._title.setText(one.name or phrase("New account"))
        self.id.setReadOnly(bool(one.id))
        for field, words in (
            (self.id, one.id), (self.name, one.name), (self.initials, one.initials),
            (self.direct, one.direct_line), (self.languages, ", ".join(one.languages)),
            (self.secret, ""),
        ):  # fmt: skip
            field.show_text(words)
        self.role.show_key(one.role.value)
        self.group.show_key(one.group)
        self.close_it.setVisible(bool(one.id) and not one.disabled)
        self.open_it.setVisible(bool(one.id))
        self.open_it.set_words(phrase("Let in again") if one.disabled else phrase("New passphrase"))
        asked = phrase(ROLE_WORDS[line.asked_role]) if line.asked_role else ""
        self._asked.setText(
            phrase(
                "{asked} was asked for by {asked_by}: another one confirms it.",
                asked=asked,
                asked_by=line.asked_by,
            )
        )
        self._waiting.setVisible(bool(asked))

    def told(self) -> Advisor:
        """The account as the fields say."""
        name = self.name.text().strip()
        languages = [word.strip() for word in self.languages.text().split(",") if word.strip()]
        return replace(
            self._line.advisor,
            id=self._line.advisor.id or self.id.text().strip(),
            name=name,
            initials=self.initials.text().strip() or "".join(word[0] for word in name.split())[:3],
            role=Role(self.role.key()),
            group=self.group.key(),
            direct_line=self.direct.text().strip(),
            languages=tuple(languages) or ("en",),
        )

    def _tell_save(self) -> None:
        if self.is_new:
            self.made.emit(self.told(), self.secret.text())
        else:
            self.changed.emit(self.told())

    def _tell_closed(self) -> None:
        if not self.is_new:
            self.closed.emit(replace(self._line.advisor, disabled=True))

    def _tell_let_in(self) -> None:
        if not self.is_new:
            self.let_in.emit(self._line.advisor.id, self.secret.text())

    def _tell_confirmed(self, *, agreed: bool) -> None:
        if self._line.asked_role is not None:
            self.confirmed.emit(self._line.advisor.id, agreed)

    def _join(self) -> None:
        self.save.clicked.connect(self._tell_save)
        for field in (self.id, self.name, self.initials, self.direct, self.languages):
            field.returnPressed.connect(self._tell_save)
        self.close_it.clicked.connect(self._tell_closed)
        self.open_it.clicked.connect(self._tell_let_in)
        self.agree.clicked.connect(lambda: self._tell_confirmed(agreed=True))
        self.drop.clicked.connect(lambda: self._tell_confirmed(agreed=False))
        for key, button in (
            (Qt.Key.Key_D, self.close_it), (Qt.Key.Key_G, self.open_it),
            (Qt.Key.Key_C, self.agree), (Qt.Key.Key_O, self.drop),
        ):  # fmt: skip
            on_alt(self, key, button.click)

    def _lay_out(self) -> None:
        pairs = (
            ((phrase("Account"), self.id), (phrase("Name"), self.name)),
            ((phrase("Initials"), self.initials), (phrase("Role"), self.role)),
            ((phrase("Team of the line"), self.group), (phrase("Direct line"), self.direct)),
            ((phrase("Languages, by code"), self.languages), (phrase("Passphrase"), self.secret)),
        )
        rows = [row(*((labelled(*one), 1) for one in pair), gap=12) for pair in pairs]
        foot = row(self.close_it, None, self.open_it, self.save)
        answer = row((self._asked, 1), self.drop, self.agree)
        self._waiting = frame("clear", answer)
        inner = column(self._title, *rows, self._waiting, foot, margins=(16, 10, 16, 12), gap=8)
        self.setLayout(column(frame("card", inner)))
