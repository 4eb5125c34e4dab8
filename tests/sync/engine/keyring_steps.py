"""One session of a program with keys, step by step, for tests that need a session bus of their own.

    python -m tests.sync.engine.keyring_steps FOLDER STEP…

Prints one JSON value for each step: what happened, or the code of a refusal.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from sync.domain import boxed
from sync.engine.keyring_door import KeyringDoor
from sync.engine.keys import Keys
from sync.engine.keys_refused import KeysRefused
from tests.sync.engine.key_parts import CHEAP_COSTS

PASSWORD = "口令"
ORGANISATION = bytes(range(32))
NOW = 1_790_000_000_000


def create(keys: Keys) -> object:
    keys.create(PASSWORD, boxed.public_key_of(ORGANISATION))
    return "made"


def unlock(keys: Keys) -> object:
    return "opened" if keys.unlock(PASSWORD, NOW) == keys.recover(ORGANISATION) else "another key"


def recover(keys: Keys) -> object:
    keys.rewrap(keys.recover(ORGANISATION), PASSWORD)
    return "recovered"


def status(keys: Keys) -> object:
    answer = keys.status()
    return [answer.slot, answer.backend]


STEPS: dict[str, Callable[[Keys], object]] = {
    step.__name__: step for step in (create, unlock, recover, status)
}


def main(folder: str, *steps: str) -> None:
    """Each step with a freshly opened door."""
    for step in steps:
        try:
            answer = STEPS[step](Keys(Path(folder) / "local.db", KeyringDoor(), costs=CHEAP_COSTS))
        except KeysRefused as refused:
            answer = refused.code
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
