"""What only the doorway asks for: a password, and the address of a server."""

from __future__ import annotations

import unicodedata
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop.widgets.field import LineField
from desktop.widgets.form_cell import Objection

_HERE = ("localhost", "127.0.0.1", "::1")  # a server on this machine needs no secrecy on the line


class PasswordField(LineField):
    """A line that shows dots. Signals: `entered()`, Enter was pressed; `capitals(bool)`, whether letters come
    out in capitals although no Shift is held."""

    entered = Signal()
    capitals = Signal(bool)

    def __init__(self) -> None:
        super().__init__(tidy=str)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.returnPressed.connect(self.entered)
        self.line.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.text().isalpha():
            held = bool(event.modifiers() & event.modifiers().ShiftModifier)
            self.capitals.emit(event.text().isupper() and not held)
        return False

    def try_again(self) -> None:
        """The keyboard is here, and the next character replaces what was typed."""
        self.line.setFocus()
        self.line.selectAll()


def address(typed: str) -> str:
    """A server's address in order: half-width, no blanks, no last slash, https unless said otherwise."""
    text = "".join(unicodedata.normalize("NFKC", typed).split()).rstrip("/")
    return text if "://" in text or not text else f"https://{text}"


def check_address(value: Any) -> Objection | None:
    """A word that is no address is refused; one that anybody on the way could read is warned of."""
    parts = urlsplit(str(value))
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return Objection(
            QCoreApplication.translate("Doorway", "Please write it like https://zqt.example.gov.cn")
        )
    if parts.scheme == "http" and parts.hostname not in _HERE:
        warning = QCoreApplication.translate("Doorway", "http is not secret on the way; ask IT for https")
        return Objection(warning, blocks=False)
    return None
