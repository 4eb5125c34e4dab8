"""Where a run's chances come from: one seed. The same seed, the same ids, tokens and choices."""

from __future__ import annotations

import random
import secrets
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final
from unittest.mock import patch

LATER: Final = 30_001  # from this seed on a run does more; see `later.py`


@contextmanager
def seeded(seed: int | str) -> Iterator[random.Random]:
    """Random ids and secrets of the program come from the seed; answers the luck for the run's choices."""
    ids, luck = random.Random(f"ids {seed}"), random.Random(f"luck {seed}")

    def random_bytes(number: int | None = None) -> bytes:
        return ids.randbytes(number or 32)

    with ExitStack() as stack:
        for module, name, value in (
            (uuid, "uuid4", lambda: uuid.UUID(bytes=ids.randbytes(16), version=4)),
            (secrets, "token_bytes", random_bytes),
            (secrets, "token_hex", lambda number=None: random_bytes(number).hex()),
            (secrets, "token_urlsafe", lambda number=None: random_bytes(number).hex()),
            (secrets, "choice", ids.choice),
        ):
            stack.enter_context(patch.object(module, name, value))
        yield luck
