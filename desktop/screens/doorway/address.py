"""The address of a server, as people type it."""

from __future__ import annotations

import unicodedata
from typing import Any
from urllib.parse import SplitResult, urlsplit

from PySide6.QtCore import QCoreApplication

from desktop.widgets.form_cell import Objection

_HERE = ("localhost", "127.0.0.1", "::1")  # a server on this machine needs no secrecy on the line


def address(typed: str) -> str:
    """A server's address in order: half-width, no blanks, no last slash, https unless said otherwise."""
    text = "".join(unicodedata.normalize("NFKC", typed).split()).rstrip("/")
    return text if "://" in text or not text else f"https://{text}"


def check_address(value: Any) -> Objection | None:
    """A word that is no address is refused; one that anybody on the way could read is warned of."""
    parts = urlsplit(str(value))
    if parts.scheme not in ("http", "https") or not parts.hostname or not _has_port_or_none(parts):
        return Objection(
            QCoreApplication.translate("Doorway", "Please write it like https://zqt.example.gov.cn")
        )
    if parts.scheme == "http" and parts.hostname not in _HERE:
        warning = QCoreApplication.translate("Doorway", "http is not secret on the way; ask IT for https")
        return Objection(warning, blocks=False)
    return None


def _has_port_or_none(parts: SplitResult) -> bool:
    """A colon is followed by a port: `htp:/name` is no server called htp."""
    try:
        return parts.port is not None or not parts.netloc.endswith(":")
    except ValueError:
        return False
