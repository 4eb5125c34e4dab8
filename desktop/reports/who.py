"""Who reports on which form, and how the problem came."""

from __future__ import annotations

from typing import Final

from sync.domain.actor import Actor

# Role → the forms it may use, the usual one first (CD-14: the full form is the representative's).
FORMS: Final[dict[str, tuple[str, ...]]] = {
    "representative": ("intake", "need"),
    "liaison": ("need",),
    "station_staff": ("need",),
    "coordinator": ("need", "intake"),
}
# Role → how a problem usually comes to it; people walk in to the centre, the others go to the firm.
CHANNELS: Final[dict[str, str]] = {"coordinator": "walk_in"}


def forms_of(actor: Actor) -> tuple[str, ...]:
    """The forms that the person may use, the usual one first; none for who does not report."""
    found = [form for role, forms in FORMS.items() if _has(actor, role) for form in forms]
    return tuple(dict.fromkeys(found))


def usual_channel(actor: Actor) -> str:
    """What is chosen at first under 来源."""
    return next((channel for role, channel in CHANNELS.items() if _has(actor, role)), "visit")


def _has(actor: Actor, role: str) -> bool:
    return any(held.role == role for held in actor.roles)
