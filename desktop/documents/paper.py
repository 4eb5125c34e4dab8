"""A4 as GB/T 9704-2012 lays it out, in millimetres, and its sizes of type, in points.

Everything is placed in mm; a painter draws in units of 0.01 mm, fine enough that one layout serves the
screen and the printer.
"""

from __future__ import annotations

from typing import Final

WIDTH: Final = 210.0
HEIGHT: Final = 297.0

# 天头 37±1, 订口 28±1, 版心 156 × 225 (5.2.1, 5.2.2)
TOP: Final = 37.0
LEFT: Final = 28.0
RIGHT: Final = LEFT + 156.0
BOTTOM: Final = TOP + 225.0
# 页码: 版心下边缘之下 7 mm (7.5)
PAGE_NUMBER: Final = BOTTOM + 7.0

UNITS: Final = 100
"""A painter's units in one millimetre."""
POINT: Final = 25.4 / 72
"""Millimetres in a point."""

ER_HAO: Final = 22.0
SAN_HAO: Final = 16.0
SI_HAO: Final = 14.0
XIAO_SI: Final = 12.0
WU_HAO: Final = 10.5
XIAO_WU: Final = 9.0

PITCH: Final = 1.5
"""From line to line, in heights of a character: forms stand closer than the 1.81 of running text."""


def em(points: float) -> float:
    """The height and width of a Han character, in mm."""
    return points * POINT


def pitch(points: float) -> float:
    """From one baseline to the next, in mm."""
    return em(points) * PITCH


def baseline(top: float, points: float) -> float:
    """Where the baseline lies of a line whose upper edge is at `top`, both in mm.

    A Han character stands 0.88 of its height above the baseline in every face, whatever the face says of its
    own ascent: so a line lies in the middle of its room in all of them.
    """
    return top + (pitch(points) - em(points)) / 2 + 0.88 * em(points)
