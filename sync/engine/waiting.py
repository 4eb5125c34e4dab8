"""Waits for news with one long question, on a line of its own that can be ended from another thread.

`requests` cannot be told to stop listening, and nobody wants a window that closes half a minute later; so
this asks through the standard library. What it hears says when to sync, never what: nothing hangs on it.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import SplitResult, urlsplit

from sync.engine.authority import file_of
from sync.engine.local_values import Tokens, position, recall
from sync.engine.transport import Away, SignInAgain, patience
from sync.wire import DIGEST_HEADER, PROTOCOL, PROTOCOL_HEADER, Damaged, Problem, WaitReply, decode, digest

if TYPE_CHECKING:
    from http.client import HTTPConnection

    from sync.engine.laptop import Laptop

CONNECT_SECONDS: Final = 5
LISTEN_SECONDS: Final = 40  # the server says something after 25
LARGEST: Final = 4096  # bytes of an answer


class Waiting:
    """One laptop's way to wait; one question at a time."""

    def __init__(self, laptop: Laptop) -> None:
        self._laptop = laptop
        self._changing = threading.Lock()
        self._ended = False
        self._line: socket.socket | None = None

    def news(self) -> bool:
        """Whether to sync now; takes up to half a minute. Raises Away, and SignInAgain: a sync renews the
        tokens."""
        cursor = self._laptop.read(position).cursor
        if cursor is None:
            return True
        reply = self._ask(f"/v1/wait?revision={cursor.revision}")
        cursor = self._laptop.read(position).cursor  # another sync may have brought it meanwhile
        here = cursor.revision if cursor else -1
        return reply.news and (reply.revision == 0 or reply.revision > here)

    def end(self) -> None:
        """Wait no longer, now and from now on; from any thread."""
        with self._changing:
            self._ended = True
            if self._line is not None:
                with contextlib.suppress(OSError):
                    self._line.shutdown(socket.SHUT_RDWR)

    def _ask(self, path: str) -> WaitReply:
        import http.client
        import ssl

        tokens = self._laptop.read(recall, Tokens)
        headers = {"Authorization": f"Bearer {tokens.access if tokens else ''}", PROTOCOL_HEADER: PROTOCOL}
        believed = file_of(self._laptop.database, self._laptop.folder)
        server = urlsplit(self._laptop.identity.server)
        connection = _connection(server, believed)
        try:
            connection.connect()
            with self._listening(connection.sock):
                connection.request("GET", server.path.rstrip("/") + path, headers=headers)
                with connection.getresponse() as answer:
                    heard = _Heard(answer.status, dict(answer.headers.items()), answer.read(LARGEST))
        except ssl.SSLError as error:
            raise Away("certificate") from error
        except (OSError, http.client.HTTPException) as error:
            raise Away("offline") from error
        finally:
            connection.close()
        return _message(heard)

    @contextlib.contextmanager
    def _listening(self, line: socket.socket) -> Iterator[None]:
        """While inside, `end` reaches this line; by a second handle, so that nothing of TLS is touched."""
        line.settimeout(LISTEN_SECONDS)
        with socket.socket(fileno=socket.dup(line.fileno())) as copy:
            with self._changing:
                if self._ended:
                    raise Away("offline")
                self._line = copy
            try:
                yield
            finally:
                with self._changing:
                    self._line = None


class _Heard(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def _connection(where: SplitResult, authority: Path | None) -> HTTPConnection:
    """Not connected yet. The certificates that are believed are the ones of every other request."""
    import http.client
    import ssl

    from requests.utils import DEFAULT_CA_BUNDLE_PATH

    assert where.hostname is not None
    if where.scheme != "https":
        return http.client.HTTPConnection(where.hostname, where.port, timeout=CONNECT_SECONDS)
    believed = ssl.create_default_context(cafile=authority or DEFAULT_CA_BUNDLE_PATH)
    return http.client.HTTPSConnection(where.hostname, where.port, timeout=CONNECT_SECONDS, context=believed)


def _message(heard: _Heard) -> WaitReply:
    """What our server said, whole. Raises Away, SignInAgain."""
    headers = {name.lower(): value for name, value in heard.headers.items()}
    if PROTOCOL_HEADER.lower() not in headers:
        raise Away("not_our_server")
    if headers.get(DIGEST_HEADER.lower()) != digest(heard.body):
        raise Away("damaged_reply")
    try:
        if heard.status == 200:
            return decode(heard.body, WaitReply)
        problem = decode(heard.body, Problem)
    except Damaged as error:
        raise Away("damaged_reply") from error
    if heard.status == 401:
        raise SignInAgain(problem.code)
    raise Away("busy" if heard.status == 503 else "fault", patience(problem))
