"""A laptop that was copied, or put back from an older copy: no operation is lost, none comes twice, and each
of the two goes on under a life of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sync.engine import lives
from sync.engine.laptop import Laptop
from sync.engine.transport import SignInAgain
from sync.operations.base import Operation
from sync.store.rows import select
from sync.store.tables import Audit, DeviceLife, Visit
from sync.wire import PushRequest, envelope
from tests.cases import visit
from tests.copies import assert_same
from tests.sender import Sender
from tests.stage import PASSWORD, Stage


def copied(laptop: Laptop, name: str) -> Path:
    """The whole folder, as a disk image has it."""
    place = laptop.folder.parent / name
    shutil.copytree(laptop.folder, place)
    return place


def synced(laptop: Laptop) -> dict[str, int]:
    """A sync; with the password where the old tokens are no longer taken."""
    try:
        return laptop.sync().verdicts
    except SignInAgain:
        laptop.sign_in_again(PASSWORD)
        return laptop.sync().verdicts


def does(laptop: Laptop, *texts: str) -> None:
    for text in texts:
        laptop.do(visit(situation=text))


def forks(stage: Stage) -> int:
    return len(stage.read(select, Audit, action="device_forked"))


def texts(stage: Stage) -> list[str]:
    return sorted(row.situation for row in stage.read(select, Visit))


def life_of(laptop: Laptop) -> str:
    return laptop.read(lives.life).name


def test_one_folder_on_two_laptops_both_of_which_work(stage: Stage) -> None:
    first = stage.laptop("rep-east")
    does(first, "合用")
    first.sync()
    does(first, "未送")
    first.close()
    copied(first, "second")
    one, two = stage.laptop("rep-east"), stage.laptop("rep-east", folder="second")
    does(one, "甲一")
    does(two, "乙一")
    assert synced(one) == {"accepted": 2}
    assert synced(two) == {"accepted": 2}
    assert forks(stage) == 1
    does(one, "甲二")
    does(two, "乙二")
    for laptop in (one, two, one, two):
        synced(laptop)
    assert texts(stage) == sorted(["合用", "未送", "甲一", "乙一", "甲二", "乙二"])
    assert life_of(one) != life_of(two)
    assert forks(stage) == 1
    for laptop in (one, two):
        assert_same(stage, laptop)


def test_a_folder_put_back_from_an_older_copy(stage: Stage) -> None:
    laptop = stage.laptop("rep-east")
    does(laptop, "一")
    laptop.sync()
    does(laptop, "二")
    laptop.close()
    older = copied(laptop, "older")
    laptop = stage.laptop("rep-east")
    for text in ("三", "四"):
        laptop.sync()
        does(laptop, text)
    laptop.sync()
    before = life_of(laptop)
    laptop.close()
    shutil.rmtree(laptop.folder)
    shutil.move(older, laptop.folder)
    back = stage.laptop("rep-east")
    does(back, "五")
    synced(back)
    assert texts(stage) == sorted("一二三四五")
    assert life_of(back) != before
    assert forks(stage) == 1
    does(back, "六")
    synced(back)
    assert (texts(stage), forks(stage)) == (sorted("一二三四五六"), 1)
    assert_same(stage, back)


def test_local_codes_of_two_copies_differ_once_the_server_has_said_so(small_stage: Stage) -> None:
    first = small_stage.laptop("rep-east")
    does(first, "一")
    first.sync()
    first.close()
    copied(first, "second")
    one, two = small_stage.laptop("rep-east"), small_stage.laptop("rep-east", folder="second")
    for laptop in (one, two):
        does(laptop, "二")
        synced(laptop)
    codes = [one.next_code(), two.next_code()]
    assert codes[0] == f"{one.identity.device_mark}-0001"
    assert codes[1].startswith(one.identity.device_mark)
    assert codes[0] != codes[1]


def request(number: int, *ops: Operation) -> PushRequest:
    return PushRequest(operations=[envelope(op) for op in ops], life="a-life", number=number)


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((1, 2, 3), [False, False, False]),
        ((1, 3, 5), [False, False, False]),  # requests that never arrived
        ((2, 2), [False, True]),
        ((3, 1), [False, True]),
    ],
)
def test_a_number_that_was_there_is_another_laptops(
    stage: Stage, numbers: tuple[int, ...], told: list[bool]
) -> None:
    with Sender(stage.url, "rep-east") as sender:
        replies = [sender.post("/v1/push", request(number, visit())) for number in numbers]
        said = [reply.json()["new_life"] for reply in replies]
        rows = stage.read(select, DeviceLife, device_id=sender.identity.device_id)
    assert said == told
    assert [row.number for row in rows] == [max(numbers)]
    assert [each.json()["answers"][0]["verdict"] for each in replies] == ["accepted"] * len(numbers)


def test_the_same_request_twice_is_no_fork(stage: Stage) -> None:
    same = request(1, visit())
    with Sender(stage.url, "rep-east") as sender:
        first, again = sender.post("/v1/push", same).json(), sender.post("/v1/push", same).json()
    assert first["answers"] == again["answers"]
    assert (first["new_life"], again["new_life"], forks(stage)) == (False, False, 0)


def test_a_client_without_lives_may_push_as_ever(stage: Stage) -> None:
    with Sender(stage.url, "rep-east") as sender:
        assert [answer.verdict for answer in (*sender.push(visit()), *sender.push(visit()))] == [
            "accepted"
        ] * 2
    assert stage.read(select, DeviceLife) == []
