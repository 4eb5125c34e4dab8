"""Rows of a `cluster` aggregate: a question that many firms have (共性问题), and the problems that ask it."""

from __future__ import annotations

from typing import ClassVar

from sync.store.tables.row import Row


class Cluster(Row, frozen=True, kw_only=True):
    """A group of similar problems, led by the centre that found it (GM-11, HZ-07)."""

    table: ClassVar[str] = "cluster"

    title: str
    description: str
    topic: str = ""
    centre_id: str
    centre_name: str
    author_id: str
    author_name: str
    author_post: str
    begun_at: int


class ClusterMember(Row, frozen=True, kw_only=True):
    """One problem of a cluster. `title` and `state` follow the problem's own: the server copies them, so that
    whoever holds the cluster counts the same, whether or not they hold the problem."""

    table: ClassVar[str] = "cluster_member"

    cluster_id: str
    problem_id: str
    title: str
    state: str
    enterprise_id: str
    enterprise_name: str
    centre_id: str
    centre_name: str
    author_id: str
    author_name: str
    author_post: str
    at: int
    removed_at: int | None = None
    removed_by: str = ""
    removed_reason: str = ""
