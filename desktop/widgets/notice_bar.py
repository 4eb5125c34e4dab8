"""Where notices are shown: what needs a look above the content, what passes by in the line under it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop import icons, theme
from desktop.notices import Notice, Notices
from desktop.widgets.button import Button
from desktop.widgets.layouts import clear
from desktop.widgets.text import OneLine, Text

MOST = 3  # more at once is a wall, not a notice


class NoticeBar(QWidget):
    """The notices that stay, the newest at the top; never takes the keyboard by itself."""

    def __init__(self, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self.lines: list[NoticeLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        notices.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        notices = self._notices.shown()[-MOST:][::-1]
        self.setVisible(bool(notices))
        if notices == [line.notice for line in self.lines]:
            return
        standing = {line.notice: line for line in self.lines}
        for line in self.lines:  # what is said still stays, with the keyboard or the mouse that is on it
            if line.notice in notices:
                self._column.removeWidget(line)
        clear(self._column)
        self.lines = [standing.get(notice) or NoticeLine(notice, self._notices) for notice in notices]
        for line in self.lines:
            self._column.addWidget(line)
            line.show()


class NoticeLine(QFrame):
    """One notice: its sign, its words, at most one button, and a way to close it."""

    def __init__(self, notice: Notice, notices: Notices) -> None:
        super().__init__()
        self.notice = notice
        tone = notice.look.tone
        self.setProperty("notice", tone)
        self._sign = QLabel()
        self.text = Text(notice.text, wraps=True, selectable=True)
        self.action = Button(notice.action, "plain")
        self.action.clicked.connect(lambda: notices.act_on(notice))
        self.close_button = Button("", "quiet", icon="close", name=self.tr("Close this notice"))
        self.close_button.clicked.connect(lambda: notices.close(notice))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(10)
        for widget, stretch in ((self._sign, 0), (self.text, 1), (self.action, 0), (self.close_button, 0)):
            row.addWidget(widget, stretch)
        self.action.setVisible(bool(notice.action))  # inside: shown alone it would be a window
        self._load_icon()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in theme.CHANGES and hasattr(self, "_sign"):
            self._load_icon()
        super().changeEvent(event)

    def _load_icon(self) -> None:
        look = self.notice.look
        self._sign.setPixmap(icons.pixmap(look.icon, f"{look.tone}_ink", 18))


class FootLine(QFrame):
    """The line under the content, always of one height: at the left what was just done, with its way back;
    at the right what is always true (which calendar)."""

    def __init__(self, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "rail")
        self._notices = notices
        self._sign, self.done = QLabel(), OneLine()
        self.undo = Button("", "link", icon="undo", key="U")
        self.undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.undo.clicked.connect(self._act)
        self.saved, self.facts = Text(role="small"), Text(role="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 16, 2)
        row.setSpacing(8)
        for widget in (self._sign, self.done, self.undo, self.saved):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.facts)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._drop_ended)
        notices.changed.connect(self._show)
        self._show()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(34))

    def _show(self) -> None:
        notice = self._notices.passing()
        self._wait_for_next_end()
        for widget in (self._sign, self.done):
            widget.setVisible(notice is not None)
        self.saved.setVisible(notice is None)
        self.undo.setVisible(bool(notice and notice.action))
        if notice is not None:
            self._sign.setPixmap(icons.pixmap(notice.look.icon, f"{notice.look.tone}_ink", 16))
            self.done.setText(notice.text)
            self.undo.setText(notice.action)
            self.undo.setAccessibleName(notice.action)

    def _drop_ended(self) -> None:
        self._notices.drop_ended()
        self._wait_for_next_end()  # a timer may be a little early

    def _wait_for_next_end(self) -> None:
        left = self._notices.next_end()
        self._timer.stop()
        if left is not None:
            self._timer.start(left + 1)

    def _act(self) -> None:
        if (notice := self._notices.passing()) is not None:
            self._notices.act_on(notice)
