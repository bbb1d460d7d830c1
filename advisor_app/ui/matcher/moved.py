"""What one answer moved among the first of the order, and which answer it was."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from advisor_app.domain.answers import Answer, State
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import answers, question_of
from advisor_app.matching.results import MatchResult
from advisor_app.ui.wording import phrase

FIRST: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """`rose` holds from where each specialist rose ("new", "from 3"); `words` say all of it."""

    words: str = ""
    rose: Mapping[str, str] = field(default_factory=dict)


def moved(before: MatchResult, after: MatchResult, cause: str = "") -> Moved:
    """What changed among the first three; nothing where nothing moved. `cause` is the answer."""
    old = [match.id for match in before.matches]
    was = {match.id: match.name for match in before.matches[:FIRST]}
    told: list[str] = []
    rose: dict[str, str] = {}
    for place, match in enumerate(after.matches[:FIRST], start=1):
        if match.id not in old:
            told.append(phrase("{match} is new at {place}", match=match.name, place=place))
            rose[match.id] = phrase("new")
        elif old.index(match.id) + 1 > place:
            came = old.index(match.id) + 1
            told.append(
                phrase(
                    "{match} up from {came} to {place}", match=match.name, came=came, place=place
                )
            )
            rose[match.id] = phrase("from {came}", came=came)
    still = {match.id for match in after.matches}
    gone = [name for id_, name in was.items() if id_ not in still]
    if list(rose.values()) == [phrase("new")] * FIRST:
        told = [phrase("Another order, {matches} is first", matches=after.matches[0].name)]
    elif gone:
        told.append(
            phrase(
                "{gone} {value} not offered any more",
                gone=", ".join(gone),
                value="are" if gone[1:] else "is",
            )
        )
    if not told:
        return Moved()
    because = f": {cause}" if cause else ""
    return Moved(words=f"{'; '.join(told)}{because}.", rose=rose)


def cause_words(before: Intake, after: Intake) -> str:
    """The answer that changed between two drafts, in words; empty where none or too many did."""
    old, new = dict(answers(before)), dict(answers(after))
    changed = [path for path in {**old, **new} if old.get(path) != new.get(path)]
    told = dict.fromkeys(
        _change(path, old.get(path), new.get(path)) for path in changed if not _is_ours(path)
    )
    if len(told) > FIRST:
        return phrase("{count} answers changed", count=len(told))
    return ", ".join(told)


def _change(path: str, before: Answer[Any] | None, after: Answer[Any] | None) -> str:
    name = question_of(path).short
    name = name if name[1:2].isupper() else name[:1].lower() + name[1:]
    if after is None or not after.statements:
        return phrase("{name} not told any more", name=name)
    if not after.known:
        lead = after.lead
        refused = lead is not None and lead.state is State.REFUSED
        return f"{name} {'refused' if refused else 'unknown'}"
    return f"{name} {'changed' if before is not None and before.known else 'now known'}"


def _is_ours(path: str) -> bool:
    """What the line itself writes moves nobody by what it says."""
    return path.startswith(("out.", "rec.", "call."))
