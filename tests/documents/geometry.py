"""Looks at a display list: what overlaps, what leaves the text block, what is too small."""

from advisor_app.documents.display import Drawn, Text
from advisor_app.documents.grid import LEFT, RIGHT, SMALLEST, TOP

_ASCENT, _DESCENT = 0.72, 0.18
_TOUCH = 0.6


def box_of(text: Text) -> tuple[float, float, float, float]:
    return (
        text.x,
        text.y - _ASCENT * text.size,
        text.x + text.width,
        text.y + _DESCENT * text.size,
    )


def faults(drawn: Drawn) -> list[str]:
    """Every fault of the geometry, by page and the start of the text."""
    found = []
    for number, page in enumerate(drawn.lists, start=1):
        boxes = [(box_of(text), text) for text in page.texts]
        for (x0, y0, x1, y1), text in boxes:
            if x0 < LEFT - 0.5 or x1 > RIGHT + _TOUCH:
                found.append(f"{number}: leaves the block at {x0:.0f}-{x1:.0f}: {text.text[:30]}")
            if y0 < TOP - 1 or y1 > drawn.size.height - 18:
                found.append(f"{number}: leaves the page at {y1:.0f}: {text.text[:30]}")
            if text.size < SMALLEST:
                found.append(f"{number}: too small: {text.text[:30]}")
        boxes.sort(key=lambda told: told[0][1])
        for index, (a, one) in enumerate(boxes):
            for b, other in boxes[index + 1 :]:
                if b[1] > a[3]:
                    break
                wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
                if wide > _TOUCH and high > _TOUCH:
                    found.append(f"{number}: overlap: {one.text[:25]} | {other.text[:25]}")
    return found


def words_on(drawn: Drawn, page: int | None = None) -> str:
    """The words in reading order, of one page (from 1) or of all."""
    lists = drawn.lists if page is None else (drawn.lists[page - 1],)
    return " ".join(text.text for one in lists for text in one.texts)
