"""What kind of drive a folder lies on: a database on a network's drive or on a stick can lose what was saved
there, whatever the program does, and somebody should know before it happens.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

NETWORK: Final = frozenset({
    "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone", "fuse.sshfs", "glusterfs",
    "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs",
})  # fmt: skip
CLOUDS: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")  # variables that name such folders
MOUNTS: Final = Path("/proc/self/mountinfo")
DEVICES: Final = Path("/sys/dev/block")
_REMOVABLE, _REMOTE = 2, 4  # as Windows counts its kinds of drive


class Mount(NamedTuple):
    """One line of what is mounted where; `device` as major:minor."""

    place: Path
    kind: str
    device: str


def kind_of(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """network · removable, or "" for a drive of this machine and for one that nothing is known of."""
    place = folder.resolve()
    clouds = (Path(environment[name]).resolve() for name in CLOUDS if environment.get(name))
    if any(place.is_relative_to(cloud) for cloud in clouds):
        return "network"
    return _on_windows(place) if sys.platform == "win32" else _on_linux(place)


def _on_windows(place: Path) -> str:
    import ctypes

    kind = ctypes.windll.kernel32.GetDriveTypeW(place.anchor)  # type: ignore[attr-defined, unused-ignore]
    return {_REMOVABLE: "removable", _REMOTE: "network"}.get(kind, "")


def _on_linux(place: Path) -> str:
    mount = _mount_of(place)
    if mount is None:
        return ""
    if mount.kind in NETWORK:
        return "network"
    return "removable" if _is_removable(mount.device) else ""


def _mount_of(place: Path) -> Mount | None:
    """The mount nearest above; of two at one place the later one hides the other."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    above = [mount for mount in map(_mount, lines) if place.is_relative_to(mount.place)]
    return max(reversed(above), key=lambda mount: len(mount.place.parts), default=None)


def _mount(line: str) -> Mount:
    """`36 35 98:0 /root /place options - kind source …`, with spaces in names as \\\\040."""
    before, _, behind = line.partition(" - ")
    fields = before.split(" ")
    place = fields[4].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
    return Mount(Path(place), behind.split(" ")[0], fields[2])


def _is_removable(device: str) -> bool:
    """A partition does not say it itself; the disk that it is on does."""
    here = DEVICES / device
    return any(_says_so(place / "removable") for place in (here, here.resolve().parent))


def _says_so(file: Path) -> bool:
    try:
        return file.read_text(encoding="ascii").strip() == "1"
    except (OSError, ValueError):
        return False
