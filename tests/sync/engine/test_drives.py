"""C24: a folder on a network's drive, in a cloud's folder or on a stick is known for what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.engine import drives
from sync.engine.drives import kind_of

LINES = """\
21 28 0:19 / /sys rw,nosuid - sysfs sysfs rw
28 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
30 28 0:44 / {root}/share rw - cifs //server/share rw
31 28 0:45 / {root}/home rw - nfs4 server:/home rw
32 28 8:17 / {root}/my\\040stick rw - vfat /dev/sdb1 rw
33 28 8:33 / {root}/disk rw - ext4 /dev/sdc1 rw
34 30 8:33 / {root}/share/local rw - ext4 /dev/sdc1 rw
35 28 8:33 / {root}/twice rw - ext4 /dev/sdc1 rw
36 28 0:46 / {root}/twice rw - fuse.sshfs server: rw
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Mounts of many kinds; the stick is on a disk that says so."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text(LINES.format(root=tmp_path))
    monkeypatch.setattr(drives, "MOUNTS", mounts)
    for disk, removable, device in (("sdb", "1", "8:17"), ("sdc", "0", "8:33")):
        partition = tmp_path / "block" / disk / f"{disk}1"
        partition.mkdir(parents=True)
        (partition.parent / "removable").write_text(f"{removable}\n")
        (tmp_path / "dev").mkdir(exist_ok=True)
        (tmp_path / "dev" / device).symlink_to(partition)
    monkeypatch.setattr(drives, "DEVICES", tmp_path / "dev")
    return tmp_path


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("share/copies", "network"),
        ("home/somebody/copies", "network"),
        ("my stick/copies", "removable"),
        ("disk/copies", ""),
        ("share/local/copies", ""),
        ("twice/copies", "network"),
        ("copies", ""),
    ],
)
def test_c24_the_nearest_mount_says_what_kind_of_drive_it_is(root: Path, folder: str, kind: str) -> None:
    assert kind_of(root / folder, {}) == kind


def test_c24_a_folder_that_a_cloud_copies_is_one_of_a_network(tmp_path: Path) -> None:
    said = {"OneDrive": str(tmp_path / "OneDrive"), "OneDriveCommercial": ""}
    assert kind_of(tmp_path / "OneDrive" / "copies", said) == "network"
    assert kind_of(tmp_path / "OneDriver", said) == kind_of(tmp_path, {})


def test_where_nothing_is_known_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drives, "MOUNTS", tmp_path / "none")
    assert kind_of(tmp_path, {}) == ""
