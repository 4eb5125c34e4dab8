"""A real nginx with the shipped configuration, as IT runs it: own folder, free port, TLS of a test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unittest import mock

import trustme

import resources

PROGRAM: Final = shutil.which("nginx") or "/usr/sbin/nginx"
# What stands around the shipped file in a Debian system, with everything in a folder of its own.
AROUND: Final = """
{user}
daemon off;
worker_processes 1;
worker_rlimit_nofile 20000;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 10000; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/zhuqitong.conf;
}}
"""


@dataclass(frozen=True)
class Nginx:
    """A running one. `authority`: the file of the certificates that its own is signed by."""

    port: int
    authority: Path

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}"

    @contextmanager
    def believed(self) -> Iterator[None]:
        """Laptops of this process take its certificate for good."""
        with (
            mock.patch("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(self.authority)),
            mock.patch("requests.utils.DEFAULT_CA_BUNDLE_PATH", str(self.authority)),
        ):
            yield


def configuration() -> str:
    """The shipped file."""
    return resources.read_text("packaging/nginx.conf")


@contextmanager
def running_nginx(folder: Path, server_port: int) -> Iterator[Nginx]:
    """In front of a server on this machine; over at the end."""
    folder.mkdir(mode=0o755)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    own = authority.issue_cert("localhost")
    own.private_key_and_cert_chain_pem.write_to_path(str(folder / "own.pem"))
    (folder / "zhuqitong.conf").write_text(_here(folder, port, server_port))
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))
    command = [PROGRAM, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    with subprocess.Popen(command) as process:
        try:
            _wait_for(port, process)
            yield Nginx(port, folder / "authority.pem")
        finally:
            process.terminate()


def _here(folder: Path, port: int, server_port: int) -> str:
    """The shipped file with the four things changed that IT changes."""
    text = configuration()
    for shipped, here in (
        ("server 127.0.0.1:8000;", f"server 127.0.0.1:{server_port};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
        ("zhuqitong.example;", "localhost;"),
        ("/etc/zhuqitong/tls.crt;", f"{folder}/own.pem;"),
        ("/etc/zhuqitong/tls.key;", f"{folder}/own.pem;"),
    ):
        assert text.count(shipped) == 1, shipped
        text = text.replace(shipped, here)
    return text


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    while True:
        assert process.poll() is None, "nginx did not start; its log says why"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            continue
        return
