"""A line between a laptop and the server that can be cut and mended, as the road into a valley does."""

from __future__ import annotations

import contextlib
import socket
import threading


class Line:
    """A forwarder on a loopback port. While it is cut, connections are refused and open ones end."""

    def __init__(self, port: int) -> None:
        """`port`: where the server listens."""
        self._port = port
        self.carried = 0  # bytes
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._up = threading.Event()
        self._up.set()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._accepting = self._start(self._accept)

    @property
    def address(self) -> str:
        """What the laptop takes for the server."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def is_up(self) -> bool:
        """Whether the line carries anything."""
        return self._up.is_set()

    def cut(self) -> None:
        """No line any more."""
        self._up.clear()
        for end in list(self._open):
            self._end(end)

    def mend(self) -> None:
        """The line is back."""
        self._up.set()

    def close(self) -> None:
        """Stop for good; no thread stays."""
        self.cut()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join()

    def _start(self, work: object, *arguments: object) -> threading.Thread:
        assert callable(work)
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()
        return thread

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if not self._up.is_set():
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", self._port))
            self._open |= {near, far}
            self._start(self._carry, near, far)
            self._start(self._carry, far, near)

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            self._pass_on(source, target)
        self._end(source)
        self._end(target)

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        while piece := source.recv(65536):
            self.carried += len(piece)  # of both ways; a sync asks and hears in turn
            target.sendall(piece)

    def _end(self, end: socket.socket) -> None:
        self._open.discard(end)
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
