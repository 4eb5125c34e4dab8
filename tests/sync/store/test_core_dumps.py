"""C34: what a crash leaves behind."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

import pytest

# A shell allows the largest; the program begins; a child of it is asked what it may write.
PROGRAM: Final = """
import os, resource, sys
_, most = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
sys.argv[1:] = {words}
{start}
sys.stdout.flush()
os.execvp("sh", ["sh", "-c", "ulimit -S -c"])
"""


STARTS: Final = {
    "from sync.engine.command_line import main; main(sys.argv[1:])": ["--data", "nowhere", "operations"],
    "from sync.server.command_line import main; main(sys.argv[1:])": ["user"],
    "from desktop import __main__ as m, selftest as s; s.selftest = lambda: 0; m.main()": ["--selftest"],
}


@pytest.mark.parametrize(("start", "words"), STARTS.items(), ids=("laptop", "server", "desktop"))
def test_c34_a_crash_leaves_no_picture_of_the_memory(start: str, words: list[str]) -> None:
    code = PROGRAM.format(start=start, words=words)
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "0"
