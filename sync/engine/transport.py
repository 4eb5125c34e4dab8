"""The laptop's one way to speak HTTP. Transport success proves nothing: every reply is verified."""

from __future__ import annotations

from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sync.wire import (
    COMPRESS_FROM,
    DIGEST_HEADER,
    LARGEST_REPLY,
    PROTOCOL,
    PROTOCOL_HEADER,
    Damaged,
    Problem,
    decode,
    deflate,
    digest,
    encode,
    inflate,
)

if TYPE_CHECKING:
    import requests

T = TypeVar("T")
CONNECT_SECONDS = 10
STALL_SECONDS = 30
LONGEST_PATIENCE = 3600  # seconds


class Away(Exception):
    """The server cannot be reached, or what answered is not our server: keep everything, try again.

    `code`: offline · certificate (none that is believed) · not_our_server · damaged_reply · busy (with
    seconds) · fault.
    """

    def __init__(self, code: str, seconds: int = 0) -> None:
        super().__init__(code)
        self.code, self.seconds = code, seconds


class SignInAgain(Exception):
    """The server does not take this laptop's tokens any more; work here goes on."""


class Declined(Exception):
    """The server answered that it will not do this: `status` and `code`."""

    def __init__(self, status: int, code: str, seconds: int = 0) -> None:
        super().__init__(code)
        self.status, self.code, self.seconds = status, code, seconds


class Transport:
    """Requests to one server, over a connection that stays open between them. Proxies, certificates and
    passwords of the environment are not used. `authority`: a file with the only certificates that are
    believed; None for those of the public authorities."""

    def __init__(self, server: str, authority: Path | None = None) -> None:
        self.server = server.rstrip("/")
        self._authority = authority
        self.access = ""

    @cached_property
    def _session(self) -> requests.Session:
        import requests

        from sync.engine.line import Line

        session = requests.Session()
        session.trust_env = False
        for scheme in ("http://", "https://"):
            session.mount(scheme, Line())
        session.verify = True if self._authority is None else str(self._authority)
        session.max_redirects = 0
        return session

    def close(self) -> None:
        """Let go of the connection; the next request makes another one."""
        if "_session" in self.__dict__:
            self._session.close()

    def post(self, path: str, message: object, kind: type[T]) -> T:
        """Send a message, read one. Raises Away, SignInAgain, Declined."""
        plain = encode(message)
        encoding = "zstd" if len(plain) >= COMPRESS_FROM else "identity"
        headers = {"Content-Type": "application/json", "Content-Encoding": encoding}
        return self._message(self._ask("POST", path, deflate(plain, encoding), headers), kind)

    def get(self, path: str, kind: type[T]) -> T:
        """Read a message."""
        return self._message(self._ask("GET", path, b"", {}), kind)

    def get_bytes(self, path: str) -> bytes:
        """Read a piece of an attachment."""
        return self._ask("GET", path, b"", {})

    def patch(self, path: str, piece: bytes, kind: type[T]) -> T:
        """Send a piece of an attachment."""
        headers = {"Content-Type": "application/octet-stream"}
        return self._message(self._ask("PATCH", path, piece, headers), kind)

    def _message(self, body: bytes, kind: type[T]) -> T:
        try:
            return decode(body, kind)
        except Damaged as error:
            raise Away("damaged_reply") from error

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        import requests
        import urllib3

        headers |= {"Accept-Encoding": "zstd, gzip", PROTOCOL_HEADER: PROTOCOL}
        if self.access:
            headers["Authorization"] = f"Bearer {self.access}"
        try:
            with self._session.request(
                method,
                self.server + path,
                data=BytesIO(body) if body else None,
                headers=headers,
                timeout=(CONNECT_SECONDS, STALL_SECONDS),
                allow_redirects=False,
                stream=True,
            ) as response:
                return _verified(response)
        except requests.exceptions.SSLError as error:
            raise Away("certificate") from error
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise Away("offline") from error


def _verified(response: requests.Response) -> bytes:
    """The body, when it is whole and from our server. Raises Away, SignInAgain, Declined."""
    if response.headers.get(PROTOCOL_HEADER) is None:
        raise Away("not_our_server")
    raw = _raw(response)
    if response.headers.get(DIGEST_HEADER) != digest(raw):
        raise Away("damaged_reply")
    try:
        body = inflate(raw, response.headers.get("Content-Encoding", "identity"), LARGEST_REPLY)
    except Damaged as error:
        raise Away("damaged_reply") from error
    if response.status_code == 200:
        return body
    try:
        raise _no(response.status_code, decode(body, Problem))
    except Damaged as error:
        raise Away("damaged_reply") from error


def _raw(response: Any) -> bytes:
    """The body as it was sent, never more than the largest reply."""
    body = bytearray()
    for piece in response.raw.stream(65536, decode_content=False):
        body += piece
        if len(body) > LARGEST_REPLY:
            raise Away("damaged_reply")
    return bytes(body)


def _no(status: int, problem: Problem) -> Exception:
    if status == 401:
        return SignInAgain(problem.code)
    if status in (408, 429, 503):
        return Away("busy", patience(problem))
    if status >= 500:
        return Away("fault")
    return Declined(status, problem.code, patience(problem))


def patience(problem: Problem) -> int:
    """Seconds to wait for as the server asks, an hour at most: our own number, whatever a header says."""
    return min(max(problem.retry_after, 0), LONGEST_PATIENCE)
