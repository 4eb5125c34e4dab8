"""Whose copies are on a machine: by their notes, the newest first, and never a reason not to start."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from desktop import people
from desktop.people import Copy


def noted(data: Path, user: str, at: int, name: str = "") -> Copy:
    """A copy that was opened at this second."""
    place = people.copy_of(data, "https://zqt.example.gov.cn/", user)
    copy = Copy(place.folder, place.server, user, name, "企业联络员" if name else "")
    copy.folder.mkdir(parents=True)
    people.remember(copy)
    os.utime(copy.folder / "copy.json", (at, at))
    return copy


def test_the_one_opened_last_comes_first(tmp_path: Path) -> None:
    first, second = noted(tmp_path, "a", 100, "静松涛"), noted(tmp_path, "b", 200)
    assert people.copies(tmp_path) == [second, first]
    assert people.copies(tmp_path / "nowhere") == []


def test_one_person_and_server_is_one_folder(tmp_path: Path) -> None:
    same = people.copy_of(tmp_path, "https://zqt.example.gov.cn/", "a")
    assert same == people.copy_of(tmp_path, "https://zqt.example.gov.cn", "a")
    others = [
        people.copy_of(tmp_path, "https://zqt.example.gov.cn", "b"),
        people.copy_of(tmp_path, "https://other.example.gov.cn", "a"),
    ]
    assert len({copy.folder for copy in (same, *others)}) == 3


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"server": "x"}', b"\xff\xfe", b"null"])
def test_a_note_that_cannot_be_read_hides_one_copy_and_no_other(tmp_path: Path, content: bytes) -> None:
    hurt, whole = noted(tmp_path, "a", 100), noted(tmp_path, "b", 200)
    (hurt.folder / "copy.json").write_bytes(content)
    assert people.copies(tmp_path) == [whole]
    assert people.copy_of(tmp_path, hurt.server, "a").folder == hurt.folder


def test_a_note_of_an_older_version_has_no_name(tmp_path: Path) -> None:
    copy = noted(tmp_path, "a", 100)
    (copy.folder / "copy.json").write_text('{"server": "https://x", "user_name": "a"}', "utf-8")
    assert people.copies(tmp_path) == [Copy(copy.folder, "https://x", "a")]


def test_remembering_leaves_nothing_half_written(tmp_path: Path) -> None:
    copy = noted(tmp_path, "a", 100)
    people.remember(copy)
    assert [file.name for file in copy.folder.iterdir()] == ["copy.json"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_takes_no_note_keeps_nobody_out(
    tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = noted(tmp_path, "a", 100)

    def refused(*_arguments: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(Path, "replace", refused)
    people.remember(copy)
    assert people.copies(tmp_path) == [copy]
