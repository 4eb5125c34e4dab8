"""What stands outside the table: the heading, the mark of a draft, the number of the page."""

from __future__ import annotations

import math
from collections.abc import Iterator

from desktop.documents.forms import Form
from desktop.documents.marks import PALE, RED, Mark, Rule, Words
from desktop.documents.paper import (
    ER_HAO,
    HEIGHT,
    LEFT,
    PAGE_NUMBER,
    PITCH,
    RIGHT,
    SAN_HAO,
    SI_HAO,
    TOP,
    WIDTH,
    WU_HAO,
    XIAO_SI,
    baseline,
    em,
    pitch,
)
from desktop.documents.table import centred
from desktop.documents.typesetting import width_of
from desktop.documents.words import translate

RED_HEADING = 30.0  # points
RED_LINE = 0.6  # mm
CONTINUED_TOP = TOP + 8.0  # mm, where the table goes on, under the line that repeats title and number
SLOPE = -35.0  # degrees, of the mark behind the text


def mark_of(form: Form) -> str:
    """What keeps the paper from being taken for a valid one; "" when it is valid."""
    if form.withdrawn:
        return translate("documents", "Withdrawn")
    return translate("documents", "Draft · number pending") if form.is_draft else ""


def number_of(form: Form) -> str:
    """The official number, or that there is none yet."""
    if not form.numbered:
        return ""
    pending = translate("documents", "Number pending")
    return form.number or (f"{pending} {form.reference}".rstrip())


def first_head(form: Form) -> tuple[list[Mark], float]:
    """The head of the first page, and where the table begins (mm)."""
    return _red_head(form) if form.red else _plain_head(form)


def _red_head(form: Form) -> tuple[list[Mark], float]:
    # The line box is taller than its characters; these begin exactly at the upper edge of the type area.
    y = TOP - (pitch(RED_HEADING) - em(RED_HEADING)) / 2
    marks = [*centred(form.heading, "title", RED_HEADING, y, RED)]
    y += pitch(RED_HEADING) + 2.0
    marks += centred(number_of(form), "text", SAN_HAO, y)
    y += pitch(SAN_HAO) + 1.5
    marks.append(Rule(LEFT, y, RIGHT, y, RED_LINE, RED))
    y += 4.0
    marks += centred(form.title, "title", ER_HAO, y)
    return marks, y + pitch(ER_HAO) + 2.0


def _plain_head(form: Form) -> tuple[list[Mark], float]:
    y = TOP - (pitch(SAN_HAO) - em(SAN_HAO)) / 2
    marks = [*centred(form.heading, "text", SAN_HAO, y)]
    y += pitch(SAN_HAO)
    marks += centred(form.title, "title", ER_HAO, y)
    y += pitch(ER_HAO) + 1.0
    if number := number_of(form):
        text = translate("documents", "No.: {number}").format(number=number)
        marks.append(Words(LEFT, baseline(y, XIAO_SI), text, "text", XIAO_SI))
        y += pitch(XIAO_SI) + 1.0
    return marks, y


def next_head(form: Form) -> list[Mark]:
    """A later page says of what it is a part."""
    text = f"{form.title}　{number_of(form)}".strip()
    y = baseline(TOP - (PITCH - 1) / 2 * em(XIAO_SI), XIAO_SI)
    return [Words(LEFT, y, text, "text", XIAO_SI)]


def every_page(form: Form, page_no: int) -> Iterator[Mark]:
    """The number of the page, and the mark of a paper that is not valid, behind the text and above it."""
    if mark := mark_of(form):
        yield _watermark(mark)
        width = width_of(mark, "label", SI_HAO)
        yield Words(RIGHT - width, baseline(TOP - 14.0, SI_HAO), mark, "label", SI_HAO, RED)
    yield _page_number(page_no)


def _watermark(text: str) -> Words:
    points = 110.0 * WU_HAO / max(width_of(text, "label", WU_HAO), 1.0) * 1.6
    reach = width_of(text, "label", points) / 2
    angle = math.radians(SLOPE)
    x = WIDTH / 2 - reach * math.cos(angle)
    y = HEIGHT / 2 - reach * math.sin(angle)
    return Words(x, y, text, "label", points, PALE, turn=SLOPE)


def _page_number(page_no: int) -> Words:
    """Odd pages at the right, even ones at the left, a character from the edge (GB/T 9704-2012, 7.5)."""
    text = f"— {page_no} —"
    right = RIGHT - em(SI_HAO) - width_of(text, "number", SI_HAO)
    x = right if page_no % 2 else LEFT + em(SI_HAO)
    return Words(x, baseline(PAGE_NUMBER, SI_HAO), text, "number", SI_HAO)
