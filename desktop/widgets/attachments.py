"""The attachments of a record: files are dropped in, pasted as a picture, or picked.

What comes in is only named here; the screen decides what becomes of it (size limit, hash, sealing).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.widgets.attachment_tile import Attachment, AttachmentTile
from desktop.widgets.button import Button
from desktop.widgets.layouts import FlowLayout, clear
from desktop.widgets.text import Text


class AttachmentStrip(QFrame):
    """Signals: `files_dropped(list[Path])`, `picture_pasted(bytes)` (PNG), `add_asked()`, `opened(key)`,
    `removed(key)`."""

    files_dropped = Signal(object)
    picture_pasted = Signal(object)
    add_asked = Signal()
    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "drop")
        self.removable = True  # whether a file can be taken away here
        self.tiles: list[AttachmentTile] = []
        self.add_button = Button(self.tr("Add a file"), "quiet", icon="attach")
        self.add_button.clicked.connect(self.add_asked)
        self.hint = Text(self.tr("Drop files here, or paste a picture with Ctrl+V"), "small")
        self._flow, foot = FlowLayout(gap=8), FlowLayout(gap=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addLayout(self._flow)
        column.addLayout(foot)
        foot.addWidget(self.add_button)
        foot.addWidget(self.hint)
        self.hint.setContentsMargins(0, 8, 0, 0)
        self.set_read_only(False)

    def set_attachments(self, attachments: Sequence[Attachment]) -> None:
        """Show these instead."""
        clear(self._flow)
        self.tiles = [AttachmentTile(each, removable=self.removable) for each in attachments]
        for tile in self.tiles:
            tile.clicked.connect(self._open)
            tile.removal_asked.connect(self._ask_removal)
            self._flow.addWidget(tile)

    def set_read_only(self, read_only: bool) -> None:
        """Show, but take nothing in and give nothing away."""
        self._read_only = read_only
        self.setAcceptDrops(not read_only)
        self.add_button.setVisible(not read_only)
        self.hint.setVisible(not read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        picture = QGuiApplication.clipboard().image()
        if event.matches(QKeySequence.StandardKey.Paste) and not self._read_only and not picture.isNull():
            self.picture_pasted.emit(_png(picture))
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event.mimeData()):
            event.acceptProposedAction()
            self._show_welcome(welcome=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._show_welcome(welcome=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_welcome(welcome=False)
        event.acceptProposedAction()
        self.files_dropped.emit(_files(event.mimeData()))

    def _open(self) -> None:
        tile = self.sender()
        assert isinstance(tile, AttachmentTile)
        self.opened.emit(tile.attachment.key)

    def _ask_removal(self) -> None:
        tile = self.sender()
        assert isinstance(tile, AttachmentTile)
        if not self._read_only:
            self.removed.emit(tile.attachment.key)

    def _show_welcome(self, *, welcome: bool) -> None:
        self.setProperty("welcome", welcome)
        self.style().polish(self)


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _png(picture: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub asks for bytes, Qt for text
    return bytes(content.data())
