"""Kills the process it runs in at the n-th moment of the program: where one of its functions begins or ends.

No code of the program knows of this; every function in the rooms named is a moment, whatever it is called.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from types import CodeType, FrameType
from typing import Any, Final

import sync

ROOM: Final = os.path.dirname(sync.__file__)  # noqa: PTH120 - compared with names in code objects
LAPTOP: Final = ("/engine/", "/store/database.py", "/store/driver.py")
SERVER: Final = ("/server/", "/store/database.py", "/store/driver.py")
READING: Final = "fetch"  # a statement that only reads is no moment of its own


class Clockwork:
    """Counts moments over all threads; the `at`-th is the last, and written to `tell`."""

    def __init__(self, rooms: tuple[str, ...], at: int, tell: int) -> None:
        self._rooms, self._at, self._tell = rooms, at, tell
        self._known: dict[CodeType, str] = {}
        self._lock = threading.Lock()
        self.count = 0

    def start(self) -> None:
        """From now on, in this thread and those begun later."""
        threading.setprofile(self)
        sys.setprofile(self)

    def __call__(self, frame: FrameType, event: str, _argument: Any) -> None:
        if event not in ("call", "return"):
            return
        code = frame.f_code
        name = self._known.get(code)
        if name is None:
            name = self._known[code] = self._name(code)
        if name:
            self._moment(f"{event} {name}")

    def _name(self, code: CodeType) -> str:
        """What the moment is called; "" for a function that is none."""
        path = code.co_filename
        if not path.startswith(ROOM) or not any(room in path for room in self._rooms):
            return ""
        return "" if code.co_name == READING or "<" in code.co_name else code.co_qualname

    def _moment(self, name: str) -> None:
        with self._lock:
            self.count += 1
            if self.count == self._at:
                os.write(self._tell, f"{name}\n".encode())
                os.kill(os.getpid(), signal.SIGKILL)
                signal.pause()
