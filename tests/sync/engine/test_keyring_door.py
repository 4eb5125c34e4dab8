"""The system's keyring: five outcomes kept apart, a limit on every call, and no say for the environment."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from sync.engine import keyring_door
from sync.engine.keyring_door import Answer, KeyringDoor

SECRET = bytes(range(32))
ENTRY = "profile-1"


class Backend:
    """A keyring of the library's shape that works."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, entry: str) -> str | None:
        return self.kept.get((service, entry))

    def set_password(self, service: str, entry: str, text: str) -> None:
        self.kept[service, entry] = text


class Failing(Backend):
    """A keyring that answers every call with an error."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, entry: str) -> str | None:
        raise self.error

    def set_password(self, service: str, entry: str, text: str) -> None:
        raise self.error


class Forgetful(Backend):
    """A null keyring: takes everything, keeps nothing (L15)."""

    def set_password(self, service: str, entry: str, text: str) -> None:
        pass


class Prompting(Backend):
    """Its prompt stays open until somebody answers."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = threading.Event()
        self.asked = 0

    def get_password(self, service: str, entry: str) -> str | None:
        self.asked += 1
        self.answered.wait(60)
        return super().get_password(service, entry)


def door(backend: Any, limit_seconds: float = 10.0) -> KeyringDoor:
    return KeyringDoor(lambda: backend, limit_seconds)


def keyring_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "keyring"]


def dismissed_prompt() -> Exception:
    from keyring.errors import InitError
    from secretstorage.exceptions import PromptDismissedException

    error = InitError("Failed to create the collection")
    error.__cause__ = PromptDismissedException("Prompt dismissed")
    return error


def locked() -> Exception:
    from keyring.errors import KeyringLocked

    return KeyringLocked("Failed to unlock the collection!")


class WindowsSays(Exception):
    """An error as Windows' keyring gives it."""

    def __init__(self, number: int) -> None:
        super().__init__(number, "CredRead", "…")
        self.winerror = number


def test_a_written_secret_is_read_back() -> None:
    backend = Backend()
    name = f"{__name__}.Backend"
    assert door(backend).read(ENTRY) == Answer("missing", backend=name)
    assert door(backend).write(ENTRY, SECRET) == Answer("value", SECRET, name)
    assert door(backend).read(ENTRY) == Answer("value", SECRET, name)
    assert backend.kept.keys() == {("zhuqitong", ENTRY)}
    assert len(backend.kept["zhuqitong", ENTRY]) == 44  # base64: far under the 1,280 that Windows takes


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (locked(), "locked"),
        (dismissed_prompt(), "locked"),
        (WindowsSays(1312), "absent"),  # a policy that keeps no credentials, or a session over the network
        (WindowsSays(5), "failed"),
        (OSError("bus closed"), "failed"),
        (TimeoutError(), "failed"),
    ],
)
def test_errors_are_outcomes(error: Exception, outcome: str) -> None:
    assert door(Failing(error)).read(ENTRY).outcome == outcome
    assert door(Failing(error)).write(ENTRY, SECRET).outcome == outcome


def test_a_secret_does_not_show_itself_in_a_log() -> None:
    assert "value=" not in repr(Answer("value", SECRET))


def test_a_keyring_that_forgets_has_failed() -> None:
    assert door(Forgetful()).write(ENTRY, SECRET).outcome == "failed"


def test_something_else_under_our_name_has_failed() -> None:
    backend = Backend()
    backend.set_password("zhuqitong", ENTRY, "not base64!")
    assert door(backend).read(ENTRY).outcome == "failed"


def test_an_open_prompt_is_answered_in_time_and_leaves_one_thread() -> None:
    backend = Prompting()
    backend.set_password("zhuqitong", ENTRY, "c2VjcmV0")
    the_door = door(backend, limit_seconds=0.02)
    assert [the_door.read(ENTRY).outcome for _ in range(5)] == ["locked"] * 5
    assert (backend.asked, len(keyring_threads())) == (1, 1)
    backend.answered.set()
    keyring_threads()[0].join()
    assert the_door.read(ENTRY).value == b"secret"
    assert keyring_threads() == []


def test_an_answered_call_leaves_no_thread() -> None:
    door(Backend()).read(ENTRY)
    assert keyring_threads() == []


@pytest.mark.parametrize("address", [None, "unix:path=/nonexistent/bus"])
@pytest.mark.parametrize("forced", [None, "keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"])
@pytest.mark.skipif(sys.platform != "linux", reason="the session bus is Linux's")
def test_without_a_bus_there_is_no_keyring(
    monkeypatch: pytest.MonkeyPatch, address: str | None, forced: str | None
) -> None:
    """C17, C18: also when the environment names a backend that would say yes to everything."""
    for name, value in (("DBUS_SESSION_BUS_ADDRESS", address), ("PYTHON_KEYRING_BACKEND", forced)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert KeyringDoor().read(ENTRY).outcome == "absent"
    assert KeyringDoor().write(ENTRY, SECRET).outcome == "absent"


def test_a_system_without_a_known_keyring_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring_door, "BACKENDS", {})
    assert KeyringDoor().read(ENTRY) == Answer("absent")


def test_no_backend_on_the_list_is_null_or_plain() -> None:
    assert set(keyring_door.BACKENDS.values()) == {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
    }


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys, sync.engine.keys, sync.engine.keyring_door; "
        "sys.exit(bool({'keyring', 'argon2', 'secretstorage', 'sqlalchemy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# a real gnome-keyring, in a session of its own


class Session:
    """Sessions of one person on one machine: a home that stays, a bus and a keyring that start anew."""

    def __init__(self, home: Path) -> None:
        self.home = home
        (home / "run").mkdir(mode=0o700)

    def run(self, *steps: str, keyring_password: str | None = "开机口令", **environment: str) -> list[Any]:
        """Run steps of `keyring_steps.py`; with a bus and a keyring unless the password is None."""
        command = [sys.executable, "-m", "tests.sync.engine.keyring_steps", str(self.home / "data"), *steps]
        if keyring_password is not None:
            start = (
                'printf %s "$0" | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"'
            )
            command = ["dbus-run-session", "--", "sh", "-c", start, keyring_password, *command]
        done = subprocess.run(
            command,
            env=self._environment() | environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        root = str(Path(keyring_door.__file__).parents[2])
        return kept | {"HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.home / "run"), "PYTHONPATH": root}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(tmp_path)


real_keyring = pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")),
    reason="gnome-keyring-daemon or dbus-run-session is not installed",
)
SECRET_SERVICE = "keyring.backends.SecretService.Keyring"
NULL = "keyring.backends.null.Keyring"


@real_keyring
def test_real_keyring_opens_again_in_the_next_session(session: Session) -> None:
    assert session.run("create", "status", "unlock") == ["made", ["unlock", SECRET_SERVICE], "opened"]
    assert session.run("unlock") == ["opened"]


@real_keyring
def test_real_keyring_the_environment_has_no_say(session: Session) -> None:
    """C18: a null backend by variable, by the user's file, and a property by variable."""
    config = session.home / ".config" / "python_keyring"
    config.mkdir(parents=True)
    (config / "keyringrc.cfg").write_text(f"[backend]\ndefault-keyring={NULL}\nkeyring-path=/nonexistent\n")
    forced = {"PYTHON_KEYRING_BACKEND": NULL, "KEYRING_PROPERTY_SCHEME": "KeePassXC"}
    assert session.run("create", "status", **forced) == ["made", ["unlock", SECRET_SERVICE]]
    assert session.run("unlock") == ["opened"]


@real_keyring
def test_real_keyring_locked(session: Session) -> None:
    """C16."""
    session.run("create")
    assert session.run("unlock", keyring_password="another") == ["keyring_locked"]
    assert session.run("unlock") == ["opened"]


@real_keyring
def test_real_keyring_lost_and_recovered(session: Session) -> None:
    """C15."""
    session.run("create")
    shutil.rmtree(session.home / ".local" / "share" / "keyrings")
    assert session.run("unlock", "create", "recover", "unlock") == [
        "keyring_missing_secret",
        "key_exists",
        "recovered",
        "opened",
    ]


@real_keyring
def test_real_keyring_absent_later_and_from_the_start(session: Session) -> None:
    """C17."""
    session.run("create")
    assert session.run("unlock", keyring_password=None) == ["keyring_absent"]
    (session.home / "data").rename(session.home / "aside")
    assert session.run("create", "status", "unlock", keyring_password=None) == [
        "made",
        ["password", ""],
        "opened",
    ]
