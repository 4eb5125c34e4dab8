"""A filled-in form as plain values: what stands on the paper, not where."""

from __future__ import annotations

import msgspec

from sync.domain.clock import Instant

REFUSED = '\\/:*?"<>|'
LONGEST_NAME = (
    240  # bytes without ".pdf"; most file systems end at 255, and while it is written it has seven more
)


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Equal parts make equal papers."""


class Cell(msgspec.Struct, frozen=True):
    """A label and what was written beside it."""

    label: str
    text: str = ""


class Band(Part, frozen=True, kw_only=True):
    """A strip across the page: a caption alone, or one or two cells side by side.

    `prose`: paragraphs from the top, first lines indented by two characters. `grows`: takes its share of what
    a one-page paper leaves free. `least`: mm, room for handwriting. `foot`: lines for signature and seal.
    """

    caption: str = ""
    cells: tuple[Cell, ...] = ()
    prose: bool = False
    grows: bool = False
    least: float = 0.0
    foot: tuple[str, ...] = ()


class Form(Part, frozen=True, kw_only=True):
    """One paper. `heading`: whose it is; `red`: as an issuing office's, in red above a red line (GB/T 9704).

    `numbered`: the paper is valid only under an official number; while `number` is empty it is a draft, and
    nothing can print it as anything else. `reference`: what it is called until then. `about`: the enterprise.
    `dated`: UTC ms, the paper's own date.
    """

    title: str
    dated: Instant
    heading: str = ""
    red: bool = False
    numbered: bool = True
    number: str = ""
    reference: str = ""
    about: str = ""
    withdrawn: bool = False
    bands: tuple[Band, ...]

    @property
    def is_draft(self) -> bool:
        """Whether the server has not given its number yet (DESIGN 3)."""
        return self.numbered and not self.number

    @property
    def is_official(self) -> bool:
        """Whether it is valid under its official number, so that its original is kept."""
        return self.numbered and bool(self.number)

    @property
    def file_name(self) -> str:
        """What the saved PDF is called; no character that a file system refuses, and not too many."""
        name = " ".join(filter(None, (self.title, self.number or self.reference, self.about)))
        plain = "".join("_" if letter in REFUSED or letter < " " else letter for letter in name)
        return plain.encode()[:LONGEST_NAME].decode(errors="ignore").rstrip(" .") + ".pdf"


def facts(*pairs: tuple[str, str]) -> Band:
    """One or two short facts side by side."""
    return Band(cells=tuple(Cell(label, text) for label, text in pairs))


def prose(
    label: str, text: str, *, grows: bool = True, least: float = 0.0, foot: tuple[str, ...] = ()
) -> Band:
    """A text of any length, which continues on the next page where it must."""
    return Band(cells=(Cell(label, text),), prose=True, grows=grows, least=least, foot=foot)
