"""The rules at hand: profile, calendar and region tree, from what the server published to everyone."""

from __future__ import annotations

import msgspec

import resources
from sync.domain.profile import Profile, read_profile
from sync.domain.regions import RegionTree
from sync.domain.working_time import Calendar
from sync.operations.base import Context
from sync.operations.facts import region_tree
from sync.store.records import Records
from sync.store.tables import Published

DEFAULT_PROFILE = "chengde"


class Rules(msgspec.Struct, frozen=True):
    """What an operation is judged by, beside the rows."""

    profile: Profile
    calendar: Calendar
    regions: RegionTree

    def here(self) -> Context:
        """The context of a run on the laptop: what only the server knows is pending."""
        return Context(profile=self.profile, calendar=self.calendar, regions=self.regions)


def shipped_profile(name: str = DEFAULT_PROFILE) -> str:
    """The text of a profile that ships with the program."""
    return resources.read_text(f"profiles/{name}.toml")


def shipped_calendars() -> dict[str, str]:
    """The holiday notices that ship with the program, by name."""
    return {name: resources.read_text(name) for name in resources.names("calendars")}


def read_rules(db: Records, instead: Profile | None = None) -> Rules:
    """The published profile and notices; the shipped ones where the server has published none yet. `instead`:
    a profile in the place of the published one. Raises ProfileFault for one that this program cannot read."""
    rows = db.select(Published)
    profiles = [row for row in rows if row.kind == "profile"]
    notices = {row.name: row.text for row in rows if row.kind == "calendar"}
    profile_text, name = (
        (profiles[-1].text, profiles[-1].name) if profiles else (shipped_profile(), DEFAULT_PROFILE)
    )
    return Rules(
        profile=instead or read_profile(profile_text, name),
        calendar=Calendar.from_notices({**shipped_calendars(), **notices}.values()),
        regions=region_tree(db),
    )
