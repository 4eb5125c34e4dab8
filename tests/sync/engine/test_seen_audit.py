"""Each laptop remembers the newest line of the server's audit that it has seen (DESIGN 5)."""

from __future__ import annotations

import sqlalchemy as sa

from sync.domain.audit_head import AuditHead
from sync.engine.laptop import Laptop
from sync.engine.local_values import seen_audit
from sync.server import audit
from sync.store.schema import TABLES
from tests.cases import visit
from tests.stage import PASSWORD, Stage


def end(stage: Stage) -> AuditHead:
    number, line_hash = stage.read(audit.end)
    return AuditHead(number=number, hash=line_hash)


def head(text: str) -> AuditHead:
    number, line_hash = text.split(":")
    return AuditHead(number=int(number), hash=line_hash)


def signed_in_again(laptop: Laptop) -> str:
    laptop.sign_in_again(PASSWORD)
    return laptop.read(seen_audit)


def test_it_is_remembered_from_the_first_sign_in_and_goes_on(stage: Stage) -> None:
    laptop = stage.laptop("rep-east")
    first = laptop.read(seen_audit)
    assert stage.read(audit.has, head(first))
    laptop.do(visit())
    laptop.sync()
    assert laptop.read(seen_audit) == first, "it comes with the proof of who this is, not with each sync"
    later = signed_in_again(laptop)
    assert stage.read(audit.has, head(later))
    assert head(later).number > head(first).number


def test_a_chain_that_was_shortened_takes_nothing_from_what_was_seen(stage: Stage) -> None:
    laptop = stage.laptop("rep-east")
    seen = laptop.read(seen_audit)
    with stage.database.write() as connection:
        lines = TABLES["audit"]
        connection.execute(sa.delete(lines).where(lines.c.number > head(seen).number - 3))
    assert signed_in_again(laptop) == seen
    assert not stage.read(audit.has, head(seen))


def test_a_line_that_was_written_anew_is_not_the_one_that_was_seen(stage: Stage) -> None:
    seen = end(stage)
    assert stage.read(audit.has, seen)
    assert stage.read(audit.has, AuditHead(number=0, hash=audit.NOTHING))
    assert not stage.read(audit.has, AuditHead(number=seen.number, hash="0" * 64))
