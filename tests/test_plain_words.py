"""A gate over the source: people's words reach the screen and the paper as plain text only.

Qt guesses at markup in labels, tooltips and message boxes, and ReportLab reads it in paragraphs: a
name in angle brackets vanishes, and an image of the disk is drawn. Every such way is closed here.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "advisor_app"
FACTORY = ROOT / "ui" / "text.py"
NEVER = frozenset(
    {
        "QErrorMessage", "QInputDialog", "QLabel", "QMessageBox", "QProgressDialog", "QTextBrowser",
        "QTextEdit", "QWizard", "QWizardPage", "Paragraph", "addRow", "appendHtml", "insertHtml",
        "setHtml", "setMarkdown", "setOpenExternalLinks",
    }
)  # fmt: skip
"""What guesses at markup, or takes it: made by the factory of `ui/text.py`, or not at all."""

TIPS = frozenset({"setToolTip", "showText", "setWhatsThis"})
"""What takes words that were escaped by `tip_text`, or words that stand in the source."""


def sources() -> list[Path]:
    return sorted(file for file in ROOT.rglob("*.py") if file != FACTORY)


def name_of(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def is_safe(words: ast.expr) -> bool:
    """Whether nobody's words are in it but through the factory."""
    if isinstance(words, ast.IfExp):
        return is_safe(words.body) and is_safe(words.orelse)
    if isinstance(words, ast.Call):
        return name_of(words) == "tip_text"
    return isinstance(words, ast.Constant)


def offences(source: str) -> Iterator[str]:
    """The calls that let words in as markup, with their lines."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = name_of(node)
        tells = [word for word in node.args if not isinstance(word, ast.Attribute)]
        if name in NEVER:
            yield f"line {node.lineno}: {name}"
        elif name in TIPS and not any(is_safe(word) for word in tells):
            yield f"line {node.lineno}: {name} without tip_text"


@pytest.mark.parametrize("file", sources(), ids=lambda one: str(one.relative_to(ROOT)))
def test_no_words_are_taken_for_markup(file: Path) -> None:
    assert list(offences(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    ["QLabel(name)", "Paragraph(name)", "box = QMessageBox(self)", "form.addRow(name, field)",
     "cell.setToolTip(name)", "cell.setToolTip(f'{name}')", "QToolTip.showText(place, name, self)",
     "cell.setToolTip(tip_text(name) if name else name)"],
)  # fmt: skip
def test_the_gate_sees_what_it_is_for(source: str) -> None:
    assert list(offences(source))


@pytest.mark.parametrize(
    "source",
    ["cell.setToolTip('Who says so')", "cell.setToolTip(tip_text(name) if name else '')",
     "QToolTip.showText(event.globalPos(), tip_text(name), self)", "plain_label(name)"],
)  # fmt: skip
def test_the_gate_lets_plain_words_through(source: str) -> None:
    assert not list(offences(source))
