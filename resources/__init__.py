"""The one door to the files that ship with the program.

Names are relative to this folder, with "/" on every system: "calendars/cn-2026.toml". The same calls work
from a checkout, an installed package and a frozen one-folder build: in each the files lie beside this one.
(importlib.resources finds the same place, but costs the start of the window fifteen milliseconds.)
"""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


def read_text(name: str) -> str:
    """The UTF-8 text of a shipped file; FileNotFoundError names the file when it is missing."""
    return path(name).read_text(encoding="utf-8")


def names(folder: str) -> list[str]:
    """The names of the files in a shipped folder, sorted, ready for `read_text` and `path`."""
    return sorted(f"{folder}/{entry.name}" for entry in path(folder).iterdir() if entry.is_file())


def path(*parts: str) -> Path:
    """Where a shipped file or folder lies: `path("icons", "sync.svg")` or `path("icons/sync.svg")`."""
    found = _FOLDER.joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(f"The program was shipped without {'/'.join(parts)}; install it again.")
    return found
