"""What covers the window until a key or a click, such as the card of keys or a picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

# Another window, or a menu of the system: the keyboard comes back from there.
_FOR_A_WHILE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class Cover(QWidget):
    """Any key closes it and does nothing else, a shortcut neither; the keyboard then is where it was. What
    asks for the keyboard behind it ends it: nothing is worked unseen."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Lie over the window, with the keyboard."""
        self._before = self.window().focusWidget()
        self.setGeometry(self.window().rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dismiss(self) -> None:
        """Go, and give the keyboard back."""
        before, self._before = self._before, None
        self.close()
        if before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # else the key would be a shortcut of the window behind
            return True
        return super().event(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        self.dismiss()  # Tab is a key like any other
        return True

    def keyPressEvent(self, _event: QKeyEvent) -> None:
        self.dismiss()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.dismiss()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() not in _FOR_A_WHILE:
            self.close()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self.window().rect())
        return False
