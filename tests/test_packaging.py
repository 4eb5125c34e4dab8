"""What `pip install .` brings: everything that the program reads at run time."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = ("desktop", "sync", "resources")


def test_the_package_has_every_file_of_the_rooms(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for room in ROOMS:
        shutil.copytree(ROOT / room, source / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", source)
    build = f"from setuptools import build_meta; build_meta.build_wheel({str(tmp_path)!r})"
    subprocess.run([sys.executable, "-c", build], cwd=source, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    wanted = {
        str(path.relative_to(ROOT)) for room in ROOMS for path in (ROOT / room).rglob("*") if shipped(path)
    }
    assert not wanted - names
    entry_points = next(name for name in names if name.endswith("entry_points.txt"))
    with zipfile.ZipFile(wheel) as packed:
        assert "zhuqitong-server = sync.server.__main__:main" in packed.read(entry_points).decode()


def shipped(path: Path) -> bool:
    """Whether it is read at run time; the pattern that new migrations are made from is not."""
    return path.is_file() and path.suffix not in (".pyc", ".mako")
