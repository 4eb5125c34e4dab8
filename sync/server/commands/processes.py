"""Several processes behind one listening socket: started together, ended together, replaced when they die.

They share the socket and the database, nothing else. The one who starts them answers nobody.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.synchronize
import os
import signal
import socket
import sys
import threading
import time
from argparse import Namespace
from collections.abc import Callable
from multiprocessing import connection
from multiprocessing.context import SpawnProcess
from typing import Final

from sync.server.premises import CommandRefused

START_SECONDS: Final = 60  # until a process answers
PAUSE: Final = 1.0  # seconds before one that died is replaced
Work = Callable[[Namespace, socket.socket, Callable[[], None]], None]

_SPAWN = multiprocessing.get_context("spawn")  # no process inherits another's connections to the database


class Processes:
    """`work(options, listening, ready)` in each; it answers laptops until it is told to stop."""

    def __init__(self, work: Work, options: Namespace, listening: socket.socket, count: int) -> None:
        self._work, self._options, self._listening = work, options, listening
        self._answering = _SPAWN.Semaphore(0)
        self._stop, self._told_to_stop = os.pipe()
        self._running = [self._start() for _ in range(count)]

    def run(self, ready: Callable[[], None]) -> None:
        """Until SIGTERM or SIGINT. Raises CommandRefused when a process cannot start."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: os.write(self._told_to_stop, b"!"))
        try:
            self._wait_until_all_answer()
            ready()
            while not self._told():
                self._replace_the_dead()
        finally:
            self._end()

    def _start(self) -> SpawnProcess:
        arguments = (self._work, self._options, self._listening, self._answering)
        process = _SPAWN.Process(target=_in_process, args=arguments)
        process.start()
        return process

    def _wait_until_all_answer(self) -> None:
        for _ in self._running:
            limit = time.monotonic() + START_SECONDS
            while not self._answering.acquire(timeout=0.1):
                if time.monotonic() > limit or any(not one.is_alive() for one in self._running):
                    raise CommandRefused("有一个服务进程没有启动，原因见上面的日志。")

    def _told(self) -> bool:
        """Waits until somebody dies or the order to stop comes; whether it was the order."""
        ends = [one.sentinel for one in self._running]
        return self._stop in connection.wait([self._stop, *ends])

    def _replace_the_dead(self) -> None:
        dead = [place for place, one in enumerate(self._running) if not one.is_alive()]
        if dead and not connection.wait([self._stop], PAUSE):
            for place in dead:
                sys.stderr.write(f"服务进程 {self._running[place].pid} 意外结束，已重新启动。\n")
                self._running[place] = self._start()

    def _end(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        for one in self._running:
            one.terminate()
        for one in self._running:
            one.join()
        os.close(self._stop)
        os.close(self._told_to_stop)


def _in_process(
    work: Work,
    options: Namespace,
    listening: socket.socket,
    answering: multiprocessing.synchronize.Semaphore,
) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    work(options, listening, answering.release)


def _end_with_parent() -> None:
    """Without the one who started it a process would hold the port, and nobody could replace it."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
