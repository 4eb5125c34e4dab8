"""`./dev bench`: every measure, as a table and as build/bench.json."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import download_cases, growth_case, start_case, sync_cases
from tests.bench.measure import Measure

CASES: dict[str, Callable[[Path], list[Measure]]] = {
    "sqlite": sync_cases.on_sqlite,
    "postgresql": sync_cases.on_postgresql,
    "downloads": download_cases.downloads,
    "start": start_case.start,
    "growth": growth_case.growth,
}
USUAL = [name for name in CASES if name != "growth"]  # whose cities take minutes to be built, once


def main() -> int:
    """Run the cases; answers the exit status."""
    options = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    options.add_argument("cases", nargs="*", help=f"of: {', '.join(CASES)} (default: all but growth)")
    options.add_argument("--json", type=Path, default=Path("build/bench.json"))
    given = options.parse_args()
    found: list[Measure] = []
    for name in given.cases or USUAL:
        with TemporaryDirectory() as folder:
            (Path(folder) / name).mkdir()
            found += CASES[name](Path(folder) / name)
    given.json.parent.mkdir(parents=True, exist_ok=True)
    given.json.write_text(json.dumps({"measures": [each.as_row() for each in found]}, indent=2))
    for each in found:
        figures = f"ours {each.ours:8.2f} {each.unit}   limit {each.limit:8.2f} {each.unit}"
        print(f"{each.name:24} {each.ratio:6.2f} ×   {figures}   {each.runs} runs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
