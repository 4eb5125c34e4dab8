"""The words: complete in Chinese, up to date with the source, and written so that the tool can find them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

import desktop
import resources
from desktop.i18n import Key, Words, entries
from resources.i18n import update

SHIPPED = resources.path("i18n", "zh_CN")
SOURCES = sorted(Path(desktop.__file__).parent.rglob("*.py"))

PARTS = list(update.parts())
TRANSLATING = ("self.tr", "QCoreApplication.translate")


class Loading(QObject):
    """Has the name of a class with words, so that its context is the same."""


def calls(source: Path) -> Iterator[tuple[ast.Call, bool]]:
    """Every call that translates, and whether it stands inside an f-string."""

    def walk(node: ast.AST, formatted: bool) -> Iterator[tuple[ast.Call, bool]]:
        formatted = formatted or isinstance(node, ast.JoinedStr)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(TRANSLATING):
            yield node, formatted
        for child in ast.iter_child_nodes(node):
            yield from walk(child, formatted)

    yield from walk(ast.parse(source.read_text("utf-8")), formatted=False)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_tool_can_find_every_word(source: Path) -> None:
    lost = [
        f"line {call.lineno}"
        for call, formatted in calls(source)
        if formatted or not all(isinstance(part, ast.Constant) for part in call.args[:2])
    ]
    assert not lost, "lupdate reads plain strings outside of f-strings only"


@pytest.mark.parametrize(("part", "sources"), PARTS, ids=[part for part, _sources in PARTS])
def test_a_language_file_is_up_to_date_and_complete(part: str, sources: list[Path], tmp_path: Path) -> None:
    fresh = _words(update.update_part(sources, tmp_path / f"{part}.ts"))
    shipped = _words(SHIPPED / f"{part}.ts")
    assert set(shipped) == set(fresh), "run: python -m resources.i18n.update"
    assert [source for (_context, source, _meaning), word in shipped.items() if not word] == []


def test_every_language_file_belongs_to_a_part() -> None:
    assert {file.stem for file in SHIPPED.glob("*.ts")} <= {part for part, _sources in PARTS}


@pytest.mark.parametrize("file", sorted(SHIPPED.glob("*.ts")), ids=lambda file: file.stem)
def test_no_word_has_a_nameless_context_or_counts_in_qts_way(file: Path) -> None:
    keys = [key for key, _word in entries(file)]
    assert keys
    assert [source for context, source, _meaning in keys if not context or "%n" in source] == []


def _words(file: Path) -> dict[Key, str]:
    return dict(entries(file)) if file.exists() else {}


def test_a_translation_keeps_the_places_of_its_values() -> None:
    places = {
        (source, word)
        for file in SHIPPED.glob("*.ts")
        for (_context, source, _meaning), word in entries(file)
        if word and _names(source) != _names(word)
    }
    assert places == set()


def _names(text: str) -> set[str]:
    return {part.split("}")[0] for part in text.split("{")[1:]}


def test_our_words_and_qts_are_chinese(qapp: QApplication, qtbot: QtBot, chinese: None) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert [button.text() for button in box.buttons()] == ["保存", "取消"]
    assert qapp.translate("SyncChip", "Offline") == "离线"
    assert Loading().tr("Cancel") == "取消"


def test_what_has_no_translation_goes_on_to_the_next_translator(qapp: QApplication, tmp_path: Path) -> None:
    empty = Words(tmp_path)
    assert empty.isEmpty()
    assert isinstance(empty, QTranslator)
    qapp.installTranslator(empty)
    assert qapp.translate("Nobody", "said this") == "said this"
    qapp.removeTranslator(empty)
