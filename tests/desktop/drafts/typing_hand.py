"""A program of its own that types into a visit until it is killed; the argument is the folder of a laptop.

After each letter it writes how many there are.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from desktop import theme
from desktop.background import Lanes
from sync.engine.opening import keys_of, open_copy
from tests.desktop.desk import open_window
from tests.stage import PASSWORD
from tests.sync.engine.key_parts import CHEAP_COSTS

PAUSE_MS = 20  # between two letters: faster than anybody types, so that no pause saves


def type_on(folder: Path) -> None:
    """Ctrl+N, then letters without end."""
    laptop = open_copy(folder, keys_of(folder, None, CHEAP_COSTS), PASSWORD)
    main = open_window(laptop, folder / "settings", Lanes.start())
    main.frame.show()
    main.frame.activateWindow()
    QTest.qWait(PAUSE_MS)
    QTest.keyClick(main.frame, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    while not (texts := _texts(main.frame)):
        QTest.qWait(PAUSE_MS)
    situation = texts[0]
    situation.setFocus()
    count = 0
    while True:
        count += 1
        QTest.keyClicks(situation, chr(ord("a") + count % 26))
        sys.stdout.write(f"{count}\n")
        sys.stdout.flush()
        QTest.qWait(PAUSE_MS)


def _texts(window: QWidget) -> list[QPlainTextEdit]:
    below: list[QPlainTextEdit] = list(window.findChildren(QPlainTextEdit))
    return [text for text in below if text.isVisible()]


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    theme.apply(application)
    type_on(Path(sys.argv[1]))
