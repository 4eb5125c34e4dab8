"""What the first seeds do not do: forms that are kept, sent, undone and sent again; full disks; databases
that are lost; the administrator's other commands; many small batches.

Seeds below LATER are played as they were before these steps were thought of, so that what stands in the
ledger, and the named seeds of tests, stay what they were.
"""

from __future__ import annotations

import contextlib
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from types import ModuleType
from typing import Final
from unittest.mock import patch

import sqlalchemy as sa

from sync.engine import courier, cycle
from sync.server.commands import devices, quarantine
from sync.server.premises import CommandRefused
from sync.store.rows import select
from sync.store.tables import Device as Registered
from tests.relcheck.simulation.device import Device
from tests.relcheck.simulation.engines import Died
from tests.relcheck.simulation.forms import Forms
from tests.relcheck.simulation.outboxes import ended, entries, unsent
from tests.relcheck.simulation.world import Step, World

SMALL_BATCH: Final = 3  # operations in one push
DIES: Final = 0.1  # of acts at a form
FULL: Final = 0.1  # of them meet a full disk
TROUBLES: Final = (OSError, sa.exc.OperationalError)  # what a full disk raises


def later(restored: bool) -> dict[Step, float]:
    """The further steps. Where the centre loses something, no laptop does: nobody could bring it back."""
    steps: dict[Step, float] = {
        at_a_form: 5.0,
        repair_at_a_form: 0.5,
        undo: 1.5,
        sync_on_a_full_disk: 0.4,
        keep_snapshot: 0.3,
    }
    lost: dict[Step, float] = {lose_database: 0.5, admit_at_the_centre: 0.5, withdraw: 0.3, readmit: 0.6}
    return steps if restored else steps | lost


@contextmanager
def small_batches(small: bool) -> Iterator[None]:
    """Some runs need many pushes for a little work, by line and by stick."""
    with contextlib.ExitStack() as stack:
        for module in (cycle, courier) if small else ():
            stack.enter_context(patch.object(module, "MOST_OPERATIONS", SMALL_BATCH))
        yield


def at_a_form(world: World) -> None:
    """Somebody goes on with a form, or begins one, and perhaps sends it."""
    with _working(world) as forms:
        drafts = forms.drafts()
        luck = world.luck
        draft = luck.choice(drafts) if drafts and luck.random() < 0.6 else forms.begin()
        if draft is not None:
            luck.choices((forms.send, forms.type, forms.throw_away), (6, 2, 1))[0](draft)


def repair_at_a_form(world: World) -> None:
    """Somebody makes a stopped act again, in its form."""
    with _working(world) as forms:
        forms.begin_again()


def sync_on_a_full_disk(world: World) -> None:
    """The disk has no room somewhere in a sync; the program lives on, and tries again later."""
    device = world.some_device()
    device.bomb.full = True
    with contextlib.suppress(*TROUBLES):
        world.sync_of(device, {}, world.luck.randrange(1, 250))


def undo(world: World) -> None:
    """Somebody takes back what waits; now and then with what was built on it."""
    with _working(world) as forms:
        waiting = forms.waiting()
        if waiting:
            forms.undo(world.luck.choice(waiting))


@contextmanager
def _working(world: World) -> Iterator[Forms]:
    """A laptop in somebody's hands; it may die of it, or its disk be full."""
    device = world.some_device()
    world.touched.add(device.name)
    world.clocks.pass_by(world.luck.uniform(1, 90))
    trouble, after = world.luck.random(), world.luck.randrange(1, 40)
    forms = Forms(world, device)
    try:
        with device.used():
            device.bomb.full = DIES <= trouble < DIES + FULL
            device.bomb.left = after if trouble < DIES + FULL else 0
            with contextlib.suppress(*TROUBLES):
                yield forms
    except Died:
        forms.after_death()
    world.note_what_is_there(device)
    world.ledger.note_over(device.laptop.read(ended))


def keep_snapshot(world: World) -> None:
    """The program is updated: it copies the database first."""
    device = world.some_device()
    device.keep_snapshot()
    device.restart()


def lose_database(world: World) -> None:
    """A disk damages a database; its newest snapshot takes its place."""
    device = world.some_device()
    over = device.laptop.read(ended)
    if not device.lose_database():
        return keep_snapshot(world)
    world.touched.add(device.name)
    world.were_set_back.add(device.name)
    _what_came_back(world, device, over)
    return None


def _what_came_back(world: World, device: Device, over: set[str]) -> None:
    """All that was not sent. What had ended without the centre (undone, given up, made anew) may have been
    waiting when the snapshot was made, and does again; or it is gone with its words."""
    there = {op_id for op_id, _, _ in device.laptop.read(entries)}
    waiting = set(device.laptop.read(unsent))
    for op_id in sorted(world.ledger.of(device.name)):
        one = world.ledger.made[op_id]
        one.before.clear()
        one.undone = one.undone and op_id not in waiting
        if op_id in over - there:
            one.holders.discard(device.name)
            one.lost = not one.holders
    Forms(world, device).note_sent()


def admit_at_the_centre(world: World) -> None:
    """The administrator lets in something that has no effect yet."""
    with world.record.read() as connection:
        waiting = sorted(answer.op_id for answer in quarantine._undecided(connection))
    if waiting:
        _command(world, quarantine, quarantine.admit, op_id=world.luck.choice(waiting))


def withdraw(world: World) -> None:
    """A laptop that was lost does not come in any more."""
    device = world.some_device()
    _command(world, devices, devices.revoke, device=device.laptop.identity.device_id)
    world.at_last = lambda: readmit(world)


def readmit(world: World) -> None:
    """Those that were withdrawn may sign in again."""
    with world.record.read() as connection:
        away = [row.id for row in select(connection, Registered) if row.revoked_at is not None]
    for device_id in sorted(away):
        _command(world, devices, devices.readmit, device=device_id)


def _command(world: World, module: ModuleType, run: Callable[[Namespace], int], **options: str) -> None:
    """One of the server's commands, while it serves."""
    world.clocks.pass_by(1)
    here = patch.object(module, "opened", lambda _options: nullcontext(world.centre.centre))
    with here, patch.object(module, "say", lambda _text: None), contextlib.suppress(CommandRefused):
        run(Namespace(**options))
