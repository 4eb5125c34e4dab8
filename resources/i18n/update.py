"""Bring the language files up to date with the source: `python -m resources.i18n.update`.

Runs Qt's own lupdate over each part of `desktop` (the folder itself, `widgets`, `documents`, every screen),
into a file of its own, so that people who write two screens do not meet in one file. Translations stay;
strings that are gone are dropped; what still needs a translation is listed, with exit status 1.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

LANGUAGE = "zh_CN"
HERE = Path(__file__).resolve().parent
DESKTOP = HERE.parents[1] / "desktop"


def parts() -> Iterator[tuple[str, list[Path]]]:
    """The name of each language file, with the sources whose strings it holds."""
    for folder in sorted({source.parent for source in DESKTOP.rglob("*.py")}):
        below = folder.relative_to(DESKTOP).parts
        yield "_".join(("desktop", *below)), sorted(folder.glob("*.py"))


def update(folder: Path) -> list[Path]:
    """Write one .ts file for each part that has strings; says which."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [update_part(sources, folder / f"{name}.ts") for name, sources in parts()]
    return [file for file in made if file.exists()]


def update_part(sources: list[Path], file: Path) -> Path:
    """Bring one file up to date; a part without strings has none."""
    _lupdate(sources, file)
    if "<message>" not in file.read_text("utf-8"):
        file.unlink()
    return file


def _lupdate(sources: list[Path], file: Path) -> None:
    tool = shutil.which("pyside6-lupdate", path=sysconfig.get_path("scripts")) or "pyside6-lupdate"
    options = [
        "-silent",
        "-locations",
        "none",
        "-no-obsolete",
        "-source-language",
        "en",
        "-target-language",
        LANGUAGE,
    ]
    subprocess.run([tool, *options, *map(str, sources), "-ts", str(file)], check=True)  # noqa: S603


def main() -> int:
    files = update(HERE / LANGUAGE)
    unfinished = [file for file in files if 'type="unfinished"' in file.read_text("utf-8")]
    for file in unfinished:
        count = file.read_text("utf-8").count('type="unfinished"')
        sys.stdout.write(f"{file.relative_to(HERE)}: {count} strings need a translation\n")
    return 1 if unfinished else 0


if __name__ == "__main__":
    sys.exit(main())
