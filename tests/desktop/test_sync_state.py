"""The chip's state: what is true of the record's way to the centre, and never a green that is not true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sync_state import FRESH_SECONDS, Ended, Look, how_it_ended, state_of
from desktop.widgets.chip import chip_mark
from sync.engine.cycle import Stopped
from sync.engine.local_values import Contact
from sync.engine.standing import Standing
from sync.engine.transport import Away, Declined, SignInAgain

NOW = 1_600_000_000_000
few = st.integers(0, 3)
instants = st.one_of(st.just(0), st.integers(NOW - 400_000, NOW + 400_000), st.integers(0, 2 * NOW))


def seen(
    waiting: int = 0,
    files: int = 0,
    attention: int = 0,
    synced_at: int = NOW,
    offset: int = 0,
    files_paused: bool = False,
) -> Look:
    standing = Standing(
        waiting=waiting, files=files, attention=attention, synced_at=synced_at, files_paused=files_paused
    )
    return Look(standing, Contact(synced_at=synced_at, offset=offset, highest=synced_at))


looks = st.builds(
    seen,
    few,
    few,
    few,
    instants,
    st.sampled_from([0, 1_000, -3_600_000, 3_600_000, 86_400_000]),
    st.booleans(),
)
ends = st.builds(
    Ended,
    st.sampled_from(["", "login", "offline", "failed", "broken"]),
    st.sampled_from(["", "offline", "busy"]),
)
runs = st.none() | st.tuples(few, few)


@given(looks, ends, runs)
def test_green_means_that_nothing_waits_and_the_contact_is_fresh(
    look: Look, ended: Ended, running: tuple[int, int] | None
) -> None:
    if chip_mark(state_of(look, ended, running, NOW)).tone == "success":
        owed = look.standing
        assert (owed.waiting, owed.files, owed.attention) == (0, 0, 0)
        assert ended.kind == ""
        assert running is None
        assert owed.synced_at > 0
        assert abs(NOW + look.contact.offset - owed.synced_at) < FRESH_SECONDS * 1000


@given(looks, ends, runs)
def test_what_needs_the_person_comes_before_all(
    look: Look, ended: Ended, running: tuple[int, int] | None
) -> None:
    mark = chip_mark(state_of(look, ended, running, NOW))
    assert (mark.tone == "danger") == (look.standing.attention > 0)


def test_a_clock_that_is_wrong_does_not_make_a_contact_stale() -> None:
    hour = 3_600_000
    state = state_of(seen(synced_at=NOW + hour, offset=hour), Ended(), None, NOW)
    assert state.fresh
    assert not state_of(seen(synced_at=NOW + hour), Ended(), None, NOW).fresh


@pytest.mark.parametrize(
    ("error", "ended"),
    [
        (Away("offline"), Ended("offline", "offline")),
        (Away("busy", 20), Ended("offline", "busy", 20)),
        (Away("not_our_server"), Ended("failed", "not_our_server")),
        (Away("damaged_reply"), Ended("failed", "damaged_reply")),
        (Away("fault"), Ended("failed", "fault")),
        (SignInAgain("sign_in_again"), Ended("login", "sign_in_again")),
        (SignInAgain("device_revoked"), Ended("login", "device_revoked")),
        (SignInAgain("something newer"), Ended("login", "sign_in_again")),
        (Declined(404, "not_found"), Ended("failed", "declined")),
        (Stopped(), Ended("failed", "stopped")),
        (RuntimeError("a fault of ours"), Ended("broken", "unexpected")),
    ],
    ids=repr,
)
def test_how_each_error_ends_a_try(error: Exception, ended: Ended) -> None:
    assert how_it_ended(error) == ended
