"""The field for files: dropped in, pasted, or picked; each is shrunk and sealed at once, in the background.

What is too large is refused by name and size, here beside the field; the rest of the form goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.files.kept import Kept, Taken, look_again, take_bytes, take_file
from desktop.files.opening import ask_which, show_content
from desktop.files.words import no_words
from desktop.widgets.attachment_tile import Attachment
from desktop.widgets.attachments import AttachmentStrip
from desktop.widgets.badge import Mark
from desktop.widgets.field import Field
from desktop.widgets.text import Text
from desktop.workplace import Workplace
from sync.domain.errors import Refused


class FilesField(Field):
    """The value is a list of `Kept`; it also takes plain dicts, as a draft gives them. Signals: `at_rest()`,
    no file is being read any more."""

    at_rest = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._taken: list[Taken] = []
        self._under_way = 0
        self._label = ""
        self.strip, self.message = AttachmentStrip(), Text(role="refused", wraps=True)
        self.message.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.strip)
        column.addWidget(self.message)
        self.setFocusProxy(self.strip.add_button)
        self.strip.files_dropped.connect(self.take_files)
        self.strip.picture_pasted.connect(self._take_picture)
        self.strip.add_asked.connect(self._ask)
        self.strip.opened.connect(self._open)
        self.strip.removed.connect(self._remove)

    def value(self) -> list[Kept]:
        return [taken.kept for taken in self._taken]

    def set_value(self, value: Any) -> None:
        self._taken = [Taken(kept, b"") for kept in msgspec.convert(value or [], list[Kept])]
        self._show()
        for kept in self.value():
            self._run(look_again, kept, heard=self._dress, what=kept.name)

    def is_reading(self) -> bool:
        """Whether a file is still being read; the field must live until it is."""
        return self._under_way > 0

    def complaint(self) -> str:
        return self.tr("A file is still being read; please wait a moment") if self._under_way else ""

    def editor(self) -> QWidget:
        return self.strip.add_button

    def set_invalid(self, invalid: bool) -> None:
        """The message says it."""

    def name(self, label: str) -> None:
        self._label = label
        self.strip.setAccessibleName(label)
        self.strip.add_button.setAccessibleName(f"{label}: {self.strip.add_button.text()}")

    def set_read_only(self, read_only: bool) -> None:
        self.strip.set_read_only(read_only)

    def take_files(self, paths: Iterable[Path]) -> None:
        """Take these in; what cannot be taken is named below the field."""
        self._say("")
        for path in paths:
            self._run(take_file, path, heard=self._add, what=path.name)

    def _take_picture(self, content: bytes) -> None:
        self._say("")
        name = self.tr("Picture {n}").format(n=len(self._taken) + 1) + ".png"
        self._run(take_bytes, name, content, heard=self._add, what=name)

    def _ask(self) -> None:
        ask_which(self._label, self, self.take_files)

    def _run(
        self, work: Callable[..., Taken], *arguments: object, heard: Callable[[Taken], object], what: str
    ) -> None:
        self._under_way += 1

        def done(taken: Taken) -> None:
            self._under_way -= 1
            heard(taken)
            self._tell_of_rest()

        def failed(error: Exception) -> None:
            self._under_way -= 1
            self._say("\n".join(filter(None, (self.message.text(), no_words(what, error)))))
            if not isinstance(error, Refused | OSError):
                lane.unexpected.emit(error)
            self._tell_of_rest()

        lane = self._workplace.lanes.read
        lane.run(work, self._workplace.laptop, *arguments, done=done, failed=failed, owner=self)

    def _tell_of_rest(self) -> None:
        if not self.is_reading():
            self.at_rest.emit()

    def _add(self, taken: Taken) -> None:
        if taken.kept not in self.value():
            self._taken.append(taken)
            self._show()
            self.changed.emit()

    def _dress(self, looked: Taken) -> None:
        self._taken = [looked if taken.kept == looked.kept else taken for taken in self._taken]
        self._show()

    def _remove(self, key: str) -> None:
        self._taken = [taken for taken in self._taken if taken.kept.sha256 != key]
        self._show()
        self.changed.emit()

    def _open(self, key: str) -> None:
        kept = next(kept for kept in self.value() if kept.sha256 == key)
        lane = self._workplace.lanes.read
        lane.run(
            self._workplace.laptop.kept,
            key,
            done=lambda content: show_content(kept.name, content, self, self._saver(kept.name, content)),
            failed=lambda error: self._say(no_words(kept.name, error)),
            owner=self,
        )

    def _saver(self, name: str, content: bytes) -> Callable[[Path], object]:
        from sync.engine.places import write_out

        def failed(error: Exception) -> None:
            self._say(no_words(name, error))

        return lambda path: self._workplace.write(write_out, path, content, failed=failed, owner=self)

    def _show(self) -> None:
        mark = Mark(self.tr("Kept here"), "neutral", "check")
        self.strip.set_attachments(
            [
                Attachment(taken.kept.sha256, taken.kept.name, taken.kept.size, mark, taken.thumbnail)
                for taken in self._taken
            ]
        )

    def _say(self, words: str) -> None:
        self.message.setText(words)
        self.message.setVisible(bool(words))
