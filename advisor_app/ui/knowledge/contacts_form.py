"""The greeting and the numbers that an advisor may give: settings of the centre, entered here."""

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor_app.services.centre_values import CentreSettings
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import later, phrase

FIELDS: Final = (
    ("greeting", later("Greeting")),
    ("line_number", later("Line")),
    ("physician_line", later("Physicians")),
    ("international_line", later("International")),
    ("pathology_desk", later("Pathology")),
    ("radiology_desk", later("Radiology")),
    ("records_fax", later("Records fax")),
)
_LABEL: Final = 84


class ContactsForm(QWidget):
    """`saved(CentreSettings)`; read only for who may not change them, and unset ones say so."""

    saved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("contactsForm")
        self._settings = CentreSettings()
        self.save = Button("contactsSave", phrase("Save"), key="Enter", height=28, pad=10)
        self.fields = {name: self._field(name, phrase(words)) for name, words in FIELDS}
        inner = column(
            row((plain_label(phrase("Greeting and numbers"), "h2"), 1), self.save),
            margins=(12, 10, 12, 12),
            gap=6,
        )
        for name, words in FIELDS:
            label = ElidedLabel(phrase(words), "sub", "ink2")
            label.setFixedWidth(_LABEL)
            inner.addLayout(row(label, (self.fields[name], 1)))
        self.save.clicked.connect(self.try_to_save)
        self.save.setEnabled(False)
        for field in self.fields.values():
            field.setReadOnly(True)  # what is set is not known yet: saving now would empty it
        self.setLayout(column(frame("card", inner)))

    def show_settings(self, settings: CentreSettings, *, may_change: bool) -> None:
        """Show what is set; what somebody is typing stays until it is saved."""
        self.save.setVisible(may_change)
        for field in self.fields.values():
            field.setReadOnly(not may_change)
        if self.save.isEnabled() and settings == self._settings:
            return
        self._settings = settings
        for name, field in self.fields.items():
            field.show_text(str(getattr(settings, name)))
        self.save.setEnabled(False)

    def try_to_save(self) -> None:
        """Ask for these to be the settings."""
        if self.save.isEnabled() and not self.save.isHidden():
            told: dict[str, Any] = {
                name: field.text().strip() for name, field in self.fields.items()
            }
            self.saved.emit(replace(self._settings, **told))

    def _field(self, name: str, words: str) -> OneLineEdit:
        field = OneLineEdit(f"contact_{name}", words, placeholder=phrase("not set"))
        field.edited.connect(lambda _text: self.save.setEnabled(True))
        field.returnPressed.connect(self.try_to_save)
        return field
