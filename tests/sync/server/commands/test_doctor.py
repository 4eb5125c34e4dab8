"""`doctor` and `audit verify`: what is wrong is found, and what to do is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
import sqlalchemy as sa
import time_machine

from sync.operations.rules import shipped_profile
from sync.server.commands.doctor import CHECKS
from sync.server.roster_xlsx import write_xlsx
from sync.store.database import open_database
from sync.store.rows import store
from sync.store.schema import TABLES
from sync.store.tables import GLOBAL, Office, Published, StoredBlob
from tests.sync.server.commands.desk import Desk
from tests.sync.server.rosters import SMALL, roster


@pytest.fixture
def staffed(desk: Desk, tmp_path: Path) -> Desk:
    write_xlsx(roster(SMALL), tmp_path / "名单.xlsx")
    assert desk.run("import", tmp_path / "名单.xlsx").status == 0
    return desk


def spoil(desk: Desk, act: Callable[[sa.Connection], object]) -> None:
    key = bytes.fromhex(desk.key.read_text()) if desk.key.exists() else None
    database = open_database(desk.address, key)
    with database.write() as connection:
        act(connection)
    database.close()


def delete(table: str, **equal: object) -> Callable[[sa.Connection], object]:
    target = TABLES[table]
    wanted = [target.c[name] == value for name, value in equal.items()]
    return lambda connection: connection.execute(sa.delete(target).where(*wanted))


def test_a_healthy_server_is_told_so(staffed: Desk, tmp_path: Path) -> None:
    assert staffed.run("recovery-key", tmp_path / "恢复钥匙").status == 0
    said = staffed.doctor()
    assert (said.status, said.err) == (0, "")
    rows = [line.split() for line in said.out.splitlines()]
    assert rows == [["检查", "结果"], *([name, "正常"] for name, _ in CHECKS)]


LOST_BLOB = StoredBlob(sha256="0" * 64, person_id="p", size=1, received=1, complete=True)
SAME_MARK = Office(
    id="west", aggregate_id=GLOBAL, name="示例西县中心", kind="centre", region_id="990002", mark="东企"
)
NO_MARK = Published(
    id="profile", aggregate_id=GLOBAL, kind="profile", name="chengde",
    text=shipped_profile().replace("{mark}受", "受"),
)  # fmt: skip
OTHER_TOPICS: Final = Published(
    id="profile", aggregate_id=GLOBAL, kind="profile", name="chengde",
    text=shipped_profile().replace('code = "licence"', 'code = "permit"'),
)  # fmt: skip
LICENCES: Final = Office(
    id="licences",
    aggregate_id=GLOBAL,
    name="示例局",
    kind="department",
    region_id="990001",
    topics=("licence",),
)
WRONG: Final[dict[str, tuple[str, Callable[[sa.Connection], object], str]]] = {
    "profile": ("城市配置", delete("published", id="profile"), "请运行 zhuqitong-server migrate"),
    "codes": (
        "城市配置",
        lambda connection: store(connection, [OTHER_TOPICS, LICENCES]),
        "正在使用而配置里没有：选项 topic.licence",
    ),
    "references": ("名单引用", delete("region", id="990001-示例镇"), "行指向不存在的记录"),
    "centres": ("主管中心", delete("office", kind="centre"), "2 家企业没有主管中心"),
    "marks": (
        "中心字号",
        lambda connection: store(connection, [SAME_MARK]),
        "示例东县中心、示例西县中心的字号相同",
    ),
    "patterns": ("中心字号", lambda connection: store(connection, [NO_MARK]), "编号不带字号 {mark}"),
    "scope": ("可见范围", delete("placement"), "处可见范围与规则不符"),
    "audit": ("审计链", delete("audit", number=3), "审计链不完整"),
    "files": ("附件", lambda connection: store(connection, [LOST_BLOB]), "1 个附件的文件不在了"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_found(staffed: Desk, wrong: str) -> None:
    check, act, sentence = WRONG[wrong]
    spoil(staffed, act)
    said = staffed.run("doctor")
    assert said.status == 1
    line = next(line for line in said.out.splitlines() if line.startswith(check))
    assert sentence in line


def test_a_calendar_that_ends_within_a_month_is_found(staffed: Desk) -> None:
    with time_machine.travel("2026-11-29T00:00:00+08:00"):
        said = staffed.run("doctor")
    assert said.status == 1
    assert "放假安排只到 2026-12-28" in said.out


def test_a_folder_that_is_open_to_others_is_found(small_desk: Desk) -> None:
    small_desk.data.chmod(0o755)
    said = small_desk.run("doctor")
    assert said.status == 1
    assert f"请运行 chmod 700 {small_desk.data}" in said.out


def test_a_damaged_page_is_found(small_desk: Desk) -> None:
    file = small_desk.data / "server.db"
    with file.open("r+b") as opened:
        opened.seek(file.stat().st_size - 5000)
        opened.write(b"\xff" * 100)
    said = small_desk.run("doctor")
    assert said.status == 1
    assert "数据库" in said.out + said.err


def test_the_broken_place_of_the_audit_is_named(staffed: Desk) -> None:
    spoil(staffed, delete("audit", number=3))
    said = staffed.run("audit", "verify")
    assert said.status == 1
    assert said.out.startswith("审计链在第 3 行断开")


def test_a_line_that_a_laptop_saw_has_to_be_on_the_chain(staffed: Desk) -> None:
    whole = staffed.run("audit", "verify")
    number, head = whole.out.split("共 ")[1].split(" 行")[0], whole.out.split("链头 ")[1].rstrip("。\n")
    assert staffed.run("audit", "verify", "--seen", f"{number}:{head}").out == whole.out
    later = staffed.run(
        "audit", "verify", "--seen", f"{number}:{head}", "--seen", f"{int(number) + 1}:{head}"
    )
    assert later.status == 1
    assert f"笔记本见过的第 {int(number) + 1} 行（{head}）不在链上" in later.out
    other = staffed.run("audit", "verify", "--seen", f"{number}:{'0' * 64}")
    assert (other.status, "不在链上" in other.out) == (1, True)
    wrong = staffed.run("audit", "verify", "--seen", "头")
    assert "要填笔记本上显示的 行号:哈希" in wrong.err


def test_a_shortened_audit_is_noticed(staffed: Desk) -> None:
    target = TABLES["audit"]
    spoil(staffed, lambda connection: connection.execute(sa.delete(target).where(target.c.number > 20)))
    said = staffed.run("audit", "verify")
    assert said.status == 1
    assert "链尾被截短过" in said.out
