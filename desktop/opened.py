"""What the doorway leads to: a person's open copy, and what was read from it first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.credentials import Credentials
    from sync.domain.actor import Actor
    from sync.engine.laptop import Laptop
    from sync.operations.rules import Rules


@dataclass(frozen=True)
class Opened:
    """An open copy; whoever opened it closes it. `said`: what has to be told first, "" for nothing."""

    laptop: Laptop
    actor: Actor
    rules: Rules
    credentials: Credentials
    said: str = ""
