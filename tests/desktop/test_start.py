"""The first window must not wait for what it does not need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import desktop

HEAVY = ("sqlalchemy", "alembic", "requests", "keyring", "cryptography", "sqlcipher3", "pypinyin")
ROOT = Path(desktop.__file__).parent


def ground() -> list[str]:
    """The modules that know nothing about problems."""
    files = [
        *ROOT.glob("widgets/*.py"),
        *(ROOT / f"{name}.py" for name in ("background", "i18n", "icons", "theme")),
    ]
    return [".".join(file.relative_to(ROOT.parent).with_suffix("").parts) for file in files]


def test_the_ground_imports_nothing_heavy_and_no_rules() -> None:
    code = (
        f"import sys, importlib\nfor name in {ground()!r}: importlib.import_module(name)\n"
        f"print([name for name in ({HEAVY!r} + ('sync',)) if name in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=dict(os.environ)
    )
    assert said.stdout.strip() == "[]"


def test_the_first_window_imports_nothing_heavy() -> None:
    code = f"import sys, desktop.run\nprint([name for name in {HEAVY!r} if name in sys.modules])"
    said = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=dict(os.environ)
    )
    assert said.stdout.strip() == "[]"
