"""拟承办部门: the departments of the firm's region and of those above it; nearest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from desktop.widgets.choice import Choice, Provider
from desktop.workplace import Workplace
from sync.store import sounds
from sync.store.queries import directory
from sync.store.queries.asking import whole
from sync.store.tables import Enterprise, Office

if TYPE_CHECKING:
    import sqlalchemy as sa

MOST = 50


def departments(workplace: Workplace, enterprise_id: Callable[[], str]) -> Provider:
    """Asked in the read lane; `enterprise_id` must touch nothing of the window. All of the directory while no
    firm is chosen."""
    laptop, rules = workplace.laptop, workplace.rules

    def asked(typed: str) -> Sequence[Choice]:
        region_id, offices, names = laptop.read(_directory, enterprise_id())
        near = {node.id: place for place, node in enumerate(rules.regions.upward(region_id))}
        fitting = [office for office in offices if not typed or sounds.fits(typed, office.name)]
        if near:
            fitting = [office for office in fitting if office.region_id in near]
        fitting.sort(key=lambda office: near.get(office.region_id, 0))
        return [Choice(each.id, each.name, names.get(each.region_id, ("",))[-1]) for each in fitting[:MOST]]

    return asked


def _directory(
    connection: sa.Connection, enterprise_id: str
) -> tuple[str, list[Office], dict[str, tuple[str, ...]]]:
    firms = whole(connection, Enterprise, id=enterprise_id) if enterprise_id else []
    region_id = firms[0].region_id if firms else ""
    return region_id, directory.offices(connection, "department"), directory.regions(connection)
