"""`serve`: answers laptops until it is told to stop."""

from __future__ import annotations

import logging
import resource
import signal
import socket
import sys
import traceback
from argparse import Namespace
from collections.abc import Callable
from types import TracebackType
from typing import Final

import uvicorn

from sync.server import organisation_key
from sync.server.app import build, end_waits
from sync.server.centre import Centre
from sync.server.commands.output import say
from sync.server.commands.processes import Processes
from sync.server.gate import get_threads_ready
from sync.server.premises import CommandRefused, opened, premises_of
from sync.server.publishing import published_profile

SECONDS_TO_END: Final = 10  # what is asked when the order to stop comes is answered
BACKLOG: Final = 1024  # connections that wait to be taken up: a city comes back within a minute
KEPT_SECONDS: Final = 75  # an idle connection stays open; longer than nginx keeps it, so that nginx ends it
MOST_CONNECTIONS: Final = 4_000  # at one process; more get a 503


def serve(options: Namespace) -> int:
    """Raises CommandRefused without a profile, when the port is taken, or for several processes on SQLite."""
    if options.processes > 1 and premises_of(options).file is not None:
        raise CommandRefused("SQLite 数据库只能由一个进程服务；请去掉 --processes，或改用 PostgreSQL。")
    with opened(options, serving=True) as centre:
        if not published_profile(centre):
            raise CommandRefused(
                "还没有发布城市配置，请先运行 zhuqitong-server migrate --profile chengde 或自己的配置文件。"
            )
        with _listening(options.host, options.port) as listening:
            _serve(options, centre, listening)
    say("驻企通服务已停止。")
    return 0


def _serve(options: Namespace, centre: Centre, listening: socket.socket) -> None:
    log_ids_only()
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    if fault := organisation_key.fault(centre.folder):
        sys.stderr.write(f"{fault}。\n")

    def ready() -> None:
        say(f"驻企通服务已就绪：http://{shown}:{port}")

    if options.processes > 1:
        centre.database.close()  # the processes open their own
        Processes(in_process, options, listening, options.processes).run(ready)
    else:
        _answer(centre, listening, ready)


def in_process(options: Namespace, listening: socket.socket, ready: Callable[[], None]) -> None:
    """One of several."""
    log_ids_only()
    with opened(options, serving=True) as centre:
        _answer(centre, listening, ready)


def _answer(centre: Centre, listening: socket.socket, ready: Callable[[], None]) -> None:
    _open_many_files()
    config = uvicorn.Config(
        build(centre),
        lifespan="off",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=BACKLOG,
        timeout_keep_alive=KEPT_SECONDS,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=SECONDS_TO_END,
    )
    # uvicorn stops on these and then sends them again: the second time nobody minds.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    _Server(config, ready).run(sockets=[listening])


def _open_many_files() -> None:
    """Each connection is one; a shell's usual limit is below what wait for news."""
    least, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS * 2 if most == resource.RLIM_INFINITY else min(MOST_CONNECTIONS * 2, most)
    if least != resource.RLIM_INFINITY and least < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _listening(host: str, port: int) -> socket.socket:
    # With the protocol named, asyncio sends each reply at once instead of waiting for an acknowledgement.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(BACKLOG)
        return made
    except OSError as error:
        made.close()
        raise CommandRefused(
            f"不能在 {host}:{port} 上服务（{error.strerror}），请换一个 --host 或 --port。"
        ) from error


class _Server(uvicorn.Server):
    """Says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        get_threads_ready()
        await super().startup(sockets=sockets)
        self._ready()

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
