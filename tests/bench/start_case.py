"""From the start of the process to a usable 工作台, against an empty window of the same toolkit."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.bench.measure import Measure, in_turn
from tests.stage import PASSWORD, open_stage

RUNS = 7
EMPTY = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, application.quit)
application.exec()
"""
OURS = """
import os, sys
from pathlib import Path
from desktop.input_method import prepare
prepare(os.environ)
from PySide6.QtWidgets import QApplication
from desktop import i18n, people, theme
from desktop.app import Desktop
from tests.sync.engine.key_parts import CHEAP_COSTS
application = QApplication([])
i18n.install(application)
theme.apply(application)
data = Path(sys.argv[1])
desktop = Desktop(application, data, "", lambda: None, CHEAP_COSTS)
desktop.show()
desktop.ready.connect(application.quit)
desktop.doorway.unlock_asked.emit(people.copies(data)[0], sys.argv[2])
application.exec()
application.processEvents()
assert desktop.window is not None
os._exit(0)
"""


def _process(program: str, *arguments: str) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run([sys.executable, "-c", program, *arguments], env=environment, check=True)


def start(folder: Path) -> list[Measure]:
    """The copy is there already; the key derivation is the cheap one of tests (it is chosen to be slow)."""
    from desktop import people
    from sync.engine.opening import first_start, keys_of
    from tests.sync.engine.key_parts import CHEAP_COSTS

    with open_stage(f"sqlite:///{folder / 'server.db'}", folder / "stage") as stage:
        copy = people.copy_of(folder / "desk", stage.url, "rep-east")
        laptop = first_start(
            copy.folder, keys_of(copy.folder, None, CHEAP_COSTS), stage.url, "rep-east", PASSWORD
        )
        laptop.sync()
        laptop.close()
        people.remember(copy)
    return [
        in_turn(
            "window.start",
            lambda: _process(OURS, str(folder / "desk"), PASSWORD),
            lambda: _process(EMPTY),
            RUNS,
        )
    ]
