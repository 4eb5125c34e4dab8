"""Who holds what, by the people and places of the story: 平泉, 隆化, 高新区 under 承德."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sync.domain.membership import (
    READING_ROLES,
    CaseFacts,
    ClusterFacts,
    EnterpriseFacts,
    holders_of_case,
    holders_of_cluster,
    holders_of_enterprise,
)
from sync.domain.profile_checks import ROLES
from tests.sync.domain.test_regions import TREE

# 明蓝生物 in 王土房乡, with its 小微站 and 静松涛; 颈复康 in 高新区, with 刘国民.
MINGLAN = EnterpriseFacts(TREE.centres("王土房乡"), ("小微站",), ("静松涛",))
JINGFUKANG = EnterpriseFacts(TREE.centres("高新区"), (), ("刘国民",))


def reported(firm: EnterpriseFacts) -> CaseFacts:
    """A problem of the firm, reported by the one who serves it."""
    (reporter,) = firm.assigned
    return CaseFacts(
        firm.centre_id,
        firm.centres,
        firm.station_offices,
        firm.assigned,
        reporter,
        representatives=(reporter,),
    )


NEED, FORM = reported(MINGLAN), reported(JINGFUKANG)


def test_a_firm_is_held_by_its_people_its_station_and_the_centres_above_it() -> None:
    assert holders_of_enterprise(MINGLAN) == {"静松涛", "小微站", "平泉中心", "市中心"}
    assert holders_of_enterprise(JINGFUKANG) == {"刘国民", "市中心"}


def test_pingquan_never_sees_jingfukang_longhua_neither_and_the_city_both() -> None:
    held = {"明蓝": holders_of_case(NEED), "颈复康": holders_of_case(FORM)}
    assert {name for name, holders in held.items() if "平泉中心" in holders} == {"明蓝"}
    assert {name for name, holders in held.items() if "隆化中心" in holders} == set()
    assert {name for name, holders in held.items() if "市中心" in holders} == {"明蓝", "颈复康"}


def test_who_is_called_sent_or_ordered_holds_the_case() -> None:
    joined = msgspec.structs.replace(
        FORM, sent=("示例甲",), summoned=("住建局",), lead_offices=("住建局",), assisting_offices=("发改局",)
    )
    assert holders_of_case(joined) - holders_of_case(FORM) == {"示例甲", "住建局", "发改局"}


def test_signing_and_handling_alone_hold_nothing() -> None:
    busy = msgspec.structs.replace(FORM, signed_by=("签发人",), handled_by=("经办人",))
    assert holders_of_case(busy) == holders_of_case(FORM)


def test_who_no_longer_serves_the_firm_keeps_only_what_that_person_reported() -> None:
    moved = msgspec.structs.replace(FORM, assigned=("后任",), reporter_id="静松涛")
    assert "刘国民" not in holders_of_case(moved)
    assert {"后任", "静松涛"} <= holders_of_case(moved)


def test_the_centre_that_took_a_problem_on_keeps_it() -> None:
    redrawn = msgspec.structs.replace(FORM, centres=("高新区中心",))
    assert {"市中心", "高新区中心"} <= holders_of_case(redrawn)


def test_who_supervises_was_named_or_has_it_raised_holds_the_case_and_nothing_of_the_firm() -> None:
    watched = msgspec.structs.replace(
        FORM, readers=("纪委某",), raised_to=("省中心",), supervising=("督查室",)
    )
    assert holders_of_case(watched) - holders_of_case(FORM) == {"纪委某", "省中心", "督查室"}


def test_a_problem_about_a_department_is_kept_from_it_whatever_its_part() -> None:
    called = msgspec.structs.replace(
        FORM, summoned=("住建局",), lead_offices=("住建局",), assisting_offices=("住建局", "发改局")
    )
    about = msgspec.structs.replace(called, concealed_from=("住建局",))
    assert holders_of_case(called) - holders_of_case(about) == {"住建局"}


def test_a_cluster_is_held_by_the_centres_it_concerns_and_by_no_department_it_is_about() -> None:
    assert holders_of_cluster(ClusterFacts(("平泉中心", "市中心"), ("隆化中心",))) == {
        "平泉中心", "市中心", "隆化中心",
    }  # fmt: skip
    assert holders_of_cluster(ClusterFacts(("甲",), ("乙",), ("乙",))) == {"甲"}


names = st.lists(st.sampled_from("甲乙丙丁"), max_size=3).map(tuple)


one = st.sampled_from("甲乙")
cases = st.builds(CaseFacts, one, names, names, names, one, *[names] * (len(CaseFacts.__struct_fields__) - 5))


@given(cases)
def test_a_case_is_held_wherever_its_firm_is_but_by_whom_it_is_about(facts: CaseFacts) -> None:
    firm = EnterpriseFacts(facts.centres, facts.station_offices, facts.assigned)
    assert holders_of_enterprise(firm) - {*facts.concealed_from} <= holders_of_case(facts)
    assert not holders_of_case(facts) & {*facts.concealed_from}


def test_detached_people_do_not_read_what_an_office_holds() -> None:
    assert set(ROLES) - READING_ROLES == {"representative", "liaison", "administrator"}  # CD-02
