"""Records an envelope of every kind of operation as this version makes it: `python -m tests.upgrades.record`.

A recording is never written over: it is what a laptop that was not upgraded for years will send one day.
"""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Final

import msgspec

from sync.operations.base import Operation
from sync.operations.kinds import OPERATIONS
from sync.wire import Envelope, envelope
from tests.sync.operations.examples import EXAMPLES

FOLDER: Final = Path(__file__).parent / "operations"


def file_of(kind: type[Operation]) -> Path:
    """Where the recording of a kind's present version lies."""
    return FOLDER / f"{kind.kind}.{kind.version}.json"


def recorded(path: Path) -> tuple[str, Envelope]:
    """Who sent it, and the envelope as it travelled."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    return kept["person"], msgspec.convert(kept["envelope"], Envelope)


def record(kind: type[Operation]) -> None:
    """The example of a kind, as it would travel."""
    example = EXAMPLES[kind]
    city = example.city()
    op_id = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{kind.kind} {kind.version}"))
    op = city.make(kind, op_id=op_id, **example.fields(city))
    kept = {"person": example.person, "envelope": msgspec.to_builtins(envelope(op))}
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    file_of(kind).write_text(f"{text}\n", encoding="utf-8")


def main() -> None:
    """Every kind and version that has no recording yet."""
    for kind in OPERATIONS.values():
        if not file_of(kind).exists():
            record(kind)


if __name__ == "__main__":
    main()
