"""What the screen reads in one look: a firm's dossier, a change to it that was left, the person's rights."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from desktop.drafts.kinds import AMENDED_ENTERPRISE, HAND_OVER
from sync.domain.membership import EnterpriseFacts
from sync.domain.regions import RegionTree
from sync.operations.facts import enterprise_facts
from sync.store.queries import directory, enterprises
from sync.store.queries.asking import whole
from sync.store.queries.enterprises import Dossier
from sync.store.tables import Draft

if TYPE_CHECKING:
    import sqlalchemy as sa


class FirmHere(msgspec.Struct, frozen=True):
    """`facts`: what the person's rights rest on; `offices`: names of the small-firm stations by their ids;
    `amended`: a change that was begun here and not saved; `handing_over`: whether a hand-over was."""

    dossier: Dossier
    facts: EnterpriseFacts
    offices: dict[str, str]
    amended: Draft | None
    handing_over: bool = False


def firm_here(
    connection: sa.Connection, enterprise_id: str, person_id: str, today: date, regions: RegionTree
) -> FirmHere | None:
    """The firm, or None when it is not on this laptop."""
    from sync.store.records import Records
    from sync.store.rows import DatabaseSource

    dossier = enterprises.dossier(connection, enterprise_id, person_id, today)
    if dossier is None:
        return None
    records = Records(DatabaseSource(connection))
    drafts = {draft.form: draft for draft in whole(connection, Draft, subject_id=enterprise_id)}
    return FirmHere(
        dossier=dossier,
        facts=enterprise_facts(records, dossier.enterprise, regions),
        offices={office.id: office.name for office in directory.offices(connection, "station")},
        amended=drafts.get(AMENDED_ENTERPRISE),
        handing_over=HAND_OVER in drafts,
    )
