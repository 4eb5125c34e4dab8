"""Python's collector works in whichever thread has just made an object. What it finds may be a widget or a
timer, which nobody but the window's thread may destroy: elsewhere Qt crashes or hangs, once in many days. So
the collector does not work by itself any more; the window's thread calls it when Python would have.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 1_000


class Garbage(QObject):
    """Collects for as long as it is there, until `stop`; one for a process."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(collect_when_due)
        self._timer.start()

    def stop(self) -> None:
        """What is there is collected here and now; then Python does it again by itself."""
        self._timer.stop()
        gc.collect()
        gc.enable()


def collect_when_due() -> None:
    """The oldest of the generations that have become too many, and all younger ones."""
    counted = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, limit) in enumerate(counted) if count > limit]
    if due:
        gc.collect(due[-1])
