"""How the window looks: colours by name, text by role, sizes that grow with the text. Fusion on every system.

Widgets ask here at the moment they paint, and never keep an answer: after `apply` Qt sends every widget a
StyleChange, and the next painting shows the new palette or size.
"""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

import resources
from desktop.palettes import LIGHT, PALETTES, TONES

# Named one by one so that Han glyphs are the mainland's: the system's own fallback takes the Japanese
# face under LANG=C and en_US (measured).
FAMILIES = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)

SIZES = (80, 90, 100, 110, 125, 150, 175, 200)  # per cent

# role of a text: pixels at 100 per cent, bold, colour
TEXT = {
    "small": (12, False, "ink_soft"),
    "body": (14, False, "ink"),
    "quiet": (14, False, "ink_soft"),
    "strong": (14, True, "ink"),
    "heading": (15, True, "ink"),
    "title": (19, True, "ink"),
    "figure": (26, True, "ink"),
    "danger": (14, False, "danger_ink"),
    "refused": (12, False, "danger_ink"),
    "warned": (12, False, "warning_ink"),
}

COLOURS = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "canvas",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink_faint",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Accent: "accent",
}

# What a widget hears when colours or sizes have changed.
CHANGES = (QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange)


class _Look:
    """The look that is in force: set by `apply` alone."""

    tokens: dict[str, str] = LIGHT
    size: int = 100


def apply(application: QApplication, palette: str = "light", size: int = 100) -> None:
    """Give the whole application this palette and text size (per cent); nothing happens when it has them."""
    if application.styleSheet() and (_Look.tokens, _Look.size) == (PALETTES[palette], size):
        return
    _Look.tokens, _Look.size = PALETTES[palette], size
    application.setStyle("fusion")
    application.setPalette(_palette())
    application.setFont(font("body"))
    application.setStyleSheet(_style_sheet())


def size() -> int:
    """The text size in force, in per cent."""
    return _Look.size


def next_size(step: int) -> int:
    """The neighbouring text size, one step larger (+1) or smaller (-1)."""
    nearest = min(range(len(SIZES)), key=lambda place: abs(SIZES[place] - _Look.size))
    return SIZES[max(0, min(len(SIZES) - 1, nearest + step))]


def colour(name: str) -> QColor:
    """The colour of this name in the palette in force; KeyError when there is none."""
    return QColor(_Look.tokens[name])


def px(pixels: float) -> int:
    """A length that grows with the text: pixels at 100 per cent in, pixels now out."""
    return round(pixels * _Look.size / 100)


def font(role: str = "body") -> QFont:
    """The font of a text role."""
    pixels, bold, _colour = TEXT[role]
    made = QFont(list(FAMILIES))
    made.setPixelSize(px(pixels))
    # Bold, not semi-bold: of faces without a bold of their own, Qt makes only that.
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return made


def _palette() -> QPalette:
    palette = QPalette()
    for role, name in COLOURS.items():
        palette.setColor(role, colour(name))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour("ink_faint"))
    return palette


def _style_sheet() -> str:
    lengths = {f"px{pixels}": f"{px(pixels)}px" for pixels in range(1, 81)}
    sheet = resources.path("styles", "window.qss").read_text("utf-8")
    return Template(sheet).substitute(
        _Look.tokens,
        **lengths,
        texts=_text_rules(),
        chip_rules=_tone_rules(_CHIP),
        notice_rules=_tone_rules(_NOTICE),
    )


def _text_rules() -> str:
    return "\n".join(
        _TEXT.format(role=role, px=px(pixels), weight=700 if bold else 400, colour=_Look.tokens[name])
        for role, (pixels, bold, name) in TEXT.items()
    )


_TEXT = 'QLabel[role="{role}"] {{ font-size: {px}px; font-weight: {weight}; color: {colour}; }}'
_CHIP = 'QPushButton[kind="chip"][tone="{tone}"] {{ background: {soft}; color: {ink}; }}'
_NOTICE = 'QFrame[notice="{tone}"] {{ background: {soft}; border: none; border-left: 4px solid {ink}; }}'


def _tone_rules(rule: str) -> str:
    tokens = _Look.tokens
    return "\n".join(
        rule.format(tone=tone, soft=tokens[f"{tone}_soft"], ink=tokens[f"{tone}_ink"]) for tone in TONES
    )
