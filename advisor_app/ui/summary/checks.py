"""What stands beside a paper: what to look at before it goes, and the versions that went."""

from advisor_app.domain.asking import six_asked
from advisor_app.domain.authority import disclosure
from advisor_app.domain.case import Case, SummaryIssue
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.paths import conflicts, question_of
from advisor_app.ui.retelling import retold
from advisor_app.ui.summary.view import Check, Version
from advisor_app.ui.wording import dated, phrase, window_words


def checks_of(case: Case) -> tuple[Check, ...]:
    """What to look at before the paper goes."""
    intake = case.intake
    told = disclosure(intake)
    found = [Check(words=retold(told.why), good=told.allowed)]
    asked = six_asked(intake)
    found.append(
        Check(
            words=phrase("Six red flags asked") if asked else phrase("Not all six red flags asked"),
            good=asked,
        )
    )
    torn = [window_words().short(question_of(path)).lower() for path in conflicts(intake)]
    if torn:
        count = phrase("{count} conflict", count=len(torn)) + (
            phrase("s are") if len(torn) > 1 else phrase(" is")
        )
        found.append(
            Check(
                words=phrase("{count} printed: {torn}", count=count, torn=", ".join(torn)),
                good=False,
            )
        )
    matched = intake.out.match.known
    words = phrase("A specialist is chosen") if matched else phrase("No specialist is chosen yet")
    found.append(Check(words=words, good=matched))
    return tuple(found)


def versions_of(issued: tuple[SummaryIssue, ...]) -> tuple[Version, ...]:
    """The version on the screen first, then those that were issued, newest first."""
    number = issued[-1].version + 1 if issued else 1
    current = Version(
        title=phrase("Version {number}", number=number),
        when=phrase("now"),
        note=phrase("not issued yet"),
        current=True,
    )
    before = [
        Version(
            title=phrase("Version {version}", version=issue.version),
            when=phrase("{at:%H:%M} ET", at=issue.at.astimezone(EASTERN)),
            note=f"{phrase(issue.how)}, {dated(issue.at.astimezone(EASTERN), '%d %b %Y')}",
        )
        for issue in reversed(issued)
    ]
    return (current, *before)
