"""A choice among a few things that can all be seen: one, or several."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.widgets.button import Button
from desktop.widgets.field import Field
from desktop.widgets.layouts import FlowLayout

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class _Segment(Button):
    """One of the things. ← → move among them; Space and Enter are never needed but work."""

    def __init__(self, owner: _Segments, key: str, word: str) -> None:
        super().__init__(word, "segment", parent=owner)
        self.value_key = key
        self._owner = owner
        self.setCheckable(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (key := Qt.Key(event.key())) in _STEPS:
            self._owner.step_from(self, _STEPS[key])
        else:
            super().keyPressEvent(event)


class _Segments(Field):
    """`options`: (key, word) in the order they stand."""

    def __init__(self, options: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        flow = FlowLayout(self, gap=4)
        self._label = ""
        self.segments = [_Segment(self, key, word) for key, word in options]
        for segment in self.segments:
            flow.addWidget(segment)
            segment.clicked.connect(lambda _checked, chosen=segment: self._clicked(chosen))
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if self.segments:
            self.setFocusProxy(self.segments[0])

    def editor(self) -> QWidget:
        return next((segment for segment in self.segments if segment.isChecked()), self.segments[0])

    def name(self, label: str) -> None:
        for segment in self.segments:
            segment.setAccessibleName(f"{label}: {segment.text()}")

    def set_invalid(self, invalid: bool) -> None:
        """The message below says it; a border around every button would only be loud."""

    def step_from(self, segment: _Segment, step: int) -> None:
        """Move the keyboard to the neighbour."""
        place = self.segments.index(segment) + step
        if 0 <= place < len(self.segments):
            self._arrive(self.segments[place])

    def _arrive(self, segment: _Segment) -> None:
        segment.setFocus()

    def _clicked(self, segment: _Segment) -> None:
        raise NotImplementedError


class ChoiceField(_Segments):
    """One of several; the value is its key, "" for none. The arrow keys choose, as with radio buttons."""

    _value = ""

    def value(self) -> str:
        return self._value

    def set_value(self, value: Any) -> None:
        self._value = value or ""
        for segment in self.segments:
            segment.setChecked(segment.value_key == self._value)
        self._keep_one_tab_stop()

    def _arrive(self, segment: _Segment) -> None:
        self._clicked(segment)
        segment.setFocus()

    def _clicked(self, segment: _Segment) -> None:
        is_new = segment.value_key != self._value
        self.set_value(segment.value_key)
        if is_new:
            self.changed.emit()

    def _keep_one_tab_stop(self) -> None:
        for segment in self.segments:
            stop = segment is self.editor()
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.editor())


class SeveralField(_Segments):
    """Any number of them; the value is the list of their keys. Space switches one on and off."""

    def value(self) -> list[str]:
        return [segment.value_key for segment in self.segments if segment.isChecked()]

    def set_value(self, value: Any) -> None:
        for segment in self.segments:
            segment.setChecked(segment.value_key in (value or ()))

    def _clicked(self, _segment: _Segment) -> None:
        self.changed.emit()
