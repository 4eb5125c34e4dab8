"""The public half of the organisation's recovery key: a file of the data folder, which somebody may have
changed. What is no key goes to no laptop, and keeps nobody from signing in.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sync.domain import boxed

RECOVERY_KEY: Final = "recovery.pub"


class NoKey(Exception):
    """There is a file, and no key can be read from it."""


def read_public_half(folder: Path) -> bytes:
    """The key (32 bytes); b"" where the organisation has none. Raises NoKey."""
    try:
        key = bytes.fromhex((folder / RECOVERY_KEY).read_text(encoding="ascii"))
        boxed.seal_to(
            key, b"", "trial"
        )  # what no box can be sealed to would stop a laptop at its first start
    except FileNotFoundError:
        return b""
    except (OSError, ValueError) as error:
        raise NoKey(folder / RECOVERY_KEY) from error
    return key


def fault(folder: Path) -> str:
    """What the administrator is told of a file that is no key; "" when there is nothing to tell."""
    try:
        read_public_half(folder)
    except NoKey:
        return (
            f"{folder / RECOVERY_KEY} 不是恢复钥匙的公钥，登录照常，但笔记本得不到它；"
            "请放回原来的文件，或移走它后运行 recovery-key 另造一把"
        )
    return ""
