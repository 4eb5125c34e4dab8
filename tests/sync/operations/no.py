"""How a rule that says no is written down, and days that it says no to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from sync.operations.base import Operation
from tests.sync.operations.city import City

TOMORROW, YESTERDAY, NO_DAY = "2026-03-03", "2026-03-01", "2026-3-2"


class No(NamedTuple):
    """A kind, the code it is refused with, and what differs from the kind's good example."""

    kind: type[Operation]
    code: str
    differs: dict[str, Any] = {}  # noqa: RUF012
    person: str = ""
    city: Callable[[], City] | None = None
