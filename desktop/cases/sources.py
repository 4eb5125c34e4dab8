"""What a list of problems can show: each source is a word and a question to this laptop's record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.cases.entries import Listed, MeetingListed, OrderListed, ProblemListed
from desktop.cases.here import CENTRE_ROLES
from desktop.cases.words import translate
from sync.domain.actor import Actor
from sync.domain.profile import Profile
from sync.store.queries import orders, problems, queues
from sync.store.queries.problems import EVERYTHING, Filter

if TYPE_CHECKING:
    import sqlalchemy as sa

Ask = Callable[["sa.Connection"], Sequence[Listed]]


# Queue of a person → the roles whose holders can be in it.
_OWN = {
    "returned_to_me": frozenset({"representative", "liaison", "station_staff", "coordinator"}),
    "sent_to_me": frozenset(CENTRE_ROLES),
}


@dataclass(frozen=True)
class Source:
    """`ask` runs in the read lane; `nothing`: what an empty list says; `acts`: whether its rows wait for this
    person, and are counted on the rail."""

    code: str
    word: str
    ask: Ask
    nothing: str
    acts: bool = True


def queue(code: str, actor: Actor, *, acts: bool = True) -> Source:
    """The problems that wait for this person in one of the queues."""
    word, nothing = _queues()[code]

    def ask(connection: sa.Connection) -> list[Listed]:
        return [ProblemListed(row) for row in queues.listed(connection, code, actor)]

    return Source(code, word, ask, nothing, acts)


def own(actor: Actor) -> list[Source]:
    """What waits for the person alone, where their role can have such."""
    roles = {held.role for held in actor.roles}
    return [queue(code, actor) for code, asked in _OWN.items() if roles & asked]


def chosen(code: str, word: str, where: Filter, nothing: str) -> Source:
    """The problems that a filter means."""

    def ask(connection: sa.Connection) -> list[Listed]:
        return [ProblemListed(row) for row in problems.listed(connection, where)]

    return Source(code, word, ask, nothing, acts=False)


def everything(profile: Profile) -> list[Source]:
    """All problems on this laptop, and those of each of the city's rings."""
    none = translate("Source", "No problem has been reported yet")
    empty = translate("Source", "No problem is here now")
    rings = [
        chosen(ring.code, ring.name, Filter(states=_states(profile, ring.code)), empty)
        for ring in profile.rings
    ]
    return [chosen("all", translate("Source", "All"), EVERYTHING, none), *rings]


def _states(profile: Profile, ring: str) -> tuple[str, ...]:
    return tuple(state.code for state in profile.states if state.ring == ring)


def exactly(ids: Sequence[str]) -> Source:
    """The problems behind a number that was clicked."""
    word = translate("Source", "{n} behind the number").format(n=len(ids))
    return chosen(
        "exactly", word, Filter(ids=tuple(ids)), translate("Source", "None of them is here any more")
    )


def all_orders(actor: Actor) -> Source:
    """Every order of this person's centres."""

    def ask(connection: sa.Connection) -> list[Listed]:
        rows = [row for where in _of_centres(actor) for row in orders.listed(connection, where)]
        return [OrderListed(row) for row in rows]

    nothing = translate("Source", "No order has been issued yet")
    return Source("orders", translate("Source", "Issued"), ask, nothing, acts=False)


def all_meetings(actor: Actor) -> Source:
    """Every meeting of this person's centres."""

    def ask(connection: sa.Connection) -> list[Listed]:
        rows = [row for where in _of_centres(actor) for row in orders.meetings(connection, where)]
        return [MeetingListed(row) for row in rows]

    nothing = translate("Source", "No meeting has been held yet")
    return Source("meetings", translate("Source", "Held"), ask, nothing, acts=False)


def _of_centres(actor: Actor) -> list[Filter]:
    return [Filter(centre_id=centre) for centre in sorted(actor.offices("coordinator"))]


def in_meeting(profile: Profile, actor: Actor) -> Source:
    """Problems that are being discussed."""

    def ask(connection: sa.Connection) -> list[Listed]:
        where = [Filter(centre_id=each.centre_id, states=("in_meeting",)) for each in _of_centres(actor)]
        return [ProblemListed(row) for each in where for row in problems.listed(connection, each)]

    word = profile.state_word("in_meeting")
    return Source("in_meeting", word, ask, translate("Source", "No problem is being discussed"))


def _queues() -> dict[str, tuple[str, str]]:
    return {
        "to_accept": (translate("Source", "To accept"), translate("Source", "All accepted. Nothing waits.")),
        "to_transfer": (
            translate("Source", "To transfer"),
            translate("Source", "Nothing waits to be transferred"),
        ),
        "objected": (translate("Source", "Objections"), translate("Source", "No department objects")),
        "to_check": (
            translate("Source", "Replies to check"),
            translate("Source", "No reply waits to be checked"),
        ),
        "returned_by_us": (
            translate("Source", "Returned"),
            translate("Source", "Nothing is out for completion"),
        ),
        "to_sign": (
            translate("Source", "To sign for"),
            translate("Source", "No order waits to be signed for"),
        ),
        "summoned": (translate("Source", "Called"), translate("Source", "No call waits for an answer")),
        "in_hand": (translate("Source", "In hand"), translate("Source", "Nothing is in hand")),
        "assisting": (translate("Source", "Assisting"), translate("Source", "Nothing to assist with")),
        "to_call": (translate("Source", "To call"), translate("Source", "Nobody is to be called")),
        "calling": (translate("Source", "Begun"), translate("Source", "No follow-up is begun")),
        "sent_to_me": (translate("Source", "Sent on site"), translate("Source", "You are not sent anywhere")),
        "returned_to_me": (translate("Source", "To complete"), translate("Source", "Nothing to complete")),
    }
