"""How many requests a server answers in a second, asked by several at once over open connections."""

from __future__ import annotations

import socket
import statistics
import threading
import time
from typing import Final
from urllib.parse import urlsplit

ASKING: Final = 8  # at once
ROUNDS: Final = 5
SECONDS: Final = 1.0

Asked = tuple[str, bytes]


def request(method: str, url: str, path: str, body: bytes = b"", **headers: str) -> bytes:
    """A request, byte for byte."""
    named = {"Host": urlsplit(url).netloc, "Content-Length": str(len(body)), **headers}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def rates(*asked: Asked) -> list[float]:
    """Requests a second of each server, medians of rounds in turn."""
    found: list[list[float]] = [[] for _ in asked]
    for number in range(ROUNDS + 1):
        for one, rounds in zip(asked, found, strict=True):
            rate = _rate(*one)
            if number:  # the first round warms up
                rounds.append(rate)
    return [statistics.median(rounds) for rounds in found]


def _rate(url: str, question: bytes) -> float:
    counts: list[int] = []
    until = time.monotonic() + SECONDS
    threads = [threading.Thread(target=_ask, args=(url, question, until, counts)) for _ in range(ASKING)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - began)


def _ask(url: str, question: bytes, until: float, counts: list[int]) -> None:
    place = urlsplit(url)
    assert place.hostname is not None
    answered = 0
    with socket.create_connection((place.hostname, place.port or 80)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while time.monotonic() < until:
            line.sendall(question)
            _heard(line)
            answered += 1
    counts.append(answered)


def _heard(line: socket.socket) -> None:
    """One whole reply, which must be a good one."""
    heard = b""
    while b"\r\n\r\n" not in heard:
        heard += line.recv(65536)
    head, _, body = heard.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    length = next(int(row[15:]) for row in head.lower().split(b"\r\n") if row.startswith(b"content-length:"))
    while len(body) < length:
        body += line.recv(65536)
