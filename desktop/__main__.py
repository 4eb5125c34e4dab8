"""`zhuqitong`: the desktop."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path


def parser() -> argparse.ArgumentParser:
    """The options of the desktop."""
    options = argparse.ArgumentParser(prog="zhuqitong", description="驻企通")
    options.add_argument("--data", type=Path, help="folder of the copies on this machine")
    options.add_argument("--server", default="", help="address of the centre's server")
    options.add_argument(
        "--authority", type=Path, help="the organisation's own certificates (PEM): only these are believed"
    )
    options.add_argument("--lang", choices=("zh_CN", "en"), help="language of the window")
    options.add_argument("--selftest", action="store_true", help="check this installation and end")
    return options


def main() -> int:
    """Run until the window is closed; answers the exit status."""
    given = parser().parse_args()
    os.umask(0o077)
    from desktop.input_method import prepare
    from sync.store import core_dumps

    core_dumps.forbid()
    prepare(os.environ)
    if given.selftest:
        from desktop.selftest import selftest

        return selftest()
    from desktop.run import run

    return run(given.data, given.server, given.lang or "", given.authority)


if __name__ == "__main__":
    sys.exit(main())
