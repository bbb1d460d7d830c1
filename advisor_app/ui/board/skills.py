"""Lets a supervisor change what an advisor answers for, and take it back."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from advisor_app.domain.people import Advisor
from advisor_app.line.groups import Groups
from advisor_app.services.failures import ServiceFailure
from advisor_app.ui.board.skills_card import SkillsCard
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs


class SkillsPresenter(QObject):
    """Between the card and the service; the last change of this card can be undone."""

    def __init__(self, console: Console, window: QWidget, groups: Groups, jobs: Jobs) -> None:
        super().__init__(window)
        self._console, self._jobs = console, jobs
        self._last: tuple[Advisor, Advisor] | None = None
        self.card = SkillsCard(window, groups, console.knowledge.catalogue)
        self.card.saved.connect(self._save)
        self.card.undone.connect(self._undo)
        self.card.sought.connect(self._add)

    def begin(self, advisor: Advisor) -> None:
        """Open the card for one advisor."""
        self._last = None
        self.card.begin(advisor)

    def _add(self, text: str) -> None:
        """The family or kind of that name, else the best that the search finds."""
        catalogue, wanted = self._console.knowledge.catalogue, text.strip()
        if not wanted:
            return
        named = {one.lower(): one for one in (*catalogue.families, *catalogue.kinds)}
        named |= {one.name.lower(): id_ for id_, one in catalogue.families.items()}
        node = named.get(wanted.lower(), "")
        if not node:
            answers = self._console.knowledge.search.find(wanted, limit=1).answers
            node = answers[0].kind if answers and not answers[0].finding else ""
        if node:
            self.card.add_node(node)
            self.card.say(f"Added: {catalogue.name_of(node)}. Save puts it in force.")
        else:
            self.card.say("No kind or family of cancers is called so.", warns=True)

    def _save(self, before: Advisor, after: Advisor) -> None:
        self._change(before, after, "In force from the next offer on, at every desk.")

    def _undo(self) -> None:
        if self._last is not None:
            before, after = self._last
            self._change(after, before, "Taken back.")

    def _change(self, before: Advisor, after: Advisor, words: str) -> None:
        act, skills = self._console.act(), self._console.skills

        def done(told: Advisor) -> None:
            self._last = (before, told)
            self.card.show_advisor(told)
            self.card.undo.setEnabled(True)
            self.card.say(words)

        self._jobs.write(self, lambda: skills.change(act, before, after), done, self._failed)

    def _failed(self, failure: Exception) -> None:
        if isinstance(failure, ServiceFailure):
            self.card.say(str(failure), warns=True)
        else:
            self._jobs.broke.emit(failure)
