"""The originals of one problem's papers: among its files, each found by what stands on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.cases.stand import Stand
from desktop.documents.forms import Form
from desktop.documents.original import Original, standing
from desktop.files.kept import Kept, attach
from desktop.files.words import no_words
from desktop.workplace import Workplace
from sync.domain import permissions
from sync.store.tables import Attachment


class Originals:
    """Made by whoever acts for the centre; all others give out the original, or a copy while there is none.

    `stand`: the problem as it is now; `subject_id`: what the shown paper is about.
    """

    def __init__(self, workplace: Workplace, owner: QWidget) -> None:
        self._workplace, self._owner = workplace, owner
        self.stand: Stand | None = None
        self.subject_id = ""

    def original(self, form: Form) -> Original | None:
        """Of two that were made far from each other, the one that came to the centre first."""
        files = self.stand.here.detail.files if self.stand else ()
        kept = [file.attachment for file in files if file.attachment.paper == standing(form)]
        first = min(kept, key=_arrival, default=None)
        if first is None:
            return None
        return Original(first.id, first.name, first.sha256, first.author_name, first.at)

    def fetch(self, original: Original, done: Callable[[bytes], object]) -> None:
        """From this laptop, or over the line."""
        self._workplace.lanes.network.run(
            self._workplace.laptop.bytes_of,
            original.key,
            done=done,
            failed=lambda error: self._workplace.notices.say("refusal", no_words(original.name, error)),
            owner=self._owner,
        )

    def keep(self, form: Form, pdf: bytes) -> None:
        """Seal the bytes on this laptop, then put them beside the problem."""
        stand, subject_id = self.stand, self.subject_id
        if stand is None or not permissions.can(stand.actor, "keep_paper", stand.here.facts):
            return

        def sealed(sha256: str) -> None:
            op = attach(
                Kept(form.file_name, sha256, len(pdf)),
                self._workplace.now(),
                enterprise_id=stand.problem.enterprise_id,
                problem_id=stand.problem.id,
                subject_id=subject_id,
                paper=standing(form),
            )
            self._workplace.do(op, owner=self._owner)

        self._workplace.write(self._workplace.laptop.keep, pdf, done=sealed, owner=self._owner)


def _arrival(row: Attachment) -> tuple[bool, int, int]:
    return (row.revision == 0, row.revision, row.at)
