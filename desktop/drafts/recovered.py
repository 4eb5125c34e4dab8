"""At the start: what was left unfinished is there again, with the way to go on (已恢复 1 条未完成的走访)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from desktop import words as sentences
from desktop.drafts import kinds
from desktop.workplace import Workplace
from sync.store.tables import Draft

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate


def tell_recovered(workplace: Workplace, owner: QObject) -> None:
    """Say once, above the content, what is waiting to be finished; nothing when nothing is."""
    from sync.engine import drafts

    workplace.read(drafts.all_drafts, done=lambda found: _tell(workplace, found), owner=owner)


def _tell(workplace: Workplace, found: list[Draft]) -> None:
    if not found:
        return
    newest = found[0]
    profile = workplace.rules.profile
    words = {kinds.word(profile, draft) for draft in found}
    what = words.pop() if len(words) == 1 else translate("Drafts", "record")
    text = translate("Drafts", "{n} unfinished: {what}, kept until {time}.")
    kept_until = sentences.when(newest.updated_at, workplace.now())
    workplace.notices.say(
        "info",
        text.format(n=len(found), what=what, time=kept_until),
        translate("Drafts", "Go on"),
        lambda: kinds.go_on(workplace, newest),
    )
