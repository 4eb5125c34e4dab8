"""No plain text on the disk (I7): twenty characters that stand nowhere else are looked for in every file."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from sync.engine import drafts
from sync.store.rows import select
from sync.store.tables import Visit
from tests.stage import PASSWORD, Stage

ROOT: Final = Path(__file__).parents[3]
ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
PLACES: Final = ("visit", "draft", "file", "name")


def some_secrets(places: Iterable[str]) -> dict[str, str]:
    """For each place, twenty characters of its own that every one of the encodings can write."""
    return {place: "".join(chr(random.randrange(0x4E00, 0x9FA0)) for _ in range(20)) for place in places}


@pytest.fixture
def secrets() -> dict[str, str]:
    return some_secrets(PLACES)


def spellings(secret: str) -> dict[str, bytes]:
    """The bytes that a secret may lie on a disk as; a search index parts the characters with blanks."""
    parted = " ".join(secret)
    return {
        f"{way} {encoding}": text.encode(encoding)
        for encoding in ENCODINGS
        for way, text in (("whole", secret), ("parted", parted))
    }


def found(secrets: dict[str, str], *folders: Path) -> set[tuple[str, str, str]]:
    """(place, spelling, file) of every secret that lies in a folder; file names are looked at too."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {
        (place, spelling, path.name)
        for path in files
        for content in (path.read_bytes() + os.fsencode(path.name),)
        for place, secret in secrets.items()
        for spelling, sought in spellings(secret).items()
        if sought in content
    }


@contextmanager
def writing(
    stage: Stage, secrets: dict[str, str], *plain: str
) -> Iterator[tuple[subprocess.Popen[str], tuple[Path, Path]]]:
    """The process that has written the secrets down and is still open, and where it may have left them: its
    data folder, and one for temporary files, logs and what a crash leaves."""
    data, aside = stage.folder / "laptops" / "rep-east", stage.folder / "aside"
    aside.mkdir()
    command = [sys.executable, "-m", "tests.sync.engine.writer"]
    with (aside / "said").open("w") as said:
        process = subprocess.Popen(
            [*command, str(data), stage.url, "rep-east", PASSWORD, *plain],
            cwd=aside,
            env={**os.environ, "TMPDIR": str(aside), "SQLITE_TMPDIR": str(aside), "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        )
        with process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(secrets) + "\n")
            process.stdin.flush()
            assert process.stdout.readline() == "written\n", (aside / "said").read_text()
            yield process, (data, aside)
            if process.poll() is None:
                process.kill()


@pytest.mark.parametrize("spelling", spellings("字"))
def test_the_search_finds_each_spelling(tmp_path: Path, spelling: str, secrets: dict[str, str]) -> None:
    lying = spellings(secrets["visit"])[spelling]
    (tmp_path / "file").write_bytes(b"\x00\xff" + lying + b"\x01")
    assert ("visit", spelling, "file") in found(secrets, tmp_path)


def test_the_search_finds_what_is_not_encrypted(small_stage: Stage, secrets: dict[str, str]) -> None:
    with writing(small_stage, secrets, "plain") as (_, folders):
        running = found(secrets, *folders)
    assert {place for place, _, _ in running} == set(PLACES)
    assert {place for place, _, _ in found(secrets, *folders)} == set(PLACES)


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGABRT, None])
def test_no_file_holds_a_word_of_it(
    small_stage: Stage, secrets: dict[str, str], end: signal.Signals | None
) -> None:
    """While it runs, after it was killed or broke down or closed, after the next start and end."""
    with writing(small_stage, secrets) as (process, folders):
        assert {path.name for path in folders[0].iterdir()} >= {"zhuqitong.db", "zhuqitong.db-wal"}
        assert found(secrets, *folders) == set()
        if end is None:
            process.communicate("close\n")
        else:
            process.send_signal(end)
            process.wait()
    assert found(secrets, *folders) == set()
    laptop = small_stage.laptop("rep-east")
    assert {visit.situation for visit in laptop.read(select, Visit)} == {secrets["visit"]}
    assert [drafts.values_of(draft) for draft in laptop.read(drafts.all_drafts)] == [
        {"situation": secrets["draft"]}
    ]
    laptop.sync()
    laptop.close()
    assert found(secrets, *folders) == set()
