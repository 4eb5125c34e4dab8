"""What a record uses of its profile: a profile in its place has to know all of that too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sync.domain.profile import Profile

# A part of the profile, by the key of its table (states · forms · choices.topic · …) → the codes of it that
# stand somewhere in the record.
InUse = Mapping[str, frozenset[str]]


def lacking(profile: Profile, used: InUse) -> tuple[str, ...]:
    """What the record uses and the profile has not, each under its key: "states.in_meeting"."""
    known = _known(profile)
    return tuple(
        f"{part}.{code}" for part in sorted(used) for code in sorted(used[part] - known.get(part, set()))
    )


def _known(profile: Profile) -> dict[str, set[str]]:
    return {
        "states": set(profile.state_by_code),
        "forms": set(profile.forms),
        "roles": set(profile.roles),
        "outcomes": {kind.code for kind in profile.outcomes},
        **{f"choices.{group}": {each.code for each in rows} for group, rows in profile.choices.items()},
    }
