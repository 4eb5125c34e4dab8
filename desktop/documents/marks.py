"""What lies on a page: words and rules, each at its place in mm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.documents import faces
from desktop.documents.paper import UNITS

BLACK = "#000000"
RED = "#d7000f"  # of a red heading
PALE = "#e6e6e6"  # of a mark behind the text


@dataclass(frozen=True)
class Words:
    """One line of text: where its baseline begins, turned by `turn` degrees."""

    x: float
    y: float
    text: str
    face: str
    points: float
    colour: str = BLACK
    stretch: float = 100.0
    turn: float = 0.0


@dataclass(frozen=True)
class Rule:
    """A straight line, `weight` mm thick."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float
    colour: str = BLACK


Mark: TypeAlias = Words | Rule


def draw(painter: QPainter, mark: Mark) -> None:
    """Put one mark on the page; the painter's unit is 0.01 mm."""
    if isinstance(mark, Rule):
        _draw_rule(painter, mark)
    else:
        _draw_words(painter, mark)


def _draw_rule(painter: QPainter, rule: Rule) -> None:
    line = QLineF(rule.x1 * UNITS, rule.y1 * UNITS, rule.x2 * UNITS, rule.y2 * UNITS)
    pen = QPen(QColor(rule.colour), rule.weight * UNITS)
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    painter.setPen(pen)
    painter.drawLine(line)


def _draw_words(painter: QPainter, words: Words) -> None:
    painter.save()
    painter.translate(words.x * UNITS, words.y * UNITS)
    painter.rotate(words.turn)
    painter.setPen(QColor(words.colour))
    painter.setFont(faces.font(words.face, words.points, words.stretch))
    painter.drawText(QPointF(0, 0), words.text)
    painter.restore()
