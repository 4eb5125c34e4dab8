"""What covers the window until a key: the key closes it and does nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.files.opening import PictureView
from desktop.widgets.cover import Cover
from tests.desktop.desk import CTRL, PLAIN, At, Desk


def covered(at: At, what: str) -> tuple[Desk, Cover]:
    return covered_at(at("rep-east"), what)


def covered_at(desk: Desk, what: str) -> tuple[Desk, Cover]:
    if what == "keys":
        desk.key(Qt.Key.Key_F1)
        return desk, desk.frame.key_card
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    view = PictureView("厂房.png", picture, desk.frame)
    view.open()
    return desk, view


@pytest.mark.parametrize("what", ["keys", "picture"])
@pytest.mark.parametrize(
    ("key", "held"),
    [(Qt.Key.Key_U, PLAIN), (Qt.Key.Key_2, CTRL), (Qt.Key.Key_N, CTRL), (Qt.Key.Key_F6, PLAIN)],
)
def test_the_key_that_closes_it_does_nothing_behind_it(
    at: At, what: str, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    desk, cover = covered(at, what)
    undone: list[bool] = []
    desk.frame.notices.offer_undo("已受理", lambda: undone.append(True))
    before = desk.frame.stack.currentWidget()
    desk.key(key, held)
    assert (undone, desk.frame.stack.currentWidget() is before) == ([], True)
    assert cover not in desk.all(Cover)
    assert desk.focused() is not desk.frame


@pytest.mark.parametrize("what", ["keys", "picture"])
def test_tab_closes_it_too_and_the_keyboard_is_where_it_was(at: At, what: str) -> None:
    desk = at("rep-east")
    desk.window.press("设置")
    before = desk.focused()
    desk, cover = covered_at(desk, what)
    desk.key(Qt.Key.Key_Tab)
    assert cover not in desk.all(Cover)
    assert desk.focused() is before


def test_f1_in_the_palette_shows_the_keys_and_closes_with_any(at: At) -> None:
    desk = at("rep-east")
    desk.key(Qt.Key.Key_K, CTRL)
    desk.key(Qt.Key.Key_F1)
    assert desk.frame.key_card.isVisible()
    assert desk.focused() is desk.frame.key_card
    desk.key(Qt.Key.Key_Return)
    assert not desk.frame.key_card.isVisible()


@pytest.mark.parametrize(("key", "screen"), [(Qt.Key.Key_2, "second"), (Qt.Key.Key_N, "new")])
def test_a_way_elsewhere_by_its_key_closes_the_palette(at: At, key: Qt.Key, screen: str) -> None:
    """The palette itself tells these keys."""
    desk = at("rep-east")
    before = desk.frame.stack.currentWidget()
    desk.key(Qt.Key.Key_K, CTRL)
    desk.key(key, CTRL)
    assert desk.frame.stack.currentWidget() is not before
    assert not desk.reads("↑ ↓ 选择")
    assert desk.frame.stack.currentWidget().isAncestorOf(desk.focused())


def test_it_covers_the_window_whatever_its_size(at: At) -> None:
    desk, cover = covered(at, "keys")
    desk.frame.resize(1100, 720)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert cover.size() == desk.frame.size()


def test_what_takes_the_keyboard_behind_it_is_not_worked_unseen(at: At) -> None:
    desk, cover = covered(at, "keys")
    desk.frame.stack.currentWidget().setFocus()
    assert not cover.isVisible()
    QTest.keyClick(desk.focused(), Qt.Key.Key_Escape)


@pytest.mark.parametrize(("size", "text"), [((1280, 800), 100), ((1024, 700), 125), ((1024, 700), 150)])
def test_all_keys_are_on_the_card_whatever_was_opened(at: At, size: tuple[int, int], text: int) -> None:
    desk = everywhere(at)
    desk.main.set_text_size(text)
    desk.frame.resize(*size)
    QApplication.processEvents()
    desk.key(Qt.Key.Key_F1)
    card = desk.frame.key_card
    inside = card._card.viewport().rect()
    assert card.rect().contains(card._card.geometry())
    labels: list[QLabel] = list(card._card.widget().findChildren(QLabel))
    for label in labels:
        assert inside.contains(label.rect().translated(label.mapTo(card._card.viewport(), QPoint()))), (
            label.text()
        )


def test_in_a_window_that_is_too_small_the_arrows_go_through_the_keys(at: At) -> None:
    desk = everywhere(at)
    desk.main.set_text_size(200)
    desk.frame.resize(1024, 700)
    QApplication.processEvents()
    desk.key(Qt.Key.Key_F1)
    bar = desk.frame.key_card._card.verticalScrollBar()
    assert bar.maximum() > 0
    for _ in range(40):
        desk.key(Qt.Key.Key_Down)
    assert bar.value() == bar.maximum()
    desk.key(Qt.Key.Key_Space)
    assert not desk.frame.key_card.isVisible()


def everywhere(at: At) -> Desk:
    """Every screen was opened, a visit and a report begun: all of them have keys."""
    desk = at("rep-east")
    for number in range(1, len(desk.frame.rail.buttons) + 1):
        desk.key(getattr(Qt.Key, f"Key_{number}"), CTRL)
    desk.workplace.asked.emit("new_problem", "")
    desk.workplace.asked.emit("new_visit", "")
    return desk
