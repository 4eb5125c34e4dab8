"""In which line of a TOML file a key stands, so that a fault can be found."""

from __future__ import annotations

import re

_HEADER = re.compile(r"^\s*\[\[?\s*([\w.]+)\s*\]\]?")
_KEY = re.compile(r"^\s*(\w+)\s*=")


def line_of(text: str, key: str) -> int:
    """The line (from 1) of a key such as `states[3].ring` or `choices.topic[0].code`.

    The nearest enclosing table's line when the key itself is missing; for a whole list (`states`) that of
    its first table; 1 when nothing matches.
    """
    paths = _paths(text)
    around = [place for place in paths if key == place[1] or key.startswith((place[1] + ".", place[1] + "["))]
    if around:
        return max(around, key=lambda place: len(place[1]))[0]
    return next((number for number, path in paths if path.startswith(key + "[")), 1)


def _paths(text: str) -> list[tuple[int, str]]:
    """(line, full path) of each table header and each key; quoted keys and keys of inline tables are not
    told apart from their table."""
    paths, table, counts = [], "", dict[str, int]()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = header.group(1)
            if line.lstrip().startswith("[["):
                index = counts[table] = counts.get(table, -1) + 1
                table = f"{table}[{index}]"
            paths.append((number, table))
        elif entry := _KEY.match(line):
            paths.append((number, f"{table}.{entry.group(1)}".lstrip(".")))
    return paths
