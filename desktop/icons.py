"""The shipped line icons, coloured by the palette when they are loaded, sharp on every screen.

TO ADD AN ICON: draw it on a 24 × 24 grid with one stroke of 1.7, round ends, `currentColor`, no fill, and
put it into resources/icons under the name of the thing it stands for.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from desktop import theme

SIZE = 18


def icon(name: str, colour: str = "ink_soft", size: int = SIZE) -> QIcon:
    """An icon for Qt's own widgets, in a colour of the palette; pale when its widget is disabled."""
    made = QIcon(pixmap(name, colour, size))
    made.addPixmap(pixmap(name, "line_control", size), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, colour: str = "ink_soft", size: int = SIZE) -> QPixmap:
    """A picture of `size` pixels at 100 per cent text size."""
    application = QGuiApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    return _drawn(name, theme.colour(colour).name(), theme.px(size), ratio)


def paint(painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
    """Draw the icon into `box`, for widgets that paint themselves."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, colour.name()).render(painter, box)


def application_icon() -> QIcon:
    """The program's own mark."""
    return QIcon(str(resources.path("icons", "zhuqitong.svg")))


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = resources.path("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(drawing.encode()))


@cache
def _drawn(name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    picture = QPixmap(QSize(pixels, pixels) * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _renderer(name, colour).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
