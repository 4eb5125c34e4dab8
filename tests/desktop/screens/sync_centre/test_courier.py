"""A laptop without a line, by stick: what waits is carried to the centre, and the answer is taken here."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from sync.operations.centre import AcceptProblem
from sync.server import courier
from sync.store.rows import select
from sync.store.tables import Outbox, Visit
from tests import cases
from tests.cases import visit
from tests.city import act
from tests.desktop.conftest import inside
from tests.desktop.desk import At, Desk
from tests.stage import Stage


def chosen(desk: Desk, button: str, *paths: Path) -> None:
    """Press the button, and choose in the system's dialog."""
    desk.window.press(button)
    dialog = inside(desk.frame, QFileDialog)[-1]
    if dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave:
        dialog.fileSelected.emit(str(paths[0]))
    else:
        dialog.filesSelected.emit([str(path) for path in paths])
    dialog.close()
    QApplication.processEvents()


@pytest.fixture
def carried(small_stage: Stage, at: At, tmp_path: Path) -> tuple[Desk, Path]:
    """A desk with a visit that waits, and the centre's answer to its file."""
    desk = at("rep-east")
    desk.workplace.do(visit(situation="没有网络的走访"), owner=desk.frame)
    desk.window.press("同步中心")
    chosen(desk, "导出送往中心的文件…", tmp_path / "out.zqt")
    assert desk.reads("已保存：out.zqt。导入中心的回执后才算送达。")
    answer = tmp_path / "back.zqt"
    answer.write_bytes(courier.answer(small_stage.centre, (tmp_path / "out.zqt").read_bytes()))
    return desk, answer


def test_what_waits_arrives_and_the_answer_says_so(small_stage: Stage, carried: tuple[Desk, Path]) -> None:
    desk, answer = carried
    assert [row.situation for row in small_stage.read(select, Visit)] == ["没有网络的走访"]
    assert desk.kinds() == ["log_visit"]
    with small_stage.away():
        chosen(desk, "导入中心的回执…", answer)
    assert desk.reads("回执已导入：中心已答复 1 条")
    assert [entry.state for entry in desk.rows(Outbox)] == ["accepted"]
    assert desk.reads("内容已全部送达中心")


def test_an_answer_that_comes_twice_does_no_harm(carried: tuple[Desk, Path]) -> None:
    desk, answer = carried
    chosen(desk, "导入中心的回执…", answer, answer)
    assert desk.reads("回执已导入，没有新内容")
    assert [entry.state for entry in desk.rows(Outbox)] == ["accepted"]


def test_a_no_of_the_centre_is_not_called_delivered(small_stage: Stage, at: At, tmp_path: Path) -> None:
    op = cases.reported(small_stage)
    desk = at("coordinator-east")
    desk.workplace.do(
        act(AcceptProblem, **cases.on(op), topic="licence", cause="knowledge"), owner=desk.frame
    )
    small_stage.done_by("colleague-east", act(AcceptProblem, **cases.on(op)))
    desk.window.press("同步中心")
    chosen(desk, "导出送往中心的文件…", tmp_path / "out.zqt")
    answer = tmp_path / "back.zqt"
    answer.write_bytes(courier.answer(small_stage.centre, (tmp_path / "out.zqt").read_bytes()))
    chosen(desk, "导入中心的回执…", answer)
    assert desk.reads("同事已先行受理此件")
    assert not desk.reads("送达 1 条")


def test_a_place_that_takes_no_file_is_said_until_the_next_try(at: At, tmp_path: Path) -> None:
    desk = at("rep-east")
    desk.workplace.do(visit(), owner=desk.frame)
    desk.window.press("同步中心")
    chosen(desk, "导出送往中心的文件…", tmp_path / "gone" / "out.zqt")
    assert desk.reads("文件没有保存：这个位置不能写入，或 U 盘已拔出。内容都在本机，请换一个位置再试。")
    assert not desk.reads("已保存")
    assert desk.kinds() == ["log_visit"]
    chosen(desk, "导出送往中心的文件…", tmp_path / "out.zqt")
    assert not desk.reads("文件没有保存")
    chosen(desk, "导入中心的回执…", tmp_path / "gone.zqt")
    assert desk.reads("文件读不出来，可能 U 盘已拔出。")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda file: file[:-40], "文件已损坏或不完整，请重新拷贝。"),
        (lambda _file: b"", "文件已损坏或不完整，请重新拷贝。"),
    ],
)
def test_a_file_that_is_not_whole_is_said_and_changes_nothing(
    carried: tuple[Desk, Path], spoil: object, said: str
) -> None:
    desk, answer = carried
    answer.write_bytes(spoil(answer.read_bytes()))  # type: ignore[operator]
    chosen(desk, "导入中心的回执…", answer)
    assert desk.reads(said)
    assert desk.kinds() == ["log_visit"]


def test_the_answer_of_another_laptop_is_not_taken(
    small_stage: Stage, at: At, carried: tuple[Desk, Path]
) -> None:
    _, answer = carried
    other = at("liaison")
    other.window.press("同步中心")
    chosen(other, "导入中心的回执…", answer)
    assert other.reads("这份回执属于别的电脑")
