"""A paper on the screen, page below page, exactly as it is printed; saved as PDF or printed from here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QIODevice, QObject, QSaveFile, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.documents.canvas import GAP, Canvas
from desktop.documents.forms import Form
from desktop.documents.original import Archive, Original
from desktop.documents.paper import WIDTH
from desktop.documents.pdf import pdf_of
from desktop.documents.sheet import Sheet
from desktop.documents.words import moment
from desktop.keys import Keys
from desktop.notices import Notices
from desktop.widgets.button import Button
from desktop.widgets.text import Text

STEP = 1.2  # from one zoom to the next
FULL_SIZE = 96 / 25.4  # pixels per mm at 100 per cent
SHOWN = 16  # characters of a hash; the whole one is told on request
WIDEST = 1.5  # the most that a page is enlarged to fill the width


class Preview(QWidget):
    """Shows one form. Ctrl+wheel zooms, Ctrl+P prints; what became of a file is told by `notices`. Originals
    of official papers are in the `archive`, where there is one."""

    def __init__(self, notices: Notices, keys: Keys, archive: Archive | None = None) -> None:
        super().__init__()
        self._notices, self._archive = notices, archive
        self._fits = True
        self.canvas = Canvas()
        self.canvas.zoom_asked.connect(self.zoom)
        self.scroller = QScrollArea()
        self.scroller.setWidget(self.canvas)
        self.scroller.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        # A bar that comes and goes would change the width that the page is fitted to.
        self.scroller.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.scroller.viewport().installEventFilter(self)
        self.warning, self.kept = Text(role="warned", wraps=True), Text(role="small", wraps=True)
        self._make_buttons(keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self.scroller, 1)
        self.setFocusProxy(self.scroller)

    def show_form(self, form: Form) -> None:
        """Show this paper from its top."""
        sheet = Sheet(form)
        self.canvas.set_sheet(sheet)
        self.warning.setText(self._warning(sheet))
        self.warning.setVisible(bool(self.warning.text()))
        self.show_original()
        self.pages.setText(self.tr("{n} pages").format(n=len(sheet.pages)))
        for button in (self.save_button, self.print_button):
            button.setEnabled(True)
        self.fit()
        self.scroller.verticalScrollBar().setValue(0)

    def show_original(self) -> None:
        """Say whether the original of this paper is kept; news may have brought it."""
        original = self._original()
        self.kept.setVisible(original is not None)
        if original is not None:
            words = self.tr("Original kept {when}, {who} · SHA-256 {start}…")
            start = original.sha256[:SHOWN]
            self.kept.setText(words.format(when=moment(original.at), who=original.author, start=start))
            self.kept.setToolTip(original.sha256)
            self.kept.setAccessibleDescription(original.sha256)

    def zoom(self, steps: int) -> None:
        """Larger or smaller by so many steps; what was in the middle stays about there."""
        self._fits = False
        self._scale(self.canvas.scale * STEP**steps)

    def fit(self) -> None:
        """As wide as there is room, and so again when the room changes."""
        self._fits = True
        room = self.scroller.viewport().width() - 2 * GAP
        self._scale(min(room / WIDTH, FULL_SIZE * WIDEST))

    def save(self) -> QFileDialog:
        """Ask where to, then write the PDF."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = self._sheet().form.file_name
        dialog = QFileDialog(self, self.tr("Save as PDF"), str(Path(folder) / name), "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()
        return dialog

    def save_to(self, path: str) -> None:
        """Write the PDF, wholly or not at all; the person is told either way."""
        original = self._original()
        if self._archive is not None and original is not None:
            self._archive.fetch(original, lambda pdf: self._write(path, pdf))
        elif self._write(path, pdf := pdf_of(self._sheet())):
            self._keep(self._sheet(), pdf)

    def print(self) -> QWidget:
        """Open the system's print dialog."""
        # Only those who print pay for loading it.
        from desktop.documents.printing import ask_and_print

        sheet = self._sheet()
        return ask_and_print(sheet, self, lambda: self._printed(sheet), self._tell_not_printed)

    def _write(self, path: str, pdf: bytes) -> bool:
        file = QSaveFile(path)
        if file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(pdf) == len(pdf) and file.commit():
            self._notices.say("success", self.tr("Saved: {name}").format(name=Path(path).name))
            return True
        reason = file.errorString()
        self._notices.say("warning", self.tr("The PDF was not saved: {reason}").format(reason=reason))
        return False

    def _printed(self, sheet: Sheet) -> None:
        if self._original() is None:
            self._keep(sheet, pdf_of(sheet))

    def _keep(self, sheet: Sheet, pdf: bytes) -> None:
        if self._archive is not None and sheet.form.is_official:
            self._archive.keep(sheet.form, pdf)

    def _original(self) -> Original | None:
        if self._archive is None or not self._sheet().form.is_official:
            return None
        return self._archive.original(self._sheet().form)

    def _tell_not_printed(self) -> None:
        self._notices.say("warning", self.tr("Not printed: the printer did not take it. Choose another one."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._fits and self.canvas.sheet is not None:
            self.fit()
        return super().eventFilter(watched, event)

    def _scale(self, scale: float) -> None:
        bar = self.scroller.verticalScrollBar()
        place = bar.value() / max(1, bar.maximum())
        self.canvas.set_scale(scale)
        self.percent.setText(f"{self.canvas.scale / FULL_SIZE:.0%}")
        bar.setValue(round(place * bar.maximum()))

    def _sheet(self) -> Sheet:
        assert self.canvas.sheet is not None, "no form is shown"
        return self.canvas.sheet

    def _warning(self, sheet: Sheet) -> str:
        lines = []
        if sheet.form.is_draft:
            lines.append(self.tr("A draft: the official number comes with the server's receipt."))
        if sheet.missing:
            missing = self.tr(
                "No font on this computer has: {letters}. They would be printed as empty boxes."
            )
            lines.append(missing.format(letters=" ".join(sheet.missing)))
        return "\n".join(lines)

    def _make_buttons(self, keys: Keys) -> None:
        self.smaller = Button("−", "quiet", name=self.tr("Smaller"))
        self.larger = Button("+", "quiet", name=self.tr("Larger"))
        self.fit_button = Button(self.tr("Fit the width"), "quiet")
        self.save_button = Button(self.tr("Save as PDF"), icon="download", key="Ctrl+S")
        self.print_button = Button(self.tr("Print"), "primary", icon="print", key="Ctrl+P")
        self.smaller.clicked.connect(lambda: self.zoom(-1))
        self.larger.clicked.connect(lambda: self.zoom(1))
        self.fit_button.clicked.connect(self.fit)
        for button, act in ((self.save_button, self.save), (self.print_button, self.print)):
            button.setEnabled(False)
            button.clicked.connect(act)
            keys.bind(self, button.key, button.text(), button.click, self.tr("Paper"))

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("ground", "top")
        self.percent, self.pages = Text(role="small"), Text(role="small")
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(6)
        for widget in (self.smaller, self.percent, self.larger, self.fit_button, self.pages):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.save_button)
        row.addWidget(self.print_button)
        column = QVBoxLayout(bar)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        for words in (self.warning, self.kept):
            column.addWidget(words)
            words.setContentsMargins(16, 0, 16, 6)
            words.hide()
        return bar
