"""The one way to leave the window's thread: a plain function in, a plain value out.

Three lanes, each a single thread, so that work in one lane is done one piece after the other: reading
never waits behind the network, and writes never overtake each other. The callbacks stay on the window's
side; only the function, its arguments and its result cross a thread, never a widget, a connection or a
loaded record.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar, TypeVarTuple

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

_log = logging.getLogger(__name__)
_Given = TypeVarTuple("_Given")
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class _Reply:
    """Whom to tell, kept on the window's side until the result is there."""

    done: Callable[[Any], object] | None
    failed: Callable[[Exception], object] | None
    owner: QObject | None
    stays: bool = False

    def is_wanted(self) -> bool:
        return self.owner is None or isValid(self.owner)


class Lane(QObject):
    """One worker thread. Signals: `unexpected(Exception)`, work failed and nobody had asked to be told."""

    unexpected = Signal(object)
    _arrived = Signal(int, object, object)
    _crossing = Qt.ConnectionType.QueuedConnection

    def __init__(self, name: str, *, keeps_work: bool = False, parent: QObject | None = None) -> None:
        """`keeps_work`: work once asked for is done even when nobody waits for its result (writes)."""
        super().__init__(parent)
        self._keeps_work = keeps_work
        self._closed = False
        self._numbers = itertools.count(1)
        self._replies: dict[int, _Reply] = {}
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._arrived.connect(self._deliver, self._crossing)

    def run(
        self,
        function: Callable[[*_Given], _Result],
        *args: *_Given,
        done: Callable[[_Result], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        owner: QObject | None = None,
    ) -> int:
        """Do `function(*args)` in this lane, then call `done(result)` or `failed(error)` in the window.

        A destroyed `owner` is told nothing. The answer is a number for `forget`.
        """
        number = next(self._numbers)
        if not self._closed:
            self._replies[number] = _Reply(done, failed, owner)
            self._begin(number, function, args)
        return number

    def report_to(self, heard: Callable[[Any], object], owner: QObject) -> Callable[[object], None]:
        """A function that work in any lane may call with plain values; `heard` gets them in the window."""
        number = next(self._numbers)
        self._replies[number] = _Reply(heard, None, owner, stays=True)
        return lambda value: self._arrived.emit(number, value, None)

    def forget(self, number: int) -> None:
        """Nobody waits for this result any more; unless the lane keeps its work, it is not even begun."""
        self._replies.pop(number, None)

    def close(self) -> None:
        """Finish what must be done, tell nobody, leave no thread. Network waits must end by themselves."""
        self._closed = True  # news may still arrive while the window goes; nobody reads it any more
        self._replies.clear()
        self._thread.shutdown(wait=True, cancel_futures=not self._keeps_work)

    def _begin(self, number: int, function: Callable[..., object], args: tuple[object, ...]) -> None:
        self._thread.submit(self._work, number, function, args)

    def _work(self, number: int, function: Callable[..., object], args: tuple[object, ...]) -> None:
        if not self._keeps_work and number not in self._replies:
            return
        try:
            result, error = function(*args), None
        except Exception as raised:
            result, error = None, raised
        self._arrived.emit(number, result, error)

    def _deliver(self, number: int, result: object, error: Exception | None) -> None:
        reply = self._replies.get(number)
        if reply is not None and not (reply.stays and reply.is_wanted()):
            del self._replies[number]
        if error is not None:
            self._tell_of(error, reply)
        elif reply is not None and reply.done is not None and reply.is_wanted():
            reply.done(result)

    def _tell_of(self, error: Exception, reply: _Reply | None) -> None:
        if reply is not None and reply.failed is not None:
            if reply.is_wanted():
                reply.failed(error)
            return
        _log.error("work in the background failed", exc_info=error)
        self.unexpected.emit(error)


class ImmediateLane(Lane):
    """The same lane without a thread: the work is done, and told, before `run` returns. For tests."""

    _crossing = Qt.ConnectionType.DirectConnection

    def _begin(self, number: int, function: Callable[..., object], args: tuple[object, ...]) -> None:
        self._work(number, function, args)


@dataclass(frozen=True)
class Lanes:
    """The three ways off the window's thread."""

    read: Lane
    write: Lane
    network: Lane

    @classmethod
    def start(cls) -> Lanes:
        return cls(Lane("read"), Lane("write", keeps_work=True), Lane("network"))

    @classmethod
    def immediate(cls) -> Lanes:
        return cls(ImmediateLane("read"), ImmediateLane("write", keeps_work=True), ImmediateLane("network"))

    def close(self) -> None:
        """The network first, so that nothing new asks for a write; writes are finished, not dropped."""
        for lane in (self.network, self.write, self.read):
            lane.close()
