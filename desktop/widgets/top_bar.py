"""The bar at the top: find anything, begin something, how the sync stands, who I am."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from desktop import theme
from desktop.widgets.button import Button
from desktop.widgets.chip import SyncChip


class _SearchButton(Button):
    """Looks like the field it opens; the only button whose words may be cut."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "search", icon="search", key="Ctrl+K")

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(150), self.sizeHint().height())


class TopBar(QFrame):
    """Signals: `search_asked()`. The rest are plain: the buttons `new`, `chip`, `me`, the menu `me_menu`."""

    search_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "top")
        self.search = _SearchButton(self.tr("Find a firm, a problem, a visit, or a command"))
        self.search.clicked.connect(self.search_asked)
        self.new = Button(self.tr("New"), "primary", icon="plus")
        self.chip = SyncChip()
        self.me = Button(self.tr("Me"), "quiet", icon="user")
        self.me_menu = QMenu(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(self.search, 5)
        row.addStretch(1)
        for button in (self.new, self.chip, self.me):
            row.addWidget(button)
        self.search.setMaximumWidth(theme.px(460))
        self.me.clicked.connect(self._open_me)

    def set_person(self, name: str, post: str) -> None:
        """People appear as name + post."""
        self.me.setText(name)
        self.me.setAccessibleName(f"{name} {post}")
        self.me.setToolTip(f"{name}·{post}")

    def set_new(self, word: str, key: str) -> None:
        """What the one button for new things begins (Ctrl+N: a visit for some, a problem for others)."""
        self.new.setText(word)
        self.new.key = key
        self.new.setAccessibleName(word)
        self.new.setVisible(bool(word))

    def _open_me(self) -> None:
        if not self.me_menu.isEmpty():
            self.me_menu.popup(self.me.mapToGlobal(self.me.rect().bottomLeft()))
