"""A kind of cancer in the caller's words: its readings, the one that was chosen, and its name."""

from advisor_app.domain.paths import member_path
from advisor_app.oncology.answers import CancerAnswer
from advisor_app.oncology.knowledge import Knowledge
from advisor_app.ui.intake.presenter import IntakePresenter
from advisor_app.ui.intake.view import IntakeView
from advisor_app.ui.wording import phrase


class KindChoice:
    """One per desk."""

    def __init__(self, view: IntakeView, presenter: IntakePresenter, knowledge: Knowledge) -> None:
        self._view, self._presenter, self._knowledge = view, presenter, knowledge

    def search(self, path: str, text: str) -> None:
        """What the words typed at `path` may mean."""
        words = text.strip()
        if len(words) < 2:
            self._view.show_kinds(path, ())
            return
        found = self._knowledge.search.find(words, limit=6)
        self._view.show_kinds(path, found.answers, len(found.side_by_side))

    def choose(self, path: str, answer: object) -> None:
        """A reading was chosen; a finding is no diagnosis yet, and is written as what was told."""
        if not isinstance(answer, CancerAnswer):
            return
        words = self._typed_at(path) or answer.hit
        member = path.partition(".rows/")[2].partition("/")[0]
        if answer.finding:
            self._presenter.say("status.code", "abnormal_not_diagnosed")
        else:
            self._presenter.say(path, answer.kind, words=words)
        self._presenter.say(member_path("dx", member, "family"), answer.family)
        if answer.finding:
            self._presenter.say("status.told_by_doctor", answer.name, words=words)
        self.show_names()

    def _typed_at(self, path: str) -> str:
        field = self._view.field_at(path)
        return field.typed_words() if field is not None else ""

    def show_names(self) -> None:
        """The chosen kinds in our words."""
        for row in self._presenter.intake.dx.rows:
            path = member_path("dx", row.id, "kind")
            lead = row.kind.lead
            if lead is None or not lead.known:
                continue
            kind = self._knowledge.catalogue.kinds.get(str(lead.value))
            if kind is not None:
                place = " › ".join(phrase(one) for one in kind.path[:-1])
                name = phrase(kind.name)
                self._view.show_kind_name(path, name, place, lead.verbatim or name)
