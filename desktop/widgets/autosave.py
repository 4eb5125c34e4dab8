"""Nothing typed waits long for the disk: 400 ms after a pause, at most 800 ms after the first key.

A person may lose a second of typing, not more; the rest of it is the disk's, and the timer's own."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE_MS = 400
LIMIT_MS = 800


class Autosave(QObject):
    """Signals: `due()`, save now what there is."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._limit = QTimer(self, singleShot=True, interval=LIMIT_MS)
        self._pause.timeout.connect(self.flush)
        self._limit.timeout.connect(self.flush)

    def touch(self) -> None:
        """Something was typed. The pause begins anew, the limit does not."""
        self._pause.start()
        if not self._waiting:
            self._waiting = True
            self._limit.start()

    def flush(self) -> None:
        """Save at once when something is waiting: on leaving the page, on closing the window."""
        if self._waiting:
            self._waiting = False
            self._pause.stop()
            self._limit.stop()
            self.due.emit()
