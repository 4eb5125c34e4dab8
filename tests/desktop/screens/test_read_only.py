"""C08: the window says that nothing can be saved, shows what is there, and keeps what is typed."""

from __future__ import annotations

import pytest

from sync.store.rows import count
from sync.store.tables import Visit
from tests.cases import visit
from tests.desktop.desk import At
from tests.no_override import only_readable
from tests.stage import Stage

SAID = "数据文件是只读的，现在不能保存。输入的内容还在输入框里，已保存的内容完好，请告诉信息人员。"


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
        assert desk.laptop.read_only
        desk.workplace.do(visit(), owner=desk.frame)
        assert SAID in [notice.text for notice in desk.workplace.notices.shown()]
        assert desk.laptop.read(count, Visit) == 1
        desk.window.press("同步中心")
        assert desk.reads("待同步")
