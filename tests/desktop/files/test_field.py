"""Files taken into a form, and shown beside a record: sealed at once, named when they are not taken."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.files.field import FilesField
from desktop.files.kept import Kept
from desktop.files.opening import PictureView
from desktop.files.shown import ShownFiles
from desktop.widgets.attachment_tile import AttachmentTile
from desktop.widgets.attachments import AttachmentStrip
from sync.operations.visits import LogVisit, visit_id
from sync.store.tables import Attachment, Visit
from tests.city import act
from tests.desktop.desk import CTRL, At, Desk
from tests.desktop.files.photos import PLACE, drawn, photo
from tests.stage import Stage


def new_visit(desk: Desk) -> FilesField:
    """The field for files of a new visit."""
    desk.key(Qt.Key.Key_N, CTRL)
    desk.letters("dfzy")
    desk.key(Qt.Key.Key_Return)
    [field] = desk.all(FilesField)
    return field


def drop(strip: AttachmentStrip, *paths: Path) -> None:
    """Let files fall on it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(strip, QDragEnterEvent(QPoint(5, 5), copy, data, left, none))
    QApplication.sendEvent(strip, QDropEvent(QPointF(5, 5), copy, data, left, none))
    QApplication.processEvents()


def words_of(desk: Desk) -> list[str]:
    return [tile.accessibleName() for tile in desk.all(AttachmentTile)]


def a_photo(folder: Path) -> Path:
    file = folder / "厂门.jpg"
    file.write_bytes(photo())
    return file


def test_a_photo_is_dropped_kept_with_the_draft_and_sent_without_its_place(at: At, tmp_path: Path) -> None:
    desk = at("rep-east")
    field = new_visit(desk)
    drop(field.strip, a_photo(tmp_path))
    assert [words.split(", ")[0] for words in words_of(desk)] == ["厂门.jpg"]
    desk.submit()
    [file] = desk.rows(Attachment)
    content = desk.laptop.kept(file.sha256)
    assert len(content) == file.size
    assert PLACE not in content
    assert QImage.fromData(content).height() == 400
    assert file.subject_id == desk.rows(Visit)[0].id


def test_the_files_of_a_draft_are_there_again_with_their_pictures(at: At, tmp_path: Path) -> None:
    desk = at("rep-east")
    drop(new_visit(desk).strip, a_photo(tmp_path))
    desk.close()
    again = at("rep-east")
    again.window.press("走访")
    [tile] = again.all(AttachmentTile)
    assert tile.attachment.name == "厂门.jpg"
    assert not QImage.fromData(tile.attachment.thumbnail).isNull()


def test_a_file_can_be_taken_away_again(at: At, tmp_path: Path) -> None:
    desk = at("rep-east")
    field = new_visit(desk)
    drop(field.strip, a_photo(tmp_path))
    [tile] = desk.all(AttachmentTile)
    QTest.keyClick(tile, Qt.Key.Key_Delete)
    assert not field.value()
    desk.submit()
    assert not desk.rows(Attachment)


def test_a_picture_is_pasted(at: At) -> None:
    desk = at("rep-east")
    field = new_visit(desk)
    QGuiApplication.clipboard().setImage(drawn(40, 30))
    paste = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_V, CTRL)
    QApplication.sendEvent(field.strip, paste)
    QGuiApplication.clipboard().clear()
    assert [kept.name for kept in field.value()] == ["图片 1.png"]


def test_what_cannot_be_taken_is_named_with_its_reason(at: At, tmp_path: Path) -> None:
    desk = at("rep-east")
    field = new_visit(desk)
    empty, good = tmp_path / "空.txt", tmp_path / "好.txt"
    empty.touch()
    good.write_text("好")
    field.take_files([tmp_path / "没有.txt", empty, good])
    assert desk.reads("没有.txt 打不开")
    assert desk.reads("空.txt 是空文件")
    assert [kept.name for kept in field.value()] == ["好.txt"]
    field.take_files([good])
    assert not desk.reads("没有.txt")


def test_the_same_file_twice_is_one(at: At, tmp_path: Path) -> None:
    desk = at("rep-east")
    field = new_visit(desk)
    drop(field.strip, a_photo(tmp_path), a_photo(tmp_path))
    assert len(field.value()) == 1


def test_a_picture_is_looked_at_over_the_page(at: At, tmp_path: Path, qtbot: QtBot) -> None:
    desk = at("rep-east")
    drop(new_visit(desk).strip, a_photo(tmp_path))
    [tile] = desk.all(AttachmentTile)
    tile.setFocus()
    desk.key(Qt.Key.Key_Return)
    [view] = desk.all(PictureView)
    assert view.accessibleName() == "厂门.jpg"
    assert desk.focused() is view
    desk.key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not desk.all(PictureView))
    assert desk.focused() is tile


def test_another_file_is_saved_only_where_the_person_says(at: At, tmp_path: Path) -> None:
    desk = at("rep-east")
    paper, copy = tmp_path / "示例材料.txt", tmp_path / "另存.txt"
    paper.write_text("示例内容")
    drop(new_visit(desk).strip, paper)
    [tile] = desk.all(AttachmentTile)
    tile.click()
    dialogs: list[QFileDialog] = list(desk.frame.findChildren(QFileDialog))
    [dialog] = dialogs
    dialog.fileSelected.emit(str(copy))
    dialog.close()
    assert copy.read_text() == "示例内容"


def test_a_file_is_added_to_a_finished_visit_and_seen_on_another_laptop(
    at: At, small_stage: Stage, tmp_path: Path
) -> None:
    desk = at("rep-east")
    op = act(LogVisit, enterprise_id="firm-east", visited_on="2026-09-22", situation="示例")
    desk.workplace.do(op, owner=desk.workplace)
    desk.window.press("走访")
    [shown] = desk.all(ShownFiles)
    drop(shown.strip, a_photo(tmp_path))
    assert "待上传" in words_of(desk)[0]
    desk.sync()
    assert "已上传" in words_of(desk)[0]

    other = at("coordinator-east")
    other.sync()
    other.workplace.asked.emit("enterprise", "firm-east")
    assert other.rows(Attachment)[0].subject_id == visit_id(op)
    content = other.laptop.bytes_of(other.rows(Attachment)[0].id)
    assert QImage.fromData(content).height() == 400


def test_without_a_line_a_file_that_lies_elsewhere_says_why(at: At, small_stage: Stage) -> None:
    author = small_stage.laptop("rep-east")
    author.attach("图.png", photo(), enterprise_id="firm-east", subject_id="firm-east")
    author.sync()
    desk = at("coordinator-east")
    desk.window.press("企业")
    desk.workplace.asked.emit("enterprise", "firm-east")
    QApplication.processEvents()
    [tile] = desk.all(AttachmentTile)
    with small_stage.away():
        tile.click()
        assert desk.reads("图.png：")


def test_the_value_takes_what_a_draft_kept(at: At) -> None:
    desk = at("rep-east")
    field = new_visit(desk)
    field.set_value([{"name": "图.png", "sha256": "0" * 64, "size": 3}])
    assert field.value() == [Kept("图.png", "0" * 64, 3)]


def test_a_file_that_has_not_arrived_yet_says_so(at: At, small_stage: Stage) -> None:
    author = small_stage.laptop("rep-east")
    author.pause_files(True)
    author.attach("图.png", photo(), enterprise_id="firm-east", subject_id="firm-east")
    author.sync()
    desk = at("coordinator-east")
    desk.window.press("企业")
    desk.workplace.asked.emit("enterprise", "firm-east")
    QApplication.processEvents()
    [tile] = desk.all(AttachmentTile)
    tile.click()
    assert desk.reads("图.png 还没有传到中心")
