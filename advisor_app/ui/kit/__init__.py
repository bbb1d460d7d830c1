"""The controls of which every page is built; all of them read the theme when they paint."""

from advisor_app.ui.kit.bars import Bar, FitBars
from advisor_app.ui.kit.buttons import Button, ButtonKind, KeyCap
from advisor_app.ui.kit.chips import Chip, ChipState
from advisor_app.ui.kit.conflict import ConflictCard, StatementShown
from advisor_app.ui.kit.fields import (
    CheckRow,
    ChoiceBox,
    FieldState,
    MultiLineEdit,
    OneLineEdit,
    SearchField,
    show_field_state,
)
from advisor_app.ui.kit.frames import SelectedCard, Surface, frame, hline, set_surface, vline
from advisor_app.ui.kit.layouts import FlowLayout, Item, column, empty, holder, row, scrolled
from advisor_app.ui.kit.marks import (
    Avatar,
    Dot,
    IconMark,
    Logo,
    Pill,
    PillKind,
    ProvenanceCode,
    ProvenanceMark,
    Ring,
    Share,
)
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.kit.question import HintKind, QuestionFrame
from advisor_app.ui.kit.rail import RailItem, SectionItem, SectionState
from advisor_app.ui.kit.segmented import Segment, Segmented
from advisor_app.ui.kit.strips import EmptyState, LoadingRows, Strip, StripKind, UndoBar

__all__ = [
    "Avatar",
    "Bar",
    "Button",
    "ButtonKind",
    "CheckRow",
    "Chip",
    "ChipState",
    "ChoiceBox",
    "ConflictCard",
    "Dot",
    "EmptyState",
    "FieldState",
    "FitBars",
    "FlowLayout",
    "HintKind",
    "IconMark",
    "Item",
    "KeyCap",
    "LoadingRows",
    "Logo",
    "MultiLineEdit",
    "OneLineEdit",
    "Overlay",
    "Pill",
    "PillKind",
    "ProvenanceCode",
    "ProvenanceMark",
    "QuestionFrame",
    "RailItem",
    "Ring",
    "SearchField",
    "SectionItem",
    "SectionState",
    "Segment",
    "Segmented",
    "SelectedCard",
    "Share",
    "StatementShown",
    "Strip",
    "StripKind",
    "Surface",
    "UndoBar",
    "column",
    "empty",
    "frame",
    "hline",
    "holder",
    "row",
    "scrolled",
    "set_surface",
    "show_field_state",
    "vline",
]
