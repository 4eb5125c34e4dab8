"""Choosing an enterprise: one's own first, then what else is on this laptop; typed, or by pinyin initials."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.widgets.choice import Choice, Provider
from desktop.workplace import Workplace
from sync.domain.clock import day_of
from sync.store import sounds
from sync.store.queries import directory, enterprises
from sync.store.queries.enterprises import EnterpriseRow
from sync.store.queries.search import EnterpriseHit, search

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate

MOST = 20


def firms(workplace: Workplace) -> Provider:
    """Asked in the read lane with what was typed; nothing typed asks for the person's own, longest unvisited
    first."""
    laptop, person_id = workplace.laptop, workplace.actor.person_id

    def asked(typed: str) -> Sequence[Choice]:
        own = laptop.read(enterprises.listed, person_id, day_of(laptop.now()), True)
        fitting = (
            [row for row in own if sounds.fits(typed, row.name)] if typed else sorted(own, key=_patience)
        )
        found = laptop.read(search, typed, MOST).enterprises if typed else ()
        names = laptop.read(directory.regions) if found else {}
        known = {row.id for row in fitting}
        others = [hit for hit in found if hit.id not in known]
        return [*map(own_choice, fitting), *(_other(hit, names) for hit in others)][:MOST]

    return asked


def own_choice(row: EnterpriseRow) -> Choice:
    """隆化·91130825…·上次走访 11-19"""
    code = row.credit_code or translate("Firms", "credit code to come")
    return Choice(row.id, row.name, "·".join((row.region_name, code, last_visit(row))), icon="enterprise")


def last_visit(row: EnterpriseRow) -> str:
    """When somebody was there last, in words."""
    if row.last_visited_on is None:
        return translate("Firms", "never visited")
    return translate("Firms", "last visit {day}").format(
        day=date.fromisoformat(row.last_visited_on).strftime("%m-%d")
    )


def _patience(row: EnterpriseRow) -> tuple[int, str]:
    """Who waits longest comes first; never visited before all."""
    return (-(row.days_since_visit if row.days_since_visit is not None else 1_000_000), row.name)


def _other(hit: EnterpriseHit, names: dict[str, tuple[str, ...]]) -> Choice:
    region = names.get(hit.region_id, ("",))[-1]
    return Choice(hit.id, hit.name, "·".join(filter(None, (region, hit.credit_code))), icon="enterprise")
