"""A row as given, new or not."""

from __future__ import annotations

import pytest

from sync.domain.errors import Refused
from sync.operations.administration.put import one_of, put
from sync.store.records import Records
from sync.store.tables import Region
from tests.sync.operations.city import Shelf

EAST = Region(id="east", aggregate_id="global", revision=7, name="示例东县", level="county")


def test_a_new_row_is_added_and_an_old_one_takes_the_new_values() -> None:
    records = Records(Shelf([EAST]))
    put(records, Region(id="west", aggregate_id="global", name="示例西县", level="county"))
    put(records, Region(id="east", aggregate_id="global", name="示例东区", level="district"))
    assert {row.id: (row.name, row.level, row.revision) for row in records.select(Region)} == {
        "west": ("示例西县", "county", 0),
        "east": ("示例东区", "district", 7),
    }


def test_the_same_row_again_is_no_change() -> None:
    records = Records(Shelf([EAST]))
    put(records, Region(id="east", aggregate_id="global", name="示例东县", level="county"))
    assert records.changes() == []


def test_one_of() -> None:
    one_of(("a", "b"), "letter", "b")
    with pytest.raises(Refused) as no:
        one_of(("a", "b"), "letter", "c")
    assert (no.value.code, no.value.details) == ("unknown_choice", {"field": "letter", "choice": "c"})
