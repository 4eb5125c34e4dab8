"""What was done about a problem, kind by kind, as blocks of words: a heading, marks, facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from desktop.cases.stand import Stand
from desktop.cases.words import day, joined, moment, order_number, person, translate
from desktop.widgets.badge import Mark
from desktop.widgets.facts import Fact
from sync.store.tables import Dispatch, FollowUp, Meeting, Order, Outcome, Reply, Row, Summons

R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Block:
    """One record: what it is, how it stands, what is known of it (facts without a value are left out)."""

    title: str
    facts: Sequence[Fact]
    mark: Mark | None = None


def _known(*facts: tuple[str, str], wide: Sequence[tuple[str, str]] = ()) -> list[Fact]:
    """Short facts first, then the texts; what is empty is not shown."""
    short = [Fact(label, value) for label, value in facts if value]
    return [*short, *(Fact(label, value, wide=True) for label, value in wide if value)]


def dispatch(stand: Stand, row: Dispatch) -> Block:
    """派员现场 (CD-11), with what was explained (CD-12)."""
    steps = joined((stand.profile.word("guidance_step", step) for step in row.steps), " → ")
    facts = _known(
        (translate("Handling", "Sent"), moment(row.sent_at)),
        (translate("Handling", "On site"), day(row.guided_on)),
        wide=[
            (translate("Handling", "Instruction"), row.instruction),
            (translate("Handling", "Steps explained"), steps),
            (translate("Handling", "What was explained"), row.guidance),
        ],
    )
    return Block(person(row.person_name, row.person_post), facts)


def summons(stand: Stand, row: Summons) -> Block:
    """中心吹哨、部门报到 (CD-15); who was called and did not come stands out."""
    facts = _known(
        (translate("Handling", "Called"), moment(row.called_at)),
        (translate("Handling", "To report in by"), day(row.respond_by)),
        (translate("Handling", "Reported in"), moment(row.reported_at)),
        (translate("Handling", "Who came"), person(row.reported_name, row.reported_post)),
        wide=[(translate("Handling", "Call"), row.words)],
    )
    return Block(row.office_name, facts, _answer(stand, row))


def _answer(stand: Stand, row: Summons) -> Mark:
    if row.reported_at is not None:
        return Mark(translate("Handling", "Reported in"), "success")
    if stand.today.isoformat() > row.respond_by:
        return Mark(translate("Handling", "Did not report in"), "danger")
    return Mark(translate("Handling", "Not reported in yet"), "neutral", "clock")


def meeting(_stand: Stand, row: Meeting) -> Block:
    """专题议事 (CD-16)."""
    facts = _known(
        (translate("Handling", "Place"), row.place),
        (translate("Handling", "Chair"), row.chair),
        wide=[
            (translate("Handling", "Present"), row.present),
            (translate("Handling", "Discussion"), row.discussion),
            (translate("Handling", "Decision"), row.decision),
            (translate("Handling", "Lead department"), row.lead_office_name),
        ],
    )
    return Block(day(row.held_on), facts)


def order(stand: Stand, row: Order) -> Block:
    """《问题转办单》 (CD-17). Handed back in a later round it keeps the day that its paper names; the round
    has a clock of its own."""
    due = translate("Handling", "To be done by")
    if row.cycle < stand.problem.cycle:
        due = translate("Handling", "To be done by (round {n})").format(n=row.cycle)
    signed = joined((moment(row.signed_for_at), person(row.signed_for_name, row.signed_for_post)), " ")
    facts = _known(
        (translate("Handling", "Lead department"), row.lead_office_name),
        (translate("Handling", "Assisting departments"), "、".join(row.assisting_names)),
        (translate("Handling", "Issued"), moment(row.issued_at)),
        (due, day(row.due_on)),
        (translate("Handling", "Drafted by"), person(row.drafter_name, row.drafter_post)),
        (translate("Handling", "Signed by"), person(row.signer_name, row.signer_post)),
        (translate("Handling", "Receipt"), signed),
        wide=[
            (translate("Handling", "Instruction"), row.instruction),
            (translate("Handling", "Objection"), joined((moment(row.objected_at), row.objection), " ")),
            (
                translate("Handling", "Withdrawn"),
                joined((moment(row.withdrawn_at), row.withdrawn_reason), " "),
            ),
        ],
    )
    return Block(order_number(row.number), facts, _order_mark(row))


def _order_mark(row: Order) -> Mark:
    if row.withdrawn_at is not None:
        return Mark(translate("Handling", "Withdrawn"), "neutral", "close")
    if row.objection:
        return Mark(translate("Handling", "Objection"), "caution")
    if row.signed_for_at is not None:
        return Mark(translate("Handling", "Signed for"), "success")
    return Mark(translate("Handling", "To be signed for"), "info", "clock")


def reply(stand: Stand, row: Reply) -> Block:
    """进展 and 答复, with the centre's check of a reply."""
    facts = _known(
        (translate("Handling", "By"), joined((row.office_name, person(row.author_name, row.author_post)))),
        (translate("Handling", "Time"), moment(row.at)),
        (translate("Handling", "Document issued"), row.document),
        wide=[
            (translate("Handling", "Text"), row.text),
            (translate("Handling", "Check"), row.verdict_words),
        ],
    )
    if row.kind == "progress":
        return Block(translate("Handling", "Progress"), facts)
    result = stand.profile.word("result", row.result)
    return Block(joined((translate("Handling", "Reply"), result)), facts, _verdict(row))


def _verdict(row: Reply) -> Mark:
    return {
        "approved": Mark(translate("Handling", "Approved"), "success"),
        "rejected": Mark(translate("Handling", "Returned"), "caution", "reply"),
    }.get(row.verdict, Mark(translate("Handling", "To be checked"), "info", "clock"))


def follow_up(stand: Stand, row: FollowUp) -> Block:
    """满意度回访 (F30). Of a call that nobody took, the words are the caller's, not the firm's."""
    said = translate("Handling", "What was said") if row.reached else translate("Handling", "Note")
    facts = _known(
        (translate("Handling", "Called by"), person(row.caller_name, row.caller_post)),
        (translate("Handling", "Who answered"), row.respondent),
        (translate("Handling", "Goes back to"), stand.profile.word("back_to", row.back_to)),
        wide=[(said, row.words)],
    )
    return Block(day(row.called_on), facts, _satisfaction(row))


def _satisfaction(row: FollowUp) -> Mark:
    if not row.reached:
        return Mark(translate("Act", "Not reached"), "neutral", "phone")
    if row.satisfied == "yes":
        return Mark(translate("Act", "Satisfied"), "success")
    return Mark(translate("Act", "Not satisfied"), "danger")


def outcomes(stand: Stand) -> list[Block]:
    """The ledger, one block for each kind; kinds are never added together (CD-23)."""
    by_kind: dict[str, list[Outcome]] = {}
    for row in stand.here.detail.outcomes:
        by_kind.setdefault(row.kind, []).append(row)
    return [Block(_kind(stand, kind), [_entry(row) for row in rows]) for kind, rows in by_kind.items()]


def _kind(stand: Stand, code: str) -> str:
    kind = stand.profile.outcome(code)
    return kind.name if kind else code


def _entry(row: Outcome) -> Fact:
    return Fact(f"{row.amount} {row.unit}", joined((day(row.happened_on), row.evidence)), wide=True)


def sections(stand: Stand) -> list[tuple[str, list[Block]]]:
    """Everything that was done, the latest part of the way first; what did not happen is left out."""
    detail, papers = stand.here.detail, stand.profile.documents
    told: list[tuple[str, list[Block]]] = [
        (translate("Handling", "Ledger of outcomes"), outcomes(stand)),
        (translate("Handling", "Follow-up calls"), _blocks(stand, follow_up, detail.follow_ups)),
        (translate("Handling", "Progress and replies"), _blocks(stand, reply, detail.replies)),
        (papers["order"], _blocks(stand, order, detail.orders)),
        (papers["meeting"], _blocks(stand, meeting, detail.meetings)),
        (translate("Handling", "Calls"), _blocks(stand, summons, detail.summons)),
        (translate("Handling", "Sent on site"), _blocks(stand, dispatch, detail.dispatches)),
    ]
    return [(heading, blocks) for heading, blocks in told if blocks]


def _blocks(stand: Stand, made: Callable[[Stand, R], Block], rows: Sequence[R]) -> list[Block]:
    """Newest first: what counts now stands on top."""
    return [made(stand, row) for row in reversed(rows)]
