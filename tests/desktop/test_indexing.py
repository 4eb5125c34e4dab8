"""The search reads in slices, and goes on until nothing waits."""

from __future__ import annotations

import pytest

from tests import cases
from tests.desktop.desk import At, Desk, at

__all__ = ["at"]


@pytest.fixture
def desk(at: At) -> Desk:
    return at("rep-east")


@pytest.fixture
def told(desk: Desk) -> list[frozenset[str]]:
    """What is announced from now on."""
    heard: list[frozenset[str]] = []
    desk.workplace.changes.happened.connect(heard.append)
    return heard


def test_slices_until_nothing_waits_then_it_is_told(
    desk: Desk, told: list[frozenset[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = [2, 1, 0]
    monkeypatch.setattr(desk.laptop, "index", lambda: waits.pop(0))
    desk.workplace.changes.announce({"visit"})
    assert waits == []
    assert told == [frozenset({"visit"}), frozenset({"search"})]


def test_what_is_written_here_is_read_at_once(desk: Desk, told: list[frozenset[str]]) -> None:
    desk.workplace.do(cases.visit(), owner=desk.frame)
    assert told[-1] == frozenset({"search"})
    assert desk.laptop.index() == 0


def test_what_is_not_searched_is_not_read(desk: Desk, told: list[frozenset[str]]) -> None:
    desk.workplace.changes.announce({"history"})
    assert told == [frozenset({"history"})]


def test_a_slice_that_fails_is_a_fault_and_the_next_change_tries_again(
    desk: Desk, told: list[frozenset[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: list[Exception] = []
    desk.lanes.write.unexpected.connect(faults.append)

    def breaks() -> int:
        raise ValueError("broken")

    with monkeypatch.context() as patch:
        patch.setattr(desk.laptop, "index", breaks)
        desk.workplace.changes.announce({"visit"})
    assert [str(fault) for fault in faults] == ["broken"]
    desk.workplace.changes.announce({"visit"})
    assert told[-1] == frozenset({"search"})
