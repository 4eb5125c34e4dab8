"""Drafts that the disk does not take. What was typed must not go when its form goes: it stays here, is tried
again until the disk takes it, and a form that is opened meanwhile begins with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer

from sync.store.tables import Draft

if TYPE_CHECKING:
    from desktop.notices import Notice
    from desktop.workplace import Workplace

AGAIN_MS: Final = 5_000
CHANGED: Final = frozenset({Draft.table})

Told = Callable[[bool], object]


@dataclass(frozen=True, eq=False)
class _Typed:
    """A draft on its way to the disk, and whom to tell whether it was taken."""

    draft: Draft
    told: Told


class Unkept(QObject):
    """What is on its way to the disk, and what the disk did not take. Watches the window that is closed while
    it holds something: the first time it stays open, and says why."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._typed: dict[str, _Typed] = {}
        self._missed: set[str] = set()
        self._said: Notice | None = None  # that the disk does not take it
        self._warned: Notice | None = None  # that it would be left behind
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.try_again)

    def keep(self, draft: Draft, told: Told) -> None:
        """Write it, and hold it until it is written."""
        self._typed[draft.id] = typed = _Typed(draft, told)
        self._write(typed)

    def newest(self, draft: Draft) -> Draft:
        """The draft with what was typed last, where the disk does not have that yet."""
        typed = self._typed.get(draft.id)
        return typed.draft if typed is not None else draft

    def drop(self, draft_id: str) -> None:
        """The person does not want it any more."""
        self._typed.pop(draft_id, None)
        self._is_over(draft_id)

    def try_again(self) -> None:
        """Perhaps there is room now."""
        for draft_id in list(self._missed):
            self._write(self._typed[draft_id])

    def stop(self) -> None:
        """The window goes: once more, and then no more."""
        self.try_again()
        self._again.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and self._missed and not self._warned:
            words = self.tr(
                "What you typed last is not saved yet. Please free some space, or copy the text elsewhere; "
                "whoever closes the window once more leaves it behind."
            )
            self._warned = self._workplace.notices.say("warning", words)
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _write(self, typed: _Typed) -> None:
        self._workplace.write(
            self._workplace.laptop.keep_draft,
            typed.draft,
            changed=CHANGED,
            done=lambda _: self._taken(typed),
            failed=lambda error: self._not_taken(typed, error),
        )

    def _taken(self, typed: _Typed) -> None:
        if self._typed.get(typed.draft.id) is typed:
            del self._typed[typed.draft.id]
            was_missed = typed.draft.id in self._missed
            self._is_over(typed.draft.id)
            if was_missed and not self._missed:
                saved = self.tr("What you typed is saved on this laptop now.")
                self._workplace.notices.say("success", saved)
        typed.told(True)

    def _not_taken(self, typed: _Typed, error: Exception) -> None:
        """Said once; what is tried again says nothing more until it has gone well."""
        if self._typed.get(typed.draft.id) is not typed:
            return  # something newer is on its way, or it is not wanted any more
        if not self._missed:
            self._said = self._workplace.tell(error)
        self._missed.add(typed.draft.id)
        self._again.start()
        typed.told(False)

    def _is_over(self, draft_id: str) -> None:
        self._missed.discard(draft_id)
        if self._said is not None and not self._missed:
            self._take_back_what_was_said()

    def _take_back_what_was_said(self) -> None:
        """It is true no more."""
        self._again.stop()
        notices, said = self._workplace.notices, {each.text for each in (self._said, self._warned) if each}
        for notice in notices.shown():
            if notice.text in said:  # whoever else said it: what is said twice is shown once
                notices.close(notice)
        self._said = self._warned = None
