"""What the operations of administration share."""

from __future__ import annotations

from sync.domain.errors import Refused
from sync.store.records import Records
from sync.store.tables import Row


def put(db: Records, row: Row) -> None:
    """The row as given, whether it is new or not."""
    standing = db.find(type(row), row.id)
    if standing is None:
        db.add(row)
    else:
        values = {name: getattr(row, name) for name in row.__struct_fields__ if name != "revision"}
        db.change(standing, **values)


def one_of(known: tuple[str, ...], field: str, code: str) -> None:
    """Raises Refused("unknown_choice")."""
    if code not in known:
        raise Refused("unknown_choice", field=field, choice=code)
