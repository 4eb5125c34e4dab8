"""The city's profile: read, checked, and every fault told with file, line and key."""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec
import pytest

import resources
from sync.domain.profile import Profile, ProfileFault, read_profile
from sync.domain.profile_checks import CHOICES, FIELDS, FORMS, ROLES
from sync.domain.workflow import ACTIONS, STATES

TEXT = resources.read_text("profiles/chengde.toml")
PROFILE = read_profile(TEXT, "chengde.toml")


class Fault(NamedTuple):
    """In the nth table with this header (from 0), one line in place of another ("" takes it away); then what
    is told of which key, in which line: the changed one, else the table's, unless `where` says another."""

    header: str
    nth: int
    old: str
    new: str
    key: str
    message: str
    where: str = ""


PROBLEM_NUMBER = 'problem = "{mark}受〔{year}〕{n}号"'
TWICE = "is there twice"
FAULTS = (
    # not of its kind
    Fault("", 0, 'city = "承德市"', "city = 3", "city", "Expected `str`, got `int`"),
    Fault("[[states]]", 3, 'ring = "gather"', "", "states[3].ring", "missing required field"),
    Fault("[[states]]", 3, 'ring = "gather"', "hue = 1", "states[3].hue", "contains unknown field"),
    Fault("[roles]", 0, 'leader = "中心负责人"', "leader = 1", "roles.leader", "Expected `str`"),
    Fault("[[choices.topic]]", 2, 'name = "立项审批"', "name = 3", "choices.topic[2].name", "Expected"),
    Fault("[[choices.topic]]", 2, 'name = "立项审批"', "", "choices.topic[2].name", "missing"),
    Fault("[[forms.intake]]", 4, "required = true", "required = 1", "forms.intake[4].required", "`bool`"),
    Fault("[[rails.caller]]", 1, 'word = "问题"', "", "rails.caller[1].word", "missing required"),
    Fault("[[steps]]", 2, 'from = ["reported"]', 'from = "reported"', "steps[2].from", "`array`"),
    Fault("[[steps]]", 2, 'from = ["reported"]', "from = [3]", "steps[2].from[0]", "got `int`"),
    Fault("[[limits]]", 1, "amount = 15", 'amount = "15"', "limits[1].amount", "Expected `int`"),
    # not complete
    Fault("[roles]", 0, 'caller = "回访员"', "", "roles", "'caller' is missing"),
    Fault("[documents]", 0, 'order = "问题转办单"', "", "documents", "'order' is missing"),
    Fault("[numbers]", 0, 'order = "{mark}转〔{year}〕{n}号"', "", "numbers", "'order' is missing"),
    Fault("[[choices.back_to]]", 1, 'code = "handle"', 'code = "back"', "choices.back_to",
          "'handle' is missing", "[[choices.back_to]]"),
    Fault("[[choices.weight]]", 0, 'code = "ordinary"', 'code = "light"', "limits",
          "weight 'light' has no limit", "[[limits]]"),
    Fault("[[steps]]", 2, 'action = "return"', 'action = "accept"', "steps[4].action", TWICE,
          'action = "accept"'),
    # not of the model, or not of this profile
    Fault("[[states]]", 3, 'code = "accepted"', 'code = "taken"', "states[3].code", "of the model"),
    Fault("[[states]]", 3, 'ring = "gather"', 'ring = "round"', "states[3].ring", "'round' is not a ring"),
    Fault("[[steps]]", 2, 'action = "return"', 'action = "refund"', "steps[2].action", "not an action"),
    Fault("[[steps]]", 2, 'from = ["reported"]', 'from = ["new"]', "steps[2].from", "'new' is not a state"),
    Fault("[[steps]]", 3, 'to = "reported"', 'to = "new"', "steps[3].to", "'new' is not a state"),
    Fault("[[steps]]", 2, 'to = "returned"', 'to = ""', "states[2].code", "no step leads to 'returned'",
          'code = "returned"'),
    Fault("[[limits]]", 0, 'unit = "workday"', 'unit = "moon"', "limits[0].unit", "'moon' is not a unit"),
    Fault("[[limits]]", 0, "amount = 3", 'amount = 3\nstarts_from = "sent"', "limits[0].starts_from",
          "'sent' is not a start", 'starts_from = "sent"'),
    Fault("[[limits]]", 0, "amount = 3", "amount = 0", "limits[0].amount", "must be positive"),
    Fault("[[forms.need]]", 0, 'field = "description"', 'field = "mood"', "forms.need[0].field", "'mood'"),
    Fault("[[forms.need]]", 0, 'kind = "text"', 'kind = "song"', "forms.need[0].kind", "'song' is not"),
    Fault("[roles]", 0, "[documents]", "[rails]\nking = []\n[documents]", "rails.king", "is not a role",
          "king = []"),
    # a number that could be given twice, or not written at all
    Fault("[numbers]", 0, PROBLEM_NUMBER, 'problem = "{mark}受{n}号"', "numbers.problem", "takes {year}"),
    Fault("[numbers]", 0, PROBLEM_NUMBER, 'problem = "{year}{n}{day}"', "numbers.problem", "takes {year}"),
    Fault("[numbers]", 0, PROBLEM_NUMBER, 'problem = "{year}{n"', "numbers.problem", "expected '}'"),
    # twice
    Fault("[[rings]]", 1, 'code = "gather"', 'code = "collect"', "rings[1].code", TWICE),
    Fault("[[states]]", 4, 'code = "in_meeting"', 'code = "accepted"', "states[4].code", TWICE),
    Fault("[[limits]]", 1, 'weight = "major"', 'weight = "ordinary"', "limits[1].weight", TWICE),
    Fault("[[outcomes]]", 1, 'code = "loan"', 'code = "certificate"', "outcomes[1].code", TWICE),
    Fault("[[choices.topic]]", 1, 'code = "land"', 'code = "licence"', "choices.topic[1].code", TWICE),
)  # fmt: skip


def broken(fault: Fault) -> str:
    """The shipped text with one fault in it."""
    start = 0
    for _ in range(fault.nth + 1 if fault.header else 0):
        start = TEXT.index(fault.header + "\n", start + 1)
    place = TEXT.index(fault.old, start)
    old = fault.old if fault.new else fault.old + "\n"
    return TEXT[:place] + fault.new + TEXT[place + len(old) :]


def told(text: str) -> str:
    """What is said of a faulty text."""
    with pytest.raises(ProfileFault) as fault:
        read_profile(text, "a/city.toml")
    return str(fault.value)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.key} {fault.new}")
def test_a_fault_is_told_with_file_line_and_key(fault: Fault) -> None:
    text = broken(fault)
    said = re.fullmatch(r"a/city\.toml: line (\d+): (\S+): (.+)", told(text))
    assert said is not None
    number, key, message = said.groups()
    assert key == fault.key
    assert fault.message in message
    assert text.splitlines()[int(number) - 1] == (fault.where or fault.new or fault.header)


def test_a_text_that_is_no_toml_is_told_with_its_line() -> None:
    assert told('code = "a"\ncity = ') == "a/city.toml: Invalid value (at end of document)"
    assert told('code = "a"\ncity = ?\n').startswith("a/city.toml: Invalid value (at line 2")


def test_a_key_that_the_whole_file_lacks_is_named() -> None:
    assert told("") == "a/city.toml: line 1: code: Object missing required field `code`"


def test_the_shipped_profile_has_every_word_that_the_code_uses() -> None:
    assert set(PROFILE.roles) == set(ROLES)
    assert set(PROFILE.choices) == set(CHOICES)
    assert set(PROFILE.forms) == set(FORMS)
    assert {step.action for step in PROFILE.steps} == ACTIONS
    assert {state.code for state in PROFILE.states} == STATES
    assert {field.field for fields in PROFILE.forms.values() for field in fields} <= FIELDS


def test_the_shipped_profile_says_what_the_citys_account_says() -> None:
    assert (PROFILE.city, PROFILE.title) == ("承德市", "政府工作服务站")
    assert PROFILE.documents["intake"] == "问题受理单"
    assert [choice.name for choice in PROFILE.choices["purpose"]] == [
        "政策宣传", "困难帮办", "信息传递", "发展引导", "合规监督",
    ]  # fmt: skip
    assert [choice.name for choice in PROFILE.choices["cause"]] == ["想办不会办", "想办办法少", "想办不好办"]
    assert [(rule.name, rule.amount, rule.unit, rule.basis) for rule in PROFILE.limits] == [
        ("一般问题", 3, "workday", "本地设定"),
        ("重大复杂问题", 15, "workday", "本地设定"),
    ]


def test_the_intake_form_needs_six_parts_and_the_need_its_text() -> None:
    assert PROFILE.required("intake") == (
        "description", "process", "crux", "proposed_office_id", "solution", "intention",
    )  # fmt: skip
    assert PROFILE.required("need") == ("description",)
    assert PROFILE.required("letter") == ()


def test_questions_of_a_profile() -> None:
    assert PROFILE.word("result", "planned") == "列入计划"
    assert PROFILE.word("result", "of an older profile") == "of an older profile"
    assert PROFILE.knows("back_to", "assign")
    assert not PROFILE.knows("back_to", "")
    assert PROFILE.limit("major").amount == 15
    assert (loan := PROFILE.outcome("loan")) is not None
    assert loan.unit == "万元"
    assert PROFILE.outcome("dream") is None
    assert PROFILE.step_by_action["accept"].to == "accepted"
    assert PROFILE.state_by_code["settled"].name == "已销号"


def test_a_weight_of_an_older_profile_counts_as_ordinary() -> None:
    assert PROFILE.limit("urgent") == PROFILE.limit("ordinary")
    assert PROFILE.limit("major").amount == 15


def test_another_city_is_another_text() -> None:
    """Its own words and limits, a ring less: no line of code knows how many there are."""
    text = TEXT.replace('city = "承德市"', 'city = "示例市"').replace('name = "已上报"', 'name = "已提交"')
    text = text.replace('amount = 3\nunit = "workday"', 'amount = 24\nunit = "hour"')
    text = text.replace('[[rings]]\ncode = "gather"\nname = "汇总"\n', "").replace(
        'ring = "gather"', 'ring = "assign"'
    )
    other = read_profile(text, "other.toml")
    assert (other.city, other.state_by_code["reported"].name, len(other.rings)) == ("示例市", "已提交", 4)
    assert (other.limit("ordinary").amount, other.limit("ordinary").unit) == (24, "hour")


def test_a_profile_is_a_value() -> None:
    assert read_profile(TEXT, "again") == PROFILE
    with pytest.raises(AttributeError):
        PROFILE.city = "示例市"  # type: ignore[misc]
    assert msgspec.json.decode(msgspec.json.encode(PROFILE), type=Profile) == PROFILE
