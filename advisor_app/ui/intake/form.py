"""Which questions stand on a section's page now, in which blocks; derived from the definition."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Final

from advisor_app.domain.asking import stage_of
from advisor_app.domain.conditions import applies
from advisor_app.domain.intake import MEMBERS, Intake
from advisor_app.domain.paths import QUESTIONS, answer_at, member_path, rows_of
from advisor_app.domain.pathways import begun_groups
from advisor_app.domain.questions import Kind, Page, Question, Stage
from advisor_app.domain.shown import shown
from advisor_app.ui.wording import later, phrase

_BY_OTHER_MEANS: Final = frozenset(
    {"call.received_at", "call.channel", "call.advisor_id", "urg.screen_done", "urg.flags"}
    | {"urg.disposition", "urg.instruction_given", "urg.put_aside"}
    | {"dx.rows/*/family", "dx.rows/*/oncotree", "dx.rows/*/icd10cm", "dx.rows/*/behavior"}
    | {"dx.rows/*/icdo_topo_morph"}
    | {"out.match", "out.booked", "out.caller_summary"}
)
_ALWAYS_SHOWN: Final = frozenset({"out.followup_task", "svc.route", "goal.prior_academic"})
"""Nobody needs these for a step, but where they apply they are asked."""
_WITHOUT_FORM: Final = frozenset({"rec"})
MOST_CHOICES_IN_A_HALF: Final = 7
"""More words to switch on and off than this take both columns."""
FOLDED_ABOVE: Final = 3
"""So many members of a group stand open; with more of them, each is one line until opened."""
SUMMED_UP: Final = 3
_WIDE: Final = frozenset({Kind.LONG_TEXT, Kind.CANCER})

GROUP_TITLES: Final = {
    "md": (later("Doctor"), later("Add a doctor")),
    "dx": (later("Cancer"), later("Add another cancer")),
    "bio": (later("Result"), later("Add a test result")),
    "path": (later("Specimen"), later("Add a specimen")),
    "img": (later("Study"), later("Add a study")),
    "tx": (later("Treatment"), later("Add a treatment")),
    "fam": (later("Relative"), later("Add a relative")),
}
SECTION_TITLES: Final = {
    "call": later("If we get cut off"),
    "caller": later("Caller"),
    "patient": later("Patient"),
    "contact": later("How to reach the patient"),
    "lang": later("Language"),
    "comm": later("What helps"),
    "res": later("Where they live, and will be"),
    "ins": later("Insurance"),
    "status": later("Where things stand"),
    "dx": later("Diagnosis"),
    "bio": later("Test results"),
    "path": later("Tissue"),
    "img": later("Imaging"),
    "tx": later("Treatment"),
    "med": later("Health"),
    "fam": later("Family"),
    "goal": later("Goals and the five questions"),
    "svc": later("What is wanted"),
    "urg": later("Six red flags, asked on every call"),
    "log": later("Getting here"),
    "md": later("Doctors"),
    "out": later("Before the call ends: read it back"),
}
_FIRST_ON: Final = {Page.STORY: ("urg",), Page.DIAGNOSIS: ("dx",)}
_TITLES_ON: Final = {
    (Page.STORY, "goal"): later("Why they call"),
    (Page.WHERE, "call"): later("Where they are now"),
    (Page.CONSENT, "caller"): later("What may be told, and to whom"),
    (Page.CONSENT, "log"): later("Records"),
    (Page.DOCTORS, "md"): later("Where treatment would be"),
}
PAGE_TITLES: Final = {
    Page.STORY: later("Story"),
    Page.CALLER: later("Caller"),
    Page.PATIENT: later("Patient"),
    Page.WHERE: later("Where"),
    Page.DIAGNOSIS: later("Diagnosis"),
    Page.TREATMENT: later("Treatment"),
    Page.HEALTH: later("Health"),
    Page.GOALS: later("Goals"),
    Page.DOCTORS: later("Doctors"),
    Page.CONSENT: later("Consent"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One question on the page; `wide` takes both columns, however short its label is."""

    path: str
    question: Question
    wide: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FormBlock:
    """Questions that stand together: of a section, or of one member of a group.

    `later` are the questions that nobody needs yet; the page shows them on request. `summary` says
    what a member holds: where there are many, the page shows that line until one is opened. Without
    a title it goes on beneath the heading above.
    """

    key: str
    title: str
    fields: tuple[FormField, ...]
    later: tuple[FormField, ...] = ()
    group: str = ""
    member: str = ""
    add: str = ""
    summary: str = ""


def form_of(page: Page, intake: Intake, today: date) -> tuple[FormBlock, ...]:
    """The blocks of one page, in the order of the definition; the red flags come first."""
    blocks: list[FormBlock] = []
    for section in _sections(page):
        if section in MEMBERS:
            blocks += _members(section, page, intake, today)
        block = _once(section, page, intake, today)
        if block.fields or block.later:
            blocks.append(block)
    first = _FIRST_ON.get(page, ())
    blocks.sort(key=lambda block: block.key.partition("/")[0] not in first or not block.fields)
    return tuple(_headed_once(blocks))


def _headed_once(blocks: list[FormBlock]) -> Iterator[FormBlock]:
    """The blocks; one that goes on beneath the heading of another has none of its own."""
    above = ""
    for block in blocks:
        yield replace(block, title="") if block.title == above else block
        above = block.title


def _sections(page: Page) -> Iterable[str]:
    seen: dict[str, None] = {}
    for path, question in QUESTIONS.items():
        section = path.partition(".")[0]
        if question.page is page and section not in _WITHOUT_FORM:
            seen[section] = None
    return seen


def _once(section: str, page: Page, intake: Intake, today: date) -> FormBlock:
    questions = [
        question
        for path, question in QUESTIONS.items()
        if path.startswith(f"{section}.")
        and not question.group
        and question.page is page
        and path not in _BY_OTHER_MEANS
    ]
    title = phrase(_TITLES_ON.get((page, section), SECTION_TITLES[section]))
    return _block(section, title, questions, intake, today, "", "")


def _members(section: str, page: Page, intake: Intake, today: date) -> list[FormBlock]:
    questions = [
        question
        for path, question in QUESTIONS.items()
        if question.group == section and question.page is page and path not in _BY_OTHER_MEANS
    ]
    rows = [row.id for row in rows_of(intake, section)]
    if not rows and section in begun_groups(intake):
        rows = ["1"]
    title, add = map(phrase, GROUP_TITLES[section])
    blocks = []
    for index, member in enumerate(rows, start=1):
        name = (
            phrase(SECTION_TITLES[section])
            if section == "dx" and len(rows) == 1
            else f"{title} {index}"
        )
        last = add if index == len(rows) else ""
        block = _block(f"{section}/{member}", name, questions, intake, today, section, member)
        blocks.append(
            FormBlock(
                key=block.key,
                title=name,
                fields=block.fields,
                later=block.later,
                group=section,
                member=member,
                add=last,
                summary=_summary(block.fields, intake) if len(rows) > FOLDED_ABOVE else "",
            )
        )
    if not rows:
        blocks.append(
            FormBlock(
                key=f"{section}/",
                title=phrase(SECTION_TITLES[section]),
                fields=(),
                group=section,
                add=add,
            )
        )
    return blocks


def _summary(fields: tuple[FormField, ...], intake: Intake) -> str:
    """The first things that are known of a member, in one line."""
    known = (
        shown(field.question, answer.value)
        for field in fields
        if (answer := answer_at(intake, field.path)).known
    )
    told = list(islice((words for words in known if words), SUMMED_UP))
    return " · ".join(told) if told else phrase("Nothing told yet")


def _block(
    key: str,
    title: str,
    questions: list[Question],
    intake: Intake,
    today: date,
    group: str,
    member: str,
) -> FormBlock:
    now: list[FormField] = []
    later: list[FormField] = []
    row = next((one for one in rows_of(intake, group) if one.id == member), None) if group else None
    for question in questions:
        path = member_path(group, member, question.key) if group else question.path
        if not applies(question, intake, today, row):
            continue
        field = FormField(path=path, question=question, wide=_is_wide(question))
        needed = (
            stage_of(question, intake, today) is not Stage.OPTIONAL
            or (group and group != "dx")
            or question.kind is Kind.MOMENT
            or question.path in _ALWAYS_SHOWN
        )
        if needed or answer_at(intake, path).asked:
            now.append(field)
        else:
            later.append(field)
    return FormBlock(
        key=key, title=title, fields=tuple(now), later=tuple(later), group=group, member=member
    )


def _is_wide(question: Question) -> bool:
    return (
        question.kind in _WIDE
        or len(question.parts) > 2
        or (question.kind is Kind.CODES and len(question.choices) > MOST_CHOICES_IN_A_HALF)
        or question.path.startswith("urg.")
        or question.kind is Kind.MOMENT
    )
