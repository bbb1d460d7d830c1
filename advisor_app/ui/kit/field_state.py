"""How a field, or all the fields inside a widget, looks as its answer stands."""

from enum import StrEnum

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from advisor_app.ui.theme import restyle, type_font


class FieldState(StrEnum):
    """What a question's field shows of its answer."""

    NOT_ASKED = "not_asked"
    KNOWN = "known"
    VERIFIED = "verified"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    PROBLEM = "problem"
    FIXED = "fixed"


def show_field_state(field: QWidget, state: FieldState, *, italic: bool) -> None:
    """Let a field, or all the fields inside it, look as its answer stands."""
    for part in _parts(field):
        part.setFont(type_font("body", italic))
        if isinstance(part, QLineEdit | QPlainTextEdit):
            part.setReadOnly(state is FieldState.FIXED)
        else:
            part.setEnabled(state is not FieldState.FIXED)
        if part.property("state") != str(state):
            part.setProperty("state", str(state))
            restyle(part)


def _parts(field: QWidget) -> list[QLineEdit | QPlainTextEdit | QComboBox]:
    parts = [field, *field.findChildren(QWidget)]
    return [
        part
        for part in parts
        if isinstance(part, QLineEdit | QPlainTextEdit | QComboBox) and not _inside_combo(part)
    ]


def _inside_combo(part: QWidget) -> bool:
    return isinstance(part.parentWidget(), QComboBox)
