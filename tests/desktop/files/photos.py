"""Pictures as a telephone takes them: large, lying on their side, and saying where they were taken."""

from __future__ import annotations

import struct

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter

PLACE = b"GPS N40.97 E117.93 canary"
_ORIENTATION = 0x0112
_LIES_ON_ITS_SIDE = 6


def drawn(width: int, height: int) -> QImage:
    """The left half dark, the right half light."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.fillRect(0, 0, width // 2, height, Qt.GlobalColor.black)
    painter.end()
    return image


def written(image: QImage, kind: str) -> bytes:
    """The picture as the bytes of a file."""
    content = QByteArray()
    target = QBuffer(content)
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(target, kind)  # type: ignore[call-overload]  # the stub asks for bytes, Qt for text
    return bytes(content.data())


def photo(width: int = 400, height: int = 300) -> bytes:
    """A JPEG with an Exif part: turned by a quarter, with a place."""
    plain = written(drawn(width, height), "jpg")
    entry = struct.pack("<HHIHH", _ORIENTATION, 3, 1, _LIES_ON_ITS_SIDE, 0)
    directory = struct.pack("<H", 1) + entry + struct.pack("<I", 0)
    exif = b"Exif\0\0" + b"II*\0" + struct.pack("<I", 8) + directory + PLACE
    return plain[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + plain[2:]
