"""The cards of a problem's page that only show: rings, form, facts, what was done, the timeline."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.cases import handling, words
from desktop.cases.handling import Block
from desktop.cases.stand import Stand
from desktop.cases.words import joined, person, translate
from desktop.widgets.badge import Badge, Mark
from desktop.widgets.card import Card
from desktop.widgets.facts import Fact, Facts
from desktop.widgets.rings import Ring, Rings
from desktop.widgets.text import Text
from desktop.widgets.timeline import Moment, Timeline
from sync.domain.clock import to_datetime
from sync.domain.rings import RingState
from sync.store.queries.history import Line


def rings(stand: Stand) -> QWidget:
    """How far it has come, in the city's words (CD-19)."""
    card = Card()
    card.body.addWidget(Rings([_ring(stand, ring) for ring in stand.here.detail.rings]))
    return card


def _ring(stand: Stand, ring: RingState) -> Ring:
    """A ring that lies behind has its day alone: "to be signed for" is not true any more."""
    is_now = ring.state == stand.problem.state
    state = stand.profile.state_by_code.get(ring.state) if is_now else None
    at = f"{to_datetime(ring.since):%m-%d}" if ring.since is not None else ""
    return Ring(ring.name, ring.standing, joined((at, state.name if state else ""), " "))


def form(stand: Stand) -> QWidget:
    """What was reported, part by part; what was returned says why."""
    problem = stand.problem
    card = Card(stand.profile.documents[problem.form])
    if problem.return_reason:
        card.body.addWidget(Text(_returned(problem.return_reason), "warned", wraps=True))
    for part in stand.profile.forms[problem.form]:
        name = part.field.removesuffix("_id") + "_name" if part.kind == "office" else part.field
        marked = part.field in problem.return_marks
        card.body.addWidget(_part(part.label, getattr(problem, name), marked=marked))
    return card


def _returned(reason: str) -> str:
    return translate("Case", "Returned: {reason}").format(reason=reason)


def _part(label: str, text: str, *, marked: bool) -> QWidget:
    part = QWidget()
    head, column = QHBoxLayout(), QVBoxLayout(part)
    head.setSpacing(8)
    head.addWidget(Text(label, "small"))
    if marked:
        head.addWidget(Badge(Mark(translate("Case", "to complete"), "caution", "reply")))
    head.addStretch(1)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addLayout(head)
    said = Text(text or "—", wraps=True, selectable=True)
    said.setAccessibleName(joined((label, text), ": "))
    column.addWidget(said)
    return part


def facts(stand: Stand) -> Card:
    """Whose problem it is, and who has it."""
    problem, profile = stand.problem, stand.profile
    card = Card(translate("Case", "Facts"))
    told = [
        (translate("Case", "Enterprise"), problem.enterprise_name),
        (translate("Case", "Region"), joined(stand.here.detail.region, " ")),
        (
            words.label(profile, "", "contact_name"),
            joined((problem.contact_name, problem.contact_phone), " "),
        ),
        (translate("Case", "Address"), problem.enterprise_address),
        (translate("Case", "Reported by"), person(problem.reporter_name, problem.reporter_post)),
        (translate("Case", "Reported"), words.moment(problem.reported_at)),
        (translate("Case", "Source"), profile.word("channel", problem.channel)),
        (translate("Case", "Centre"), problem.centre_name),
        (translate("Case", "Accepted"), words.moment(problem.accepted_at)),
        (words.label(profile, "", "topic"), profile.word("topic", problem.topic)),
        (words.label(profile, "", "cause"), profile.word("cause", problem.cause)),
        (
            translate("ActForm", "Weight"),
            profile.word("weight", problem.weight) if problem.accepted_at else "",
        ),
        (translate("Case", "Round"), str(problem.cycle) if problem.cycle > 1 else ""),
        (translate("Case", "Closed"), words.moment(problem.closed_at)),
        (translate("ActForm", "Result"), profile.word("result", problem.result)),
        (translate("Case", "Conclusion"), profile.word("conclusion", problem.conclusion)),
    ]
    card.body.addWidget(Facts([Fact(label, value) for label, value in told if value]))
    return card


def done(stand: Stand) -> QWidget | None:
    """What was done about it."""
    sections = handling.sections(stand)
    if not sections:
        return None
    column = QWidget()
    lines = QVBoxLayout(column)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(12)
    for heading, blocks in sections:
        card = Card(heading, str(len(blocks)) if len(blocks) > 1 else "")
        for block in blocks:
            card.body.addWidget(_block(block))
        lines.addWidget(card)
    return column


def _block(block: Block) -> QWidget:
    shown = QWidget()
    head, column = QHBoxLayout(), QVBoxLayout(shown)
    head.setSpacing(8)
    head.addWidget(Text(block.title, "strong", selectable=True))
    if block.mark is not None:
        head.addWidget(Badge(block.mark))
    head.addStretch(1)
    column.setContentsMargins(0, 2, 0, 6)
    column.setSpacing(6)
    column.addLayout(head)
    column.addWidget(Facts(block.facts))
    return shown


def timeline(stand: Stand) -> QWidget:
    """Every step with time and name + post, newest first."""
    lines = stand.here.detail.lines
    card = Card(translate("Case", "Timeline"), str(len(lines)))
    card.body.addWidget(Timeline([_moment(stand, line) for line in lines]))
    return card


def _moment(stand: Stand, line: Line) -> Moment:
    history = line.history
    who = joined((person(history.actor_name, history.actor_post), history.office_name))
    return Moment(
        time=words.moment(history.at),
        who=who,
        what=words.action(history.action),
        text=words.told(stand.profile, stand.problem, line),
        note=words.way(line),
        mark=words.delivery_mark("waiting") if line.delivery == "waiting" else None,
        tone="neutral" if line.delivery == "waiting" else "info",
    )
