"""What a process needed for a moment above what it holds all the time (Linux)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def kilobytes(pid: int | str, name: str) -> int:
    """One figure of a process: `VmRSS` is held now, `VmHWM` was held at the most since `watched_anew`."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


def above_rest(pid: int | str, work: Callable[[], object]) -> int:
    """Kilobytes that a process needed at the most above its rest while the work was done."""
    rest = kilobytes(pid, "VmRSS")
    Path(f"/proc/{pid}/clear_refs").write_text("5")
    work()
    return kilobytes(pid, "VmHWM") - rest
