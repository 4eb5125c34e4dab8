"""The sync chip: the worst of what is true, and never green too early."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pytestqt.qtbot import QtBot

from desktop.widgets.chip import SyncChip, SyncState, chip_mark

states = some.builds(
    SyncState,
    attention=some.integers(0, 3),
    login_expired=some.booleans(),
    withdrawn=some.booleans(),
    busy=some.booleans(),
    failed=some.booleans(),
    offline=some.booleans(),
    running=some.none() | some.tuples(some.integers(0, 9), some.integers(0, 9)),
    waiting=some.integers(0, 9),
    last_contact=some.sampled_from(["", "17:32"]),
    fresh=some.booleans(),
    files_paused=some.integers(0, 9),
)


@given(states)
def test_green_means_that_nothing_waits_nothing_is_wrong_and_the_contact_is_fresh(state: SyncState) -> None:
    calm = SyncState(last_contact="17:32", fresh=True)
    assert (chip_mark(state).tone == "success") == (state == calm)


WORST_FIRST = [
    (SyncState(attention=2, login_expired=True, waiting=1), "需处理 2"),
    (SyncState(login_expired=True, withdrawn=True, waiting=1), "本机已停用"),
    (SyncState(login_expired=True, failed=True, waiting=1), "登录过期"),
    (SyncState(failed=True, offline=True, waiting=1), "同步失败（将重试）"),
    (SyncState(offline=True, busy=True, waiting=3), "服务器忙·3 待传"),
    (SyncState(offline=True, busy=True), "服务器忙"),
    (SyncState(offline=True, running=(1, 2), waiting=3), "离线·3 待传"),
    (SyncState(offline=True), "离线"),
    (SyncState(running=(3, 12), waiting=9), "同步中 3/12"),
    (SyncState(running=(0, 0)), "同步中"),
    (SyncState(waiting=3, last_contact="17:32", fresh=True), "待传 3"),
    (SyncState(files_paused=12, last_contact="17:32", fresh=True), "附件已暂停，12 个待传"),
    (SyncState(), "尚未同步"),
    (SyncState(last_contact="昨天 17:32"), "上次同步 昨天 17:32"),
    (SyncState(last_contact="17:32", fresh=True), "已同步 17:32"),
]


@pytest.mark.parametrize(("state", "word"), WORST_FIRST)
def test_the_worst_wins(qtbot: QtBot, chinese: None, state: SyncState, word: str) -> None:
    chip = SyncChip()
    qtbot.addWidget(chip)
    chip.set_state(state)
    assert (chip.text(), chip.accessibleName()) == (word, word)


def test_every_state_looks_different_without_colour() -> None:
    marks = [chip_mark(state) for state, _word in WORST_FIRST]
    shapes = [mark.shape for mark in marks]
    assert len(set(shapes)) == 12  # busy, offline and syncing come in two wordings each
    assert len({mark.word for mark in marks}) == len(marks)
