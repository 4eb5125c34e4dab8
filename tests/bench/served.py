"""Servers in processes of their own, as in life: `python -m tests.bench.served ours DATABASE FOLDER` and
`… trivial FILE [BODY]`. Each says its address in its first line and ends with its standard input.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, cast

from starlette.types import ASGIApp

from tests.bench.limit import TrivialServer


class Serving(NamedTuple):
    """A server's address, and its process."""

    url: str
    pid: int


@contextmanager
def served(*what: str) -> Iterator[str]:
    """The address of a server of this kind, as long as the block runs."""
    with serving(*what) as server:
        yield server.url


@contextmanager
def serving(*what: str) -> Iterator[Serving]:
    """A server of this kind, as long as the block runs."""
    command = [sys.executable, "-m", "tests.bench.served", *what]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address, f"{what} did not start"
        try:
            yield Serving(address, process.pid)
        finally:
            process.stdin.close()
            process.wait(30)


def main() -> None:
    from tests.stage import Listening

    kind, *rest = sys.argv[1:]
    listening = Listening(_trivial(*rest) if kind == "trivial" else _ours(*rest))
    print(listening.url, flush=True)
    sys.stdin.read()
    listening.close()


def _trivial(file: str, body: str = "") -> ASGIApp:
    return cast(ASGIApp, TrivialServer(Path(file), Path(body).read_bytes() if body else b""))


def _ours(database: str, folder: str) -> ASGIApp:
    from sync.server.app import build
    from sync.server.centre import Centre
    from sync.store.database import open_database

    return build(Centre(open_database(database), Path(folder)))


if __name__ == "__main__":
    main()
