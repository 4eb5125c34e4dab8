"""What travels about whose laptops have not reported: for those who count what comes from them."""

from __future__ import annotations

import msgspec

from sync.wire import Moment


class Silent(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who serves firms of the asker's centres, and the server's time of the last contact with any of
    their laptops; 0: signed in, and never synced."""

    person_id: str
    contact_at: Moment


class ReportingReply(msgspec.Struct, frozen=True, kw_only=True):
    """Who was not in contact today, the longest silent first; of how many `people`; how many of these have
    no laptop at all."""

    silent: list[Silent]
    people: int
    without_laptop: int
    server_time: int
