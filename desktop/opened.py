"""What the doorway leads to: a person's open copy, and what was read from it first."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sync.domain.actor import Actor
    from sync.engine.laptop import Laptop
    from sync.operations.rules import Rules


@dataclass(frozen=True)
class Opened:
    """An open copy; `held` ends with the program and frees the folder."""

    laptop: Laptop
    actor: Actor
    rules: Rules
    held: ExitStack
