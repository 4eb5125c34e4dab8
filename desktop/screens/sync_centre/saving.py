"""What is not delivered, as a text to keep or to send by other means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop.cases.words import delivery, moment
from desktop.screens.sync_centre import words
from desktop.screens.sync_centre.cards import heading, why
from sync.domain.clock import Instant
from sync.domain.profile import Profile
from sync.store.queries.outbox_view import Overview, StoppedCard, Waiting

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate
MARK: Final = "\ufeff"  # so that an editor of Windows takes it for UTF-8


def undelivered(profile: Profile, overview: Overview, person: str, now: Instant) -> str:
    """Every operation that the centre has not taken: what it is, how it stands and why, all its words."""
    said = translate("Undelivered", "Not delivered to the centre: {person}, {time}")
    parts = [said.format(person=person, time=moment(now)), *_stopped(profile, overview)]
    parts += [_told(profile, waiting, delivery(waiting.state)) for waiting in overview.queue]
    return MARK + "\n\n".join(parts) + "\n"


def _stopped(profile: Profile, overview: Overview) -> Iterator[str]:
    for card in overview.stopped:
        yield _told(profile, card.operation, _standing(card))


def _standing(card: StoppedCard) -> str:
    return f"{delivery(card.decision or card.operation.state)}：{why(card)}"


def _told(profile: Profile, operation: Waiting, standing: str) -> str:
    head = f"{heading(operation)}（{moment(operation.made_at)}）\n{standing}"
    return words.as_plain_text(head, words.texts(profile, operation))
