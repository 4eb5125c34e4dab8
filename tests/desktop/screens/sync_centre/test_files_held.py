"""同步中心: attachments are held still with one press and go on with another; records go all the same."""

from __future__ import annotations

from sync.store.rows import count
from sync.store.tables import Attachment, StoredBlob
from tests.desktop.desk import At
from tests.stage import Stage


def test_files_are_held_still_and_let_go(small_stage: Stage, at: At) -> None:
    desk = at("rep-east")
    desk.laptop.attach("图.png", b"x" * 9, enterprise_id="firm-east", subject_id="firm-east")
    desk.workplace.changes.announce({"outbox"})
    desk.window.press("同步中心")
    desk.window.press("暂停传附件")
    assert desk.reads("附件已暂停，1 个待传。记录照常同步。")
    desk.sync()
    assert small_stage.read(count, Attachment) == 1
    assert small_stage.read(count, StoredBlob) == 0
    assert desk.reads("附件已暂停，1 个待传")  # the chip, which is not green
    desk.window.press("继续传附件")
    assert small_stage.read(count, StoredBlob, complete=True) == 1
    assert not desk.reads("附件已暂停")
    assert not desk.window.offers("暂停传附件")


def test_nothing_to_save_is_not_said_while_files_are_on_their_way(at: At) -> None:
    desk = at("rep-east")
    desk.laptop.attach("图.png", b"x" * 9, enterprise_id="firm-east", subject_id="firm-east")
    desk.workplace.changes.announce({"outbox"})
    desk.window.press("同步中心")
    desk.window.press("暂停传附件")
    desk.sync()
    desk.window.press("保存未送达内容")
    assert not desk.reads("没有未送达的内容")
    assert desk.reads("还有 1 个附件没有传完")
    desk.window.press("继续传附件")
    desk.window.press("保存未送达内容")
    assert desk.reads("没有未送达的内容，不需要另存")


def test_a_file_that_is_damaged_here_says_so_until_it_is_added_again(small_stage: Stage, at: At) -> None:
    desk = at("rep-east")
    desk.laptop.attach("图.png", b"x" * 9, enterprise_id="firm-east", subject_id="firm-east")
    (sealed,) = (desk.laptop.folder / "blobs").iterdir()
    sealed.write_bytes(sealed.read_bytes()[:-1])
    desk.window.press("同步中心")
    desk.sync()
    assert desk.reads("无法上传")
    assert desk.reads("请在所属记录中重新添加一次")
    desk.laptop.attach("图.png", b"x" * 9, enterprise_id="firm-east", subject_id="firm-east")
    desk.sync()
    assert not desk.reads("无法上传")
    assert small_stage.read(count, StoredBlob, complete=True) == 1
