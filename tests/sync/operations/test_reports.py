"""搜集: reported, completed, returned, sent again."""

from __future__ import annotations

import msgspec
import pytest

from sync.domain.profile_checks import FIELDS
from sync.operations.administration import SetEnterprise, SetOffice
from sync.operations.edits import Edit
from sync.operations.reports import PROBLEM_TEXTS, EditProblem, ReportProblem, ResubmitProblem, ReturnProblem
from sync.operations.visits import LogVisit
from sync.store.tables import History, Problem, Visit
from tests.sync.operations.city import City
from tests.sync.operations.ways import INTAKE, NEED, at


def test_a_need_asks_for_the_firm_and_a_text_only() -> None:
    city = City()
    city.as_("liaison").do(ReportProblem, **NEED | {"enterprise_id": "firm-small"})
    assert (city.problem.state, city.problem.form, city.problem.cycle) == ("reported", "need", 1)
    assert city.problem.title == "示例：不了解施工手续"
    assert city.problem.official_number == ""


def test_it_goes_to_the_nearest_centre() -> None:
    city = City()
    city.as_("liaison").do(ReportProblem, **NEED | {"enterprise_id": "firm-small"})  # in a township of east
    assert (city.problem.centre_id, city.problem.centre_name) == ("centre-east", "示例东县企业发展服务中心")


def test_the_firms_header_and_the_reporter_are_copied() -> None:
    city = City()
    city.as_("it").do(
        SetEnterprise, enterprise_id="firm-east", name="示例药业", region_id="east", address="示例路1号",
        credit_code="123",
    )  # fmt: skip
    city.as_("coordinator-east").do(ReportProblem, **INTAKE)
    problem = city.problem
    assert (problem.enterprise_name, problem.enterprise_region_id) == ("示例药业", "east")
    assert (problem.enterprise_address, problem.credit_code) == ("示例路1号", "123")
    assert {name: getattr(problem, name) for name in INTAKE} == INTAKE
    assert problem.representative_ids == ("rep-east",)
    assert (problem.reporter_id, problem.reporter_name, problem.reporter_post) == (
        "coordinator-east", "示例协调员甲", "科员",
    )  # fmt: skip
    assert problem.reported_at == city.now


def test_a_passage_of_a_visit_becomes_a_problem_that_names_it() -> None:
    city = City()
    city.as_("rep-east").do(LogVisit, enterprise_id="firm-east", visited_on="2026-03-02", situation="示例")
    visit = city.one(Visit)
    city.as_("rep-east").do(ReportProblem, **NEED, visit_id=visit.id)
    assert city.problem.visit_id == visit.id


@pytest.mark.parametrize(
    "part", ["description", "process", "crux", "proposed_office_id", "solution", "intention"]
)
def test_each_of_the_six_parts_is_needed_to_submit(part: str) -> None:
    assert City().as_("rep-east").refused(ReportProblem, **INTAKE | {part: ""}) == "incomplete"


def test_a_need_is_completed_into_an_intake_form_in_one_act() -> None:
    city = City()
    city.as_("rep-east").do(ReportProblem, **NEED)
    texts = [(name, INTAKE[name]) for name in ("form", "process", "crux", "proposed_office_id", "solution")]
    edits = tuple(Edit(name, NEED.get(name, ""), text) for name, text in texts)
    assert city.as_("coordinator-east").refused(EditProblem, edits=edits) == "incomplete"
    city.as_("coordinator-east").do(EditProblem, edits=(*edits, Edit("intention", "", INTAKE["intention"])))
    assert (city.problem.form, city.problem.state) == ("intake", "reported")


def test_returned_once_and_sent_again_it_keeps_its_code_and_history() -> None:
    city = at("reported")
    city.as_("coordinator-east").do(ReturnProblem, reason="示例：何时咨询？", marks=("process",))
    assert (city.problem.return_reason, city.problem.return_marks) == ("示例：何时咨询？", ("process",))
    answer = Edit("process", INTAKE["process"], "示例：3月1日已咨询。")
    city.as_("rep-east").do(ResubmitProblem, edits=(answer,))
    problem = city.problem
    assert (problem.state, problem.process, problem.local_code) == ("reported", answer.new, "甲-0001")
    assert (problem.return_reason, problem.return_marks) == ("", ())
    lines = sorted(city.all(History, subject_id=problem.id), key=lambda line: line.at)
    assert [line.action for line in lines] == ["report", "return", "resubmit"]
    assert (lines[1].text, lines[1].detail) == ("示例：何时咨询？", "企业办理过程")


def test_what_was_returned_may_be_completed_bit_by_bit() -> None:
    city = at("returned")
    city.as_("rep-east").do(EditProblem, edits=(Edit("crux", INTAKE["crux"], ""),))
    assert city.as_("rep-east").refused(ResubmitProblem) == "incomplete"
    city.as_("rep-east").do(EditProblem, edits=(Edit("crux", "", "示例：新的症结。"),))
    city.as_("rep-east").do(ResubmitProblem)
    assert city.problem.state == "reported"


@pytest.mark.parametrize("state", ["reported", "returned"])
def test_no_problem_loses_the_title_that_lists_show_it_by(state: str) -> None:
    city = at(state)
    emptied = (Edit("title", INTAKE["title"], " "),)
    assert city.as_("rep-east").refused(EditProblem, edits=emptied) == "incomplete"
    untitled = City()
    untitled.as_("rep-east").do(ReportProblem, **NEED | {"title": ""})
    untitled.as_("rep-east").do(EditProblem, edits=(Edit("contact_name", "", "示例联系人"),))


def test_an_edit_is_told_as_what_stood_and_what_was_written() -> None:
    city = at("reported")
    city.as_("rep-east").do(EditProblem, edits=(Edit("title", INTAKE["title"], "示例：新标题"),))
    line = city.one(History, action="edit")
    assert msgspec.json.decode(line.detail) == [["title", INTAKE["title"], "示例：新标题"]]


def test_a_list_that_the_city_has_changed_since_stops_nobody_from_writing_other_parts() -> None:
    city = at("reported")
    city.as_("rep-east").do(EditProblem, edits=(Edit("topic", "", "land"), Edit("cause", "", "means")))
    others = {
        group: tuple(choice for choice in choices if choice.code not in ("land", "means"))
        for group, choices in city.profile.choices.items()
    }
    city.profile = msgspec.structs.replace(city.profile, choices=others)
    city.as_("it").do(SetOffice, office_id="housing", name="示例住建局", office="unit", region_id="east")
    city.as_("rep-east").do(EditProblem, edits=(Edit("title", INTAKE["title"], "示例：新标题"),))
    assert (city.problem.title, city.problem.topic, city.problem.cause) == ("示例：新标题", "land", "means")
    for edit, code in (
        (Edit("topic", "land", "dream"), "unknown_choice"),
        (Edit("proposed_office_id", "housing", "unit"), "unknown_office"),
    ):
        assert city.as_("rep-east").refused(EditProblem, edits=(edit,)) == code


def test_a_form_asks_only_for_texts_that_can_be_edited() -> None:
    assert PROBLEM_TEXTS.keys() - FIELDS == {"form", "proposed_office_name"}
    assert PROBLEM_TEXTS.keys() > FIELDS
    assert PROBLEM_TEXTS.keys() <= set(Problem.__struct_fields__)
