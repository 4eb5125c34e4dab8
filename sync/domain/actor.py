"""Who acts: a person with name, post and the roles held on a day."""

from __future__ import annotations

import msgspec

SYSTEM_ID = "system"


class Role(msgspec.Struct, frozen=True):
    """One live appointment: the role, and the office and region it is held in."""

    role: str
    office_id: str
    office_name: str
    region_id: str


class Actor(msgspec.Struct, frozen=True):
    """The person an operation is run for; `name` and `post` are how others see them."""

    person_id: str
    name: str
    post: str
    roles: tuple[Role, ...] = ()

    def offices(self, role: str) -> frozenset[str]:
        """The offices in which the person holds this role."""
        return frozenset(held.office_id for held in self.roles if held.role == role)

    def office_name(self, *roles: str) -> str:
        """The name of the first office in which one of the roles is held, for the history line."""
        return next((held.office_name for held in self.roles if held.role in roles), "")


SYSTEM = Actor(SYSTEM_ID, "系统", "", (Role("administrator", "", "", ""),))
