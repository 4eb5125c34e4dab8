"""A device that is signed in and speaks the protocol, without a laptop's checks: it sends what it is told."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

import msgspec
import requests

from sync.engine.session import first_sign_in
from sync.engine.transport import Transport
from sync.operations.base import Operation
from sync.wire import DIGEST_HEADER, Answer, Cursor, Envelope, PullReply, PullRequest, digest, envelope
from tests.stage import PASSWORD


class Sender:
    """One device of a person. `with Sender(stage.url, "rep-east") as sender:`"""

    def __init__(self, url: str, person: str) -> None:
        self.url = url
        transport = Transport(url)
        identity, tokens, *_ = first_sign_in(transport, person, PASSWORD)
        transport.close()
        self.identity = identity
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers.update({
            "Authorization": f"Bearer {tokens.access}",
            "Accept-Encoding": "identity",
        })  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def token_header(self) -> bytes:
        """The line of a request that says who asks."""
        return f"Authorization: {self._session.headers['Authorization']!s}\r\n".encode()

    def forget_token(self) -> None:
        """From now on a stranger to the server."""
        del self._session.headers["Authorization"]

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> requests.Response:
        """Any request at all; a reply of ours must carry the right digest."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        reply = self._session.request(method, self.url + path, data=body, headers=named, timeout=30)
        assert reply.headers.get(DIGEST_HEADER, "") == digest(reply.content), reply.text
        return reply

    def post(self, path: str, message: object) -> requests.Response:
        """A message, whatever it is."""
        return self.ask("POST", path, msgspec.json.encode(message))

    def push(self, *operations: Operation | Envelope) -> list[Answer]:
        """The answers to one batch."""
        return [msgspec.json.decode(raw, type=Answer) for raw in self.push_raw(*operations)]

    def push_raw(self, *operations: Operation | Envelope) -> list[bytes]:
        """The answers to one batch, each as the server wrote it."""
        letters = [op if isinstance(op, Envelope) else envelope(op) for op in operations]
        reply = self.post("/v1/push", {"operations": letters})
        assert reply.status_code == 200, reply.text
        answers = msgspec.json.decode(reply.content, type=dict[str, msgspec.Raw])["answers"]
        return [bytes(raw) for raw in msgspec.json.decode(answers, type=list[msgspec.Raw])]

    def pages(self, cursor: Cursor | None = None, after: str = "") -> list[PullReply]:
        """All pages of one pull."""
        pages = []
        while True:
            reply = self.post("/v1/pull", PullRequest(cursor=cursor, after=after))
            assert reply.status_code == 200, reply.text
            pages.append(msgspec.json.decode(reply.content, type=PullReply))
            after = pages[-1].after
            if not after:
                return pages

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Everything of one table that this person gets."""
        parts = [page.tables[table] for page in self.pages() if table in page.tables]
        return [dict(zip(part.columns, row, strict=True)) for part in parts for row in part.cells()]


def altered(op: Operation, **values: object) -> Envelope:
    """The operation's envelope with other values in it: a field of the envelope, or of the body."""
    letter = envelope(op)
    outer = {name: value for name, value in values.items() if name in letter.__struct_fields__}
    body = msgspec.json.decode(letter.body) | {n: v for n, v in values.items() if n not in outer}
    changed: Envelope = msgspec.structs.replace(letter, body=msgspec.json.encode(body).decode())
    return msgspec.structs.replace(changed, **outer)
