"""Which of the work in quarantine this person is asked to decide about."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.workplace import Workplace
from sync.store.queries.parked import ParkedCard


def asked_of(workplace: Workplace, cards: Iterable[ParkedCard]) -> tuple[ParkedCard, ...]:
    """Those of a record that answers to a centre in which the person coordinates."""
    offices = workplace.actor.offices("coordinator")
    return tuple(card for card in cards if _centre_of(workplace, card) in offices)


def _centre_of(workplace: Workplace, card: ParkedCard) -> str:
    centres = workplace.rules.regions.centres(card.region_id) if card.region_id else ()
    return card.centre_id or next(iter(centres), "")
