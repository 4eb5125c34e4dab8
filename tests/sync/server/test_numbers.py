"""Official numbers: none is given twice, whatever a city changes about how they are written."""

from __future__ import annotations

from sync.domain import clock
from sync.operations.administration import Publish, SetOffice
from sync.operations.centre import AcceptProblem
from sync.operations.reports import ReportProblem
from sync.operations.rules import shipped_profile
from sync.server.publishing import PROFILE_ID
from sync.store.rows import store
from sync.store.tables import Counter
from tests.cases import accepted, on, problem_of, reported
from tests.city import act
from tests.stage import Stage


def number_of(stage: Stage, op: ReportProblem) -> str:
    return problem_of(stage, op).official_number


def in_the_west(stage: Stage) -> ReportProblem:
    op = reported(stage, "firm-west", "rep-west")
    stage.done_by("coordinator-west", act(AcceptProblem, **on(op)))
    return op


def marked(centre: str, region: str, mark: str) -> SetOffice:
    return act(
        SetOffice, office_id=centre, name=f"示例{mark}中心", office="centre", region_id=region, mark=mark
    )


def test_a_mark_that_was_another_centres_goes_on_behind_its_numbers(stage: Stage) -> None:
    first = [number_of(stage, accepted(stage)) for _ in range(2)]
    assert [text[:2] for text in first] == ["东企", "东企"]
    stage.do(marked("centre-east", "east", "东新"), marked("centre-west", "west", "东企"))
    west = [number_of(stage, in_the_west(stage)) for _ in range(2)]
    assert west == [text.replace("〕1号", "〕3号").replace("〕2号", "〕4号") for text in first]
    assert number_of(stage, accepted(stage)) == first[0].replace("东企", "东新"), "its own new series"


def test_a_counter_of_an_older_program_goes_on(stage: Stage) -> None:
    """It was told by office and year."""
    year = clock.day_of(clock.now()).year
    with stage.database.write() as connection:
        store(connection, [Counter(series=f"problem:centre-east:{year}", last=41)])
    numbers = [number_of(stage, accepted(stage)) for _ in range(2)]
    assert numbers == [f"东企受〔{year}〕42号", f"东企受〔{year}〕43号"]


def test_centres_whose_marks_are_not_written_share_one_series(stage: Stage) -> None:
    text = shipped_profile().replace("{mark}受", "受")
    stage.do(act(Publish, published_id=PROFILE_ID, document="profile", name="示例", text=text))
    numbers = [number_of(stage, each) for each in (accepted(stage), in_the_west(stage), accepted(stage))]
    assert [number.partition("〕")[2] for number in numbers] == ["1号", "2号", "3号"]
