"""The files that stand beside a record: their small pictures, where their bytes are, and adding another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.files import kept
from desktop.files.kept import Kept, Taken
from desktop.files.opening import ask_which, show_content
from desktop.files.words import no_words
from desktop.widgets.attachment_tile import Attachment as Tile
from desktop.widgets.attachments import AttachmentStrip
from desktop.widgets.badge import Mark
from desktop.workplace import Workplace
from sync.store.queries.files import File


class ShownFiles(QWidget):
    """Shows what `set_files` gives; `set_place` says beside which record a further one belongs."""

    def __init__(self, workplace: Workplace, label: str) -> None:
        super().__init__()
        self._workplace, self._label = workplace, label
        self._files: Sequence[File] = ()
        self._place: dict[str, str] = {}
        self._thumbnails: dict[str, bytes] = {}
        self._tiles: list[Tile] = []
        self.strip = AttachmentStrip()
        self.strip.setAccessibleName(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.strip)
        self.strip.removable = False  # what stands beside a record stays there
        self.strip.add_asked.connect(self.ask)
        self.strip.files_dropped.connect(self.take_files)
        self.strip.picture_pasted.connect(self._take_picture)
        self.strip.opened.connect(self._open)
        self.set_place()

    def set_place(self, enterprise_id: str = "", subject_id: str = "", problem_id: str = "") -> None:
        """Beside which record a further file is put; none when the person may not."""
        self._place = {"enterprise_id": enterprise_id, "subject_id": subject_id, "problem_id": problem_id}
        self.strip.set_read_only(not subject_id)

    def set_files(self, files: Sequence[File]) -> None:
        """Show these."""
        self._files = files
        self._show()
        for file in files:
            if file.attachment.sha256 not in self._thumbnails:
                self._thumbnails[file.attachment.sha256] = b""  # one look is enough
                self._look(file)

    def ask(self) -> QFileDialog:
        """Ask which files; they belong beside the record that is shown now, whatever news bring meanwhile."""
        place = self._place
        return ask_which(self._label, self, lambda paths: self._take(paths, place))

    def take_files(self, paths: Sequence[Path]) -> None:
        """Put further files beside the record."""
        self._take(paths, self._place)

    def _take(self, paths: Sequence[Path], place: dict[str, str]) -> None:
        for path in paths:
            self._run(kept.take_file, path, heard=partial(self._put, place), what=path.name)

    def _take_picture(self, content: bytes) -> None:
        name = self.tr("Picture {n}").format(n=len(self._files) + 1) + ".png"
        self._run(kept.take_bytes, name, content, heard=partial(self._put, self._place), what=name)

    def _run(
        self, work: Callable[..., Taken], *arguments: object, heard: Callable[[Taken], object], what: str = ""
    ) -> None:
        """`what`: the name that a failure is told of; "" when nobody needs to know."""
        self._workplace.lanes.read.run(
            work,
            self._workplace.laptop,
            *arguments,
            done=heard,
            failed=self._teller(what),
            owner=self,
        )

    def _put(self, place: dict[str, str], taken: Taken) -> None:
        self._dress(taken)
        op = kept.attach(taken.kept, self._workplace.now(), **place)
        self._workplace.do(op, owner=self, undo=self.tr("{name} was added").format(name=taken.kept.name))

    def _look(self, file: File) -> None:
        row = file.attachment
        self._run(kept.look_again, Kept(row.name, row.sha256, row.size), heard=self._dress)

    def _dress(self, taken: Taken) -> None:
        self._thumbnails[taken.kept.sha256] = taken.thumbnail
        self._show()

    def _open(self, key: str) -> None:
        name = next(file.attachment.name for file in self._files if file.attachment.id == key)
        self._workplace.lanes.network.run(
            self._workplace.laptop.bytes_of,
            key,
            done=lambda content: show_content(name, content, self, self._saver(name, content)),
            failed=self._teller(name),
            owner=self,
        )

    def _saver(self, name: str, content: bytes) -> Callable[[Path], object]:
        from sync.engine.places import write_out

        return lambda path: self._workplace.write(write_out, path, content, failed=self._teller(name))

    def _teller(self, name: str) -> Callable[[Exception], object]:
        if not name:
            return lambda _error: None
        return lambda error: self._workplace.notices.say("refusal", no_words(name, error))

    def _show(self) -> None:
        tiles = [self._tile(file) for file in self._files]
        if tiles != self._tiles:  # the same ones stay, with the keyboard where it is
            self._tiles = tiles
            self.strip.set_attachments(tiles)

    def _tile(self, file: File) -> Tile:
        row = file.attachment
        return Tile(row.id, row.name, row.size, self._mark(file), self._thumbnails.get(row.sha256, b""))

    def _mark(self, file: File) -> Mark:
        if file.upload == "delivered":
            return Mark(self.tr("At the centre"), "success", "check")
        return Mark(self.tr("To upload"), "neutral", "clock")
