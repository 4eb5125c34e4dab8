"""What a process needs: memory for a moment above what it holds all the time, and time on a core (Linux)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path


def kilobytes(pid: str, name: str) -> int:
    """One figure of a process: `VmRSS` is held now, `VmHWM` was held at the most since `watched_anew`."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


def above_rest(pids: Sequence[str], work: Callable[[], object]) -> int:
    """Kilobytes that processes needed at the most above their rest while the work was done."""
    rest = sum(kilobytes(pid, "VmRSS") for pid in pids)
    for pid in pids:
        Path(f"/proc/{pid}/clear_refs").write_text("5")
    work()
    return sum(kilobytes(pid, "VmHWM") for pid in pids) - rest


def on_a_core(pid: str) -> float:
    """Milliseconds that all threads of a process have had on a core."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6
