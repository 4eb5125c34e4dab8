"""One attachment: a small picture or a sign, the name, the size, and where its bytes are (待上传, 已上传)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop import icons, theme
from desktop.widgets.badge import Mark, mark_size, paint_mark


@dataclass(frozen=True)
class Attachment:
    """`size`: bytes; `thumbnail`: the bytes of a small picture (PNG or JPEG), b"" shows a sign instead."""

    key: str
    name: str
    size: int
    mark: Mark
    thumbnail: bytes = b""


class AttachmentTile(QAbstractButton):
    """Enter or a click opens, Delete asks for removal. Signals: Qt's `clicked`, and `removal_asked()`."""

    removal_asked = Signal()

    def __init__(
        self, attachment: Attachment, parent: QWidget | None = None, *, removable: bool = True
    ) -> None:
        super().__init__(parent)
        self.attachment = attachment
        self._picture = QImage.fromData(attachment.thumbnail)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        words = (attachment.name, size_words(attachment.size), attachment.mark.word)
        self.setAccessibleName(", ".join(words))
        how = self.tr("Enter opens, Delete removes") if removable else self.tr("Enter opens")
        self.setToolTip(f"{attachment.name}\n{how}")

    def sizeHint(self) -> QSize:
        return QSize(theme.px(236), theme.px(60))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ring = QPen(theme.colour("focus"), 2) if self.hasFocus() else QPen(theme.colour("line"), 1)
        painter.setPen(ring)
        painter.setBrush(theme.colour("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(box, 6, 6)
        side = theme.px(44)
        self._paint_picture(painter, QRectF(theme.px(8), (self.height() - side) / 2, side, side))
        self._paint_words(
            painter, QRect(theme.px(62), theme.px(7), self.width() - theme.px(70), self.height())
        )

    def _paint_picture(self, painter: QPainter, box: QRectF) -> None:
        frame = QPainterPath()
        frame.addRoundedRect(box, 4, 4)
        painter.fillPath(frame, theme.colour("sunken"))
        if self._picture.isNull():
            icons.paint(painter, "file", box.adjusted(11, 11, -11, -11), theme.colour("ink_soft"))
            return
        painter.save()
        painter.setClipPath(frame)
        fill = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        size = self._picture.size().scaled(box.size().toSize(), fill)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(box.center())
        painter.drawImage(place, self._picture)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRect) -> None:
        name = theme.font("body")
        painter.setFont(name)
        painter.setPen(theme.colour("ink"))
        fitting = QFontMetrics(name).elidedText(
            self.attachment.name, Qt.TextElideMode.ElideMiddle, box.width()
        )
        painter.drawText(
            QRect(box.x(), box.y(), box.width(), theme.px(20)), Qt.AlignmentFlag.AlignVCenter, fitting
        )
        size = mark_size(self.attachment.mark)
        lower = QRect(box.x(), theme.px(31), size.width(), size.height())
        paint_mark(painter, lower, self.attachment.mark)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink_soft"))
        rest = QRect(lower.right() + theme.px(8), lower.y(), box.width(), lower.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, size_words(self.attachment.size))


def size_words(size: int) -> str:
    """4.1 MB, as people read it."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
