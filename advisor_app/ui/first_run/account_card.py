"""One of the first administrators: account, name and passphrase."""

from PySide6.QtWidgets import QLineEdit, QWidget

from advisor_app.services.founding import TOO_SHORT, FirstAccount
from advisor_app.ui.first_run.fields import asked, show_problem
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import phrase


class AccountCard(QWidget):
    """Passive: shows one account, and tells it when asked."""

    def __init__(self, name: str, title: str, words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.id = OneLineEdit(
            f"{name}Id",
            phrase("{title}: account", title=title),
            placeholder=phrase("for example ruiz"),
        )
        self.name = OneLineEdit(f"{name}Name", phrase("{title}: name", title=title))
        self.secret = _secret(f"{name}Secret", phrase("{title}: passphrase", title=title))
        self.again = _secret(f"{name}Again", phrase("{title}: passphrase once more", title=title))
        self._id, self._name = asked(self.id, phrase("Account")), asked(self.name, phrase("Name"))
        self._secret = asked(self.secret, phrase("Passphrase"))
        self._again = asked(self.again, phrase("Passphrase once more"))
        inner = column(
            plain_label(title, "h2"),
            plain_label(words, "sub", "ink2", wrap=True),
            row((self._id, 1), (self._name, 1), gap=12),
            row((self._secret, 1), (self._again, 1), gap=12),
            margins=(16, 12, 16, 4),
            gap=4,
        )
        self.setLayout(column(frame("card", inner)))
        self.show_problems({})

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed into it."""
        return not any(one.text() for one in (self.id, self.name, self.secret, self.again))

    def told(self) -> FirstAccount:
        """The account as the fields say."""
        return FirstAccount(
            id=self.id.text().strip(), name=self.name.text().strip(), secret=self.secret.text()
        )

    def show_problems(self, found: dict[str, str]) -> None:
        """Say beside each field what is wrong with it, by `id`, `name`, `secret`, `again`."""
        show_problem(self._id, found.get("id", ""))
        show_problem(self._name, found.get("name", ""))
        show_problem(self._secret, found.get("secret", ""), otherwise=TOO_SHORT)
        show_problem(self._again, found.get("again", ""))

    def problems(self) -> dict[str, str]:
        """What is wrong with what was typed."""
        found = self.told().problems()
        if "secret" not in found and self.again.text() != self.secret.text():
            found["again"] = phrase("The two differ")
        return found

    def forget(self) -> None:
        """The passphrase is not kept on the page."""
        self.secret.clear()
        self.again.clear()


def _secret(name: str, words: str) -> OneLineEdit:
    field = OneLineEdit(name, words)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field
