"""Pages of a paper on the screen: the very file, drawn at device pixels, with a soft shadow."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from advisor_app.ui.paper_port import PageImage
from advisor_app.ui.theme import color, theme
from advisor_app.ui.wording import phrase

MARGIN = 8
RINGS = 6


def image_of(page: PageImage) -> QImage:
    """A page as an image that owns its bytes."""
    image = QImage(page.data, page.width, page.height, page.width * 4, QImage.Format.Format_RGB32)
    return image.copy()


class Sheet(QWidget):
    """One page as wide as it is told, on paper colour."""

    def __init__(self, image: QImage, width: int, number: int) -> None:
        super().__init__()
        self._image = image
        self.setObjectName(f"sheet_{number}")
        self.setAccessibleName(phrase("Page {number}", number=number))
        self.set_page_width(width)

    def set_page_width(self, width: int) -> None:
        """Show the page `width` pixels wide."""
        height = round(width * self._image.height() / max(1, self._image.width()))
        self._page = QRect(MARGIN, MARGIN - 2, width, height)
        self.setFixedSize(QSize(width + 2 * MARGIN, height + 2 * MARGIN))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not theme().high_contrast:
            shade = color("shadow")
            shade.setAlpha(7)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            for ring in range(RINGS, 0, -1):
                area = self._page.adjusted(-ring, -ring + 2, ring, ring + 2)
                painter.drawRoundedRect(area, 3 + ring, 3 + ring)
        painter.drawImage(self._page, self._image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color("line2"), 1))
        painter.drawRect(self._page.adjusted(-1, -1, 0, 0))
        painter.end()


class Thumb(QAbstractButton):
    """A small page; a press goes to it."""

    chosen = Signal(int)

    def __init__(self, image: QImage, number: int, width: int) -> None:
        super().__init__()
        self._number = number
        height = round(width * image.height() / max(1, image.width()))
        ratio = 2
        self._image = image.scaled(
            width * ratio,
            height * ratio,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self._image.setDevicePixelRatio(ratio)
        self.setFixedSize(QSize(width + 4, height + 4))
        self.setCheckable(True)
        self.setObjectName(f"thumb_{number}")
        self.setAccessibleName(phrase("Page {number}", number=number))
        self.clicked.connect(lambda _on=False: self.chosen.emit(number))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.setChecked(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(2, 2, self._image)
        on = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(color("accent" if on else "line2"), 2 if on else 1))
        painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()
