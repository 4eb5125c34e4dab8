"""Buttons: a word, perhaps an icon, and the key that does the same, drawn as a small key cap."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from desktop import icons, theme

# kind: colour of icon and key cap
KINDS = {
    "plain": "ink_soft",
    "primary": "on_accent",
    "quiet": "ink_soft",
    "danger": "danger_ink",
    "link": "accent",
    "segment": "ink_soft",
    "chip": "ink_soft",
    "search": "ink_faint",
}


class Button(QPushButton):
    """`kind`: a key of KINDS; one primary button on a page. `key`: shown, not bound (`ActionBar` binds)."""

    def __init__(
        self,
        text: str,
        kind: str = "plain",
        *,
        icon: str = "",
        key: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`name`: what a screen reader says; needed where there is only an icon, and then the tip as well."""
        super().__init__(parent)
        self.key = key
        self._icon = icon
        self.setProperty("kind", kind)
        self.setText(text)
        self.setAccessibleName(name or text)
        self.setAccessibleDescription(key)
        self.setToolTip(f"{name} {key}".strip() if not text else "")
        self.setAutoDefault(False)
        self._load_icon()

    def setText(self, text: str) -> None:
        super().setText(text)
        if self.property("round") != (not text):
            self.setProperty("round", not text)
            self.style().polish(self)

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self._load_icon()

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(self._key_width(), 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in theme.CHANGES:
            self._load_icon()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._shows_key() and self._has_room():
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        box = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        words = box.adjusted(0, 0, -self._key_width(), 0)
        option.rect = words  # type: ignore[attr-defined]
        option.text = self._fitting(words.width())  # type: ignore[attr-defined]
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        if self._shows_key():
            self._paint_key(painter)

    def _load_icon(self) -> None:
        if self._icon:
            size = theme.px(icons.SIZE)
            self.setIconSize(QSize(size, size))
            self.setIcon(icons.icon(self._icon, self.colour()))

    def colour(self) -> str:
        """The colour of icon and key cap, by name."""
        return KINDS[str(self.property("kind"))]

    def _shows_key(self) -> bool:
        return bool(self.key and self.text())

    def _has_room(self) -> bool:
        return self.width() >= self.sizeHint().width()

    def _fitting(self, width: int) -> str:
        """Words that do not fit end in dots: cut at both ends, a number would read as another."""
        if self._has_room():
            return self.text()
        room = width - (self.iconSize().width() + theme.px(6) if self._icon else 0)
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def _key_width(self) -> int:
        if not self._shows_key():
            return 0
        return QFontMetrics(theme.font("small")).horizontalAdvance(self.key) + theme.px(16)

    def _paint_key(self, painter: QPainter) -> None:
        width, height = self._key_width() - theme.px(6), theme.px(18)
        box = QRect(self.width() - width - theme.px(9), (self.height() - height) // 2, width, height)
        paint_key(painter, box, self.key, self.colour() if self.isEnabled() else "ink_faint")


def paint_key(painter: QPainter, box: QRect, key: str, colour: str) -> None:
    """Draw a key cap: the name of the key in a thin rounded frame."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = theme.colour(colour)
    frame.setAlphaF(0.45)
    painter.setPen(frame)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(theme.colour(colour))
    painter.setFont(theme.font("small"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
