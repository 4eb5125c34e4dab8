"""What a machine does to a laptop's copy: the rows of the fault catalogue that one test can show."""

from __future__ import annotations

import resource
import time
from pathlib import Path
from typing import Any, Final

import pytest
import sqlalchemy as sa

from sync.domain import clock
from sync.engine.laptop import Laptop
from sync.store import database
from sync.store.rows import select
from sync.store.tables import Outbox, Visit
from tests.cases import visit
from tests.stage import Stage

# CJK Extension B to H, emoji with joiners, combining marks, bidi controls, a private-use character.
RARE: Final = "𠮷𪚥𫝀𫠠𬺰𮯠𰀀𱍐 👩‍👩‍👧 é\u0301 \u202eabc\u202c \ue5e5 ︐鿃ḿ"
LONG: Final = "情况" * 2_000


def opened_again(stage: Stage, laptop: Laptop) -> Laptop:
    laptop.close()
    return stage.laptop("rep-east")


def saved(laptop: Laptop) -> set[str]:
    return {entry.op_id for entry in laptop.read(select, Outbox)}


def fill(laptop: Laptop) -> tuple[set[str], str]:
    """Save until the disk takes no more: what was acknowledged, and what was said."""
    done: set[str] = set()
    for _ in range(500):
        try:
            done.add(laptop.do(visit(situation=LONG)).op_id)
        except sa.exc.OperationalError as error:
            return done, str(error.orig)
    raise AssertionError("the disk took everything")


def test_c05_on_a_full_disk_what_was_saved_stays_and_can_be_read(
    small_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare = database._prepare

    def full(connection: Any, key: bytes | None) -> None:
        prepare(connection, key)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 20}")

    laptop = small_stage.laptop("rep-east")
    with monkeypatch.context() as patch:
        patch.setattr(database, "_prepare", full)
        laptop = opened_again(small_stage, laptop)
        done, said = fill(laptop)
        assert said == "database or disk is full"
        assert saved(laptop) == done
    laptop = opened_again(small_stage, laptop)
    done.add(laptop.do(visit(situation=LONG)).op_id)
    assert saved(laptop) == done
    laptop.sync()
    assert {visit.revision > 0 for visit in laptop.read(select, Visit)} == {True}


def test_c06_a_file_that_may_not_grow_is_a_save_that_failed(small_stage: Stage) -> None:
    laptop = small_stage.laptop("rep-east")
    done = {laptop.do(visit()).op_id}
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = Path(f"{laptop.folder / 'zhuqitong.db'}-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100_000, before[1]))
    try:
        more, said = fill(laptop)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert said == "disk I/O error"
    done |= more | {laptop.do(visit()).op_id}
    assert saved(opened_again(small_stage, laptop)) == done


def test_c09_a_database_that_another_program_holds_is_busy_and_can_be_read(
    small_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = small_stage.laptop("rep-east")
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    scanner = database.open_sqlite(laptop.folder / "zhuqitong.db", laptop.data_key)
    laptop = opened_again(small_stage, laptop)
    with scanner.write():
        with pytest.raises(sa.exc.OperationalError, match="database is locked"):
            laptop.do(visit())
        assert saved(laptop) == set()
    scanner.close()
    done = laptop.do(visit())
    assert saved(laptop) == {done.op_id}


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati", "Asia/Shanghai"])
def test_c27_the_machines_zone_has_no_say_in_what_day_it_is(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        day = clock.day_of(1_790_000_000_000).isoformat()
    time.tzset()
    assert day == "2026-09-21"


def test_c29_rare_characters_arrive_as_they_were_typed(small_stage: Stage) -> None:
    laptop = small_stage.laptop("rep-east")
    written = laptop.do(visit(situation=RARE))
    laptop.sync()
    other = small_stage.laptop("coordinator-east")
    there = {row.situation for row in other.read(select, Visit)}
    here = {row.situation for row in laptop.read(select, Visit)}
    assert there == here
    assert len(here) == 1
    [text] = here
    assert written.body.count(text) == 1
    assert [character for character in RARE if character not in "é\u0301"] == [
        character for character in text if character not in "é\u0301"
    ]


def test_w17_the_environment_has_no_say_in_a_request(
    small_stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A netrc would replace our token, a bundle our certificates, a proxy would hear everything."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\ndefault login a password b\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "none"))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    laptop = small_stage.laptop("rep-east")
    laptop.do(visit())
    assert laptop.sync().verdicts == {"accepted": 1}
