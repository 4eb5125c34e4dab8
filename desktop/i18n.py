"""The words of the window. Source strings are English; the Chinese lies in resources/i18n/zh_CN/*.ts.

The .ts files that Qt Linguist edits are read as they are: there is no compiled copy that could go stale,
from a checkout or from a frozen folder. Qt's own words (Save, Cancel, the calendar) come from `qtbase`.

TO ADD WORDS: write `self.tr("English {n}").format(n=n)` in a QObject, or `QCoreApplication.translate`
anywhere; run `python -m resources.i18n.update`; fill in the new translations. Never `%n`: a class that
inherits from yours would lose it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

import resources

LANGUAGES = ("zh_CN", "en")

Key = tuple[str, str, str]  # context, source string, what it means when one string has two meanings


def install(application: QApplication, language: str = "zh_CN") -> list[QTranslator]:
    """Speak this language from now on, dates and Qt's own buttons included; before any widget is made."""
    QLocale.setDefault(QLocale(language))
    if language == "en":
        return []
    qt_words = QTranslator(application)
    qt_words.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    translators = [qt_words, Words(resources.path("i18n", language), application)]
    for translator in translators:
        application.installTranslator(translator)
    return translators


class Words(QTranslator):
    """Answers from the .ts files of one folder."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = {
            key: word for file in sorted(folder.glob("*.ts")) for key, word in entries(file) if word
        }

    def isEmpty(self) -> bool:
        return not self._words

    def translate(self, context: str, source: str, meaning: str | None = None, _n: int = -1) -> str:
        # None, a null string for Qt, sends it on to the next translator; an empty one would be shown.
        return self._words.get((context, source, meaning or ""))  # type: ignore[return-value]


def entries(file: Path) -> Iterator[tuple[Key, str]]:
    """Every string of one .ts file with its translation; "" while it is unfinished."""
    for context in ElementTree.parse(file).iter("context"):  # noqa: S314 - our own shipped file
        for message in context.iter("message"):
            translation = message.find("translation")
            finished = translation is not None and translation.get("type") is None
            key = (
                context.findtext("name", ""),
                message.findtext("source", ""),
                message.findtext("comment", ""),
            )
            yield key, (translation.text or "") if finished and translation is not None else ""
