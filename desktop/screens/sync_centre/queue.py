"""What goes to the centre by itself: operations in their order, and files with their bytes."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop import words as sentences
from desktop.cases.words import delivery_mark, joined
from desktop.screens.sync_centre import words
from desktop.screens.sync_centre.cards import heading
from desktop.screens.sync_centre.files_held import FilesHeld
from desktop.widgets.attachment_tile import size_words
from desktop.widgets.badge import Mark
from desktop.widgets.card import Card
from desktop.widgets.entry_lines import EntryLines
from desktop.widgets.rows_model import Entry
from desktop.workplace import Workplace
from sync.store.queries.outbox_view import FileWaiting, Overview, Waiting

MOST = 30  # lines of each; how many more there are is said below them


class QueueCard(Card):
    """Signals: `opened(Waiting)`, the person wants to see the record."""

    opened = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(self.tr("On its way"), " ")
        self._workplace = workplace
        self._sizes: dict[str, str] = {}  # of the files whose operation waits, by its id
        self.operations = EntryLines(self._operation, "", MOST)
        self.files = EntryLines(self._file, "", MOST, opens=False)
        self.held = FilesHeld(workplace)
        for part in (self.operations, self.files, self.held):
            self.body.addWidget(part)
        self.operations.opened.connect(self.opened)

    def show_queue(self, overview: Overview) -> None:
        """Show what waits now. A file whose own step waits has one line, the step's."""
        waiting = overview.queue
        files = [file for file in overview.files if not file.op_id]
        self._sizes = {file.op_id: size_words(file.size) for file in overview.files}
        self.operations.nothing = self._nothing(overview)
        self.operations.set_rows(waiting)
        self.files.set_rows(files)
        self.files.setVisible(bool(files))
        self.held.show_files(len(overview.files), paused=overview.files_paused)
        counted = (
            self.tr("{n} to send").format(n=len(waiting)) if waiting else "",
            self.tr("{n} files").format(n=len(files)) if files else "",
        )
        self.note.setText(joined(counted))

    def _nothing(self, overview: Overview) -> str:
        """That no record waits; that all has arrived only where it has."""
        if overview.stopped:
            return self.tr("No record is on its way; what needs you stands above")
        if overview.files:
            return self.tr("Every record has arrived at the centre; these files are not there yet")
        return self.tr("Everything has arrived at the centre")

    def _operation(self, waiting: Waiting) -> Entry:
        time = sentences.when(waiting.made_at, self._workplace.now())
        return Entry(heading(waiting), self._line(waiting), time, delivery_mark(waiting.state))

    def _line(self, waiting: Waiting) -> str:
        """What was typed; why it shows nowhere here, unless that is the step before it, which its mark says.
        Of a file that its content follows."""
        if waiting.here_code and waiting.state != "held":
            why = sentences.refusal(waiting.here_code)
            return self.tr("Without effect here for now: {why}").format(why=why)
        if waiting.kind == "attach_file":
            said = self.tr("Noted at the centre first; its content is sent after the records")
            return joined((self._sizes.get(waiting.op_id, ""), said))
        typed = [text for _label, text in words.texts(self._workplace.rules.profile, waiting)]
        return max(reversed(typed), key=len, default="").replace("\n", " ")

    def _file(self, file: FileWaiting) -> Entry:
        name, size = file.name or words.kind("attach_file"), size_words(file.size)
        if file.lost:
            remedy = self.tr("Damaged on this laptop. Please add the file to its record once more.")
            mark = Mark(self.tr("cannot be sent"), "danger")
            return Entry(name, joined((size, remedy)), "", mark, icon="attach")
        percent = 100 * file.sent // file.size if file.size else 0
        mark = Mark(self.tr("{percent}% sent").format(percent=percent), "neutral", "upload")
        return Entry(name, size, "", mark, icon="attach")
