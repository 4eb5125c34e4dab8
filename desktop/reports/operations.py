"""What the draft of a report becomes: the problem, its files, and, while the visit it grew from is a draft
too, the visit before it, all in one act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from desktop.drafts.keeping import values_of
from desktop.drafts.visits import file_operations, visit_operation
from desktop.files.kept import Kept, attach
from desktop.reports.begun import first_sentence
from desktop.widgets.choice import Choice
from sync.domain.clock import Instant
from sync.domain.profile_parts import Field as Part
from sync.operations.base import Operation, new_id
from sync.operations.reports import ReportProblem
from sync.store.queries.asking import whole
from sync.store.tables import Draft, Visit

if TYPE_CHECKING:
    import sqlalchemy as sa

    from sync.engine.laptop import Laptop


def what_is_missing(laptop: Laptop, visit_draft: str) -> tuple[str, Draft | None]:
    """A local code, and the visit's draft if it still is one. In the write lane, behind the last autosave."""
    from sync.engine import drafts

    return laptop.next_code(), laptop.read(drafts.of, visit_draft) if visit_draft else None


def visit_stands(connection: sa.Connection, visit_draft: str) -> str:
    """The visit that a report grew from: still a `draft`, `done`, or `gone` (it was thrown away)."""
    from sync.engine import drafts, outbox

    if drafts.of(connection, visit_draft) is not None:
        return "draft"
    is_here = bool(whole(connection, Visit, id=new_id(visit_draft, 0)))
    return "done" if is_here or outbox.is_done(connection, visit_draft) else "gone"


def operations(
    draft_id: str,
    values: Mapping[str, Any],
    parts: tuple[Part, ...],
    local_code: str,
    visit: Draft | None,
    now: Instant,
) -> list[Operation]:
    """Everything that reporting does, in order."""
    report = _report(draft_id, values, parts, local_code, now)
    files = [
        attach(
            kept,
            now,
            enterprise_id=report.enterprise_id,
            subject_id=report.problem_id,
            problem_id=report.problem_id,
        )
        for kept in msgspec.convert(values.get("files") or [], list[Kept])
    ]
    return [*(_visit(visit, now) if visit is not None else []), report, *files]


def _visit(draft: Draft, now: Instant) -> list[Operation]:
    values = values_of(draft)
    made = visit_operation(draft.id, values, now)
    return [made, *file_operations(made, values)]


def _report(
    draft_id: str, values: Mapping[str, Any], parts: tuple[Part, ...], local_code: str, now: Instant
) -> ReportProblem:
    texts: dict[str, str] = {}
    for part in parts:
        texts |= _texts(part, values.get(part.field))
    return ReportProblem(
        op_id=draft_id,
        made_at=now,
        enterprise_id=values["enterprise"].key,
        form=values["form"],
        local_code=local_code,
        title=values["title"] or first_sentence(texts["description"]),
        contact_name=values["contact_name"],
        contact_phone=values["contact_phone"],
        topic=values["topic"],
        channel=values["channel"],
        visit_id=values.get("visit_id") or "",
        **texts,
    )


def _texts(part: Part, value: Any) -> dict[str, str]:
    """The fields of a problem behind a part of the form: an office is its id and its name."""
    if part.kind != "office":
        return {part.field: value or ""}
    chosen = value if isinstance(value, Choice) else Choice("", "")
    return {part.field: chosen.key, part.field.removesuffix("_id") + "_name": chosen.title}
