"""A row of a `case` aggregate that says who else reads the problem, or who must not."""

from __future__ import annotations

from typing import ClassVar

from sync.store.tables.row import Row


class Access(Row, frozen=True, kw_only=True):
    """An exception to who reads a problem, open until `until` (an instant).

    `way`: concealed 回避, a department that the problem is about does not read it (XZ-35) · raised 提级, the
    centre above takes part (HZ-12); `reason` is the analysis, `ended_reason` the decision · named 红色专班, a
    person of supervision or discipline reads this problem (XZ-26). `holder_id`: an office's or a person's id.
    """

    table: ClassVar[str] = "case_access"

    problem_id: str
    way: str
    holder_id: str
    holder_name: str
    holder_post: str = ""
    author_id: str
    author_name: str
    author_post: str
    at: int
    reason: str
    until: int | None = None
    ended_by: str = ""
    ended_reason: str = ""
