"""All rows there are. Adding a noun: write its file, name it here, make a migration."""

from sync.store.tables.access import Access
from sync.store.tables.catalogue import GLOBAL, Office, Published, Region
from sync.store.tables.cluster import Cluster, ClusterMember
from sync.store.tables.enterprise import Assignment, Contact, Enterprise, Station, Visit
from sync.store.tables.handling import Dispatch, FollowUp, Meeting, Order, Outcome, Reply, Summons
from sync.store.tables.laptop import (
    Draft,
    LocalBlob,
    LocalValue,
    Outbox,
    SearchEntry,
    SearchTodo,
    Shadow,
    StagedPage,
)
from sync.store.tables.parked import Parked
from sync.store.tables.person import Appointment, Duty, Person
from sync.store.tables.problem import History, Limit, Problem
from sync.store.tables.row import Plain, Row, Stored
from sync.store.tables.server import (
    Account,
    Aggregate,
    Answer,
    Audit,
    Challenge,
    Counter,
    Device,
    DeviceLife,
    Head,
    Mark,
    OfficePath,
    Placement,
    Recall,
    RefillParked,
    Span,
    StoredBlob,
    Token,
)
from sync.store.tables.shared import Attachment, Conflict

SYNCED: tuple[type[Row], ...] = (
    Region, Office, Published, Person, Appointment, Duty,
    Enterprise, Station, Assignment, Contact, Visit,
    Problem, Limit, History, Dispatch, Summons, Meeting, Order, Reply, FollowUp, Outcome,
    Attachment, Conflict, Parked, Access, Cluster, ClusterMember,
)  # fmt: skip
LAPTOP: tuple[type[Plain], ...] = (
    Outbox, Shadow, Draft, StagedPage, LocalValue, LocalBlob, SearchEntry, SearchTodo,
)  # fmt: skip
SERVER: tuple[type[Plain], ...] = (
    Aggregate, Placement, OfficePath, Span, Recall, Answer, Head, Mark, Counter,
    RefillParked, Account, Device, DeviceLife, Token, Challenge, StoredBlob, Audit,
)  # fmt: skip

SYNCED_BY_NAME: dict[str, type[Row]] = {table.table: table for table in SYNCED}

__all__ = [
    "GLOBAL",
    "LAPTOP",
    "SERVER",
    "SYNCED",
    "SYNCED_BY_NAME",
    "Access",
    "Account",
    "Aggregate",
    "Answer",
    "Appointment",
    "Assignment",
    "Attachment",
    "Audit",
    "Challenge",
    "Cluster",
    "ClusterMember",
    "Conflict",
    "Contact",
    "Counter",
    "Device",
    "DeviceLife",
    "Dispatch",
    "Draft",
    "Duty",
    "Enterprise",
    "FollowUp",
    "Head",
    "History",
    "Limit",
    "LocalBlob",
    "LocalValue",
    "Mark",
    "Meeting",
    "Office",
    "OfficePath",
    "Order",
    "Outbox",
    "Outcome",
    "Parked",
    "Person",
    "Placement",
    "Plain",
    "Problem",
    "Published",
    "Recall",
    "RefillParked",
    "Region",
    "Reply",
    "Row",
    "SearchEntry",
    "SearchTodo",
    "Shadow",
    "Span",
    "StagedPage",
    "Station",
    "Stored",
    "StoredBlob",
    "Summons",
    "Token",
    "Visit",
]  # fmt: skip
