"""A data file that cannot be read, at the first window: unsent work is saved, and the person goes on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from desktop.screens.doorway.rescue import CODES, following_words, free, saved_words
from desktop.screens.doorway.view import Doorway
from sync.engine import doubtful, snapshots
from sync.engine.opening import DATABASE
from sync.store.rows import select
from sync.store.tables import Draft, Outbox, Visit
from tests.cases import draft, visit
from tests.desktop.conftest import Show, inside
from tests.desktop.real import Real, Seat, seat
from tests.desktop.test_opening import place
from tests.journeys.window import Window, wait
from tests.stage import PASSWORD, Stage
from tests.sync.engine.test_rescue import DAMAGE, WORDS, flip

__all__ = ["seat"]


def left_behind(real: Real, *, snapshot: bool = False) -> Path:
    """Unsent work and a draft on this desk, which is then left; its data file."""
    laptop = real.main.workplace.laptop
    if snapshot:
        snapshots.take(laptop.database, laptop.folder)
    laptop.do(visit(situation=WORDS))
    laptop.keep_draft(draft("半句话", title="草稿"))
    folder = place(real)
    real.close()
    return folder / DATABASE


def open_and_be_offered(seat: Seat, stage: Stage, desk: str) -> Real:
    real = seat(desk, stage.url)
    real.type(PASSWORD)
    real.press(Qt.Key.Key_Return)
    real.see("本机的数据读不出来了")
    real.see("什么都没有删除，也没有用空的数据代替。")
    return real


def save_to(real: Real, path: Path) -> None:
    """Press the button, and choose this place in the system's dialog."""
    real.window.press("保存未送达的内容并继续…")
    [dialog] = inside(real.desktop.doorway, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()


def told(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("damage", ["missing", "no byte", "half", "first page"])
def test_unsent_work_is_saved_and_waits_again_after_a_new_download(
    small_stage: Stage, seat: Seat, tmp_path: Path, damage: str
) -> None:
    real = seat("desk", small_stage.url).enter("rep-east")
    with small_stage.away():
        file = left_behind(real)
        DAMAGE[damage](file)
        real = open_and_be_offered(seat, small_stage, "desk")
    save_to(real, tmp_path / "out.jsonl")
    real.is_in()
    real.see("已保存 1 条未送达的内容")
    real.see("其余数据已重新下载。")
    assert [line["body"]["situation"] for line in told(tmp_path / "out.jsonl") if "body" in line] == [WORDS]
    wait(lambda: small_stage.read(select, Visit), "the visit at the centre")
    assert [row.situation for row in small_stage.read(select, Visit)] == [WORDS]
    kept: list[Draft] = real.main.workplace.laptop.read(select, Draft)
    assert [each.title for each in kept] == ["草稿"]


def test_damage_that_was_met_behind_the_first_window_is_mended_at_the_next_start(
    small_stage: Stage, seat: Seat, tmp_path: Path
) -> None:
    real = seat("desk", small_stage.url).enter("rep-east")
    with small_stage.away():
        file = left_behind(real)
        flip(file, file.stat().st_size - 1000)  # the last page: opening may not need it
        doubtful.note(file.parent)
        real = open_and_be_offered(seat, small_stage, "desk")
    save_to(real, tmp_path / "out.jsonl")
    real.is_in()
    real.see("已保存 1 条未送达的内容")


def test_a_snapshot_goes_on_without_a_line(small_stage: Stage, seat: Seat, tmp_path: Path) -> None:
    real = seat("desk", small_stage.url).enter("rep-east")
    with small_stage.away():
        flip(left_behind(real, snapshot=True), 2000)
        real = open_and_be_offered(seat, small_stage, "desk")
        save_to(real, tmp_path / "out.jsonl")
        real.is_in()
        real.see("现在用的是最近一份完好的快照")
        entries: list[Outbox] = real.main.workplace.laptop.read(select, Outbox)
        assert [entry.state for entry in entries] == ["waiting"]
        kept: list[Draft] = real.main.workplace.laptop.read(select, Draft)
        assert [each.title for each in kept] == ["草稿"]


def test_nothing_happens_before_the_person_says_so(small_stage: Stage, seat: Seat) -> None:
    real = seat("desk", small_stage.url).enter("rep-east")
    with small_stage.away():
        file = left_behind(real)
        flip(file, 2000)
        before = file.read_bytes()
        real = open_and_be_offered(seat, small_stage, "desk")
        real.window.press("暂不处理")
    assert real.window.offers("打开")
    assert not real.window.reads("本机的数据读不出来了")
    assert file.read_bytes() == before
    assert [each.name for each in file.parent.glob("*.damaged*")] == []


def test_without_a_line_the_file_is_saved_and_the_download_waits(
    small_stage: Stage, seat: Seat, tmp_path: Path
) -> None:
    real = seat("desk", small_stage.url).enter("rep-east")
    with small_stage.away():
        flip(left_behind(real), 2000)
        real = open_and_be_offered(seat, small_stage, "desk")
        save_to(real, tmp_path / "out.jsonl")
        real.see("连不上服务器")
        real.see("已保存 1 条未送达的内容和 1 份草稿，文件是“out.jsonl”。")
        assert not real.window.reads("已重新下载")  # not yet
        assert told(tmp_path / "out.jsonl")
    real.window.press("打开")
    real.is_in()
    real.see("已保存 1 条未送达的内容")


def test_a_place_that_takes_no_file_is_said_and_another_can_be_chosen(
    small_stage: Stage, seat: Seat, tmp_path: Path
) -> None:
    real = seat("desk", small_stage.url).enter("rep-east")
    file = left_behind(real, snapshot=True)
    flip(file, 2000)
    before = file.read_bytes()
    real = open_and_be_offered(seat, small_stage, "desk")
    save_to(real, tmp_path / "gone" / "out.jsonl")
    real.see("文件没有保存：这个位置不能写入，或 U 盘已拔出。")
    assert real.window.offers("暂不处理")
    assert file.read_bytes() == before
    save_to(real, tmp_path / "out.jsonl")
    real.is_in()
    assert told(tmp_path / "out.jsonl")


def test_escape_puts_the_offer_away(small_stage: Stage, seat: Seat) -> None:
    real = seat("desk", small_stage.url).enter("rep-east")
    with small_stage.away():
        flip(left_behind(real), 2000)
        real = open_and_be_offered(seat, small_stage, "desk")
        real.press(Qt.Key.Key_Escape)
    assert real.window.offers("打开")
    assert not real.window.reads("本机的数据读不出来了")


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    wanted = tmp_path / "未送达的内容.jsonl"
    assert free(wanted) == wanted
    wanted.write_text("mine")
    (tmp_path / "未送达的内容 2.jsonl").write_text("mine too")
    assert free(wanted) == tmp_path / "未送达的内容 3.jsonl"


@pytest.mark.usefixtures("chinese")
def test_every_end_of_a_rescue_has_its_words() -> None:
    assert saved_words(2, 1, "out.jsonl").endswith("。")
    for following in ("nothing", "open", "sign-in"):
        assert following_words(following).endswith("。")
    assert {"database_unreadable", "database_missing", "database_empty"} == CODES


@pytest.mark.usefixtures("chinese")
def test_the_offer_can_be_read_whole_in_the_first_window(show: Show) -> None:
    doorway = Doorway([], "")
    show(doorway)
    doorway.rescue.offer("数据文件已损坏。")
    window = Window(lambda: doorway)
    assert window.offers("暂不处理")
    assert doorway.rescue.height() <= doorway.height()
