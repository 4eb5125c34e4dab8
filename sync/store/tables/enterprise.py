"""Rows of an `enterprise` aggregate: the firm, its station, the people who serve it, what was said there."""

from __future__ import annotations

from typing import ClassVar

from sync.store.tables.row import Row


class Enterprise(Row, frozen=True, kw_only=True):
    """One service object (一企一档). `credit_state`: ok · missing 待补 · unverified 待核实."""

    table: ClassVar[str] = "enterprise"

    name: str
    region_id: str
    credit_code: str = ""
    credit_state: str = "missing"
    address: str = ""
    industry: str = ""
    scale: str = ""
    tags: tuple[str, ...] = ()
    products: str = ""
    note: str = ""


class Station(Row, frozen=True, kw_only=True):
    """政府工作服务站 at one firm, or the 小微站 that serves it with others (CD-01, CD-10)."""

    table: ClassVar[str] = "station"

    enterprise_id: str
    kind: str
    number: str = ""
    office_id: str = ""
    opened_on: str = ""
    closed_on: str | None = None


class Assignment(Row, frozen=True, kw_only=True):
    """Who serves the firm: 政府服务代表 or 企业联络员, with the term's days (CD-04, CD-08)."""

    table: ClassVar[str] = "assignment"

    enterprise_id: str
    person_id: str
    person_name: str
    person_post: str
    role: str
    since: str
    until: str | None = None


class Contact(Row, frozen=True, kw_only=True):
    """A person of the firm."""

    table: ClassVar[str] = "contact"

    enterprise_id: str
    name: str
    post: str = ""
    phone: str = ""


class Visit(Row, frozen=True, kw_only=True):
    """One entry of the 企业联络工作日志 (CD-09). `visited_on` is a Shanghai day, never after today."""

    table: ClassVar[str] = "visit"

    enterprise_id: str
    enterprise_name: str
    visited_on: str
    manner: str
    visitor_id: str
    visitor_name: str
    visitor_post: str
    met: str = ""
    companions: str = ""
    purposes: tuple[str, ...] = ()
    situation: str = ""
    advice: str = ""
    promises: str = ""
    next_on: str | None = None
    combined: bool = False
    made_at: int = 0
