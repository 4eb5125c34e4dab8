"""One run: the centre, some laptops, and what happens to them, step by step, as one seed has it."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import requests

from sync.domain.errors import Quarantined, Refused
from sync.engine.transport import Away, Declined, SignInAgain
from sync.operations.base import Operation
from sync.store.database import Database
from sync.store.tables import Row
from tests.relcheck.simulation.acts import CENTRE, NUMBERED, Hand, Make, acts_of
from tests.relcheck.simulation.administration import DUTIES, NAMES, SERVING, end_of
from tests.relcheck.simulation.centre import TheCentre
from tests.relcheck.simulation.city import LAPTOPS, LATER, City
from tests.relcheck.simulation.clocks import Clocks
from tests.relcheck.simulation.device import Device
from tests.relcheck.simulation.engines import Died
from tests.relcheck.simulation.ledger import Ledger
from tests.relcheck.simulation.outboxes import ended, entries, open_entries, written_on
from tests.relcheck.simulation.sticks import Sticks
from tests.relcheck.simulation.weather import FAULTS, Fault, Line

# What may be together in one run; the rest of two to four is drawn.
PAIRS: Final = (
    ("rep-east", "coordinator-east"),
    ("rep-east", "coordinator-east"),
    ("rep-east", "rep-spare"),
    ("rep-east", "rep-east-2"),
    ("coordinator-east", "handler-housing"),
    ("rep-east", "colleague-east"),
    ("coordinator-east", "coordinator-west"),
)
# Where numbers are given on two laptops, and something to give them to comes from a third.
OF_A_CENTRE: Final = (
    ("rep-east", "coordinator-east", "colleague-east"),
    ("rep-east", "coordinator-east", "handler-housing"),
)
TRIES: Final = 4  # until a rule does not say no
FRESH: Final = 0.2  # of laptops have everything to pull yet
FOUL: Final = 0.5  # of syncs meet a fault
WHICH: Final = (0, 0, 0, 1, 1, 2, 3, 4)  # at this request; many syncs have one or two
RESTORED: Final = 0.3  # of runs have a centre that is restored, and laptops that are not
BY_HAND: Final = ("write", "bring", "take")
BY_STICK: Final = 0.2  # of runs have a laptop without a line
AWAY: Final = (Away, SignInAgain, Declined, requests.RequestException)
# Further steps; `restored`: the centre of the run goes back to its backups, and laptops do not.
Later = Callable[[bool], "Mapping[Step, float]"]


class World:
    """Everything of one run."""

    def __init__(
        self, city: City, folder: Path, luck: random.Random, clocks: Clocks, later: Later | None = None
    ) -> None:
        """`later`: what the first seeds do not do."""
        self.luck, self.clocks, self.later = luck, clocks, later
        self.ledger = Ledger()
        self.steps = dict(RESTORES if luck.random() < RESTORED else STEPS)
        if later:
            self.steps |= later(World.clone not in self.steps)
        chosen = self._cast()
        city.copied(folder, chosen, {name for name in chosen if luck.random() < FRESH})
        self.centre = TheCentre(folder / "centre")
        self.line = Line(self.centre, clocks, luck)
        self.line.meanwhile = self.someone_else
        self.devices = {
            name: Device(name, folder / name, city.keys[name], clocks, whole=later is not None)
            for name in chosen
        }
        self.centre.expected = {device.laptop.identity.device_id for device in self.devices.values()}
        self.sticks = Sticks(self.centre, luck)
        self.without_line = luck.choice(chosen) if luck.random() < BY_STICK else ""
        self.gave_up = False  # the administrator closed a refill before all had come
        self.after_backup: Callable[[], None] = lambda: None
        self.after_restore: Callable[[int], None] = lambda _backup: None
        self.at_work = ""  # the laptop whose sync is under way
        self.touched: set[str] = set()
        self.memories: dict[str, dict[str, Row]] = {}
        self.typed: dict[str, dict[str, tuple[str | None, ...]]] = {}  # laptop → draft → as it may stand
        self.were_set_back: set[str] = set()
        self.clones: set[str] = set()  # laptops that share a device's name with another
        self.confused: set[str] = set()  # laptops that were copied, set back, or had a wrong clock
        self.looks: Callable[[], None] = lambda: None  # somebody watches
        self.at_last: Callable[[], None] = lambda: None  # before everybody syncs to the end
        self.assigned = 0
        self.pulled = 0  # rows of the last sync that came to its end

    def _cast(self) -> list[str]:
        chosen = list(self.luck.choice(PAIRS if World.clone in self.steps else OF_A_CENTRE))
        others = [name for name in (LAPTOPS | LATER if self.later else LAPTOPS) if name not in chosen]
        return chosen + self.luck.sample(others, self.luck.choice((0, 0, 1, 1, 2)))

    def close(self) -> None:
        """Let go of every file."""
        for device in self.devices.values():
            device.close()
        self.centre.close()

    @property
    def machines(self) -> dict[str, Device]:
        return self.devices

    @property
    def record(self) -> Database:
        return self.centre.database

    @property
    def asked(self) -> int:
        return self.line.talk

    def no_more_faults(self) -> None:
        """Clocks are right again."""
        for device in self.devices.values():
            device.wrong = 0.0
        self.at_last()

    def end_refill(self) -> None:
        """All have come, or will not."""
        if self.centre.refills:
            self.gave_up |= not self.centre.all_came()
            self.centre.close_refill()

    def sync_well(self, name: str) -> bool:
        """A sync on a good line; whether it came to its end."""
        return self.sync_of(self.devices[name], {})

    def people(self) -> set[str]:
        """Whose laptops play a part."""
        return {device.person for device in self.devices.values()}

    def some_device(self, *, also_at_work: bool = False) -> Device:
        """Any laptop that is not in the middle of a sync, or any at all."""
        free = [name for name in sorted(self.devices) if also_at_work or name != self.at_work]
        return self.devices[self.luck.choice(free)]

    # --- steps --------------------------------------------------------------------------------------------

    def work(self) -> None:
        """Somebody does something; a rule may say no, and now and then the laptop dies of it."""
        self._work_on(self.some_device(also_at_work=True))

    def _work_on(self, device: Device, acts: tuple[Make, ...] = ()) -> None:
        self.touched.add(device.name)
        self.clocks.pass_by(self.luck.uniform(1, 90))
        dies = self.luck.random() < 0.05 and device.name != self.at_work
        dies_in = self.luck.randrange(1, 40) if dies else 0
        try:
            with device.used() as laptop:
                memory = self.memories.setdefault(device.name, {})
                hand = Hand(laptop, self.luck, self.ledger, memory)
                for _ in range(TRIES):
                    operation = self.luck.choice(acts or acts_of(device.person, bool(self.later)))(hand)
                    if operation is not None and self._do(device, operation, dies_in):
                        return
        except Died:
            self.note_what_is_there(device)

    def _do(self, device: Device, operation: Operation, dies_in: int) -> bool:
        """Whether no rule said no. Raises Died."""
        device.bomb.left = dies_in
        try:
            entry = device.laptop.do(operation)
        except (Refused, Quarantined):
            return False
        self.ledger.note(device.name, device.person, entry.op_id, entry.kind, entry.body)
        return True

    def note_what_is_there(self, device: Device) -> None:
        """After a death nobody was told that the work is kept; but if it is there, it must stay."""
        for op_id, kind, body in device.laptop.read(entries):
            self.ledger.note(device.name, device.person, op_id, kind, body)

    def administer(self) -> None:
        """The roster changes."""
        self.clocks.pass_by(self.luck.uniform(1, 600))
        self._administer(self.luck.choice(DUTIES)(self.luck))

    def _administer(self, operation: Operation) -> None:
        answers = self.centre.do(operation)
        self.assigned += sum(answer.verdict == "accepted" for answer in answers)

    def sync(self) -> None:
        """Somebody syncs, in whatever weather."""
        device = self.some_device()
        if device.name == self.without_line:
            return self.by_stick()
        faults: dict[int, Fault] = {}
        if self.luck.random() < FOUL:
            faults[self.luck.choice(WHICH)] = self.luck.choice(FAULTS)
        dies_in = self.luck.randrange(1, 250) if self.luck.random() < 0.1 else 0
        self.sync_of(device, faults, dies_in)
        return None

    def sync_of(self, device: Device, faults: dict[int, Fault], dies_in: int = 0) -> bool:
        """One sync; whether it came to its end."""
        self.touched.add(device.name)
        self.clocks.pass_by(self.luck.uniform(1, 20))
        was, self.at_work = self.at_work, device.name
        self.line.begin(faults)
        device.bomb.left = dies_in
        try:
            self.pulled = device.sync().pulled
        except (*AWAY, Died):
            return False
        finally:
            self.at_work = was
        return True

    def someone_else(self) -> None:
        """What others do while a sync is under way; and the same person, who goes on working."""
        at_work, bomb = self.at_work, self.devices[self.at_work].bomb
        left, bomb.left = bomb.left, 0
        self.luck.choices((self.work, self.administer, self.clean_sync, self.take_away), (3, 3, 2, 2))[0]()
        self.at_work, bomb.left = at_work, left
        self.looks()

    def take_away(self) -> None:
        """What somebody has just written on, during their sync, is given to somebody else."""
        device = self.devices[self.at_work]
        self._work_on(device)
        firms = [firm for firm in device.laptop.read(written_on) if firm in NAMES]
        self.clocks.pass_by(1)
        if firms and device.person in SERVING:
            self._administer(end_of(self.luck.choice(firms), device.person))

    def clean_sync(self) -> None:
        """Somebody syncs in good weather."""
        self.sync_of(self.some_device(), {})

    def wait(self) -> None:
        """Hours or days pass."""
        self.clocks.pass_by(self.luck.choice((3_600, 86_400, 5 * 86_400)) * self.luck.random())

    def set_clock(self) -> None:
        """A laptop's clock jumps."""
        device = self.some_device()
        self.confused.add(device.name)
        device.wrong = self.luck.choice((0.0, 0.0, -7_200.0, 7_200.0, 86_400.0, -30 * 86_400.0))

    def restart(self) -> None:
        """A laptop, or the server, ends and begins again."""
        self.luck.choice((self.some_device().restart, self.centre.restart))()

    def late_request(self) -> None:
        """Something old arrives."""
        self.line.deliver_late()

    def by_stick(self) -> None:
        """Somebody writes a file, carries one, or takes an answer; mostly for a laptop without a line."""
        device = self.devices.get(self.without_line) or self.some_device()
        device.bomb.left = self.luck.randrange(1, 100) if self.luck.random() < 0.1 else 0
        try:
            for what in self.luck.choice((self.luck.choices(BY_HAND, k=3), BY_HAND)):
                self._with_stick(what, device)
        except Died:
            pass
        device.bomb.left = 0

    def _with_stick(self, what: str, device: Device) -> None:
        self.clocks.pass_by(self.luck.uniform(1, 7_200))
        if what == "write":
            self.touched.add(device.name)
            self.sticks.write(device)
        elif what == "bring":
            self.sticks.bring()
        else:
            self.touched.add(self.sticks.take(self.devices))
        self.looks()

    def change_mind(self) -> None:
        """Somebody takes back the last thing, or gives up what was stopped."""
        device = self.some_device()
        entries = device.laptop.read(open_entries)
        if not entries:
            return
        self.touched.add(device.name)
        op_id, state = entries[self.luck.randrange(len(entries))]
        with device.used() as laptop:
            if state in ("refused", "quarantined"):
                laptop.discard(op_id)
            else:
                laptop.take_back(op_id)
        self.ledger.note_over(device.laptop.read(ended))

    def repair(self) -> None:
        """Somebody makes a stopped act once more, on what is known by now."""
        device = self.some_device()
        stopped = [op_id for op_id, state in device.laptop.read(open_entries) if state != "waiting"]
        if not stopped:
            return
        self.touched.add(device.name)
        op_id = self.luck.choice(stopped)
        with device.used() as laptop, contextlib.suppress(Refused, Quarantined):
            hand = Hand(laptop, self.luck, self.ledger, self.memories.setdefault(device.name, {}))
            laptop.repair(op_id, hand.again(self.ledger.made[op_id]))
        self.note_what_is_there(device)
        self.ledger.note_over(device.laptop.read(ended))

    def back_up(self) -> None:
        """Somebody copies a laptop's folder."""
        self.some_device().back_up()

    def set_back(self) -> None:
        """A laptop is restored from a copy of long ago."""
        device = self.some_device()
        if not device.copies:
            device.back_up()
            return
        device.restore(self.luck.choice(device.copies))
        self.typed.pop(device.name, None)
        self.were_set_back.add(device.name)
        self.confused.add(device.name)
        self.touched.add(device.name)
        there = {op_id for op_id, _, _ in device.laptop.read(entries)}
        with self.centre.database.read() as connection:
            known = {row[0] for row in connection.exec_driver_sql("SELECT op_id FROM answer")}
        self.ledger.set_back(device.name, there, known)

    def clone(self) -> None:
        """A folder is copied to a second laptop, and both are used."""
        device = self.some_device()
        if len(self.devices) < 5:
            name = f"{device.name}.clone{len(self.devices)}"
            self.devices[name] = device.cloned(name)
            self.ledger.cloned(device.name, name)
            self.clones |= {device.name, name}
            self.confused |= {device.name, name}

    def back_up_centre(self) -> None:
        """The administrator's nightly backup."""
        self.looks()
        self.centre.back_up()
        self.after_backup()

    def restore_centre(self) -> None:
        """A disk failed: the centre goes back to some backup, perhaps not the newest one."""
        if not self.centre.backups:
            return self.back_up_centre()
        self._a_last_day()
        self.clocks.pass_by(self.luck.uniform(60, 7_200))
        backup = self.luck.randrange(len(self.centre.backups))
        self.centre.put_back(self.centre.backups[backup])
        self.after_restore(backup)
        return None

    def _a_last_day(self) -> None:
        """What is lost is a day on which numbers were given."""
        for name in sorted(self.devices):
            device = self.devices[name]
            if acts_of(device.person) is CENTRE and name not in (self.at_work, self.without_line):
                self._work_on(device, NUMBERED)
                self.sync_of(device, {})

    def close_refill(self) -> None:
        """The administrator looks who has come; now and then nobody can wait any longer."""
        if self.centre.refills and (self.centre.all_came() or self.luck.random() < 0.3):
            self.end_refill()

    def step(self) -> None:
        """Something happens."""
        self.touched = set()
        self.luck.choices(list(self.steps), list(self.steps.values()))[0](self)


Step = Callable[[World], None]
STEPS: Final[dict[Step, float]] = {
    World.work: 12.0,
    World.sync: 5.0,
    World.administer: 2.0,
    World.wait: 0.8,
    World.set_clock: 0.3,
    World.restart: 0.3,
    World.late_request: 0.6,
    World.change_mind: 0.5,
    World.repair: 0.6,
    World.back_up: 0.2,
    World.set_back: 0.2,
    World.clone: 0.1,
    World.by_stick: 1.0,
}
# In runs whose centre is restored no laptop is: what both lose nobody can bring back.
RESTORES: Final[dict[Step, float]] = {
    step: weight for step, weight in STEPS.items() if step not in (World.set_back, World.clone)
} | {World.back_up_centre: 1.0, World.restore_centre: 1.0, World.close_refill: 1.0}
