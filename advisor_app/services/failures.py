"""What can go wrong, each with one clear sentence, an exit code and no patient data."""

from typing import ClassVar


class ServiceFailure(Exception):
    """A deed that was not done; nothing of it is left in the store.

    `code` is the exit code of the command line: 2 bad input, 3 locked or busy, 4 storage failed,
    5 integrity failed, 6 denied.
    """

    code: ClassVar[int] = 4


class NoSuchCase(ServiceFailure):
    """A case number that the store does not know."""

    code = 2

    def __init__(self) -> None:
        super().__init__("There is no case of that number.")


class NoSuchCall(ServiceFailure):
    """A call that the store does not know."""

    code = 2

    def __init__(self) -> None:
        super().__init__("There is no such call.")


class NoSuchPromise(ServiceFailure):
    """A promise that the store does not know."""

    code = 2

    def __init__(self) -> None:
        super().__init__("There is no such promise.")


class NoSuchRequest(ServiceFailure):
    """An online request that the store does not know."""

    code = 2

    def __init__(self) -> None:
        super().__init__("There is no such online request.")


class DoneElsewhere(ServiceFailure):
    """Work that one console does for all, and that another is doing at this moment."""

    code = 3

    def __init__(self) -> None:
        super().__init__("Another console is doing that now.")


class NoSuchAccount(ServiceFailure):
    """An account that the store does not know."""

    code = 2

    def __init__(self) -> None:
        super().__init__("There is no such account.")


class AccountExists(ServiceFailure):
    """An account that is there already."""

    code = 2

    def __init__(self) -> None:
        super().__init__("There is already an account of that name.")


class NotPossible(ServiceFailure):
    """Something that cannot follow upon what is; the sentence says why."""

    code = 2


class BadValue(ServiceFailure):
    """A value that a question cannot take; `path` says which question."""

    code = 2

    def __init__(self, path: str, mistake: str) -> None:
        super().__init__(f"The answer to {path} {mistake}.")
        self.path = path


class BrokenTable(ServiceFailure):
    """A table that cannot be used as it was written; `file` and `line` say where."""

    code = 2

    def __init__(self, file: str, line: int, mistake: str) -> None:
        super().__init__(f"{file}, line {line}: {mistake}")
        self.file, self.line, self.mistake = file, line, mistake


class WeakSecret(ServiceFailure):
    """A passphrase or a PIN that is too easy to guess."""

    code = 2


class AlreadyClaimed(ServiceFailure):
    """Somebody else has it; `by` is their name."""

    code = 3

    def __init__(self, by: str) -> None:
        super().__init__(f"Already taken by {by}." if by else "Already taken by somebody else.")
        self.by = by


class ChangedMeanwhile(ServiceFailure):
    """What was shown is not what is there now."""

    code = 3

    def __init__(self) -> None:
        super().__init__("It changed meanwhile; look again.")


class StoreLocked(ServiceFailure):
    """Another program holds the store."""

    code = 3

    def __init__(self) -> None:
        super().__init__("The store is busy; try again in a moment.")


class SignInDelayed(ServiceFailure):
    """Too many wrong passwords; `seconds` until the next try."""

    code = 3

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many wrong passwords; try again in {seconds} s.")
        self.seconds = seconds


class StoreFailed(ServiceFailure):
    """The store could not do it: no room, no right to write, no disk."""

    def __init__(self, why: str = "The store could not be written; nothing was changed.") -> None:
        super().__init__(why)


class StoreOutOfReach(StoreFailed):
    """The shared store does not answer; what was asked for may be done when it is back."""

    def __init__(self) -> None:
        super().__init__("The shared store does not answer.")


class StoreDamaged(ServiceFailure):
    """The store cannot be read: the key is wrong, or the file is damaged."""

    code = 5

    def __init__(
        self, why: str = "The key does not open the store, or the file is damaged."
    ) -> None:
        super().__init__(why)


class StoreReadOnly(ServiceFailure):
    """The store may be read but not written: nothing could be written down."""

    code = 5

    def __init__(self) -> None:
        super().__init__("The store is read-only; this account must be allowed to write it.")


class WrongKey(ServiceFailure):
    """A passphrase or a recovery code that does not open the store's key."""

    code = 5

    def __init__(self) -> None:
        super().__init__(
            "The account or the passphrase is wrong, or the keys of the store are damaged."
        )


class StoreNewer(ServiceFailure):
    """The store was made by a later version of the console."""

    code = 5

    def __init__(self) -> None:
        super().__init__("The store was made by a newer version of the console.")


class StoreForeign(ServiceFailure):
    """The file is something else."""

    code = 5

    def __init__(self) -> None:
        super().__init__("The file is not a store of this console.")


class AuditBroken(ServiceFailure):
    """The audit does not hold together from row `seq` on; `why` says what is wrong there."""

    code = 5

    def __init__(self, seq: int, why: str = "") -> None:
        super().__init__(f"The audit is broken at row {seq}{f': {why}' if why else ''}.")
        self.seq = seq


class Denied(ServiceFailure):
    """Not allowed; the sentence says why."""

    code = 6


class GlassNeeded(Denied):
    """A case that the role opens only by breaking the glass; `case` is its number."""

    def __init__(self, case: str) -> None:
        super().__init__("Somebody else works on this case; to open it, say why.")
        self.case = case


class WrongPassword(ServiceFailure):
    """A password, PIN or recovery code that opens nothing."""

    code = 6

    def __init__(self) -> None:
        super().__init__("The account or the password is wrong.")
