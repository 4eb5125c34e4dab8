"""What stands on each form: the rows' own words, nothing made up, nothing forgotten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.documents.forms import Form
from desktop.documents.intake import problem_form
from desktop.documents.meeting import meeting_form
from desktop.documents.order import order_form
from desktop.documents.visit import visit_form
from desktop.documents.words import day, moment, phone, rule, until
from tests.desktop.documents import papers
from tests.desktop.documents.papers import NUMBER, ORDER_NUMBER, REPLY, at, profile

pytestmark = pytest.mark.usefixtures("chinese")


def read(form: Form) -> dict[str, str]:
    """Label → text."""
    return {cell.label: cell.text for band in form.bands for cell in band.cells}


def test_an_order_says_who_does_what_until_when_and_why() -> None:
    form = order_form(profile(), papers.problem(), papers.order(), papers.limit())
    assert (form.title, form.heading, form.number) == ("问题转办单", "示例市企业发展服务中心", ORDER_NUMBER)
    assert read(form) == {
        "受理编号": NUMBER,
        "受理时间": "2020年9月23日 09:00",
        "企业名称": "示例制药有限公司",
        "问题摘要": (
            "厂房未登记，贷款缺少抵押物\n"
            "示例公司的1号楼竣工后未办理不动产登记，申请贷款3000万元时缺少抵押物。"
        ),
        "主办单位": "示例县住建局",
        "协办单位": "示例县自然资源局",
        "交办意见": "请依照议定事项办理，并按期答复。",
        "转办时间": "2020年9月24日 15:30",
        "办结截止": "2020年9月28日24:00",
        "时限依据": "3个工作日，自2020年9月23日的次日起算（一般问题 · 本地设定）",
        "拟稿": "示例协调员甲（科员）",
        "签发人": "示例主任（主任）",
        "签收人": "",
        "签收时间": "",
        "办理结果": "",
    }


def test_an_order_that_was_done_carries_receipt_and_result() -> None:
    signed = papers.order(
        signed_for_at=at(9, 24, 17, 2), signed_for_name="示例经办甲", signed_for_post="科长"
    )
    words = read(order_form(profile(), papers.problem(), signed, papers.limit(), REPLY))
    assert words["签收人"] == "示例经办甲（科长）"
    assert words["签收时间"] == "2020年9月24日 17:02"
    assert words["办理结果"].splitlines() == [
        "【已解决】已出具竣工验收备案手续。",
        "出具文件：竣工验收备案",
        "答复人：示例经办甲（科长），2020年9月27日 16:00",
    ]


def test_an_objection_stands_on_the_order_only_when_there_is_one() -> None:
    objected = papers.order(objection="不属于本局职责")
    assert read(order_form(profile(), papers.problem(), objected))["异议"] == "不属于本局职责"
    assert "异议" not in read(order_form(profile(), papers.problem(), papers.order()))


def test_an_intake_has_the_six_parts_of_the_profile_in_their_order() -> None:
    labels = [field.label for field in profile().forms["intake"]]
    words = read(problem_form(profile(), papers.problem()))
    assert len(labels) == 6
    assert [label for label in words if label in labels] == labels
    assert words["未办事宜症结所在"] == "没有竣工验收备案。"
    assert words["拟承办部门"] == "示例县住建局"
    assert words["问题领域"] == "证照办理"


def test_a_need_asks_for_one_text_alone() -> None:
    form = problem_form(profile(), papers.problem(form="need"))
    words = read(form)
    assert form.title == "问题反映"
    assert words["反映内容"].startswith("示例公司的1号楼")
    assert not {"企业办理过程", "解决办法", "解决意向"} & set(words)


def test_a_meeting_is_recorded_under_the_number_of_its_problem() -> None:
    form = meeting_form(profile(), papers.problem(), papers.meeting())
    assert (form.title, form.number) == ("专题议事会议记录", NUMBER)
    assert read(form)["议定事项"] == "由示例县住建局办理竣工验收备案。"


def test_a_visit_tells_how_and_on_which_way() -> None:
    words = read(visit_form(profile(), papers.visit()))
    assert words["联络方式"] == "现场（结合日常工作）"
    assert words["走访目的"] == "困难帮办、信息传递"
    assert read(visit_form(profile(), papers.visit(combined=False)))["联络方式"] == "现场"


DRAFTS: dict[str, Callable[[], Form]] = {
    "order": lambda: order_form(profile(), papers.problem(), papers.order(number="")),
    "intake": lambda: problem_form(profile(), papers.problem(official_number="")),
    "need": lambda: problem_form(profile(), papers.problem(form="need", official_number="")),
    "meeting": lambda: meeting_form(profile(), papers.problem(official_number=""), papers.meeting()),
}


@pytest.mark.parametrize("kind", DRAFTS)
def test_without_its_number_a_paper_is_a_draft(kind: str) -> None:
    assert DRAFTS[kind]().is_draft


def test_with_its_number_it_is_not_and_a_visit_needs_none() -> None:
    final = (
        order_form(profile(), papers.problem(), papers.order()),
        problem_form(profile(), papers.problem()),
        meeting_form(profile(), papers.problem(), papers.meeting()),
        visit_form(profile(), papers.visit()),
    )
    assert not [form.title for form in final if form.is_draft]


def test_a_saved_paper_is_called_after_what_it_is() -> None:
    form = order_form(profile(), papers.problem(enterprise_name='示例/制药:"1"'), papers.order())
    assert form.file_name == "问题转办单 承转〔2020〕1号 示例_制药__1_.pdf"
    draft = problem_form(profile(), papers.problem(official_number=""))
    assert draft.file_name == "问题受理单 SL-0003 示例制药有限公司.pdf"


def test_a_long_name_leaves_a_file_that_can_be_saved(tmp_path: Path) -> None:
    firm = "示例县𠮷祥农业综合开发专业合作社联合社\n" * 6
    name = order_form(profile(), papers.problem(enterprise_name=firm), papers.order()).file_name
    assert name.startswith("问题转办单 承转〔2020〕1号 示例县𠮷祥")
    assert name.endswith(".pdf")
    assert "\n" not in name
    (tmp_path / f"{name}.XXXXXX").write_bytes(b"")


def test_a_day_set_by_the_centre_is_shown_with_its_reason_and_the_rule() -> None:
    assert rule(papers.limit(set_due_on="2020-10-15", reason="材料待补")) == (
        "本单办结日另定为2020年10月15日，理由：材料待补。"
        "原规则：3个工作日，自2020年9月23日的次日起算（一般问题 · 本地设定）"
    )
    assert rule(papers.limit(unit="hour", amount=24)).startswith("24小时，")
    assert rule(None) == ""


def test_days_have_no_leading_zeros_and_minutes_are_shanghais() -> None:
    assert day("2020-09-03") == "2020年9月3日"
    assert moment(at(9, 3, 0, 5)) == "2020年9月3日 00:05"
    assert (day(""), day(None), moment(None), until("")) == ("", "", "", "")


def test_a_phone_number_is_masked() -> None:
    words = read(problem_form(profile(), papers.problem()))
    assert words["联系电话"] == "138****5678"
    assert (phone(""), phone("12345")) == ("", "12345")
