"""The sample's roster as a file: built once, kept by what makes it another city."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.server import sample_file
from sync.server.roster import EnterpriseLine, Roster, read_toml
from sync.server.roster_xlsx import read_xlsx
from sync.server.sample_city import VERSION, build
from sync.server.sample_file import kept_at, write_sample

STORY = read_toml('[[enterprises]]\nname = "示例故事公司"\nregion = "平泉市"\n', "story.toml")


@pytest.fixture(autouse=True)
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "caches"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


def test_it_is_built_once_and_copied_from_then_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = list[str]()

    def counted(size: str, seed: int, story: Roster) -> Roster:
        built.append(size)
        return build(size, seed, story)

    monkeypatch.setattr(sample_file, "build", counted)
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    write_sample(first, "small", 1, Roster())
    write_sample(second, "small", 1, Roster())
    assert built == ["small"]
    assert first.read_bytes() == second.read_bytes()
    assert len(read_xlsx(second).lines) == len(build("small", 1).lines)


def test_another_story_size_seed_or_generator_is_another_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {
        kept_at("small", 1, Roster()),
        kept_at("full", 1, Roster()),
        kept_at("small", 2, Roster()),
        kept_at("small", 1, STORY),
    }
    monkeypatch.setattr(sample_file, "VERSION", VERSION + 1)
    assert len(names | {kept_at("small", 1, Roster())}) == 5
    write_sample(tmp_path / "plain.xlsx", "small", 1, Roster())
    write_sample(tmp_path / "story.xlsx", "small", 1, STORY)
    firms = [line.name for line in read_xlsx(tmp_path / "story.xlsx").of(EnterpriseLine)]
    assert "示例故事公司" in firms


def test_one_that_broke_off_is_not_taken_for_whole(
    tmp_path: Path, caches: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks_off(roster: Roster, path: Path) -> None:
        path.write_bytes(b"PK half")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sample_file, "write_xlsx", breaks_off)
        with pytest.raises(KeyboardInterrupt):
            write_sample(tmp_path / "city.xlsx", "small", 1, Roster())
    assert list((caches / "zhuqitong").iterdir()) == []
    write_sample(tmp_path / "city.xlsx", "small", 1, Roster())
    assert read_xlsx(tmp_path / "city.xlsx").lines


def test_without_a_place_to_keep_it_the_file_is_written_all_the_same(tmp_path: Path, caches: Path) -> None:
    caches.write_text("a file where the folder would be", encoding="utf-8")
    write_sample(tmp_path / "city.xlsx", "small", 1, Roster())
    assert read_xlsx(tmp_path / "city.xlsx").lines
