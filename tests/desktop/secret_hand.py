"""A window in a process of its own, at which somebody writes secrets down:
python -m tests.desktop.secret_hand FOLDER PORT PERSON PASSWORD PICTURE

Reads the texts from its input as a JSON object: visit, report, draft. Says "written", then waits for the next
line and closes its window. With a last word `plain` nothing is encrypted: the search proves itself.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desktop import i18n, theme
from sync.domain import clock
from tests.city import FIRMS
from tests.journeys.by_window import WindowHands, word
from tests.line import Line
from tests.sync.engine.writer import encrypt_nothing

FIRM = next(name for firm, name, _ in FIRMS if firm == "firm-east")


def write(hands: WindowHands, picture: Path, texts: dict[str, str]) -> None:
    """A visit and a report with a picture, both sent, a search, and a form that is left open."""
    hands.sign_in()
    today = clock.day_of(clock.now()).isoformat()
    hands.log_visit(FIRM, today, "厂长", False, texts["visit"])
    window = hands._enterprise(FIRM)
    window.press(word("DossierPage", "Report a problem"))
    window.choose(word("ReportPage", "Form"), "问题反映")
    window.fill(word("Report", "Title"), texts["report"])
    window.fill("反映内容", texts["report"])
    window.drop(word("Report", "Files and photos"), picture)
    window.see(picture.name)
    window.key("Ctrl+Return")
    window.see_no(word("Report", "Reported by"))
    hands._synced()
    hands.finds(texts["visit"][:4], FIRM)
    hands._enterprise(FIRM).press(word("DossierPage", "Visit here"))
    window.fill(word("Visit", "Day"), today)  # of the form: an entry that is read has a situation too
    window.fill(word("Visit", "Situation"), texts["draft"])
    window.press("工作台")
    window.see(texts["draft"][:6])  # it is kept


def main(folder: str, port: str, person: str, password: str, picture: str, *plain: str) -> None:
    logging.basicConfig(level=logging.INFO, filename="log")
    faulthandler.enable(Path("crash").open("w"))  # noqa: SIM115
    if plain:
        encrypt_nothing()
    application, line = QApplication(sys.argv[:1]), Line(int(port))
    i18n.install(application)
    theme.apply(application)
    hands = WindowHands(Path(folder), person, password, line)
    write(hands, Path(picture), json.loads(sys.stdin.readline()))
    print("written", flush=True)
    sys.stdin.readline()
    hands.close()
    line.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
