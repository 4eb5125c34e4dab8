"""Pictures as they are kept: no larger than needed to read them, and without where and when they were taken.

Plain functions for a background lane: `QImage` may be used outside the window's thread.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

LONGEST: Final = 2560  # pixels of the longer side: a page of small print can still be read
QUALITY: Final = 85
THUMBNAIL: Final = 88  # pixels, twice the size of a tile's picture

# What a picture of a format is kept as; what is not listed is kept as the file it is.
KEPT_AS: Final = {
    "jpg": "jpg", "jpeg": "jpg", "webp": "jpg", "bmp": "jpg", "tif": "jpg", "tiff": "jpg", "png": "png",
}  # fmt: skip


def shrunk(name: str, content: bytes) -> tuple[str, bytes]:
    """The name and the bytes that a file is kept with. A picture is drawn anew, upright, its longer side at
    most LONGEST: what the camera wrote beside it (GPS, time, serial number) does not come along."""
    kept_as = KEPT_AS.get(PurePath(name).suffix.lower().lstrip("."))
    picture = _read(content, LONGEST) if kept_as else QImage()
    if not kept_as or picture.isNull():
        return name, content
    return str(PurePath(name).with_suffix(f".{kept_as}")), _written(_bare(picture, kept_as), kept_as)


def thumbnail(content: bytes) -> bytes:
    """A small PNG of a picture; b"" for what is none."""
    picture = _read(content, THUMBNAIL)
    return b"" if picture.isNull() else _written(_bare(picture, "png"), "png")


def _read(content: bytes, longest: int) -> QImage:
    """Decoded at the wanted size at once: a large photo never takes its full room in memory."""
    source = _opened(content)
    reader = QImageReader(source)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(QSize(longest, longest), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _opened(content: bytes) -> QBuffer:
    source = QBuffer()
    source.setData(content)
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    return source


def _bare(picture: QImage, kind: str) -> QImage:
    """The same points and nothing else: Qt carries a picture's texts from file to file."""
    clear = kind == "png" and picture.hasAlphaChannel()
    bare = QImage(picture.size(), QImage.Format.Format_ARGB32 if clear else QImage.Format.Format_RGB32)
    bare.fill(Qt.GlobalColor.transparent if clear else Qt.GlobalColor.white)
    painter = QPainter(bare)
    painter.drawImage(0, 0, picture)
    painter.end()
    return bare


def _written(picture: QImage, kind: str) -> bytes:
    content = QByteArray()
    target = QBuffer(content)
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    # The stub asks for bytes, Qt for text; -1 is PNG's usual compression.
    picture.save(target, kind, QUALITY if kind == "jpg" else -1)  # type: ignore[call-overload]
    return bytes(content.data())
