"""What the line does to requests: one fault at one request of a sync, the others go through."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final, TypeAlias

import msgspec
import requests

from sync.wire import PullReply, PushReply, TableRows, inflate
from tests.relcheck.simulation.centre import TheCentre
from tests.relcheck.simulation.clocks import REQUEST, Clocks
from tests.relcheck.simulation.engines import Died
from tests.relcheck.simulation.wire import Asked, Replied

Fault: TypeAlias = Callable[["Line", Asked], Replied]
PORTAL: Final = Replied(200, (("Content-Type", "text/html"),), b"<html>Please sign in to the hotel</html>")
# By the clock, whatever there is to do: tokens run out, copies are compared once a day.
BESIDES: Final = ("/v1/challenge", "/v1/refresh", "/v1/sign-in", "/v1/reporting", "/v1/digests")
GATEWAY: Final = Replied(502, (("Content-Type", "text/html"),), b"<html>Bad gateway</html>")


class Line:
    """Brings requests to the centre. `faults` by the number of the request in this sync; `watch` sees every
    reply of the centre before the line has it."""

    def __init__(self, centre: TheCentre, clocks: Clocks, luck: random.Random) -> None:
        self.centre, self.luck = centre, luck
        self._clocks = clocks
        self.faults: dict[int, Fault] = {}
        self.asked = 0  # requests since the sync began
        self.talk = 0  # of them, those that have to do with the record
        self.late: list[Asked] = []  # that still wander about somewhere
        self.watch: Callable[[Asked, Replied], None] = lambda _asked, _replied: None
        self.meanwhile: Callable[[], None] = lambda: None

    def begin(self, faults: dict[int, Fault]) -> None:
        """A sync begins, in this weather."""
        self.faults, self.asked, self.talk = faults, 0, 0

    def carry(self, asked: Asked) -> Replied:
        """One request on its way."""
        fault = self.faults.get(self.asked)
        self.asked += 1
        self._clocks.pass_by(REQUEST)
        return fault(self, asked) if fault else self.deliver(asked)

    def deliver(self, asked: Asked) -> Replied:
        """The centre hears it and answers; nobody hears a centre that died."""
        try:
            with self._clocks.wrong_by(0.0):
                replied = self.centre.ask(asked)
        except Died:
            raise requests.ConnectionError from None
        finally:
            self.centre.dies_in(0)
        self.talk += replied.status != 401 and asked.path not in BESIDES
        self.watch(asked, replied)
        return replied

    def deliver_late(self) -> None:
        """A request that had been lost, or was repeated by something on the way, arrives after all."""
        if self.late:
            asked = self.late.pop(self.luck.randrange(len(self.late)))
            try:
                self.deliver(asked)
            except requests.ConnectionError:
                return


def lost(line: Line, asked: Asked) -> Replied:
    """It does not arrive; perhaps later."""
    line.late.append(asked)
    raise requests.ConnectionError


def unanswered(line: Line, asked: Asked) -> Replied:
    """It arrives; the reply does not."""
    line.deliver(asked)
    raise requests.ConnectionError


def twice(line: Line, asked: Asked) -> Replied:
    """Something on the way sends it again; and keeps it for a third time."""
    line.deliver(asked)
    line.late.append(asked)
    return line.deliver(asked)


def cut(line: Line, asked: Asked) -> Replied:
    """The reply ends early; half of the time it looks whole."""
    replied = line.deliver(asked)
    headers = replied.headers
    if line.luck.random() < 0.5:
        headers = tuple(pair for pair in headers if pair[0].lower() != "content-length")
    return replied._replace(headers=headers, body=replied.body[: line.luck.randrange(len(replied.body))])


def flipped(line: Line, asked: Asked) -> Replied:
    """One bit of the reply is another."""
    replied = line.deliver(asked)
    body = bytearray(replied.body)
    body[line.luck.randrange(len(body))] ^= 1 << line.luck.randrange(8)
    return replied._replace(body=bytes(body))


def altered(line: Line, asked: Asked) -> Replied:
    """A pull loses its last rows on the way, in sound JSON: only its digest tells. By itself, or with
    the answers to a push."""
    replied = line.deliver(asked)
    if asked.path not in _WITH_ROWS or replied.status != 200:
        return replied
    headers = dict(replied.headers)
    body = inflate(replied.body, headers.pop("content-encoding", "identity"), 1 << 26)
    reply = msgspec.json.decode(body, type=_WITH_ROWS[asked.path])
    short = msgspec.json.encode(_shortened(reply))
    headers["content-length"] = str(len(short))
    return Replied(200, tuple(headers.items()), short)


_WITH_ROWS: Final[dict[str, type[PullReply] | type[PushReply]]] = {
    "/v1/pull": PullReply,
    "/v1/push": PushReply,
}


def _shortened(reply: PullReply | PushReply) -> PullReply | PushReply:
    if isinstance(reply, PushReply):
        page = _shortened(reply.page) if reply.page else None
        return msgspec.structs.replace(reply, page=page)
    tables = {name: _without_last(part) for name, part in reply.tables.items()}
    return msgspec.structs.replace(reply, tables=tables)


def _without_last(part: TableRows) -> TableRows:
    rows = msgspec.json.decode(part.rows)[:-1]
    return msgspec.structs.replace(part, rows=msgspec.Raw(msgspec.json.encode(rows)))


def stranger(line: Line, asked: Asked) -> Replied:
    """Somebody else answers."""
    return line.luck.choice((PORTAL, GATEWAY))


def meanwhile(line: Line, asked: Asked) -> Replied:
    """Others are at work before it arrives."""
    faults, number = line.faults, line.asked
    with line._clocks.wrong_by(0.0):
        line.meanwhile()
    line.faults, line.asked = faults, number
    return line.deliver(asked)


def laptop_dies_before(line: Line, asked: Asked) -> Replied:
    """The laptop ends before the first byte is out."""
    raise Died


def laptop_dies_after(line: Line, asked: Asked) -> Replied:
    """The laptop ends while it waits for the reply."""
    line.deliver(asked)
    raise Died


def centre_dies(line: Line, asked: Asked) -> Replied:
    """The server ends somewhere in its work."""
    line.centre.dies_in(line.luck.randrange(1, 80))
    return line.deliver(asked)


FAULTS: Final[tuple[Fault, ...]] = (
    lost, unanswered, unanswered, twice, cut, flipped, altered, altered, stranger,
    meanwhile, meanwhile, meanwhile, laptop_dies_before, laptop_dies_after, centre_dies, centre_dies,
)  # fmt: skip
