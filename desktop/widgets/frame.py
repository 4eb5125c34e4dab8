"""The frame of the window: rail, top bar, notices, the screens, and the line under them.

Screens are made when they are first shown. A screen may say which of its parts F6 goes through (`panes`) and
where the keyboard belongs when it is shown (`first_focus`); both are optional.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop import theme
from desktop.keys import Keys
from desktop.notices import Notices
from desktop.widgets import list_keys
from desktop.widgets.key_card import KeyCard
from desktop.widgets.notice_bar import FootLine, NoticeBar
from desktop.widgets.palette import Palette
from desktop.widgets.rail import Rail, RailItem
from desktop.widgets.top_bar import TopBar


@runtime_checkable
class HasPanes(Protocol):
    """A screen whose parts F6 goes through, from left to right."""

    def panes(self) -> Sequence[QWidget]: ...


class Frame(QMainWindow):
    """Signals: `screen_shown(key)`; `size_asked(step)`, larger (+1), smaller (-1) or usual (0) text."""

    screen_shown = Signal(str)
    size_asked = Signal(int)

    def __init__(self, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = Keys(self)
        self.notices = notices
        self.rail = Rail(self.tr("Where to go"))
        self.top = TopBar()
        self.notice_bar = NoticeBar(notices)
        self.foot = FootLine(notices)
        self.stack = QStackedWidget()
        self.key_card = KeyCard(self.keys, self)
        self._palette: Palette | None = None
        self._items: dict[str, RailItem] = {}
        self._screens: dict[str, QWidget] = {}
        self._lay_out()
        self.rail.chosen.connect(self.show_screen)
        self.top.search_asked.connect(self.open_palette)
        self._bind_keys()

    def set_rail(self, items: Sequence[RailItem]) -> None:
        """Where this person can go; the first is shown."""
        self._items = {item.key: item for item in items}
        self.rail.set_items(items)
        group = self.tr("Everywhere")
        for number, (key, button) in enumerate(self.rail.buttons.items(), 1):
            if number <= 9:
                self.keys.bind(
                    self, f"Ctrl+{number}", button.item.word, _shower(self, key), group, window=True
                )
        self.show_screen(items[0].key)

    def set_palette(self, palette: Palette) -> None:
        """What Ctrl+K opens."""
        self._palette = palette

    def set_badge(self, key: str, count: int) -> None:
        """How many things on this screen the person can act on now."""
        self.rail.buttons[key].set_badge(count)

    def show_screen(self, key: str) -> QWidget:
        """Go to a screen, making it first where need be; gives it back."""
        if key not in self._screens:
            self._screens[key] = self._items[key].factory()
            self.stack.addWidget(self._screens[key])
        screen = self._screens[key]
        self.rail.show_chosen(key)
        if self.stack.currentWidget() is not screen or self.focusWidget() is None:
            self.stack.setCurrentWidget(screen)
            screen.setFocus(Qt.FocusReason.OtherFocusReason)
        self.screen_shown.emit(key)
        return screen

    def open_palette(self) -> None:
        if self._palette is not None:
            self._palette.open()

    def close_palette(self) -> None:
        """Whoever goes elsewhere by a key has found it; the palette would lie over it with the keyboard."""
        if self._palette is not None and self._palette.isVisible():
            self._palette.dismiss()

    def open_key_card(self) -> None:
        self.close_palette()
        self.key_card.open()

    def next_pane(self) -> None:
        """Give the keyboard to the next part of the window: rail, then the parts of the screen."""
        panes: list[QWidget] = [self.rail, *self._panes()]
        here = next((place for place, pane in enumerate(panes) if _holds_focus(pane)), 0)
        panes[(here + 1) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    def _panes(self) -> Sequence[QWidget]:
        screen = self.stack.currentWidget()
        return screen.panes() if isinstance(screen, HasPanes) else [screen]

    def _lay_out(self) -> None:
        self.setMinimumSize(theme.px(760), theme.px(520))
        body, right = QWidget(), QVBoxLayout()
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(right, 1)
        right.setSpacing(0)
        for widget in (self.top, self.notice_bar):
            right.addWidget(widget)
        right.addWidget(self.stack, 1)
        right.addWidget(self.foot)
        self.setCentralWidget(body)

    def _bind_keys(self) -> None:
        group = self.tr("Everywhere")
        acts: list[tuple[str, str, Callable[[], object]]] = [
            ("Ctrl+K", self.tr("Find or command"), self.open_palette),
            ("F6", self.tr("Next part of the window"), self.next_pane),
            ("U / Ctrl+Z", self.tr("Take back what was just done"), self.notices.undo_last),
            ("F1 / ?", self.tr("All keys"), self.open_key_card),
            ("Ctrl+=", self.tr("Larger text"), lambda: self.size_asked.emit(1)),
            ("Ctrl+-", self.tr("Smaller text"), lambda: self.size_asked.emit(-1)),
            ("Ctrl+0", self.tr("Usual text size"), lambda: self.size_asked.emit(0)),
        ]
        for keys, word, act in acts:
            self.keys.bind(self, keys, word, act, group, window=True)
        for keys, word in list_keys.in_words():
            self.keys.mention(self, keys, word, self.tr("In lists"))


def _shower(frame: Frame, key: str) -> Callable[[], object]:
    def show() -> None:
        frame.close_palette()
        frame.show_screen(key)

    return show


def _holds_focus(pane: QWidget) -> bool:
    focused = pane.window().focusWidget()
    return focused is not None and (focused is pane or pane.isAncestorOf(focused))
