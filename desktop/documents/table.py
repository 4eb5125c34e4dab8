"""The table of a form: strips on pages, one under the other, parted where a page ends, and drawn as marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.documents.marks import Mark, Rule, Words
from desktop.documents.paper import BOTTOM, LEFT, RIGHT, XIAO_SI, baseline, em, pitch
from desktop.documents.strips import LABEL_WIDTH, PAD_X, PAD_Y, Box, Strip
from desktop.documents.typesetting import width_of

THICK = 0.4  # mm, around the table
THIN = 0.18  # mm, inside

Placed = tuple[float, Strip]


def placed(strips: Sequence[Strip], first_top: float, next_top: float, continued: str) -> list[list[Placed]]:
    """For each page the strips on it with the height (mm from the top of the paper) that each begins at."""
    pages: list[list[Placed]] = [[]]
    y, waiting = first_top, list(strips)
    while waiting:
        strip = waiting.pop(0)
        if strip.height + _kept(strip, waiting) <= BOTTOM - y + 0.001:
            pages[-1].append((y, strip))
            y += strip.height
            continue
        if (parts := strip.parted(BOTTOM - y, continued)) is not None:
            pages[-1].append((y, parts[0]))
            strip = parts[1]
        assert pages[-1], "a strip that does not part is never higher than a page"
        waiting.insert(0, strip)
        pages.append([])
        y = next_top
    return pages


def _kept(strip: Strip, following: Sequence[Strip]) -> float:
    """A caption stays with what it is the caption of."""
    return following[0].beginning if strip.caption and following else 0.0


def grown(strips: Sequence[Strip], free: float) -> list[Strip]:
    """The strips of a one-page paper, `free` mm shared among those that grow."""
    share = free / max(1, sum(strip.grows for strip in strips))
    return [replace(strip, least=strip.height + share) if strip.grows else strip for strip in strips]


def table_marks(page: Sequence[Placed]) -> Iterator[Mark]:
    """The words and rules of one page's part of the table."""
    if not page:
        return
    top, bottom = page[0][0], page[-1][0] + page[-1][1].height
    for y, strip in page:
        yield from _strip_marks(y, strip)
        if y > top:
            yield Rule(LEFT, y, RIGHT, y, THIN)
    for y in (top, bottom):
        yield Rule(LEFT, y, RIGHT, y, THICK)
    for x in (LEFT, RIGHT):
        yield Rule(x, top, x, bottom, THICK)


def _strip_marks(y: float, strip: Strip) -> Iterator[Mark]:
    bottom = y + strip.height
    for box in strip.boxes:
        yield from _label_marks(y, bottom, box)
        yield from _text_marks(y, bottom - strip.foot_height, box, strip.prose)
        yield Rule(box.text_x, y, box.text_x, bottom, THIN)
        if box.x > LEFT:
            yield Rule(box.x, y, box.x, bottom, THIN)
    if strip.caption:
        yield from centred(strip.caption, "label", XIAO_SI, y + (strip.height - pitch(XIAO_SI)) / 2)
    yield from _foot_marks(bottom - strip.foot_height, strip)


def _label_marks(y: float, bottom: float, box: Box) -> Iterator[Mark]:
    label_top = y + (bottom - y - len(box.label) * pitch(box.label_points)) / 2
    for place, line in enumerate(box.label):
        x = box.x + (LABEL_WIDTH - width_of(line.text, "label", box.label_points)) / 2
        top = label_top + place * pitch(box.label_points)
        yield Words(x, baseline(top, box.label_points), line.text, "label", box.label_points)


def _text_marks(y: float, bottom: float, box: Box, prose: bool) -> Iterator[Mark]:
    """Prose begins at the top, a short fact stands in the middle."""
    top = y + (PAD_Y if prose else (bottom - y - len(box.text) * pitch(box.points)) / 2)
    for place, line in enumerate(box.text):
        if line.text:
            x = box.text_x + PAD_X + line.indent
            line_y = baseline(top + place * pitch(box.points), box.points)
            yield Words(x, line_y, line.text, "text", box.points, stretch=line.stretch)


def _foot_marks(top: float, strip: Strip) -> Iterator[Mark]:
    for place, text in enumerate(strip.foot):
        x = RIGHT - PAD_X - 2 * em(strip.points) - width_of(text, "text", strip.points)
        y = baseline(top + place * pitch(strip.points) * 1.1, strip.points)
        yield Words(x, y, text, "text", strip.points)


def centred(text: str, face: str, points: float, top: float, colour: str = "#000000") -> Iterator[Mark]:
    """A line in the middle of the page's width; set smaller when it is too long for it."""
    width = width_of(text, face, points)
    if width > RIGHT - LEFT:
        points *= (RIGHT - LEFT) / width * 0.99
        width = width_of(text, face, points)
    yield Words((LEFT + RIGHT - width) / 2, baseline(top, points), text, face, points, colour)
