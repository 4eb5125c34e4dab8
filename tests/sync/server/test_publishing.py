"""A profile that lacks what the record uses is not published; one that stands all the same stops nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from sync.domain.profile import read_profile
from sync.domain.profile_use import lacking
from sync.operations.administration import SetRegion
from sync.operations.centre import AcceptProblem, HoldMeeting, SetDueDate
from sync.operations.reports import ReportProblem
from sync.operations.rules import shipped_profile
from sync.server import in_use
from sync.server.premises import CommandRefused
from sync.server.publishing import PROFILE_ID, publish, published_profile
from sync.store.queries.cases import detail
from sync.store.rows import store
from sync.store.tables import GLOBAL, Published
from tests.cases import accepted, on, problem_of, report, reported, today, visit
from tests.city import act
from tests.stage import Stage

TEXT: Final = shipped_profile()
MANNER: Final = '[[choices.manner]]\ncode = "phone"\n'


def without_meetings() -> str:
    """The same city without the state 议事: what led there leads on to 已受理."""
    text = TEXT.replace('[[states]]\ncode = "in_meeting"\nname = "议事"\nring = "gather"\n', "")
    return text.replace('"in_meeting", ', "").replace(', "in_meeting"', "").replace("in_meeting", "accepted")


def own(tmp_path: Path, text: str) -> str:
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def in_meeting(stage: Stage) -> ReportProblem:
    op = reported(stage)
    stage.done_by(
        "coordinator-east",
        act(AcceptProblem, **on(op)),
        act(HoldMeeting, **on(op), held_on=today(), place="示例会议室", chair="示例", decision="先看现场"),
    )
    assert problem_of(stage, op).state == "in_meeting"
    return op


def test_a_profile_without_a_state_that_nobody_is_in_is_published(stage: Stage, tmp_path: Path) -> None:
    reported(stage)
    publish(stage.centre, own(tmp_path, without_meetings()))
    assert published_profile(stage.centre) == "own"


def test_one_without_a_state_in_use_is_not(stage: Stage, tmp_path: Path) -> None:
    in_meeting(stage)
    with pytest.raises(CommandRefused) as no:
        publish(stage.centre, own(tmp_path, without_meetings()))
    assert str(no.value) == "没有发布：正在使用而配置里没有：状态 in_meeting；请在配置里补上。"
    assert published_profile(stage.centre) == ""


def test_nor_one_without_a_choice_in_use(stage: Stage, tmp_path: Path) -> None:
    """Old records would show a code where the person knows a word."""
    stage.done_by("rep-east", report(topic="tax"), visit(manner="phone", purposes=("publicity",)))
    text = TEXT.replace('code = "tax"', 'code = "taxes"').replace(MANNER, MANNER.replace("phone", "call"))
    with pytest.raises(CommandRefused) as no:
        publish(stage.centre, own(tmp_path, text))
    assert "：选项 manner.phone、选项 topic.tax；" in str(no.value)


def test_nor_one_that_has_no_name_for_a_form(stage: Stage, tmp_path: Path) -> None:
    more = '[[forms.hotline]]\nfield = "title"\nlabel = "标题"\nkind = "text"\nrequired = true\n'
    with pytest.raises(CommandRefused, match="文书名称 hotline"):
        publish(stage.centre, own(tmp_path, TEXT + more))


@pytest.mark.parametrize("n", ["{n:zz}", "{n:.0s}", "{n!q}"])
def test_nor_one_whose_numbers_cannot_be_written(stage: Stage, tmp_path: Path, n: str) -> None:
    with pytest.raises(CommandRefused, match=r"numbers\.problem"):
        publish(stage.centre, own(tmp_path, TEXT.replace("受〔{year}〕{n}", "受〔{year}〕" + n)))
    publish(stage.centre, own(tmp_path, TEXT.replace("受〔{year}〕{n}", "受〔{year}〕{n:04d}")))
    assert problem_of(stage, accepted(stage)).official_number.endswith("〕0001号")


def test_every_place_of_a_code_is_asked(stage: Stage) -> None:
    """Lists too: each of their codes counts."""
    stage.done_by("rep-east", report(topic="tax"), visit(manner="phone", purposes=("publicity", "guidance")))
    used = stage.read(in_use.codes)
    assert used.keys() == in_use.PLACES.keys()
    assert used["states"] == {"reported"}
    assert used["choices.purpose"] == {"publicity", "guidance"}
    assert {"representative", "coordinator"} <= used["roles"]
    assert lacking(read_profile(TEXT, "chengde"), used) == ()


def test_a_state_that_only_an_older_profile_knew_stops_nobody(stage: Stage) -> None:
    """Two may write at the same moment, and older programs published whatever could be read."""
    op = in_meeting(stage)
    with stage.database.write() as connection:
        store(connection, [standing("own", without_meetings())])
    stage.do(act(SetRegion, region_id="hamlet", name="示例村", level="village", parent_id="township"))
    laptop = stage.laptop("coordinator-east")
    with laptop.database.read() as connection:
        seen = detail(connection, op.problem_id, laptop.rules().profile)
    assert seen is not None
    assert {ring.standing for ring in seen.rings} == {"todo"}
    (no,) = stage.as_person("coordinator-east", act(SetDueDate, **on(op), due_on=today(), reason="示例"))
    assert (no.verdict, no.code) == ("refused", "wrong_state")


def standing(name: str, text: str) -> Published:
    """A profile that nobody has compared with the record."""
    return Published(id=PROFILE_ID, aggregate_id=GLOBAL, kind="profile", name=name, text=text, revision=1)
