"""When the faults stop and everybody syncs until quiet: what must be so then."""

from __future__ import annotations

import re
from typing import Final

import msgspec
import sqlalchemy as sa

from sync.domain.clock import day_of
from sync.engine import outbox
from sync.engine.giving_way import DECIDED
from sync.server import audit, membership
from sync.store.driver import fetch
from sync.store.rows import select, value
from sync.store.schema import TABLES
from sync.store.tables import Access, Assignment, ClusterMember, Conflict, Outbox, Placement, Problem, Region
from tests.relcheck.simulation.holds import EFFECTIVE, TAKEN, Given, Holds, line_of
from tests.relcheck.simulation.ledger import WORD, Made
from tests.relcheck.simulation.record import tells_itself
from tests.relcheck.simulation.spans import lost_once
from tests.relcheck.simulation.watched import Machine, Watched

CONFLICT_OF: Final = Conflict.__struct_fields__.index("op_id")
_NUMBERS: Final = (
    "SELECT official_number, id FROM problem WHERE official_number != ''"
    " UNION ALL SELECT number, problem_id FROM transfer_order WHERE number != ''"
)
# After a restore laptops come in another order than before: what a rule would say no to now lies in
# quarantine at the centre, text and all, as what rests on lost administration does.
WAITS: Final = "missing_prerequisite"
ROUNDS: Final = 6  # within so many syncs of everybody it must be quiet


def rest(world: Watched, holds: Holds) -> None:
    """Everybody syncs until nothing moves; then the whole is looked at."""
    world.no_more_faults()
    for name in sorted(world.machines):
        _sync(world, holds, name)
    world.end_refill()
    if not _quiet(world, holds):
        holds.say(f"liveness: after {ROUNDS} syncs of everybody something still moves")
    holds.look_at_centre(wholly=True)
    for device in world.machines.values():
        _nothing_waits(holds, device)
    _membership_is_the_rule(world, holds)
    _audit_is_whole(world, holds)
    _effects_are_once(world, holds)
    _acknowledged_stays(world, holds)
    _scope_when_made(world, holds)
    _losers_are_kept(world, holds)
    _every_word_is_found(world, holds)
    _undone_stays_so(world, holds)
    _clusters_follow(holds)
    _one_of_two(world, holds)
    tells_itself(world, holds)


def _quiet(world: Watched, holds: Holds) -> bool:
    """The last round, in which nothing moved, is one of quiet syncs: one request each."""
    for name in (*sorted(world.machines), *sorted(world.clones)):  # a clone's tokens may end its twin's
        _sync(world, holds, name)
    for _ in range(ROUNDS):
        before = _stand(world, holds)
        asked, brought = dict[str, int](), dict[str, int]()
        for name in sorted(world.machines):
            asked[name], brought[name] = _sync(world, holds, name), world.pulled
        if _stand(world, holds) == before:
            talkative = {name: number for name, number in asked.items() if number != 1}
            if talkative:
                holds.say(f"quiet: with nothing to do there were requests: {talkative}")
            if any(brought.values()):
                holds.say(f"quiet: with nothing new there came rows: {brought}")
            return True
    return False


def _sync(world: Watched, holds: Holds, name: str) -> int:
    """One sync on a good line; how many requests it took."""
    world.touched = {name}
    if not world.sync_well(name):
        holds.say(f"liveness: {name} cannot sync on a good line")
    asked = world.asked
    holds.after_step()
    return asked


def _stand(world: Watched, holds: Holds) -> tuple[object, ...]:
    """How far everybody is; laptops as they were looked at after their last sync."""
    with world.record.read() as connection:
        head = connection.exec_driver_sql("SELECT revision FROM head").scalar_one()
    return head, dict(holds.seen)


def _nothing_waits(holds: Holds, device: Machine) -> None:
    """Outboxes are empty but for what was stopped and what stands behind it; no row is drawn over."""
    with device.database.read() as connection:
        queue = outbox.queue(connection)
        late = select(connection, Outbox, state="refused", code=DECIDED)
        behind = [each.op_id for entry in late if entry.replaces for each in outbox.behind(connection, entry)]
        shadows = connection.execute(sa.select(sa.func.count()).select_from(TABLES["shadow"])).scalar_one()
        files = connection.exec_driver_sql(
            "SELECT count(*) FROM local_blob b WHERE state = 'upload' AND EXISTS (SELECT 1 FROM outbox o"
            " WHERE o.kind = 'attach_file' AND o.state = 'accepted' AND instr(o.body, b.sha256))"
        ).scalar_one()
    if queue.waiting or (queue.held and not queue.stopped):
        holds.say(f"liveness: {device.name} still has {queue}")
    if shadows and not queue.held:
        holds.say(f"I3: {device.name} has {shadows} rows drawn over with nothing waiting")
    if behind:
        holds.say(f"liveness: {device.name} holds {behind} behind repairs of what was admitted")
    if files:
        holds.say(f"blobs: {device.name} still has {files} files to send")


def _membership_is_the_rule(world: Watched, holds: Holds) -> None:
    """The placements that stand are those that the rule, asked for everything at once, would make."""
    with world.record.read() as connection:
        wanted = membership.wanted(connection, list(select(connection, Region)))
        standing: dict[str, set[str]] = {aggregate_id: set() for aggregate_id in wanted}
        for row in select(connection, Placement, revoked=None):
            standing.setdefault(row.aggregate_id, set()).add(row.holder_id)
    if standing != {aggregate_id: set(holders) for aggregate_id, holders in wanted.items()}:
        holds.say("membership is not what the rule says")


def _audit_is_whole(world: Watched, holds: Holds) -> None:
    """I10."""
    with world.record.read() as connection:
        verified = audit.verify(connection)
    if not verified.whole:
        holds.say(f"I10: the audit chain: {verified}")


def _effects_are_once(world: Watched, holds: Holds) -> None:
    """I2: what was accepted has its history line, nothing else has one; no number is given twice."""
    rows = holds.centre_rows()
    lines = {row_id for table, row_id in rows if table == "history"}
    for one in world.ledger.made.values():
        given = holds.effect_of(one.op_id)
        if (line_of(one.op_id, one.kind, one.body) in lines) != (given is not None):
            holds.say(
                f"I2: {one.kind} {one.op_id} was answered {given and given.verdict}, its line says else"
            )
    with world.record.read() as connection:
        numbers = [
            row[0] for row in connection.exec_driver_sql("SELECT official_number FROM problem") if row[0]
        ]
        last = connection.exec_driver_sql("SELECT sum(last) FROM counter").scalar_one() or 0
    if len(numbers) != len(set(numbers)) or len(numbers) > last:
        holds.say(f"numbers: {sorted(numbers)} of {last}")


def _acknowledged_stays(world: Watched, holds: Holds) -> None:
    """I1: what somebody was told is done is done, under the number that stands on paper, whatever the centre
    was restored to; or it waits at the centre for somebody who admits it."""
    with world.record.read() as connection:
        effective = {row[0] for row in fetch(connection, "SELECT op_id FROM answer WHERE receipt != ''")}
        numbers: dict[str, str] = dict(fetch(connection, _NUMBERS))
    for op_id, number in holds.told.items():
        given = holds.answers.get(op_id)
        if op_id in effective:
            holder = numbers.get(number, "")
            renumbered = not holder and op_id in holds.lost and _judged_again(world, holds)
            if number and not renumbered and (not holder or holder not in world.ledger.made[op_id].body):
                holds.say(f"numbers: {op_id} had {number}, which is now {holder or 'nobody'}'s")
        elif op_id in holds.lost and _aside(world, holds, world.ledger.made[op_id], given):
            holds.aside += 1
        else:
            holds.say(f"I1: {op_id} was acknowledged, and is {given and given[:4]} now")


def _aside(world: Watched, holds: Holds, one: Made, given: Given | None) -> bool:
    """Whether what was done before a restore may have this answer now: after a refill that was closed without
    its laptop others may have the number; restored once more, what waited since is judged like a push, and
    what builds on a refused one has no answer: its laptop holds it."""
    again = _judged_again(world, holds)
    if given is None:
        return again and bool(_kept_by_laptops(world, one))
    return given.code == WAITS or (world.gave_up and given.code == TAKEN) or again


def _judged_again(world: Watched, holds: Holds) -> bool:
    """A refill was closed without everybody, and the centre restored once more: what was told to wait by then
    comes as a push, and what has effect now may do so under another number than before both."""
    return world.gave_up and holds.restores > 1


def _scope_when_made(world: Watched, holds: Holds) -> None:
    """I6: what was held when the work was made decides, whoever holds it when it comes."""
    concealed = _concealed(holds)
    for one in world.ledger.made.values():
        given = holds.answers.get(one.op_id)
        if given is None or one.op_id in holds.lost or one.holders & world.confused:
            continue
        held = holds.spans.held(one, given.received_at)
        is_kept_from = any(problem_id in one.body for problem_id in concealed)
        known = is_kept_from or _ended_earlier(holds, one)
        if lost_once(held) and given.code == "out_of_scope" and not known:
            holds.say(f"I6: {one.kind} {one.op_id} was made in scope and turned away as out of it")
        if given.verdict in EFFECTIVE and not any(held):
            holds.say(f"I6: {one.kind} {one.op_id} was taken, and its person never held what it is on")


def _concealed(holds: Holds) -> set[str]:
    """Problems that were kept from somebody: of these late work is told as of what does not exist."""
    cells = [cells for (table, _), cells in holds.centre_rows().items() if table == Access.table]
    rows = (value(Access, each) for each in cells)
    return {row.aggregate_id for row in rows if row.way == "concealed"}


def _ended_earlier(holds: Holds, one: Made) -> bool:
    """A service was ended since with a last day before the work's: that goes to the centre to be admitted."""
    day = day_of(msgspec.json.decode(one.body)["made_at"]).isoformat()
    cells = [cells for (table, _), cells in holds.centre_rows().items() if table == Assignment.table]
    rows = [row for row in (value(Assignment, each) for each in cells) if row.person_id == one.person]
    return any(row.until is not None and row.until < day and row.enterprise_id in one.body for row in rows)


def _losers_are_kept(world: Watched, holds: Holds) -> None:
    """What stood against another text lies beside it."""
    beside = {cells[CONFLICT_OF] for (table, _), cells in holds.centre_rows().items() if table == "conflict"}
    for one in world.ledger.made.values():
        given = holds.effect_of(one.op_id)
        if given and given.verdict == "conflict" and one.op_id not in beside:
            holds.say(f"text lost: {one.kind} {one.op_id} is in conflict, and nothing lies beside the record")


def _every_word_is_found(world: Watched, holds: Holds) -> None:
    """Nothing typed is lost: what had effect stands in the record, everything else where it was kept."""
    record = set(WORD.findall(repr(list(holds.centre_rows().values()))))
    for one in world.ledger.made.values():
        missing = one.words - record if holds.effect_of(one.op_id) else _kept_aside(world, holds, one)
        if missing:
            holds.say(f"text lost: {sorted(missing)} of {one.kind} {one.op_id}")


def _kept_aside(world: Watched, holds: Holds, one: Made) -> set[str]:
    """Words of an operation without effect that neither the centre nor a laptop keeps."""
    if one.lost:
        return set()
    given = holds.answers.get(one.op_id)
    kept = (given.body.decode() if given else "") + _kept_by_laptops(world, one)
    return one.words - set(re.findall(WORD, kept))


def _one_of_two(world: Watched, holds: Holds) -> None:
    """A stopped act and what was made in its place are one: both do not count, unless the person had given
    the first one up."""
    for op_id, replaced in world.ledger.instead.items():
        both = op_id in world.ledger.made and holds.effect_of(op_id) and holds.effect_of(replaced)
        entries = [seen.entries[replaced].state for seen in holds.seen.values() if replaced in seen.entries]
        if both and "discarded" not in entries:
            holds.say(f"I2: {replaced} has effect, and so has {op_id}, which was made in its place")


def _clusters_follow(holds: Holds) -> None:
    """What stands in a cluster of a problem is what the problem says of itself."""
    rows = holds.centre_rows()
    cells = [cells for (table, _), cells in rows.items() if table == ClusterMember.table]
    for place in (value(ClusterMember, each) for each in cells):
        problem = value(Problem, rows[Problem.table, place.problem_id])
        if place.removed_at is None and (place.title, place.state) != (problem.title, problem.state):
            holds.say(f"cluster: {place.id} says of {problem.id} what is not so")


def _undone_stays_so(world: Watched, holds: Holds) -> None:
    """What somebody was told is undone was never heard of at the centre; its words stay on record."""
    for one in world.ledger.made.values():
        copied = one.holders & world.confused
        if one.undone and one.op_id in holds.answers and not copied:
            holds.say(f"undone: {one.kind} {one.op_id} came to the centre")
        if missing := one.before - set(re.findall(WORD, _kept_by_laptops(world, one))):
            holds.say(f"text lost: {sorted(missing)} of {one.kind} {one.op_id}, which was undone")


def _kept_by_laptops(world: Watched, one: Made) -> str:
    """The operation, as it stands in the outboxes of those who have it."""

    def bodies(connection: sa.Connection) -> list[str]:
        return [
            body for (body,) in fetch(connection, "SELECT body FROM outbox WHERE op_id = ?", (one.op_id,))
        ]

    laptops = (world.machines[name].laptop for name in one.holders & world.machines.keys())
    return "".join(body for laptop in laptops for body in laptop.read(bodies))
