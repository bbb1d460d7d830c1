"""The board as a CSV file: figures only."""

import csv
import io

from advisor_app.domain.clock import stamp
from advisor_app.ui.board.picture import BoardPicture, CallsBar


def figures_csv(picture: BoardPicture) -> str:
    """Three tables below each other: the figures, the calls by step, what waited by team."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n")
    write.writerow(("board", picture.span.value))
    write.writerow(("at", stamp(picture.at)))
    write.writerow(())
    write.writerow(("figure", "value"))
    write.writerows(picture.figures)
    write.writerow(())
    write.writerow(("from", "answered", "gave up", "service level", "expected"))
    write.writerows(_bar(bar) for bar in picture.bars)
    write.writerow(())
    write.writerow(("most waiting at once", "limit", *picture.columns))
    for team in picture.teams:
        counts = ("" if one.to_come or one.count is None else one.count for one in team.cells)
        write.writerow((team.name, team.limit, *counts))
    return out.getvalue()


def _bar(bar: CallsBar) -> tuple[object, ...]:
    level = "" if bar.level is None else f"{bar.level:.4f}"
    expected = "" if bar.expected is None else f"{bar.expected:.1f}"
    if bar.to_come:
        return bar.label, "", "", "", expected
    return bar.label, bar.answered, bar.gave_up, level, expected
