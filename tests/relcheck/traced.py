"""Another process under strace: what it does is written down, or one of its calls fails or is its last."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.relcheck.ground import ended, forked


class NoTrace(Exception):
    """This machine lets nobody trace a process; the text says so in one sentence."""


@contextmanager
def traced(work: Callable[[], None], *options: str) -> Iterator[int]:
    """A forked process that begins `work` once strace, with these options, holds it; its number. The caller
    waits for its end. Raises NoTrace."""
    if shutil.which("strace") is None:
        raise NoTrace("strace is not installed; please install Debian's strace.")
    waits, go = os.pipe()

    def held() -> None:
        os.close(go)
        os.read(waits, 1)
        work()

    child = forked(held)
    os.close(waits)
    command = ["strace", "-f", "-p", str(child), *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as tracer:
        assert tracer.stderr is not None
        said = tracer.stderr.readline()
        if "attached" not in said:
            os.kill(child, signal.SIGKILL)
            ended(child)
            raise NoTrace(f"strace cannot hold a process here: {said.strip()}")
        os.close(go)
        yield child
        tracer.stderr.read()
