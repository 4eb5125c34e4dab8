"""A line as bad as a valley's: a few bytes at a time, with stalls, and cut again and again."""

from __future__ import annotations

import socket
import time
from typing import Final

from tests.line import Line

PIECE: Final = 1400  # bytes, as a packet carries


class SlowLine(Line):
    """`pause`: seconds before each packet; `stall`: of every hundredth; `cut_after`: bytes of one connection
    until it is reset, 0 for never. What has not passed waits at the end that sends."""

    def __init__(self, port: int, *, pause: float = 0.0, cut_after: int = 0, stall: float = 0.0) -> None:
        self._pause, self._cut_after, self._stall = pause, cut_after, stall
        self.cuts = 0
        super().__init__(port)
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 * PIECE)

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        carried = packets = 0
        while piece := source.recv(PIECE):
            packets += 1
            time.sleep(self._stall if self._stall and packets % 100 == 0 else self._pause)
            carried += len(piece)
            if self._cut_after and carried > self._cut_after:
                self.cuts += 1
                return
            target.sendall(piece)
