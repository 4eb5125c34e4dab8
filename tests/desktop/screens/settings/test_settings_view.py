"""设置: what takes effect at once, and what the program tells of itself."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton

import desktop
from desktop import settings, theme
from desktop.screens.settings import facts
from desktop.settings import Settings
from sync.engine.local_values import contact, remember
from tests.desktop.desk import CTRL, At, Desk


@pytest.fixture
def desk(at: At) -> Desk:
    seated = at("rep-east")
    seated.window.press("设置")
    return seated


def test_the_text_size_takes_effect_at_once_and_is_kept(desk: Desk, tmp_path: Path) -> None:
    desk.window.choose("文字大小", "125%")
    assert theme.size() == 125
    assert Settings(tmp_path / "settings").get(settings.TEXT_SIZE) == 125


def test_sizes_by_key_are_shown_here_too(desk: Desk) -> None:
    desk.key(Qt.Key.Key_Equal, CTRL)
    assert [each.text() for each in desk.all(QAbstractButton) if each.isChecked()] == ["设置", "110%", "中文"]


def test_the_language_is_kept_for_the_next_start(desk: Desk, tmp_path: Path) -> None:
    desk.window.choose("语言", "English")
    assert Settings(tmp_path / "settings").get(settings.LANGUAGE) == "en"
    assert desk.reads("下次打开时生效")


def test_the_server_is_only_read(desk: Desk) -> None:
    assert desk.reads(desk.laptop.identity.server)
    assert desk.reads("rep-east")
    with pytest.raises(AssertionError):
        desk.editor("服务器地址")


def test_where_the_data_lies_and_what_guards_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    assert desk.reads(str(desk.laptop.folder))
    assert desk.reads("已加密（SQLCipher ")
    assert desk.reads("数据只由密码保护")
    assert desk.reads(desk.laptop.identity.device_mark)
    desk.window.press("打开文件夹")
    assert opened == [QUrl.fromLocalFile(str(desk.laptop.folder)).toLocalFile()]


def test_versions_and_licences(desk: Desk) -> None:
    for text in (desktop.VERSION, qVersion(), "LGPL", "BSD"):
        assert desk.reads(text), text


def test_the_version_is_the_projects() -> None:
    project = Path(desktop.__file__).parents[1] / "pyproject.toml"
    assert tomllib.loads(project.read_text("utf-8"))["project"]["version"] == desktop.VERSION


def test_a_clock_that_is_wrong_is_said_here_too(desk: Desk) -> None:
    desk.main.runner.refresh()
    assert desk.reads("与服务器一致")
    with desk.laptop.database.write() as connection:
        remember(connection, msgspec.structs.replace(contact(connection), offset=-12 * 60_000))
    desk.main.runner.refresh()
    assert desk.reads("本机时间与服务器相差 12 分钟，时限以服务器为准。")


def test_a_file_that_goes_while_they_are_counted_is_no_fault(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sync beside it makes files and takes them away."""
    folder = desk.laptop.folder
    before = facts._size(desk.laptop)
    found = [*folder.rglob("*"), folder / "gone.new"]
    monkeypatch.setattr(Path, "rglob", lambda _folder, _pattern: iter(found))
    is_file = Path.is_file
    monkeypatch.setattr(Path, "is_file", lambda file: file.name == "gone.new" or is_file(file))
    assert facts._size(desk.laptop) == before
