"""A file's row goes first; it says whose file it is, and how large."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from sync.domain.errors import Refused
from sync.operations.attachments import LARGEST_FILE, AttachFile
from sync.store.tables import Attachment, History, Order
from tests.sync.operations.city import City
from tests.sync.operations.examples import FILE
from tests.sync.operations.ways import at


def test_a_file_of_a_problem_lies_with_the_case() -> None:
    city = at("in_hand")
    city.as_("handler-housing").do(AttachFile, **FILE)
    row = city.one(Attachment)
    assert (row.aggregate_id, row.subject_id) == (city.problem_id, "s")
    assert (row.sha256, row.size, row.name, row.media_type) == ("0" * 64, 3, "照片.png", "image/png")
    assert (row.author_id, row.author_name, row.at) == ("handler-housing", "示例经办甲", city.now)
    assert city.one(History, action="attach").detail == "照片.png"


def test_a_file_of_a_visit_lies_with_the_firm() -> None:
    city = City()
    city.as_("rep-east").do(AttachFile, **FILE | {"enterprise_id": "firm-east", "problem_id": ""})
    assert city.one(Attachment).aggregate_id == "firm-east"


def test_a_department_has_no_way_to_the_firms_own_files() -> None:
    city = at("in_hand")
    refused = city.as_("handler-housing").refused(AttachFile, **FILE | {"problem_id": ""})
    assert refused == "not_allowed"


def test_the_original_of_an_order_lies_with_the_case_and_is_told_as_one() -> None:
    city = at("transferred")
    order = city.one(Order)
    city.as_("coordinator-east").do(AttachFile, **FILE | {"subject_id": order.id, "paper": "1" * 64})
    row = city.one(Attachment)
    assert (row.aggregate_id, row.subject_id, row.paper) == (city.problem_id, order.id, "1" * 64)
    assert city.one(History, action="keep_paper").detail == "照片.png"


def test_an_order_without_its_number_has_no_original() -> None:
    there = at("transferred")
    order = there.one(Order)
    rows = [replace(row, number="") if row == order else row for row in there.shelf.rows().values()]
    city = City(rows)
    city.problem_id, city.now = there.problem_id, there.now
    centre = city.as_("coordinator-east")
    assert centre.refused(AttachFile, **FILE | {"subject_id": order.id, "paper": "1" * 64}) == "no_number"


@pytest.mark.parametrize("paper", ["0", "1" * 63, "g" * 64, "1" * 64 + "\n"])
def test_what_stands_on_a_paper_is_named_by_a_hash(paper: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"op_id": "1", **FILE, "paper": paper}, AttachFile)


def test_a_file_too_large_is_refused_with_its_size_and_the_limit() -> None:
    with pytest.raises(Refused) as no:
        at("reported").as_("rep-east").do(AttachFile, **FILE | {"size": LARGEST_FILE + 1})
    assert no.value.details == {"size": LARGEST_FILE + 1, "largest": LARGEST_FILE}


def test_twenty_megabytes_are_taken() -> None:
    city = at("reported")
    city.as_("rep-east").do(AttachFile, **FILE | {"size": LARGEST_FILE})
    assert city.one(Attachment).size == 20 * 1024 * 1024
