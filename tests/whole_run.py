"""What a run of many tests needs beside the tests: the longest begun first, and what tests tell at its end.

With two workers (`./dev test`) the one has the long tests at the head of its half; when the other is through
with its own it takes over what is left from the tail, so that both end together.
"""

from __future__ import annotations

import faulthandler
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from _pytest.faulthandler import fault_handler_stderr_fd_key
from _pytest.terminal import TerminalReporter

TOLD: Final = "told"
MEMORY: Final = Path("/dev/shm")  # a disk that costs nothing, where a machine has it
ENOUGH: Final = 4 << 30  # bytes
Tell = Callable[[str], None]


def pytest_configure() -> None:
    """Folders of tests lie in memory: thousands of small databases would wait for the disk at each commit.
    (What a lost power does to a file is shown by `relcheck power`, which needs no disk.)"""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """By their `seconds` marks, the longest first; the others stay in their random order."""
    items.sort(key=_seconds, reverse=True)


def _seconds(item: pytest.Item) -> int:
    mark = item.get_closest_marker("seconds")
    return int(mark.args[0]) if mark else 0


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """A test that hangs where no signal is heard, inside Qt or a driver, is ended from outside with its whole
    process; before that it says where every thread is."""
    mark = item.get_closest_marker("timeout")
    seconds = float(mark.args[0] if mark else item.config.getini("timeout"))
    faulthandler.dump_traceback_later(0.95 * seconds, file=item.config.stash[fault_handler_stderr_fd_key])
    try:
        return (yield)
    finally:
        faulthandler.cancel_dump_traceback_later()


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """The lines of `tell`, whichever process their test ran in."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.getreports(kind)]
    told = sorted(line for report in reports for name, line in report.user_properties if name == TOLD)
    if told:
        terminalreporter.write_sep("=", "told by tests")
        terminalreporter.write_line("\n".join(told))


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """Something that the reader of a run should see though nothing is wrong."""

    def told(line: str) -> None:
        record_property(TOLD, line)

    return told


def beside_others() -> bool:
    """Whether this process is one of several that share the tests, and the machine's cores."""
    return "PYTEST_XDIST_WORKER" in os.environ
