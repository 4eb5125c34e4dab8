"""A band of a form, broken into lines and measured: how high it is, and where it can be parted."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.documents.forms import Band
from desktop.documents.paper import LEFT, RIGHT, SI_HAO, WU_HAO, XIAO_SI, XIAO_WU, pitch
from desktop.documents.typesetting import Line, even_lines, lines

PAD_X = 1.8  # mm between a border and the text
PAD_Y = 1.25
LABEL_WIDTH = 27.5  # mm, six characters of a label
SIZES = (SI_HAO, XIAO_SI, WU_HAO, XIAO_WU)  # of short facts, largest first
FEWEST = 3  # lines that may stand alone at the foot of a page
LAST = 2  # lines that may stand alone at the top of the next


@dataclass(frozen=True)
class Box:
    """One cell: its label at `x` (mm), its text beside it."""

    x: float
    label: tuple[Line, ...]
    text: tuple[Line, ...]
    points: float
    label_points: float

    @property
    def text_x(self) -> float:
        return self.x + LABEL_WIDTH

    @property
    def height(self) -> float:
        return max(len(self.label) * pitch(self.label_points), len(self.text) * pitch(self.points))

    def after(self, count: int, continued: Line) -> Box:
        """The same cell on the next page, without its first lines, its label saying once that it goes on."""
        label = self.label if self.label[-1:] == (continued,) else (*self.label, continued)
        return replace(self, text=self.text[count:], label=label)


@dataclass(frozen=True)
class Strip:
    """A band as it stands on one page."""

    boxes: tuple[Box, ...]
    caption: str
    foot: tuple[str, ...]
    least: float
    prose: bool
    grows: bool
    points: float

    @property
    def height(self) -> float:
        """mm, borders included."""
        inside = max((box.height for box in self.boxes), default=pitch(self.points))
        return max(self.least, inside + 2 * PAD_Y + self.foot_height)

    @property
    def foot_height(self) -> float:
        return len(self.foot) * pitch(self.points) * 1.1 + (PAD_Y if self.foot else 0.0)

    @property
    def beginning(self) -> float:
        """mm that its first lines ask for, when the rest may go on elsewhere."""
        return min(self.height, (FEWEST + LAST) * pitch(self.points) + 2 * PAD_Y)

    def parted(self, room: float, continued: str) -> tuple[Strip, Strip] | None:
        """What fits into `room` mm, and what goes on, labelled `continued`. Nothing is ever cut.

        None when too few lines would stand on either side.
        """
        count = max((len(box.text) for box in self.boxes), default=0)
        fitting = min(int((room - 2 * PAD_Y) / pitch(self.points)), count - LAST)
        if fitting < FEWEST:
            return None
        first = tuple(replace(box, text=box.text[:fitting]) for box in self.boxes)
        rest = tuple(box.after(fitting, Line(continued)) for box in self.boxes)
        before = replace(self, boxes=first, foot=(), least=0.0, grows=False, prose=True)
        return (before, replace(self, boxes=rest, prose=True)) if before.height <= room else None


def strip(band: Band, points: float) -> Strip:
    """Measure a band whose text is set at this size."""
    width = (RIGHT - LEFT) / max(1, len(band.cells))
    size = points if band.prose else _fitting(band, points, width - LABEL_WIDTH - 2 * PAD_X)
    boxes = []
    for place, cell in enumerate(band.cells):
        label = even_lines(cell.label, min(points, XIAO_SI), LABEL_WIDTH - PAD_X)
        text = lines(cell.text, "text", size, width - LABEL_WIDTH - 2 * PAD_X, prose=band.prose)
        boxes.append(Box(LEFT + width * place, label, text, size, min(points, XIAO_SI)))
    return Strip(
        boxes=tuple(boxes),
        caption=band.caption,
        foot=band.foot,
        least=band.least,
        prose=band.prose,
        grows=band.grows,
        points=points,
    )


def _fitting(band: Band, points: float, room: float) -> float:
    """The size of short facts: on one line, if need be a size smaller; or on two, as large as they allow.

    The smallest size when they are longer still.
    """
    sizes = [size for size in SIZES if size <= points]
    choices = [(size, 1) for size in sizes[:2]] + [(size, 2) for size in sizes]

    def fits(size: float, most: int) -> bool:
        return all(len(lines(cell.text, "text", size, room)) <= most for cell in band.cells)

    return next((size for size, most in choices if fits(size, most)), sizes[-1])
