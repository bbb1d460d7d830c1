"""The intake on paper, for a day without power: every question as the advisor says it.

It is made of the same questions as the window, so that a new question stands on it too. What is
needed before the first call ends stands first; the six red flags are on page 1.
"""

from collections.abc import Iterator
from typing import Final

from advisor_app.documents.display import Drawn, PageSize
from advisor_app.documents.forms import Form, of_line
from advisor_app.documents.furniture import Frame
from advisor_app.documents.grid import Metrics
from advisor_app.documents.runs import GAP, Run, plain
from advisor_app.documents.summary_content import IssueDetails
from advisor_app.domain.intake import ALWAYS_ASKED
from advisor_app.domain.paths import QUESTIONS
from advisor_app.domain.questions import Kind, Page, Question, Stage
from advisor_app.domain.words import Words

TEMPLATE: Final = "BI-1"
NUMBER: Final = "Paper intake"
_PAPER: Final = Metrics(9.5, 13.6, 2.2)
_ROWS: Final = {"tx": 3, "path": 2, "img": 2, "md": 2, "rec": 0}
_TITLES: Final = {
    Page.STORY: "Story",
    Page.CALLER: "Caller and permission",
    Page.PATIENT: "Patient",
    Page.WHERE: "Where and insurance",
    Page.DIAGNOSIS: "Diagnosis, tissue, pictures",
    Page.TREATMENT: "Treatment",
    Page.HEALTH: "Health and family",
    Page.GOALS: "Goals and the five questions",
    Page.DOCTORS: "Doctors at home",
    Page.CONSENT: "Records and what comes next",
}
_OURS: Final = frozenset(
    {
        "out.match", "out.not_matched_reason", "urg.flags", "urg.screen_done", "dx.rows/*/family",
        "dx.rows/*/oncotree", "dx.rows/*/icd10cm", "dx.rows/*/icdo_topo_morph",
    }
)  # fmt: skip
"""What we fill in ourselves: nobody is asked for it."""
_MOST_CHOICES: Final = 12


def blank_intake(issue: IssueDetails, size: PageSize, words: Words) -> Drawn:
    """The whole intake, empty."""
    frame = Frame(
        number=NUMBER,
        title="Intake on paper",
        issue=issue,
        notice="Type it in as soon as there is power, then shred it.",
        words=words,
    )
    line = "_" * 16
    ids = (
        Run(f"{words.text('Day and time')} {line}"),
        GAP,
        Run(f"{words.text('Advisor')} {line}"),
        GAP,
        Run(f"{words.text('Call back on')} {line}"),
    )
    form = Form(size, frame, of_line(words.text("Intake on paper"), ids), _PAPER)
    form.note(plain(words.text("Ask the six first. Any yes: read the emergency card, call 911.")))
    form.heading(words.text("The six red flags"))
    for name in ALWAYS_ASKED:
        _ask(form, QUESTIONS[f"urg.{name}"], words)
    form.heading(words.text("As told"))
    form.writing(5)
    for page in Page:
        _section(form, page, words)
    return form.drawn()


def _section(form: Form, page: Page, words: Words) -> None:
    questions = tuple(_of_page(page))
    form.heading(words.text(_TITLES[page]))
    for question in questions:
        if not question.group:
            _ask(form, question, words)
    for group in dict.fromkeys(one.group for one in questions if one.group):
        for number in range(1, _ROWS.get(group, 1) + 1):
            if number > 1:
                form.gap(4.0)
            form.needs(90.0)
            for question in questions:
                if question.group == group:
                    _ask(form, question, words, f"{number}  ")


def _of_page(page: Page) -> Iterator[Question]:
    always = {f"urg.{name}" for name in ALWAYS_ASKED}
    for path, question in QUESTIONS.items():
        wanted = question.group or question.needed_for is not Stage.OPTIONAL
        if question.page is page and wanted and path not in always | _OURS:
            yield question


def _ask(form: Form, question: Question, words: Words, before: str = "") -> None:
    choices = [words.choice(question, choice.code) for choice in question.choices]
    if question.kind is Kind.YES_NO:
        choices = [words.text("yes"), words.text("no"), words.text("unknown")]
    if not choices:
        choices = [
            words.choice(spec, choice.code)
            for spec in question.parts
            for choice in spec.choices
            if spec.name in ("code", "multi")
        ]
    if len(choices) > _MOST_CHOICES:
        choices = []
    lines = 2 if question.kind is Kind.LONG_TEXT else 1
    form.question(f"{before}{words.label(question)}", choices, lines)
