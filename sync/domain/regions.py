"""The region tree 市 / 县 / 乡 and the centres that answer for its nodes (CD-07)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec


class Node(msgspec.Struct, frozen=True):
    """One region: its parent's id ("" at the top), the service centre that stands there, if any, and the
    offices of supervision."""

    id: str
    parent_id: str
    centre_id: str = ""
    supervision: tuple[str, ...] = ()


class RegionTree:
    """Regions by id; asks upward only."""

    def __init__(self, nodes: Mapping[str, Node]) -> None:
        self._nodes = nodes

    def upward(self, region_id: str) -> Iterator[Node]:
        """The region, its parent, and so on; stops at an unknown id or a loop."""
        seen: set[str] = set()
        while region_id in self._nodes and region_id not in seen:
            seen.add(region_id)
            yield self._nodes[region_id]
            region_id = self._nodes[region_id].parent_id

    def centres(self, region_id: str) -> tuple[str, ...]:
        """The service centres that see the region, the responsible one first."""
        return tuple(node.centre_id for node in self.upward(region_id) if node.centre_id)

    def supervision(self, region_id: str) -> tuple[str, ...]:
        """The supervision offices that watch over the region, the nearest first."""
        return tuple(office for node in self.upward(region_id) for office in node.supervision)

    def lies_in(self, region_id: str, outer_id: str) -> bool:
        """Whether a region is another one or a part of it."""
        return any(node.id == outer_id for node in self.upward(region_id))
