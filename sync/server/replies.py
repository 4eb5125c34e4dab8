"""How an answer leaves: encoded, compressed, with the digest that the laptop must verify."""

from __future__ import annotations

from starlette.responses import Response

from sync.wire import (
    COMPRESS_FROM,
    DIGEST_HEADER,
    PROTOCOL,
    PROTOCOL_HEADER,
    Problem,
    choose_encoding,
    deflate,
    digest,
    encode,
)


def reply(value: object, accepted: str = "", status: int = 200) -> Response:
    """A message, or raw bytes of an attachment."""
    plain = value if isinstance(value, bytes) else encode(value)
    media_type = "application/octet-stream" if isinstance(value, bytes) else "application/json"
    small = len(plain) < COMPRESS_FROM or isinstance(value, bytes)
    encoding = "identity" if small else choose_encoding(accepted)
    body = deflate(plain, encoding)
    headers = {PROTOCOL_HEADER: PROTOCOL, DIGEST_HEADER: digest(body)}
    if encoding != "identity":
        headers["Content-Encoding"] = encoding
    return Response(body, status, headers, media_type)


def no(status: int, code: str, *, retry_after: int = 0) -> Response:
    """Why the request as a whole was not answered."""
    response = reply(Problem(code=code, retry_after=retry_after), status=status)
    if retry_after:
        response.headers["Retry-After"] = str(retry_after)
    return response
