"""What is undone is a draft again with the undo itself, whatever hinders what comes next."""

from __future__ import annotations

import errno

import pytest
from PySide6.QtCore import Qt

from sync.engine.laptop import Laptop
from sync.store.tables import Draft, Outbox
from tests.desktop.desk import CTRL, At, Desk


def finished_visit(desk: Desk, text: str) -> None:
    desk.key(Qt.Key.Key_N, CTRL)
    desk.letters("dfzy")
    desk.key(Qt.Key.Key_Return)
    desk.write(text)
    desk.submit()


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on no draft is kept any more: the program was ended, or the disk is full."""

    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Laptop, "keep_draft", full)


def test_a_visit_that_is_undone_is_a_draft_at_once(at: At, request: pytest.FixtureRequest) -> None:
    desk = at("rep-east")
    finished_visit(desk, "示例情况")
    assert desk.rows(Draft) == []
    request.getfixturevalue("ended")
    assert desk.workplace.notices.undo_last()
    assert [entry.state for entry in desk.rows(Outbox)] == ["discarded"]
    assert desk.draft()["situation"] == "示例情况"
