"""The admin page: the centre, accounts, the audit, broken glass, licences."""

from typing import ClassVar, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from advisor_app.services.centre_values import CentreSettings
from advisor_app.ui.admin.about_view import AboutView
from advisor_app.ui.admin.accounts_view import AccountsView
from advisor_app.ui.admin.audit_view import AuditView
from advisor_app.ui.admin.centre_view import ENDS, STAYS, CentreView
from advisor_app.ui.admin.glass_view import GlassView
from advisor_app.ui.admin.picture import AdminPicture
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.segmented import Segment, Segmented
from advisor_app.ui.page import StatusLine, WorkPage
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import later, phrase

VIEWS: Final = (
    ("centre", later("Centre")),
    ("accounts", later("Accounts")),
    ("audit", later("Audit")),
    ("glass", later("Broken glass")),
    ("about", later("Licences")),
)


class AdminPage(WorkPage):
    """Five views beside each other; `came(view)` when one comes to the front."""

    page_name: ClassVar[str] = "admin"

    theme_chosen = Signal(str)
    density_chosen = Signal(str)
    language_chosen = Signal(str)
    stay_chosen = Signal(bool)
    settings_saved = Signal(object)
    came = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("adminPage")
        self.centre = CentreView()
        self.accounts = AccountsView()
        self.audit = AuditView()
        self.glass = GlassView()
        self.about = AboutView()
        self.centre.theme_chosen.connect(self.theme_chosen)
        self.centre.density_chosen.connect(self.density_chosen)
        self.centre.language_chosen.connect(self.language_chosen)
        self.centre.stay_chosen.connect(self.stay_chosen)
        self.centre.form.saved.connect(self.settings_saved)
        self._switch = Segmented(
            "adminSwitch", [Segment(key=key, word=word) for key, word in VIEWS], height=32,
            words=phrase("Admin"),
        )  # fmt: skip
        self._switch.changed.connect(lambda _index: self.show_view(self._switch.key()))
        self._stack = QStackedWidget()
        self._views = (self.centre, self.accounts, self.audit, self.glass, self.about)
        for view in self._views:
            view.told.connect(self.status_changed)
            self._stack.addWidget(view)
        head = row(
            plain_label(phrase("Admin"), "h1"), self._switch, None, margins=(0, 2, 0, 2), gap=16
        )
        whole = column(head, (self._stack, 1), margins=(16, 12, 16, 12), gap=8)
        self.setLayout(column(frame("canvas", whole)))

    @property
    def view(self) -> str:
        """The view in front."""
        return self._switch.key()

    def show_view(self, name: str) -> None:
        """Bring a view to the front."""
        self._switch.show_key(name)
        self._stack.setCurrentIndex([key for key, _ in VIEWS].index(name))
        self.came.emit(name)

    def show_density(self, name: str) -> None:
        """Show how close together things stand."""
        self.centre.densities.show_key(name)

    def show_language(self, language: str) -> None:
        """Show which language the window speaks."""
        self.centre.languages.show_key(language)

    def show_stay(self, stays: bool) -> None:
        """Show whether a closed window waits."""
        self.centre.closing.show_key(STAYS if stays else ENDS)

    def show_admin(self, picture: AdminPicture) -> None:
        """Show the centre."""
        self.centre.show_centre(picture)

    def show_settings_saved(self, settings: CentreSettings) -> None:
        """The settings of the centre were kept."""
        self.centre.form.show_saved(settings)
        self.status_changed.emit(
            StatusLine(text=phrase("The settings of the centre are saved"), icon="ok", role="okInk")
        )

    def show_trouble(self, words: str) -> None:
        """Something could not be read or kept."""
        self.status_changed.emit(StatusLine(text=words, icon="warning", role="warningInk"))

    def set_narrow(self, narrow: bool) -> None:
        for view in self._views:
            view.set_narrow(narrow)

    def on_show(self) -> None:
        self._switch.setFocus()
        self.came.emit(self.view)
