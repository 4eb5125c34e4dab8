"""The variables that let Chinese be typed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from desktop.input_method import prepare


@pytest.mark.parametrize(
    ("platform", "ibus", "given", "expected"),
    [
        ("linux", None, {}, {"QT_IM_MODULES": "wayland;fcitx;ibus", "IBUS_USE_PORTAL": "1"}),
        ("linux", "/usr/bin/ibus-daemon", {}, {"QT_IM_MODULES": "wayland;fcitx;ibus"}),
        ("linux", "/usr/bin/ibus-daemon", {"QT_IM_MODULES": "own"}, {"QT_IM_MODULES": "own"}),
        (
            "linux",
            None,
            {"QT_IM_MODULE": "fcitx", "IBUS_USE_PORTAL": "0"},
            {"QT_IM_MODULE": "fcitx", "QT_IM_MODULES": "wayland;fcitx;ibus", "IBUS_USE_PORTAL": "0"},
        ),
        ("win32", None, {}, {}),
        ("darwin", None, {}, {}),
    ],
)
def test_what_is_set(
    platform: str, ibus: str | None, given: dict[str, str], expected: dict[str, str]
) -> None:
    environment = dict(given)
    prepare(environment, platform, lambda _program: ibus)
    assert environment == expected


def test_it_can_run_before_qt_is_imported() -> None:
    code = "import sys, desktop.input_method; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, env=dict(os.environ)).returncode == 0
