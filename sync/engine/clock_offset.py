"""How far this laptop's clock is from the server's, learnt from a request and its answer."""

from __future__ import annotations

from sync.domain.clock import Instant

SLOWEST = (
    5_000  # milliseconds; of a slower answer nobody knows when in between the server looked at its clock
)


def offset(before: int, asked_at: Instant, heard_at: Instant, server_time: Instant) -> int:
    """Milliseconds to add to this laptop's clock; `before` stays when the answer was slow, or when the
    clock was set while it was under way (sleep, a person, the network's time)."""
    if not 0 <= heard_at - asked_at <= SLOWEST:
        return before
    return server_time - (asked_at + heard_at) // 2
