"""`zhuqitong-server`: the administrator's commands."""

from __future__ import annotations

import sys

from sync.server import command_line


def main(arguments: list[str] | None = None) -> int:
    """Run one command; answers the exit status."""
    return command_line.main(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
