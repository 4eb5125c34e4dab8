"""The connection under the requests: that a large body moves on a slow line is seen while it is sent.

The system would take a megabyte at once and send it for minutes, during which nobody could tell a slow line
from a dead one, and the limit for a silent server would end every try. So little may lie there, and a body is
given piece by piece: each has the whole patience, the body as a whole has no limit.
"""

from __future__ import annotations

import socket
from typing import Any, Final

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection

SENT_AHEAD: Final = 32 * 1024  # bytes that the system may hold


class Line(HTTPAdapter):
    """Connections that hold little."""

    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
        ahead = (socket.SOL_SOCKET, socket.SO_SNDBUF, SENT_AHEAD)
        options = [*HTTPConnection.default_socket_options, ahead]
        super().init_poolmanager(*arguments, socket_options=options, **named)
