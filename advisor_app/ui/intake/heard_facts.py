"""The facts heard in the story: proposed as chips, and answers once a person keeps them."""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from advisor_app.domain.codec import InvalidValue, decode_value
from advisor_app.domain.paths import answer_at, member_path, question_of, rows_of
from advisor_app.domain.questions import Kind
from advisor_app.domain.shown import shown
from advisor_app.oncology.capture import Chip as Fact
from advisor_app.oncology.knowledge import Knowledge
from advisor_app.ui.intake.presenter import IntakePresenter
from advisor_app.ui.intake.view import IntakeView
from advisor_app.ui.retelling import retold
from advisor_app.ui.wording import later, phrase, window_words

HEARD_AFTER_MS: Final = 250
_OWN_WORDS: Final = (Kind.TEXT, Kind.LONG_TEXT, Kind.WORDS, Kind.PARTS)
"""What is kept in the words of whoever said it: nobody translates that."""
FACT_WORDS: Final = {
    "dx.rows/*/kind": later("kind"),
    "dx.rows/*/stage_stated": later("stage"),
    "tx.rows/*/name": later("drug"),
    "tx.rows/*/start": later("began"),
    "patient.age": later("age"),
    "patient.sex_at_birth": later("sex"),
    "status.found_date": later("found"),
    "res.location_at_visit": later("on the day"),
    "res.state": later("lives in"),
}
"""How the label of a captured fact reads on its chip."""


class HeardFacts(QObject):
    """One per desk. `facts` are those of the story as it was last read."""

    def __init__(self, view: IntakeView, presenter: IntakePresenter, knowledge: Knowledge) -> None:
        super().__init__(view)
        self._view, self._presenter, self._knowledge = view, presenter, knowledge
        self.facts: tuple[Fact, ...] = ()
        self._dropped: set[tuple[str, str]] = set()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(HEARD_AFTER_MS)
        self._pause.timeout.connect(self.hear_draft)

    def forget(self) -> None:
        """Another case is on the desk."""
        self._dropped.clear()
        self.facts = ()

    def hear(self, story: str) -> None:
        """Read a whole story at once."""
        today = self._presenter.today
        self.facts = self._knowledge.chips(story, today) if story.strip() else ()

    def stop(self) -> None:
        """Listen no more."""
        self._pause.stop()

    def type_story(self, text: str) -> None:
        """The story is kept as it is typed, and read in the next pause."""
        self._presenter.tell(text)
        self._pause.start()

    def hear_draft(self) -> None:
        """Read the story of the draft, and show what was heard."""
        self.hear(self._presenter.intake.free_text)
        self.show()

    def show(self) -> None:
        """Each fact as a chip: proposed, accepted or dropped."""
        shown_facts = []
        for fact in self.facts:
            path = self._place_of(fact)
            label, value = self._words_of(fact)
            if (fact.question, str(fact.value)) in self._dropped:
                state = "dropped"
            elif self._holds(path, fact):
                state = "accepted"
            else:
                state = "proposed"
            shown_facts.append((fact, label, value, state))
        self._view.story.show_facts(tuple(shown_facts))

    def keep(self, fact: Fact) -> None:
        """A person accepts a fact: it becomes an answer in the caller's words."""
        path = self._place_of(fact)
        if fact.question.endswith("/kind"):
            family = self._knowledge.catalogue.family_of(str(fact.value))
            self._presenter.say(path.replace("/kind", "/family"), family)
            if str(fact.value) in self._knowledge.catalogue.findings:
                self._presenter.say("status.code", "abnormal_not_diagnosed")
                self._presenter.say("status.told_by_doctor", fact.words, words=fact.words)
                return
        self._add(path, fact)
        self._dropped.discard((fact.question, str(fact.value)))

    def _add(self, path: str, fact: Fact) -> None:
        """Say a fact; of one cancer more places are added, and another side stands beside."""
        standing = answer_at(self._presenter.intake, path)
        if not (_is_of_one_cancer(fact) and standing.known):
            self._presenter.say(path, fact.value, words=fact.words)
        elif isinstance(standing.value, tuple):
            self._presenter.say(path, [*standing.value, *fact.value], words=fact.words)
        elif not self._holds(path, fact):
            self._presenter.contradict(path, fact.value, words=fact.words)

    def drop(self, fact: Fact) -> None:
        """A person does not: its chip is struck out, and nothing is written."""
        self._dropped.add((fact.question, str(fact.value)))
        self.show()

    def _place_of(self, fact: Fact) -> str:
        """Where a captured fact belongs: the member that holds it, the first, or a new one."""
        group, rows, name = fact.question.partition(".rows/*/")
        if not rows:
            return fact.question
        members = [row.id for row in rows_of(self._presenter.intake, group)]
        for member in members:
            path = member_path(group, member, name)
            if self._holds(path, fact):
                return path
        for member in members:
            path = member_path(group, member, name)
            if not answer_at(self._presenter.intake, path).known:
                return path
        if members and _is_of_one_cancer(fact):
            return member_path(group, members[0], name)
        return member_path(group, _next_member(members), name)

    def _holds(self, path: str, fact: Fact) -> bool:
        """Whether the fact is said already, alone, among several places or beside another."""
        said = [
            one.value for one in answer_at(self._presenter.intake, path).statements if one.known
        ]
        try:
            wanted = decode_value(question_of(path), fact.value, path) if said else None
        except InvalidValue:
            return False
        if isinstance(wanted, tuple):
            return any(set(wanted).issubset(value or ()) for value in said)
        return wanted in said

    def _words_of(self, fact: Fact) -> tuple[str, str]:
        question = question_of(fact.question)
        label = (
            phrase(FACT_WORDS[question.path])
            if question.path in FACT_WORDS
            else window_words().short(question).casefold()
        )
        if question.kind is Kind.CANCER:
            return label, phrase(self._knowledge.catalogue.name_of(str(fact.value)))
        try:
            value = decode_value(question, fact.value, fact.question)
        except InvalidValue:
            return label, fact.words
        told = shown(question, value)
        return label, told if question.kind in _OWN_WORDS else retold(told)


def _is_of_one_cancer(fact: Fact) -> bool:
    """Whether a fact tells more of a cancer that is told, and not of another one."""
    return fact.question.startswith("dx.rows/*/") and not fact.question.endswith("/kind")


def _next_member(members: list[str]) -> str:
    number = 1
    while str(number) in members:
        number += 1
    return str(number)
