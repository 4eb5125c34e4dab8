"""The faces of type: the standard's own where the machine has them, else the nearest free one.

TrueType comes before the CFF faces of Noto: Qt's PDF of a CFF face looks right, but searching and copying
gives Kangxi radicals and loses digits (desktop 9, measured). Faces are named one by one, so that Han glyphs
are the mainland's.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QTextLayout

from desktop.documents.paper import POINT, UNITS

_SONG: Final = ("SimSun", "STSong", "Songti SC", "AR PL UMing CN")
_HEI: Final = ("WenQuanYi Zen Hei", "WenQuanYi Micro Hei")
_NOTO: Final = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC", "Source Han Sans SC")
# Only for characters that no other face has.
_RARE: Final = ("SimSun-ExtB", "SimSun-ExtG", "KaiXinSong", "HanaMinB", "Plangothic P1", "Plangothic P2")

# 小标宋 titles, 仿宋 text, 黑体 labels, 宋 page numbers (GB/T 9704-2012, 5.2.2 and 7).
FACES: Final[dict[str, tuple[str, ...]]] = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", *_SONG, *_HEI, *_NOTO, *_RARE),
    "text": ("FangSong", "FangSong_GB2312", "STFangsong", *_SONG, *_HEI, *_NOTO, *_RARE),
    "label": ("SimHei", "STHeiti", "Heiti SC", *_HEI, *_SONG, "Noto Sans CJK SC", *_RARE),
    "number": (*_SONG, *_HEI, *_NOTO),
}
# Too light for a title as they are.
_LIGHT: Final = frozenset(_SONG)


def font(face: str, points: float, stretch: float = 100.0) -> QFont:
    """A face at a size, for a painter in units of 0.01 mm; `stretch`: per cent of the natural advance."""
    families = installed(face)
    made = QFont(list(families or FACES[face]))
    made.setPixelSize(round(points * POINT * UNITS))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setBold(face == "title" and bool(families) and families[0] in _LIGHT)
    made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, stretch)
    return made


@cache
def installed(face: str) -> tuple[str, ...]:
    """The families of a face that this machine has, best first."""
    return tuple(family for family in FACES[face] if QFontDatabase.hasFamily(family))


def missing(text: str) -> str:
    """The characters, each once, that no font of this machine can draw: on paper, empty boxes."""
    return "".join(letter for letter in dict.fromkeys(text) if not _is_blank(letter) and not _has(letter))


def _is_blank(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf")


@cache
def _has(letter: str) -> bool:
    layout = QTextLayout(letter, font("text", 12))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return all(0 not in run.glyphIndexes() for run in layout.glyphRuns())
