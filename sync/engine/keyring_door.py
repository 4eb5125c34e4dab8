"""The one door to the system's keyring.

Five outcomes are kept apart, because each needs another answer: a value, none under this name, locked,
no keyring at all, an error. The kind of keyring is chosen here, never by the environment or a user's
file: those can name one that forgets everything or keeps it in plain text.
"""

from __future__ import annotations

import base64
import binascii
import queue
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, cast

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE: Final = "zhuqitong"
LIMIT_SECONDS: Final = 10.0
# Windows' word where a policy forbids to keep credentials, and in a session over the network: there is none.
NO_SUCH_SESSION: Final = 1312

# One per system, each kept by the system itself. KDE's wallet answers as a Secret Service too.
BACKENDS: Final = {
    "linux": "keyring.backends.SecretService.Keyring",
    "win32": "keyring.backends.Windows.WinVaultKeyring",
    "darwin": "keyring.backends.macOS.Keyring",
}

# locked also stands for a prompt that nobody has answered within the limit.
Outcome = Literal["value", "missing", "locked", "absent", "failed"]


@dataclass(frozen=True)
class Answer:
    """What the keyring said; `value` only with the outcome of that name, `backend` when there is one."""

    outcome: Outcome
    value: bytes = field(default=b"", repr=False)
    backend: str = ""


class Keyring(Protocol):
    """What the key file needs of a keyring."""

    def read(self, entry: str) -> Answer:
        """The secret under a name."""

    def write(self, entry: str, secret: bytes) -> Answer:
        """Keep a secret; the outcome is `value` only when it was read back the same."""


class _NoKeyring(Exception):
    """There is no keyring in this session."""


class KeyringDoor:
    """The keyring of this session; each call is answered within `limit_seconds`.

    A call cannot be broken off while the system's prompt is open, and the person may be typing there. So
    it goes on in its thread after the limit and the next call waits for it: one thread at most.
    """

    def __init__(
        self, backend: Callable[[], KeyringBackend] | None = None, limit_seconds: float = LIMIT_SECONDS
    ) -> None:
        self._open_backend = backend or _system_backend
        self._limit = limit_seconds
        self._one_at_a_time = threading.Lock()
        self._worker: threading.Thread | None = None

    def read(self, entry: str) -> Answer:
        """The secret under `entry`."""
        return self._within_limit(lambda: self._read(entry))

    def write(self, entry: str, secret: bytes) -> Answer:
        """Keep `secret` under `entry` and read it back; another value read back is `failed`."""
        return self._within_limit(lambda: self._write(entry, secret))

    def _read(self, entry: str) -> Answer:
        backend = self._open_backend()
        text = backend.get_password(SERVICE, entry)
        name = _full_name(backend)
        return Answer("missing", backend=name) if text is None else Answer("value", _decoded(text), name)

    def _write(self, entry: str, secret: bytes) -> Answer:
        self._open_backend().set_password(SERVICE, entry, base64.b64encode(secret).decode())
        answer = self._read(entry)
        return answer if answer.value == secret else Answer("failed", backend=answer.backend)

    def _within_limit(self, call: Callable[[], Answer]) -> Answer:
        with self._one_at_a_time:
            end = time.monotonic() + self._limit
            if self._busy_until(end):
                return Answer("locked")
            answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
            self._worker = threading.Thread(
                target=lambda: answers.put(_answered(call)), name="keyring", daemon=True
            )
            self._worker.start()
            return Answer("locked") if self._busy_until(end) else answers.get()

    def _busy_until(self, end: float) -> bool:
        """Whether the newest call is still open at `end` (monotonic seconds)."""
        if self._worker is None:
            return False
        self._worker.join(max(0.0, end - time.monotonic()))
        return self._worker.is_alive()


def _answered(call: Callable[[], Answer]) -> Answer:
    """The keyring's answer, or its error as an outcome; nothing escapes into the thread."""
    try:
        return call()
    except _NoKeyring:
        return Answer("absent")
    except Exception as error:
        if getattr(error, "winerror", 0) == NO_SUCH_SESSION:
            return Answer("absent")
        return Answer("locked" if _says_locked(error) else "failed")


def _says_locked(error: BaseException | None) -> bool:
    """A locked keyring or a dismissed prompt, also as the cause of another error.

    By name: the classes exist on some systems only.
    """
    locked = {"KeyringLocked", "LockedException", "PromptDismissedException"}
    while error is not None:
        if type(error).__name__ in locked:
            return True
        error = error.__cause__
    return False


def _system_backend() -> KeyringBackend:
    """The system's keyring, whatever the environment says. Raises _NoKeyring."""
    path = BACKENDS.get(sys.platform)
    if path is None:
        raise _NoKeyring
    module, _, name = path.rpartition(".")
    try:
        kind = getattr(import_module(module), name)
        _ = kind.priority  # asks the session; raises where there is no such keyring
        backend: Any = kind()
    except (ImportError, RuntimeError, FileNotFoundError) as error:
        raise _NoKeyring from error
    vars(backend).clear()  # KEYRING_PROPERTY_… of the environment may have changed it
    if sys.platform == "win32":
        backend.persist = "local machine"  # the library's default roams to other machines
    return cast("KeyringBackend", backend)


def _full_name(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__name__}"


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("the keyring holds something else under our name") from error
