"""`python -m sync.engine`: the laptop's end without a window, for administrators and scripts."""

from __future__ import annotations

import sys

from sync.engine.command_line import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
