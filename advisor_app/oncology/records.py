"""The records that a physician needs before the visit, by family of cancers and path."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNeed:
    """One record: its code, its name, why it is needed, and how long it usually takes to come."""

    code: str
    name: str
    why: str = ""
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NeededRecords:
    """What must be in hand before the visit, what helps, and what often goes wrong."""

    required: tuple[RecordNeed, ...] = ()
    helpful: tuple[RecordNeed, ...] = ()
    pitfalls: tuple[str, ...] = ()
