"""Finds English on a window that speaks another language: whatever it shows, tells or hints.

A word is English where it stands in an English sentence of the catalogue, or in the English name of
a cancer, and in none of that language. What is nobody's translation is left out, and why:

* what people of the demonstration wrote or are called, and the account of the verbs
  (`written_by_people`);
* what a table or a licence says of itself, codes of deeds, and file names (`OF_ITSELF`): proof of
  where something comes from is shown as it stands;
* the names by which a kind is found, and the titles of its codes: callers and the code book say so.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import polib
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from advisor_app.domain.people import OPERATOR
from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.words import CATALOGUES
from advisor_app.oncology.kind_sheet import load_words
from advisor_app.oncology.knowledge import Knowledge
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.segmented import Segmented

OF_ITSELF: Final = frozenset({"auditTable", "licencesTable", "rulesTable", "rulesInForceTable"})
_WORD: Final = re.compile(r"[A-Za-zÁÉÍÓÚÜÑáéíóúüñ]{3,}")
_PLACE: Final = re.compile(r"\{[^}]*\}")
_FILE: Final = re.compile(r"\w+/\w+\.(tsv|toml)")
_TAG: Final = re.compile(r"</?span>")
_LONG: Final = 4
_ROWS: Final = 200


def words_of(text: str) -> set[str]:
    """The words of a sentence in small letters, without the places in it."""
    return {word.casefold() for word in _WORD.findall(_PLACE.sub(" ", text or ""))}


class English:
    """Tells what is English in the texts of a window in `language`."""

    def __init__(self, knowledge: Knowledge, language: str) -> None:
        names = knowledge.names(language).names
        english = set[str]().union(*map(words_of, names))
        own = set[str]().union(*map(words_of, names.values()))
        for entry in polib.pofile(str(CATALOGUES / f"{language}.po")):
            english |= words_of(entry.msgid) | words_of(entry.msgid_plural)
            for said in (entry.msgstr, *entry.msgstr_plural.values()):
                own |= words_of(said)
        self._words = english - own
        self._exact = set(_titles())
        for by_sort in load_words(RESOURCES).values():
            self._exact |= {", ".join(phrases) for phrases in by_sort.values()}

    def left_in(self, text: str) -> set[str]:
        """The English words of a text that somebody ought to have translated."""
        text = _TAG.sub("", text)
        if text in self._exact:
            return set()
        text = _FILE.sub(" ", text)
        found = words_of(text) & self._words
        if found:
            found = words_of(written_by_people().sub(" ", text)) & self._words
        return found


@cache
def written_by_people() -> re.Pattern[str]:
    """What people of the demonstration wrote or are called, and what tables say of themselves."""
    found = {OPERATOR}
    for path in (RESOURCES / "centre").rglob("*.*"):
        if path.suffix == ".json":
            found |= set(_texts(json.loads(path.read_text(encoding="utf-8"))))
        elif path.suffix == ".toml":
            found |= set(_texts(tomllib.loads(path.read_text(encoding="utf-8"))))
    for path in RESOURCES.rglob("*.t[so]*"):
        for line in path.read_text(encoding="utf-8").splitlines():
            source = re.match(r'(?:# source: |source = ")(.*?)"?$', line)
            if source:
                found.add(source[1])
    longest = sorted((one for one in found if len(one) >= _LONG), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _titles() -> Iterator[str]:
    lines = (RESOURCES / "cancers" / "icd10cm.tsv").read_text(encoding="utf-8").splitlines()
    return (line.split("\t")[-1] for line in lines)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def texts_on(window: QWidget) -> Iterator[tuple[str, str]]:
    """Everything that can be read or heard on the window now: whose it is, and the words."""
    for one in (window, *window.findChildren(QWidget)):
        name = one.objectName() or type(one).__name__
        if not one.isVisible() or name in OF_ITSELF:
            continue
        told = (one.accessibleName(), one.accessibleDescription(), one.toolTip())
        yield from ((name, text) for text in (*_shown(one), *told) if text)


def _shown(one: QWidget) -> Iterator[str]:
    if isinstance(one, Button):
        yield one.words
    elif isinstance(one, QLabel | QAbstractButton):
        yield one.text()
    elif isinstance(one, QLineEdit | QPlainTextEdit):
        yield one.placeholderText()
    elif isinstance(one, Segmented):
        yield from (segment.word for segment in one.segments)
    elif isinstance(one, QComboBox):
        yield from (one.itemText(place) for place in range(one.count()))
    elif isinstance(one, QAbstractItemView) and not isinstance(one, QHeaderView):
        yield from _cells(one.model())


def _cells(model: QAbstractItemModel | None) -> Iterator[str]:
    if model is None:
        return
    roles = (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
    )
    for column in range(model.columnCount(QModelIndex())):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for line in range(min(model.rowCount(QModelIndex()), _ROWS)):
            for role in roles:
                yield str(model.data(model.index(line, column), role) or "")
