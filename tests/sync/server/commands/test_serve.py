"""`serve`: one line when it answers, an orderly end, and no content in its log."""

from __future__ import annotations

import io
import logging
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests

from sync.server.centre import Centre
from sync.server.commands.serve import IdsOnly
from sync.store.database import open_database
from tests.sync.server.commands.desk import Desk, one_sentence

READY = re.compile(r"驻企通服务已就绪：(http://127\.0\.0\.1:\d+)\n")


@contextmanager
def served(desk: Desk, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program itself on a free port, and its address."""
    command = [sys.executable, "-m", "sync.server", "serve", "--port", "0", "--data", str(desk.data), *words]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            assert process.stdout is not None
            ready = READY.fullmatch(process.stdout.readline())
            assert ready, "not a word of where it answers"
            yield process, ready[1]
        finally:
            process.kill()


@pytest.mark.parametrize("order", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_and_ends_when_told(small_desk: Desk, order: signal.Signals) -> None:
    with served(small_desk) as (process, address):
        answer = requests.post(f"{address}/v1/challenge", timeout=10)
        assert answer.status_code == 200
        assert "challenge" in answer.json()
        process.send_signal(order)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out, err) == (0, "驻企通服务已停止。\n", "")


def test_killed_it_serves_again(small_desk: Desk) -> None:
    with served(small_desk) as (_, address):
        assert requests.post(f"{address}/v1/challenge", timeout=10).status_code == 200
    with served(small_desk) as (_, address):
        assert requests.post(f"{address}/v1/challenge", timeout=10).status_code == 200


def test_without_a_profile_it_says_what_to_do(new_desk: Desk) -> None:
    file = new_desk.data / "server.db"
    new_desk.data.mkdir()
    database = open_database(str(file), create=True)
    Centre(database, new_desk.data).prepare()
    database.close()
    said = one_sentence(new_desk.run("serve", "--no-encryption"), 1)
    assert said.startswith("还没有发布城市配置，请先运行 zhuqitong-server migrate --profile chengde")


def test_a_port_that_is_taken_is_one_sentence(small_desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = one_sentence(small_desk.run("serve", "--port", port), 1)
    assert said.startswith(f"不能在 127.0.0.1:{port} 上服务")


def test_a_fault_is_logged_without_the_words_it_carries() -> None:
    logger, log = logging.Logger("apart from the others"), io.StringIO()
    handler = logging.StreamHandler(log)
    handler.setFormatter(IdsOnly("%(message)s"))
    logger.addHandler(handler)
    try:
        raise ValueError("金丝雀：企业说的话")
    except ValueError:
        logger.exception("operation %s", "an-id")
    text = log.getvalue()
    assert text.startswith("operation an-id\n")
    assert "test_serve.py" in text
    assert text.endswith("ValueError\n")
    assert "金丝雀" not in text
