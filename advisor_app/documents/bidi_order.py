"""The order of pieces on a line that holds text from right to left (Unicode annex 9).

The papers are English, so a line runs from left to right; Arabic and Hebrew inside it run from the
right, with their numbers, as python-bidi orders them.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from bidi.algorithm import (
    apply_mirroring,
    explicit_embed_and_overrides,
    get_embedding_levels,
    get_empty_storage,
    reorder_resolved_levels,
    resolve_implicit_levels,
    resolve_neutral_types,
    resolve_weak_types,
)

from advisor_app.documents.faces import width_of
from advisor_app.documents.pieces import Piece


def visual_order(pieces: Sequence[Piece], size: float) -> list[Piece]:
    """The pieces from left to right; one whose characters part ways is cut."""
    owners = [number for number, piece in enumerate(pieces) for _ in piece.text]
    ordered: list[Piece] = []
    for group in _groups(_ordered_characters("".join(piece.text for piece in pieces)), owners):
        piece = pieces[owners[group[0]["place"]]]
        places = sorted(sign["place"] for sign in group)
        if piece.right_to_left:
            # The shaper turns it round itself.
            start = owners.index(owners[places[0]])
            text = "".join(piece.text[place - start] for place in places)
        else:
            text = "".join(sign["ch"] for sign in group)
        whole = len(places) == len(piece.text)
        width = piece.width if whole else width_of(text, piece.face, size)
        ordered.append(piece._replace(text=text, width=width))
    return ordered


def _ordered_characters(text: str) -> list[dict[str, Any]]:
    storage: dict[str, Any] = get_empty_storage()
    storage["base_level"], storage["base_dir"] = 0, "L"
    get_embedding_levels(text, storage)
    for place, sign in enumerate(storage["chars"]):
        sign["place"] = place
    for step in (
        explicit_embed_and_overrides,
        resolve_weak_types,
        resolve_neutral_types,
        resolve_implicit_levels,
        reorder_resolved_levels,
        apply_mirroring,
    ):
        step(storage, False)
    ordered: list[dict[str, Any]] = storage["chars"]
    return ordered


def _groups(
    characters: Sequence[dict[str, Any]], owners: Sequence[int]
) -> Iterator[list[dict[str, Any]]]:
    """Characters that lie side by side on the paper and in the text, by piece."""
    group: list[dict[str, Any]] = []
    for sign in characters:
        if group and (
            owners[sign["place"]] != owners[group[-1]["place"]]
            or abs(sign["place"] - group[-1]["place"]) != 1
        ):
            yield group
            group = []
        group.append(sign)
    if group:
        yield group
