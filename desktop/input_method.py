"""Chinese typing on Linux: which input method Qt may use. Must run before PySide6 is imported.

Qt's own wheel carries no fcitx plugin, while desktops of 麒麟 and 统信 set QT_IM_MODULE=fcitx; Qt then falls
back to nothing, and no Chinese can be typed. QT_IM_MODULES (Qt 6.7 and later) is a list that Qt walks
down: it ends at ibus, whose protocol fcitx5 speaks too. Measured with real pinyin typing.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, MutableMapping

MODULES = "wayland;fcitx;ibus"


def prepare(
    environment: MutableMapping[str, str],
    platform: str = sys.platform,
    which: Callable[[str], str | None] = shutil.which,
) -> None:
    """Add what Qt needs to `environment` (`os.environ`); what the person has set stays."""
    if platform != "linux":
        return
    environment.setdefault("QT_IM_MODULES", MODULES)
    # Qt's ibus plugin wants the ibus-daemon program; without it, only the portal that fcitx5 offers answers.
    if which("ibus-daemon") is None:
        environment.setdefault("IBUS_USE_PORTAL", "1")
