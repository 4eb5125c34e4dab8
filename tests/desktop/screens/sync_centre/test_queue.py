"""待传: what goes by itself, and that all has arrived only where it has."""

from __future__ import annotations

from desktop.screens.sync_centre.queue import MOST
from sync.store.tables import LocalBlob
from tests import cases
from tests.desktop.desk import At, Desk
from tests.desktop.screens.sync_centre.test_sync_centre import buttons, do, overtaken, visits

__all__ = ["overtaken"]


def test_when_all_has_arrived_it_says_so(at: At) -> None:
    desk = at("rep-east")
    desk.window.press("同步中心")
    assert desk.reads("内容已全部送达中心")
    do(desk, cases.visit())
    assert not desk.reads("内容已全部送达中心")
    desk.window.press("立即同步")
    assert desk.reads("内容已全部送达中心")


def test_records_have_arrived_and_the_files_have_not(at: At) -> None:
    desk = at("rep-east")
    visits(desk)
    desk.window.press("暂停传附件")
    desk.window.press("立即同步")
    assert desk.reads("记录已全部送达中心，以下附件还没有传完")
    assert not desk.reads("内容已全部送达中心")
    [name] = [name for name in buttons(desk) if name.startswith("锅炉.jpg")]
    assert name.endswith("已传 0%")
    assert desk.reads("附件 1 个")
    desk.window.press("继续传附件")
    assert desk.reads("内容已全部送达中心")
    assert desk.rows(LocalBlob, state="upload") == []


def test_what_was_not_accepted_has_not_simply_arrived(overtaken: Desk) -> None:
    assert not overtaken.reads("内容已全部送达中心")
    assert overtaken.reads("没有待传的记录，需要您处理的见上方")
    overtaken.window.press("放弃")
    assert overtaken.reads("内容已全部送达中心")


def test_a_long_queue_says_how_much_more_there_is(at: At) -> None:
    desk = at("rep-east")
    for _ in range(MOST + 3):
        desk.laptop.do(cases.visit())
    desk.window.press("同步中心")
    assert desk.reads(f"{MOST + 3} 条")
    assert desk.reads("还有 3 条")
