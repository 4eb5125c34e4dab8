"""Imports a roster: every line gets a result, a bad one is named and passed over, the rest is done.

The lines become operations like a person's own, and go through the same inbox in batches. Only what
changes something is sent: the same roster twice changes nothing the second time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import NamedTuple

import msgspec

from sync.domain import clock
from sync.domain.errors import Refused
from sync.domain.signed import canonical
from sync.operations.base import Context, Operation
from sync.server import audit, push
from sync.server.accounts import add_account
from sync.server.centre import Centre
from sync.server.inbox import EFFECTIVE
from sync.server.planning.city import Change, City, read_city
from sync.server.planning.lines import wish_of
from sync.server.planning.names import Names, Unclear
from sync.server.planning.wish import Words, words_of
from sync.server.roster import SHEET_OF, SHEETS, Line, Roster, Sheet
from sync.server.words import refused_in_words, roster_in_words
from sync.wire import MOST_OPERATIONS, Answer

ADDED, UPDATED, UNCHANGED, SKIPPED = OUTCOMES = ("added", "updated", "unchanged", "skipped")
Progress = Callable[[int, int], None]  # done, of all


class Result(NamedTuple):
    """What became of one row; `note` says why it was passed over, what changed, or what to look at."""

    sheet: Sheet
    row: int
    name: str
    outcome: str
    note: str = ""


class _Work(msgspec.Struct):
    """One line under way: what is sent for it, and the result that it will have if all of it is taken."""

    line: Line
    result: Result
    operations: list[Operation]
    account: tuple[str, str] | None


def import_roster(
    centre: Centre, roster: Roster, progress: Progress = lambda _done, _all: None
) -> list[Result]:
    """Results in the order of the sheets and their rows."""
    with centre.database.read() as connection:
        city, context = read_city(connection), centre.rules(connection).here()
    works = _plan(roster, city, context)
    answers = _send(centre, [op for work in works for op in work.operations], progress)
    results = [_result(work, answers) for work in works]
    _give_accounts(centre, works, results)
    with centre.database.write() as connection:
        audit.append(connection, clock.now(), [audit.Line("import", digest=digest_of(roster))])
    faults = [Result(fault.sheet, fault.row, "", SKIPPED, fault.reason) for fault in roster.faults]
    return sorted([*results, *faults], key=lambda result: (SHEETS.index(result.sheet), result.row))


def digest_of(roster: Roster) -> str:
    """What a roster says, as a SHA-256."""
    return hashlib.sha256(canonical([msgspec.structs.astuple(line) for line in roster.lines])).hexdigest()


def _plan(roster: Roster, city: City, context: Context) -> list[_Work]:
    """The lines, sheet by sheet, against what stands and the lines before."""
    names, words = Names(city), words_of(context.profile)
    return [_work(line, names, words, context) for sheet in SHEETS for line in roster.of(sheet.line)]


def _work(line: Line, names: Names, words: Words, context: Context) -> _Work:
    sheet = SHEET_OF[type(line)]
    result = Result(sheet, line.row, _title(line), SKIPPED)
    try:
        wish = wish_of(line, names, words)
        tried = names.city.try_out(wish.operations, context)
    except Unclear as unclear:
        return _Work(line, result._replace(note=roster_in_words(unclear)), [], None)
    except Refused as no:
        note = refused_in_words(no.code, _column(sheet, no))
        return _Work(line, result._replace(note=note), [], None)
    if wish.account:
        names.city.accounts[wish.account[0]] = wish.account[1]
    changes = [change for _, changed in tried for change in changed]
    notes = [roster_in_words(warning) for warning in wish.warnings]
    outcome = _outcome(changes, wish.account is not None)
    if outcome == UPDATED:
        notes.append(_changed(sheet, changes))
    result = result._replace(outcome=outcome, note="；".join(note for note in notes if note))
    return _Work(line, result, [op for op, _ in tried], wish.account)


def _column(sheet: Sheet, no: Refused) -> str:
    """The header of what a rule says no to: the field that it names, or the place in the operation."""
    reason = str(no.details.get("reason", ""))
    field = str(no.details.get("field", "")) or reason.rpartition("$.")[2].rstrip("`")
    return sheet.headers.get(field, "")


def _title(line: Line) -> str:
    """What a row is called in the table of results: its first two words."""
    values = msgspec.structs.astuple(line)[1:]
    return " ".join(str(value) for value in values[:2] if value)


def _outcome(changes: list[Change], new_account: bool) -> str:
    if not changes:
        return UPDATED if new_account else UNCHANGED
    return ADDED if all(before is None for before, _ in changes) else UPDATED


def _changed(sheet: Sheet, changes: list[Change]) -> str:
    """The headers of what differs from the record."""
    fields = {
        field.removesuffix("_id")
        for before, now in changes
        if before is not None
        for field in now.__struct_fields__
        if getattr(before, field) != getattr(now, field)
    }
    headers = [header for field, header in sheet.headers.items() if field in fields]
    return f"改了{'、'.join(headers)}" if headers else ""


def _send(centre: Centre, operations: list[Operation], progress: Progress) -> dict[str, Answer]:
    """The server's answers. What belongs to one enterprise goes together, so that who may see it is asked
    once; everything else goes first, in the order of the sheets."""
    ordered = sorted(operations, key=lambda op: getattr(op, "enterprise_id", ""))
    answers: dict[str, Answer] = {}
    for start in range(0, len(ordered), MOST_OPERATIONS):
        batch = ordered[start : start + MOST_OPERATIONS]
        answers |= {answer.op_id: answer for answer in push.do(centre, batch)}
        progress(len(answers), len(ordered))
    return answers


def _result(work: _Work, answers: dict[str, Answer]) -> Result:
    """The line's result, unless the server said no to a part of it: somebody changed the record meanwhile."""
    for op in work.operations:
        answer = answers[op.op_id]
        if answer.verdict not in EFFECTIVE:
            return work.result._replace(outcome=SKIPPED, note=refused_in_words(answer.code))
    return work.result


def _give_accounts(centre: Centre, works: list[_Work], results: list[Result]) -> None:
    """Sign-in names, without a password as yet: nobody can sign in until one is set."""
    given = [
        work.account
        for work, result in zip(works, results, strict=True)
        if work.account is not None and result.outcome != SKIPPED
    ]
    if given:
        with centre.database.write() as connection:
            for user_name, person_id in given:
                add_account(connection, user_name, person_id)
