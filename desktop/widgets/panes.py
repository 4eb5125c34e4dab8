"""List and detail side by side; on a narrow window one at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QSplitter, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.button import Button

NARROW = 770  # pixels of room for both; with the rail, a window of about 840, and 1,260 at text of 150 %


class Panes(QSplitter):
    """`master` at the left, `detail` at the right. Esc in the detail goes back to the list."""

    def __init__(
        self, master: QWidget, detail: QWidget, share: float = 0.34, parent: QWidget | None = None
    ) -> None:
        """`share`: how much of the room the master takes."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.master, self.detail = master, detail
        self._share, self._arranged = share, False
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.back = Button(self.tr("Back to the list"), "link", icon="chevron-left", key="Esc")
        self.back.clicked.connect(self.show_master)
        self.addWidget(_ground(master))
        self.addWidget(_with_way_back(self.back, detail))
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setFocusProxy(master)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def panes(self) -> Sequence[QWidget]:
        return [self.master, self.detail]

    def show_detail(self) -> None:
        """Go into the detail; on a narrow window it takes the place of the list."""
        self._show_one(self.detail)
        self.detail.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_detail_in_place(self) -> None:
        """A row was clicked: where only one of the two is seen, the person wants to read it."""
        if self.is_narrow():
            self.show_detail()

    def show_master(self) -> None:
        """Go back to the list."""
        self._show_one(self.master)
        self.master.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_narrow(self) -> bool:
        return self.width() < theme.px(NARROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.show_master()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._arranged:
            self._arranged = True
            room = self.width()
            self.setSizes([round(room * self._share), room - round(room * self._share)])
        shown = self.detail if _holds_focus(self.detail) else self.master
        self._show_one(shown)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A key of the list may open a form: what has the keyboard is seen."""
        for place, pane in enumerate((self.master, self.detail)):
            if now is not None and pane.isAncestorOf(now) and self.widget(place).isHidden():
                self._show_one(pane)

    def _show_one(self, shown: QWidget) -> None:
        for place, pane in enumerate((self.master, self.detail)):
            self.widget(place).setVisible(pane is shown or not self.is_narrow())
        self.back.setVisible(self.is_narrow())


def _ground(master: QWidget) -> QFrame:
    ground = QFrame()
    ground.setProperty("ground", "surface")
    ground.setMinimumWidth(theme.px(280))
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(master)
    return ground


def _with_way_back(back: Button, detail: QWidget) -> QWidget:
    """The detail, and above it the way to the list, which is shown where the list is not."""
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
    column.addWidget(detail, 1)
    back.hide()
    return held


def _holds_focus(pane: QWidget) -> bool:
    focused = pane.focusWidget()
    return focused is not None and focused.hasFocus()
