"""The two views of rows: entries of two lines, and a table with headings."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QListView, QTableView, QWidget

from desktop import theme
from desktop.widgets.entry_delegate import CellDelegate, EntryDelegate
from desktop.widgets.rows_model import Column


class EntryView(QListView):
    """Two-line rows, all of one height, which keeps 12,000 of them as quick as ten."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setItemDelegate(EntryDelegate(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class TableView(QTableView):
    """Columns; a press on a heading sorts where the column can be sorted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setStretchLastSection(True)
        heading.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        heading.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._set_row_height()

    def arrange(self, columns: list[Column]) -> None:
        """Give each column its width; call it when the model is set."""
        for place, column in enumerate(columns):
            self.setColumnWidth(place, theme.px(column.width))
        self.setSortingEnabled(any(column.sort_of for column in columns))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in theme.CHANGES:
            self._set_row_height()
        super().changeEvent(event)

    def _set_row_height(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(36))
