"""The region tree asks upward: the nearest centre answers, those above see (CD-07)."""

from __future__ import annotations

import pytest

from sync.domain.regions import Node, RegionTree

TREE = RegionTree(
    {
        node.id: node
        for node in (
            Node("承德市", "", "市中心"),
            Node("平泉市", "承德市", "平泉中心"),
            Node("王土房乡", "平泉市"),
            Node("隆化县", "承德市", "隆化中心"),
            Node("高新区", "承德市"),
            Node("圈甲", "圈乙", "圈中心"),
            Node("圈乙", "圈甲"),
            Node("孤", "不在"),
        )
    }
)


@pytest.mark.parametrize(
    ("region", "centres"),
    [
        ("王土房乡", ("平泉中心", "市中心")),
        ("平泉市", ("平泉中心", "市中心")),
        ("隆化县", ("隆化中心", "市中心")),
        ("高新区", ("市中心",)),  # stands directly under the city
        ("承德市", ("市中心",)),
        ("孤", ()),
        ("不在", ()),
        ("", ()),
        ("圈乙", ("圈中心",)),  # a loop ends
    ],
)
def test_the_nearest_centre_comes_first(region: str, centres: tuple[str, ...]) -> None:
    assert TREE.centres(region) == centres


@pytest.mark.parametrize(
    ("inner", "outer", "answer"),
    [
        ("王土房乡", "平泉市", True),
        ("王土房乡", "承德市", True),
        ("王土房乡", "王土房乡", True),
        ("王土房乡", "隆化县", False),
        ("承德市", "王土房乡", False),
        ("不在", "不在", False),
    ],
)
def test_a_region_lies_in_those_above_it(inner: str, outer: str, answer: bool) -> None:
    assert TREE.lies_in(inner, outer) is answer
