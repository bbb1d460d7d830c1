"""What an advisor answers for (team, kinds with levels, languages), by a supervisor's word."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from advisor_app.domain.case import Act
from advisor_app.domain.people import Advisor, Skill
from advisor_app.domain.places import language_name
from advisor_app.oncology.catalogue import Catalogue
from advisor_app.services.failures import ChangedMeanwhile, NoSuchAccount, NotPossible
from advisor_app.services.gate import Gate
from advisor_app.services.ports import Clock, Store
from advisor_app.services.rights import Deed

HIGHEST_LEVEL: Final = 5


class Skills:
    """Changes skills; the line pairs by them from the next offer on, at whichever desk."""

    def __init__(
        self, store: Store, clock: Clock, catalogue: Catalogue, groups: Collection[str]
    ) -> None:
        self._gate = Gate(store, clock)
        self._catalogue = catalogue
        self._groups = frozenset(groups)

    def change(self, act: Act, before: Advisor, after: Advisor) -> Advisor:
        """Let the advisor answer for what `after` says; their role is not a supervisor's to change.

        Given `after` and `before` in turn it is taken back. Raises Denied, NoSuchAccount,
        NotPossible with what is wrong, and ChangedMeanwhile where `before` is no longer so.
        """
        told = replace(
            before,
            group=after.group,
            skills=tuple(dict.fromkeys(after.skills)),
            languages=tuple(dict.fromkeys(after.languages)),
        )
        self._check(told)
        deed, id_ = Deed.CHANGE_SKILLS, before.id
        with self._gate.writing(act, deed, "account.skills", "account", id_) as unit:
            record = unit.accounts.account(id_)
            if record is None:
                raise NoSuchAccount
            if _answers_for(record.advisor) != _answers_for(before):
                raise ChangedMeanwhile
            unit.accounts.put_skills(told)
            unit.audit.append("account.skills", "account", id_, _words(told))
        return told

    def _check(self, told: Advisor) -> None:
        if told.group and told.group not in self._groups:
            raise NotPossible("That is no team of the line.")
        nodes = [skill.node for skill in told.skills]
        for node in nodes:
            if node not in self._catalogue.families and node not in self._catalogue.kinds:
                raise NotPossible(f"{node} is neither a kind nor a family of cancers.")
        if len(set(nodes)) < len(nodes):
            raise NotPossible("A kind of cancer stands twice.")
        if not all(1 <= skill.level <= HIGHEST_LEVEL for skill in told.skills):
            raise NotPossible(f"A level is 1 to {HIGHEST_LEVEL}.")
        if not told.languages:
            raise NotPossible("An advisor speaks at least one language.")
        unknown = [one for one in told.languages if language_name(one) == one]
        if unknown:
            raise NotPossible(f"{unknown[0]} is no code of a language, as en or es.")


def _answers_for(one: Advisor) -> tuple[str, frozenset[Skill], frozenset[str]]:
    return one.group, frozenset(one.skills), frozenset(one.languages)


def _words(told: Advisor) -> str:
    skills = " ".join(f"{one.node}:{one.level}" for one in told.skills)
    return f"{told.group or 'no team'}; {skills or 'no skills'}; {' '.join(told.languages)}"
