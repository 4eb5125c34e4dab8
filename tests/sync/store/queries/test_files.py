"""Files beside a record, and whether their bytes have arrived."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from sync.store.queries.files import beside, within
from sync.store.rows import store
from sync.store.tables import LocalBlob
from tests.sync.store import sample
from tests.sync.store.sample import NOON

HASH = "0" * 64


@pytest.mark.parametrize(
    ("revision", "blob", "upload", "sent"),
    [
        (0, ("upload", 0), "waiting", 0),
        (5, ("upload", 300), "waiting", 300),
        (5, ("kept", 1000), "delivered", 1000),
        (5, None, "delivered", 1000),
        (0, ("kept", 1000), "waiting", 1000),  # the bytes were there before, the row is not
    ],
)
def test_upload(
    connection: sa.Connection, revision: int, blob: tuple[str, int] | None, upload: str, sent: int
) -> None:
    store(connection, [sample.attachment("a", "p", "p", sha256=HASH, revision=revision)])
    if blob:
        store(
            connection, [LocalBlob(sha256=HASH, size=1000, attachment_id="a", state=blob[0], offset=blob[1])]
        )
    (file,) = beside(connection, "p")
    assert (file.upload, file.sent, file.attachment.name) == (upload, sent, "照片.png")


def test_beside_one_record_or_within_the_whole_newest_first(connection: sa.Connection) -> None:
    store(
        connection,
        [
            sample.attachment("old", "p", "p", at=NOON),
            sample.attachment("new", "p", "p", at=NOON + 1),
            sample.attachment("reply", "p", "y", at=NOON + 2),
            sample.attachment("other", "q", "q"),
        ],
    )
    assert [file.attachment.id for file in beside(connection, "p")] == ["new", "old"]
    assert [file.attachment.id for file in within(connection, "p")] == ["reply", "new", "old"]
    assert beside(connection, "unknown") == ()
