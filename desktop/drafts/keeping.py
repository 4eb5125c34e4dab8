"""Keeps a form as a draft while it is being filled in. Closing asks nothing, and loses nothing.

A draft carries the id of the operation that it becomes: when that is done, the draft ends in the same
transaction, and doing it twice has one effect.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from desktop.drafts.unkept import CHANGED
from desktop.widgets.choice import Choice
from desktop.widgets.form import Form
from desktop.workplace import Workplace
from sync.domain.clock import Instant, to_datetime
from sync.store.tables import Draft


class Keeping(QObject):
    """Signals: `saved(str)`, kept at this time of day ("09:42"); "" when there is nothing left to keep, and
    while the disk does not take it."""

    saved = Signal(str)

    def __init__(
        self,
        workplace: Workplace,
        form: Form,
        draft: Draft,
        about: Callable[[dict[str, Any]], tuple[str, str]],
    ) -> None:
        """`draft`: its id, kind and, for one opened again, its values. `about`: from the form's values to the
        record that the draft is about and the title it has in lists."""
        super().__init__(form)
        draft = workplace.unkept.newest(draft)
        self._workplace, self._form, self._about = workplace, form, about
        self._draft, self._more = draft, values_of(draft)
        self._at_first = _plain(form.values())
        self._held = False
        self.is_kept = bool(draft.updated_at)
        form.set_values({name: value for name, value in self._more.items() if name in form.fields})
        form.autosave.due.connect(self._save)
        # Whatever became of a try to finish it: who types on is kept again.
        form.changed.connect(lambda: self.hold(False))

    @property
    def draft(self) -> Draft:
        """As it was kept last, or begun."""
        return self._draft

    def values(self) -> dict[str, Any]:
        """What the draft holds: the fields of the form, and what else belongs to it."""
        return {**self._more, **self._form.values()}

    def put(self, **more: object) -> None:
        """Keep something beside the fields."""
        self._more.update(more)

    def row(self) -> Draft:
        """The draft as it stands now; `updated_at` stays 0 while it is not kept."""
        values = self.values()
        subject_id, title = self._about(values)
        return msgspec.structs.replace(
            self._draft,
            subject_id=subject_id,
            title=title,
            values=text_of(values),
            updated_at=self._workplace.now() if self.is_kept else 0,
        )

    def flush(self) -> None:
        """Keep what waits, now."""
        self._form.autosave.flush()

    def save(self) -> None:
        """Keep it now, whether or not something was typed: something else may rest on it."""
        self.is_kept = True
        self._draft = self.row()
        keep(self._workplace, self._draft, self._tell)

    def hold(self, held: bool = True) -> None:
        """Stop keeping while it is being done; go on when it was refused."""
        self._held = held

    def throw_away(self) -> Draft:
        """The person does not want it any more; answers it, so that it can be brought back."""
        self.flush()  # what was typed just now can be brought back as well
        thrown = self.row()
        self.hold()
        self.is_kept = False
        drop(self._workplace, self._draft.id)
        return thrown

    def _save(self) -> None:
        if self._held:
            return
        if _plain(self._form.values()) == self._at_first:
            self._forget()
            return
        self.save()

    def _tell(self, taken: bool) -> None:
        if isValid(self):
            self.saved.emit(time_of(self._draft.updated_at) if taken else "")

    def _forget(self) -> None:
        """Everything that was typed was taken out again."""
        if self.is_kept:
            self.is_kept = False
            drop(self._workplace, self._draft.id)
            self.saved.emit("")


def new_draft(form: str, subject_id: str, values: dict[str, Any]) -> Draft:
    """A draft that is not kept before something is typed; it already has the id of what it will become."""
    from sync.engine.outbox import new_op_id

    return Draft(
        id=new_op_id(), form=form, subject_id=subject_id, title="", values=text_of(values), updated_at=0
    )


def keep(workplace: Workplace, draft: Draft, told: Callable[[bool], object] = lambda _taken: None) -> None:
    """Keep a draft as it is: while it is typed, or brought back by an undo. `told`: whether the disk took it;
    what it did not take is tried again."""
    workplace.unkept.keep(draft, told)


def drop(workplace: Workplace, draft_id: str) -> None:
    """The draft is gone."""
    workplace.unkept.drop(draft_id)
    workplace.write(workplace.laptop.drop_draft, draft_id, changed=CHANGED)


def values_of(draft: Draft) -> dict[str, Any]:
    """The values as fields take them: what was chosen is a `Choice` again."""
    values: dict[str, Any] = msgspec.json.decode(draft.values)
    return {name: Choice(**value) if isinstance(value, dict) else value for name, value in values.items()}


def text_of(values: dict[str, Any]) -> str:
    """The values as a draft keeps them."""
    return msgspec.json.encode(values).decode()


def time_of(instant: Instant) -> str:
    """09:42, by the clock in Shanghai."""
    return f"{to_datetime(instant):%H:%M}"


def _plain(values: dict[str, Any]) -> Any:
    return msgspec.to_builtins(values)
