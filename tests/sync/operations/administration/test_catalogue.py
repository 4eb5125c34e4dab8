"""Regions, offices and published documents: what everyone holds."""

from __future__ import annotations

import pytest

from sync.domain.actor import SYSTEM_ID
from sync.domain.errors import Refused
from sync.operations.administration import Publish, SetOffice, SetRegion
from sync.operations.rules import shipped_profile
from sync.store.tables import GLOBAL, Office, Published, Region
from tests.sync.operations.city import City


def test_a_region_stands_under_another() -> None:
    city = City()
    city.as_("it").do(SetRegion, region_id="hamlet", name="示例村", level="village", parent_id="township")
    region = city.one(Region, id="hamlet")
    assert (region.name, region.level, region.parent_id) == ("示例村", "village", "township")
    assert region.aggregate_id == GLOBAL


def test_set_again_a_row_is_as_given() -> None:
    city = City()
    for name, phone in (("示例局", "1"), ("示例新局", "")):
        city.as_(SYSTEM_ID).do(
            SetOffice, office_id="tax", name=name, office="department", region_id="east", phone=phone,
            topics=("tax", "policy"),
        )  # fmt: skip
    office = city.one(Office, id="tax")
    assert (office.name, office.phone, office.kind, office.topics) == (
        "示例新局",
        "",
        "department",
        ("tax", "policy"),
    )


def test_a_centre_may_be_set_again_but_no_second_one_in_its_region() -> None:
    city = City()
    fields = {"name": "示例新中心", "office": "centre", "region_id": "east", "mark": "东"}
    city.as_("it").do(SetOffice, office_id="centre-east", **fields)
    assert city.one(Office, id="centre-east").mark == "东"
    assert city.as_("it").refused(SetOffice, office_id="another", **fields) == "already_exists"


def test_a_document_that_nobody_could_read_is_never_published() -> None:
    text = shipped_profile().replace('ring = "gather"', 'ring = "round"', 1)
    with pytest.raises(Refused) as no:
        City().as_("it").do(Publish, published_id="p", document="profile", name="示例市", text=text)
    assert no.value.code == "bad_document"
    assert str(no.value.details["reason"]).endswith("states[3].ring: 'round' is not a ring")
    assert "示例市: line " in str(no.value.details["reason"])


def test_a_published_document_keeps_its_text() -> None:
    city = City()
    city.as_("it").do(Publish, published_id="p", document="profile", name="示例", text=shipped_profile())
    assert city.one(Published).text == shipped_profile()
