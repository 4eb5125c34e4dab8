"""Rows of the `global` aggregate: what everyone holds."""

from __future__ import annotations

from typing import ClassVar

from sync.store.tables.row import Row

GLOBAL = "global"


class Region(Row, frozen=True, kw_only=True):
    """One node of the region tree 市 / 县 / 乡 (CD-07); `id` is its division code, or one the city made."""

    table: ClassVar[str] = "region"

    name: str
    level: str
    parent_id: str = ""


class Office(Row, frozen=True, kw_only=True):
    """An organisation that people are appointed to.

    `kind`: centre 企业发展服务中心 · station 小微站 · department 承办部门 · unit 派出单位 ·
    supervision 督查机构, which reads every problem of its region ·
    discipline 纪检监察机构, whose people read what they are named to.
    `topics`: the topic codes it answers for (duty line, F13).
    """

    table: ClassVar[str] = "office"

    name: str
    kind: str
    region_id: str
    mark: str = ""
    phone: str = ""
    topics: tuple[str, ...] = ()


class Published(Row, frozen=True, kw_only=True):
    """A document that rules are read from: the city's profile, a holiday notice. `text` is TOML."""

    table: ClassVar[str] = "published"

    kind: str
    name: str
    text: str
