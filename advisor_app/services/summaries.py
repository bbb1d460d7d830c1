"""The summaries that were issued: which version of which case, to whom it is traced."""

from advisor_app.domain.authority import disclosure
from advisor_app.domain.case import Act, SummaryIssue
from advisor_app.services.failures import ChangedMeanwhile, Denied, NoSuchCase
from advisor_app.services.gate import Gate
from advisor_app.services.ports import Clock, Store, Writing
from advisor_app.services.rights import Deed


class Summaries:
    """Issues summaries under a version that grows, and finds them again by their bytes."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._gate = Gate(store, clock)

    def issue(
        self,
        act: Act,
        number: str,
        revision: int,
        digest: str,
        how: str = "printed",
        copies: int = 1,
    ) -> SummaryIssue:
        """Issue the summary of a case as it stands; `digest` is the SHA-256 of its bytes in hex.

        Raises NoSuchCase, ChangedMeanwhile where the case is not at `revision` any more, and Denied
        where nothing may be told to who is calling.
        """
        issuing = Deed.ISSUE_SUMMARY
        with self._gate.on_case(act, "summary.issue", number, issuing) as unit:
            return self._issue(unit, act, number, revision, digest, how, copies)

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
        with self._gate.writing(act, Deed.VERIFY_PAPER, "summary.verify", "summary") as unit:
            found = unit.centre.issue_of(digest)
            told = f"{found.case} version {found.version}" if found else "not ours"
            unit.audit.append("summary.verify", "summary", digest, told)
            return found

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
