"""`serve`: answers laptops until it is told to stop."""

from __future__ import annotations

import logging
import signal
import socket
import traceback
from argparse import Namespace
from types import TracebackType
from typing import Final

import uvicorn

from sync.server.app import build, end_waits
from sync.server.commands.output import say
from sync.server.premises import CommandRefused, opened
from sync.server.publishing import published_profile

SECONDS_TO_END: Final = 10  # what is asked when the order to stop comes is answered
WAITING: Final = 128  # connections


def serve(options: Namespace) -> int:
    """Raises CommandRefused without a profile, or when the port is taken."""
    with opened(options) as centre:
        if not published_profile(centre):
            raise CommandRefused(
                "还没有发布城市配置，请先运行 zhuqitong-server migrate --profile chengde 或自己的配置文件。"
            )
        with _listening(options.host, options.port) as listening:
            log_ids_only()
            host, port = listening.getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            config = uvicorn.Config(
                build(centre),
                lifespan="off",
                ws="none",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=SECONDS_TO_END,
            )
            # uvicorn stops on these and then sends them again: the second time nobody minds.
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, signal.SIG_IGN)
            _Server(config, f"驻企通服务已就绪：http://{shown}:{port}").run(sockets=[listening])
    say("驻企通服务已停止。")
    return 0


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=WAITING)
    except OSError as error:
        raise CommandRefused(
            f"不能在 {host}:{port} 上服务（{error.strerror}），请换一个 --host 或 --port。"
        ) from error


class _Server(uvicorn.Server):
    """Says one line when it answers."""

    def __init__(self, config: uvicorn.Config, ready: str) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        say(self._ready)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await end_waits(self.config.app)  # type: ignore[arg-type]
        await super().shutdown(sockets=sockets)


class IdsOnly(logging.Formatter):
    """A fault is logged by its kind and place: its own words may hold what somebody typed."""

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        places = traceback.extract_tb(ei[2])
        lines = [f"  {place.filename}:{place.lineno} {place.name}" for place in places]
        return "\n".join([*lines, ei[0].__qualname__ if ei[0] else ""])


def log_ids_only() -> None:
    """Warnings and faults to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(IdsOnly("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
