"""Text broken into lines: by the rules for Chinese (no comma begins a line), flush at both edges."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QTextLayout, QTextOption

from desktop.documents import faces
from desktop.documents.paper import UNITS, em

# More would show, and text copied from the PDF would come apart into single characters (measured: 112).
MOST_STRETCH = 108.0
# A tab from a copied table is a gap; the others would be drawn as boxes.
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), " ")


@dataclass(frozen=True)
class Line:
    """One line: its text, where it begins (mm from the left of its cell), and its stretch in per cent."""

    text: str
    indent: float = 0.0
    stretch: float = 100.0


def lines(text: str, face: str, points: float, width: float, *, prose: bool = False) -> tuple[Line, ...]:
    """The lines of a text in a column `width` mm wide; `prose` indents paragraphs by two characters."""
    indent = 2 * em(points) if prose else 0.0
    paragraphs = [paragraph.translate(_CONTROLS).strip() for paragraph in text.strip().splitlines()]
    return tuple(line for each in paragraphs for line in _paragraph(each, face, points, width, indent))


def even_lines(text: str, points: float, width: float) -> tuple[Line, ...]:
    """A label in lines of one length: four and four characters, not six and two. Latin words stay whole."""
    if text.isascii():
        return lines(text, "label", points, width)
    most = max(1, int(width / em(points) + 0.01))
    if len(text) <= most:
        return (Line(text),)
    length = math.ceil(len(text) / math.ceil(len(text) / most))
    return tuple(Line(text[start : start + length]) for start in range(0, len(text), length))


def width_of(text: str, face: str, points: float) -> float:
    """How wide a line of text is, in mm."""
    layout = QTextLayout(text, faces.font(face, points))
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return line.naturalTextWidth() / UNITS if line.isValid() else 0.0


def _paragraph(text: str, face: str, points: float, width: float, indent: float) -> Iterator[Line]:
    layout = QTextLayout(text, faces.font(face, points))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    # Qt counts in UTF-16, where a rare character has two places.
    places = text.encode("utf-16-le")
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        room = width - indent
        line.setLineWidth(room * UNITS)
        end = line.textStart() + line.textLength()
        words = places[2 * line.textStart() : 2 * end].decode("utf-16-le").rstrip()
        last = 2 * end == len(places)
        natural = line.naturalTextWidth() / UNITS
        yield Line(words, indent, 100.0 if last else _stretch(natural, room, em(points)))
        indent = 0.0
    layout.endLayout()


def _stretch(natural: float, room: float, character: float) -> float:
    """What makes the line as wide as its room; nothing follows the last character, so it does not count."""
    if natural <= character:
        return 100.0
    stretch = 100.0 * (room - character) / (natural - character)
    return stretch if 100.0 <= stretch <= MOST_STRETCH else 100.0
