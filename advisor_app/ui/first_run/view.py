"""The pages of the first run, one in front at a time."""

from PySide6.QtWidgets import QStackedWidget

from advisor_app.ui.first_run.choice import ChoicePage
from advisor_app.ui.first_run.made import MadePage
from advisor_app.ui.first_run.set_up import SetUpPage


class FirstRunPages(QStackedWidget):
    """Choose, set up, write the recovery code down."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("firstRun")
        self.choice, self.set_up, self.made = ChoicePage(), SetUpPage(), MadePage()
        for page in (self.choice, self.set_up, self.made):
            self.addWidget(page)

    def show_choice(self) -> None:
        """The choice is in front."""
        self.setCurrentWidget(self.choice)
        self.choice.show_ready()
        self.choice.centre.setFocus()

    def show_set_up(self) -> None:
        """What a centre begins with is in front."""
        self.setCurrentWidget(self.set_up)
        self.set_up.begin()

    def show_made(self, code: str) -> None:
        """The recovery code is in front."""
        self.setCurrentWidget(self.made)
        self.made.show_code(code)
