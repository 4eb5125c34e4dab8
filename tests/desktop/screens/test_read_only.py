"""C08: the window says that nothing can be saved, shows what is there, and keeps what is typed."""

from __future__ import annotations

import pytest

from desktop.places import tell_of_the_place
from sync.engine import drives
from sync.store.rows import count
from sync.store.tables import Visit
from tests.cases import visit
from tests.desktop.desk import At
from tests.no_override import only_readable
from tests.stage import Stage

SAID = "数据文件是只读的，现在不能保存。输入的内容还在输入框里，已保存的内容完好，请联系系统管理员。"


@pytest.mark.parametrize(
    ("kind", "said"),
    [("network", "数据放在网络盘或同步盘上"), ("removable", "数据放在可移动磁盘上"), ("", "")],
)
def test_c24_where_the_data_lies_is_said(
    small_stage: Stage, at: At, monkeypatch: pytest.MonkeyPatch, kind: str, said: str
) -> None:
    monkeypatch.setattr(drives, "kind_of", lambda _folder: kind)
    desk = at("rep-east")
    tell_of_the_place(desk.workplace)
    told = [notice.text for notice in desk.workplace.notices.shown()]
    assert [said in text for text in told if "数据放在" in text] == [True] * bool(kind)


@pytest.mark.parametrize("files_only", [True, False], ids=["files", "folder"])
def test_c08_it_is_said_at_the_start_and_at_a_save(
    small_stage: Stage,
    at: At,
    files_only: bool,
) -> None:
    laptop = small_stage.laptop("rep-east")
    laptop.do(visit())
    laptop.close()
    with only_readable(laptop.folder, files_only=files_only):
        desk = at("rep-east")
        tell_of_the_place(desk.workplace)
        assert SAID in [notice.text for notice in desk.workplace.notices.shown()]
        desk.workplace.do(visit(), owner=desk.frame)
        assert SAID in [notice.text for notice in desk.workplace.notices.shown()]
        assert desk.laptop.read(count, Visit) == 1
        desk.window.press("同步中心")
        assert desk.reads("待同步")
