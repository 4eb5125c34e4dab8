"""A line that fails at one request: replies cut short, and answers of those who are not our server."""

from __future__ import annotations

import itertools
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import pytest
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection

Connect: TypeAlias = Callable[[HTTPConnection], socket.socket]
Fault: TypeAlias = Callable[[Connect, HTTPConnection], socket.socket]


@contextmanager
def spoiled(at: int, fault: Fault) -> Iterator[None]:
    """The `at`-th request from now on (from 0) meets the fault, on a connection of its own; all others go
    through."""
    send, connect, asked = HTTPAdapter.send, HTTPConnection._new_conn, itertools.count()
    with pytest.MonkeyPatch.context() as patch:

        def sending(adapter: HTTPAdapter, request: Any, **named: Any) -> Any:
            if next(asked) != at:
                return send(adapter, request, **named)
            adapter.close()
            with pytest.MonkeyPatch.context() as once:
                once.setattr(HTTPConnection, "_new_conn", lambda wanted: fault(connect, wanted))
                return send(adapter, request, **named)

        patch.setattr(HTTPAdapter, "send", sending)
        yield


class _Short(socket.socket):
    """A connection that is over after some bytes of the reply."""

    left = 0

    def recv_into(self, buffer: Any, nbytes: int = 0, flags: int = 0) -> int:
        room = min(nbytes or len(buffer), self.left)
        got = super().recv_into(buffer, room, flags) if room else 0
        self.left -= got
        return got


class _Pair(socket.socket):
    """One end of a pair; the other is open as long as this one can still be read."""

    other: socket.socket

    def _real_close(self) -> None:
        self.other.close()
        super()._real_close()  # type: ignore[misc]


class _Heard(socket.socket):
    """A connection that keeps what comes in."""

    into: bytearray

    def recv_into(self, buffer: Any, nbytes: int = 0, flags: int = 0) -> int:
        got = super().recv_into(buffer, nbytes, flags)
        self.into += memoryview(buffer)[:got]
        return got


def heard(into: bytearray) -> Fault:
    """No fault at all: the reply, byte for byte as it came, is written down."""

    def fault(connect: Connect, wanted: HTTPConnection) -> socket.socket:
        listening = _Heard(fileno=connect(wanted).detach())
        listening.into = into
        return listening

    return fault


def cut(after: int) -> Fault:
    """The server hears the whole request; of its reply only `after` bytes arrive."""

    def fault(connect: Connect, wanted: HTTPConnection) -> socket.socket:
        short = _Short(fileno=connect(wanted).detach())
        short.left = after
        return short

    return fault


def says(reply: bytes) -> Fault:
    """Somebody else answers, or our server's words come changed; the server hears nothing."""

    def fault(_connect: Connect, _wanted: HTTPConnection) -> socket.socket:
        near, far = socket.socketpair()
        far.sendall(reply)
        far.shutdown(socket.SHUT_WR)
        pair = _Pair(fileno=near.detach())
        pair.other = far
        return pair

    return fault
