"""The papers that were issued: which version of which case, for whom, and their bytes."""

import hashlib
from dataclasses import dataclass
from typing import Final

from advisor_app.domain.authority import disclosure
from advisor_app.domain.case import (
    ACKNOWLEDGED,
    PRINTED,
    SIGNED,
    Act,
    IssuedPaper,
    SummaryIssue,
)
from advisor_app.domain.intake import Intake
from advisor_app.services.audit import Audit
from advisor_app.services.failures import ChangedMeanwhile, Denied, NoSuchCase, NotPossible
from advisor_app.services.gate import Gate
from advisor_app.services.ports import Clock, Store, Writing
from advisor_app.services.rights import Deed

SUMMARY: Final = "summary"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperStanding:
    """Whether a file is a summary of ours (`issue`), and which version is the newest now."""

    issue: SummaryIssue | None
    newest: int = 0

    @property
    def is_newest(self) -> bool:
        """Whether nothing was issued after it."""
        return self.issue is not None and self.issue.version == self.newest


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCopy:
    """The newest summary of a case that one receiver was given, with its bytes."""

    issue: SummaryIssue
    pdf: bytes


def receiver_of(intake: Intake) -> str:
    """The specialist for whom a summary is printed, by id; nothing while none is chosen."""
    chosen = intake.out.match.value
    return chosen.text("id") if chosen is not None else ""


class Summaries:
    """Issues summaries under a version that grows, and finds them again by their bytes."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._clock = clock
        self._gate = Gate(store, clock)
        self._audit = Audit(store, clock)

    def issue(
        self,
        act: Act,
        number: str,
        revision: int,
        digest: str,
        how: str = PRINTED,
        copies: int = 1,
        *,
        pdf: bytes = b"",
        recipient: str = "",
    ) -> SummaryIssue:
        """Issue the summary of a case as it stands; `digest` is the SHA-256 of its bytes in hex.

        The bytes are kept where they are given. Raises NoSuchCase, ChangedMeanwhile where the case
        is not at `revision` any more, Denied where nothing may be told to who is calling, and
        AuditBroken: nothing leaves a store whose audit does not hold together.
        """
        self._audit.refuse_if_broken(act)
        issuing = Deed.ISSUE_SUMMARY
        with self._gate.on_case(act, "summary.issue", number, issuing) as unit:
            issue = self._issue(unit, act, number, revision, digest, how, copies)
            if pdf:
                self._keep(unit, act, number, SUMMARY, pdf, recipient)
            return issue

    def issue_paper(
        self, act: Act, number: str, kind: str, pdf: bytes, how: str = PRINTED, recipient: str = ""
    ) -> None:
        """Another paper of a case leaves the house: kept, noted with the case, audited.

        Raises NoSuchCase, AuditBroken, and Denied where nothing may be told to who is calling.
        """
        self._audit.refuse_if_broken(act)
        with self._gate.on_case(act, "paper.issue", number, Deed.ISSUE_SUMMARY) as unit:
            if unit.cases.record(number) is None:
                raise NoSuchCase
            allowed = disclosure(unit.cases.intake(number))
            if not allowed.allowed:
                raise Denied(f"{allowed.why}.")
            self._keep(unit, act, number, kind, pdf, recipient)
            at = self._clock.now()
            unit.cases.add_note(number, how, kind.replace("_", " "), act.session.account, at)
            told = f"{kind}, {how}, sha256 {hashlib.sha256(pdf).hexdigest()}"
            unit.audit.append("paper.issue", "case", number, told)

    def issued(self, act: Act, number: str) -> tuple[SummaryIssue, ...]:
        """All versions of a case's summary, oldest first."""
        with self._gate.on_case(act, "summary.list", number) as unit:
            unit.audit.append("summary.list", "case", number)
            return unit.centre.issues(number)

    def newest(self, act: Act, number: str) -> SummaryIssue | None:
        """The newest version, where there is one."""
        found = self.issued(act, number)
        return found[-1] if found else None

    def find_by_digest(self, act: Act, digest: str) -> SummaryIssue | None:
        """The issue whose bytes have that SHA-256: is this paper ours?"""
        return self.standing(act, digest).issue

    def standing(self, act: Act, digest: str) -> PaperStanding:
        """Whether the paper of that SHA-256 is ours, and the newest of its case."""
        with self._gate.writing(act, Deed.VERIFY_PAPER, "summary.verify", "summary") as unit:
            found = unit.centre.issue_of(digest)
            told = f"{found.case} version {found.version}" if found else "not ours"
            unit.audit.append("summary.verify", "summary", digest, told)
            if found is None:
                return PaperStanding(issue=None)
            return PaperStanding(issue=found, newest=unit.centre.issues(found.case)[-1].version)

    def held_by(self, act: Act, number: str, receiver: str) -> HeldCopy | None:
        """The newest copy that went to a receiver; None where nothing went to them yet."""
        with self._gate.on_case(act, "paper.read", number) as unit:
            held = _held(unit, number, receiver)
            told = "no copy is held" if held is None else f"version {held.issue.version}"
            unit.audit.append("paper.read", "case", number, told)
            return held

    def unanswered(self, act: Act) -> tuple[SummaryIssue, ...]:
        """The printed summaries that the receiving office has not confirmed, oldest first."""
        with self._gate.writing(act, Deed.LIST_CASES, "summary.unanswered", "line") as unit:
            unit.audit.append("summary.unanswered", "line", "")
            return unit.centre.unanswered()

    def acknowledge(self, act: Act, number: str, version: int) -> None:
        """The receiving office confirmed that version. Raises NotPossible where there is none."""
        with self._gate.on_case(act, "summary.acknowledge", number) as unit:
            if all(one.version != version for one in unit.centre.issues(number)):
                raise NotPossible("There is no such version of the summary.")
            words, at = f"version {version}", self._clock.now()
            unit.cases.add_note(number, ACKNOWLEDGED, words, act.session.account, at)
            unit.audit.append("summary.acknowledge", "case", number, words)

    def sign(self, act: Act, number: str, revision: int) -> None:
        """A nurse signs the case as it stands: from then on its summary is no draft.

        Raises Denied for everybody else, and ChangedMeanwhile where the case is not at `revision`.
        """
        with self._gate.on_case(act, "summary.sign", number, Deed.SIGN_SUMMARY) as unit:
            record = unit.cases.record(number)
            if record is None:
                raise NoSuchCase
            if record.revision != revision:
                raise ChangedMeanwhile
            words, at = f"revision {revision}", self._clock.now()
            unit.cases.add_note(number, SIGNED, words, act.session.account, at)
            unit.audit.append("summary.sign", "case", number, words)

    def signed(self, act: Act, number: str, revision: int) -> str:
        """Who signed the case at that revision, or nothing."""
        with self._gate.on_case(act, "summary.signed", number) as unit:
            unit.audit.append("summary.signed", "case", number)
            notes = unit.cases.notes(number)
        words = f"revision {revision}"
        by = [one.by for one in notes if one.what == SIGNED and one.detail == words]
        return by[-1] if by else ""

    def _keep(
        self, unit: Writing, act: Act, number: str, kind: str, pdf: bytes, recipient: str
    ) -> None:
        unit.centre.keep_paper(
            IssuedPaper(
                case=number,
                kind=kind,
                recipient=recipient,
                digest=hashlib.sha256(pdf).hexdigest(),
                body=pdf,
                by=act.session.account,
                at=self._clock.now(),
            )
        )

    def _issue(
        self,
        unit: Writing,
        act: Act,
        number: str,
        revision: int,
        digest: str,
        how: str,
        copies: int,
    ) -> SummaryIssue:
        record = unit.cases.record(number)
        if record is None:
            raise NoSuchCase
        if record.revision != revision:
            raise ChangedMeanwhile
        allowed = disclosure(unit.cases.intake(number))
        if not allowed.allowed:
            raise Denied(f"{allowed.why}.")
        before = unit.centre.issues(number)
        issue = SummaryIssue(
            case=number,
            version=len(before) + 1,
            revision=revision,
            at=self._clock.now(),
            by=act.session.account,
            digest=digest,
            copies=copies,
            supersedes=before[-1].version if before else None,
            how=how,
        )
        unit.centre.add_issue(issue)
        unit.cases.add_note(number, how, f"version {issue.version}", issue.by, issue.at)
        told = f"version {issue.version} of revision {revision}, {copies} copies, sha256 {digest}"
        unit.audit.append("summary.issue", "case", number, told)
        return issue


def _held(unit: Writing, number: str, receiver: str) -> HeldCopy | None:
    for issue in reversed(unit.centre.issues(number)):
        paper = unit.centre.paper_of(issue.digest)
        if paper is not None and paper.recipient == receiver:
            return HeldCopy(issue=issue, pdf=paper.body)
    return None
