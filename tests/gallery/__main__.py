"""Draws the pictures into a folder."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop import i18n, theme
from tests.gallery import SCENES


def draw(name: str, folder: Path) -> None:
    """One picture; a scene of a fixed width gets the height that it needs."""
    scene = SCENES[name]()
    scene.show()
    scene.activateWindow()
    QTest.qWait(30)
    fit(scene)
    scene.grab().save(str(folder / f"{name}.png"))
    scene.close()


def fit(scene: QWidget) -> None:
    inside = scene.layout()
    if inside is not None and scene.minimumWidth() == scene.maximumWidth() and inside.hasHeightForWidth():
        scene.resize(scene.width(), max(scene.minimumHeight(), inside.totalHeightForWidth(scene.width())))
        QTest.qWait(10)


def main() -> int:
    reader = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    reader.add_argument("folder", type=Path)
    reader.add_argument("--size", type=int, default=100, help="text size in per cent")
    reader.add_argument("--lang", default="zh_CN", choices=i18n.LANGUAGES)
    reader.add_argument("--only", nargs="*", default=list(SCENES), choices=list(SCENES))
    given = reader.parse_args()
    application = QApplication(sys.argv[:1])
    i18n.install(application, given.lang)
    theme.apply(application, size=given.size)
    given.folder.mkdir(parents=True, exist_ok=True)
    for name in given.only:
        draw(name, given.folder)
        print(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
