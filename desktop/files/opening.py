"""Looking at a file: a picture over the page; anything else is saved where the person says.

A picture is shown from memory. A program of the machine could only open a plain copy, so nothing is handed
to one: the person chooses a place, and knows that the file is there.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop import theme
from desktop.widgets.cover import Cover

MARGIN = 32  # pixels around the picture


def show_content(name: str, content: bytes, over: QWidget, save: Callable[[Path], object]) -> QWidget:
    """Show a picture, or ask where to `save` what is none; answers what was opened."""
    picture = QImage.fromData(content)
    if not picture.isNull():
        view = PictureView(name, picture, over.window())
        view.open()
        return view
    words = QCoreApplication.translate("Files", "Save a copy of {name}").format(name=name)
    return ask_where(words, name, over, save)


def ask_where(title: str, name: str, over: QWidget, chosen: Callable[[Path], object]) -> QFileDialog:
    """The system's dialog for a place to save to."""
    dialog = QFileDialog(over, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
    return dialog


def ask_which(title: str, over: QWidget, chosen: Callable[[list[Path]], object]) -> QFileDialog:
    """The system's dialog for files to take in."""
    dialog = QFileDialog(over, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filesSelected.connect(lambda paths: chosen([Path(path) for path in paths]))
    dialog.open()
    return dialog


class PictureView(Cover):
    """A picture over the window, as large as there is room."""

    def __init__(self, name: str, picture: QImage, window: QWidget) -> None:
        super().__init__(window)
        self._picture = picture
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shade = theme.colour("ink")
        shade.setAlphaF(0.8)
        painter.fillRect(self.rect(), shade)
        room = self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN).size()
        size = self._picture.size()
        if size.width() > room.width() or size.height() > room.height():
            size.scale(room, Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().toRectF().center())
        painter.drawImage(place, self._picture)
