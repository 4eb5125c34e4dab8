"""Every colour of the window, one table per palette. No colour is written anywhere else (a test looks).

`*_ink` is text or an icon, `*_soft` the quiet ground behind it. PAIRS and MARKS say what is put upon what:
text needs a contrast of 4.5:1, marks and borders 3:1 (WCAG 2.1, 1.4.3 and 1.4.11), on every palette.

TO ADD A PALETTE: write a second table with the same keys and enter it in PALETTES.
"""

from __future__ import annotations

LIGHT = {
    # grounds
    "canvas": "#f3f5f8",  # behind cards and pages
    "surface": "#ffffff",  # cards, lists, fields
    "rail": "#e8ecf2",  # the left rail
    "sunken": "#edf0f4",  # read-only fields, skeletons, key caps
    "hover": "#eff4fb",
    "selected": "#dbe8f8",  # the row one works on
    "selected_away": "#e7ecf3",  # the same row while the keyboard is elsewhere
    # lines
    "line": "#dce1e8",  # between things; carries no meaning
    "line_button": "#b9c1cc",  # the border of a thing that its words make known as well
    "line_control": "#828c9b",  # the border of a field, which nothing else shows
    "focus": "#2f74d0",
    # text
    "ink": "#1b2430",
    "ink_soft": "#4a5565",
    "ink_faint": "#5a6574",
    "on_accent": "#ffffff",
    # the one colour of action
    "accent": "#1f5aa6",
    "accent_hover": "#184a8b",
    "accent_press": "#123a6f",
    # tones of state; each is always shown with a word and a shape
    "neutral_ink": "#4a5565",
    "neutral_soft": "#eaedf2",
    "info_ink": "#1f5aa6",
    "info_soft": "#e3edfa",
    "success_ink": "#17673f",
    "success_soft": "#e1f3e8",
    "warning_ink": "#7f5000",
    "warning_soft": "#fcf0d6",
    "caution_ink": "#a03e0a",
    "caution_soft": "#fde9dc",
    "danger_ink": "#ad2219",
    "danger_soft": "#fbe6e4",
}

PALETTES = {"light": LIGHT}

TONES = ("neutral", "info", "success", "warning", "caution", "danger")

_GROUNDS = ("canvas", "surface", "rail", "sunken", "hover", "selected", "selected_away")

PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("ink", "ink_soft") for ground in _GROUNDS),
    *(
        ("ink_faint", ground)
        for ground in ("canvas", "surface", "sunken", "hover", "selected", "selected_away", "rail")
    ),
    *(("on_accent", ground) for ground in ("accent", "accent_hover", "accent_press", "danger_ink")),
    *(("accent", ground) for ground in _GROUNDS),
    *((f"{tone}_ink", f"{tone}_soft") for tone in TONES),
    *((f"{tone}_ink", ground) for tone in TONES for ground in ("surface", "canvas", "selected", "hover")),
    *(("ink", f"{tone}_soft") for tone in TONES),
)

MARKS: tuple[tuple[str, str], ...] = (
    *(("focus", ground) for ground in _GROUNDS),
    *(("line_control", ground) for ground in ("surface", "canvas")),
)
