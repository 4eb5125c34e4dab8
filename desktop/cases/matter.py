"""One matter of a page that is built anew only when what it shows has changed.

So incoming news moves nothing that stayed the same, and an editor that has the keyboard is never replaced.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.cases.stand import Stand
from desktop.widgets.layouts import clear


class Matter(QWidget):
    """`key_of`: what it depends on; `build`: the widget, or None when there is nothing to show."""

    def __init__(self, key_of: Callable[[Stand], object], build: Callable[[Stand], QWidget | None]) -> None:
        super().__init__()
        self._key_of, self._build = key_of, build
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_stand(self, stand: Stand) -> None:
        """Show how it stands now."""
        key = self._key_of(stand)
        if key == self._shown or self._is_typed_in():
            return
        self._shown = key
        clear(self._column)
        built = self._build(stand)
        if built is not None:
            self._column.addWidget(built)
        self.setVisible(built is not None)

    def _is_typed_in(self) -> bool:
        focused = self.focusWidget()
        return isinstance(focused, QLineEdit | QPlainTextEdit) and focused.hasFocus()
