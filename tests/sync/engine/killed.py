"""Runs a sync that kills itself: python -m tests.sync.engine.killed, one JSON question a line.

{"folder": DIR, "password": …, "at": N} opens the copy there in a process of its own, syncs, and is killed at
the N-th moment of it. Answers {"moment": NAME} of where that was, "" when the sync was over. Moments are
the beginnings of the functions below, for some the ends too; no code of the program knows of this.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, Final

import requests  # noqa: F401 (loaded before the processes part)

from sync.domain import clock
from sync.engine import brought, file_lane, incoming, outbox, overlay, pulling, session
from sync.engine.opening import keys_of, open_copy
from sync.engine.transport import Transport
from sync.store.database import Database
from tests.sync.engine.key_parts import CHEAP_COSTS

# A generator: its second beginning stands before the commit, its second end after it.
WRITE: Final = Database.write.__wrapped__  # type: ignore[attr-defined]
WATCHED: Final = (
    WRITE,
    Transport._ask,
    outbox.waiting,
    outbox.settle,
    session.renew,
    incoming.stage,
    incoming.apply,
    incoming.take,
    incoming.take_with,
    incoming.take_piece,
    incoming._make_room,
    brought.store_part,
    incoming._finish,
    overlay.put_back,
    overlay.draw_again,
    overlay._draw,
    file_lane.Turn._send_one,
    pulling.Pulling._nothing_new,
)
MOMENTS: Final[dict[CodeType, str]] = {watched.__code__: watched.__qualname__ for watched in WATCHED}
ENDS: Final = (WRITE.__code__, Transport._ask.__code__)


class Clockwork:
    """Counts the moments and ends the process at one of them."""

    def __init__(self, at: int, told: int) -> None:
        self._left, self._told = at, told

    def __call__(self, frame: FrameType, event: str, _argument: Any) -> None:
        name = MOMENTS.get(frame.f_code)
        if name is None or not (event == "call" or (event == "return" and frame.f_code in ENDS)):
            return
        self._left -= 1
        if self._left == 0:
            os.write(self._told, f"{event} {name}".encode())
            os.kill(os.getpid(), signal.SIGKILL)


def run(folder: Path, password: str, at: int, told: int) -> None:
    """The process that dies, or ends well."""
    keys = keys_of(folder, None, CHEAP_COSTS)
    laptop = open_copy(folder, keys, password)
    clockwork = Clockwork(at, told)
    threading.setprofile(clockwork)
    sys.setprofile(clockwork)
    laptop.sync()


def answer(question: dict[str, Any]) -> str:
    """Which moment it was."""
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            run(Path(question["folder"]), question["password"], question["at"], told)
            os._exit(0)
        except BaseException as error:
            os.write(told, f"failed: {error!r}".encode())
            os._exit(1)
    os.close(told)
    with os.fdopen(heard, "rb") as moments:
        said = moments.read().decode()
    os.waitpid(child, 0)
    return said


def main() -> None:
    clock.now()
    for line in sys.stdin:
        print(json.dumps({"moment": answer(json.loads(line))}), flush=True)


if __name__ == "__main__":
    main()
