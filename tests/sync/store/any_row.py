"""Rows of any table with any values that the wire lets through: for properties of the store."""

from __future__ import annotations

import types
import typing

import msgspec
from hypothesis import strategies as st

from sync.store.tables import LAPTOP, SERVER, SYNCED, Stored

TABLES: tuple[type[Stored], ...] = (*SYNCED, *LAPTOP, *SERVER)

# Rare characters that real names hold, and those that break careless code.
RARE = "𠮷㛃镕驻企〔〕「」é\u0301\u200d\u202e\ufeff\ufffe'\"\\%_;\n\t\r 0Ａ😀"
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
    st.text(st.sampled_from(RARE), max_size=8),
)
VALUES: dict[object, st.SearchStrategy[typing.Any]] = {
    str: TEXTS,
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    bytes: st.binary(max_size=12),
    tuple[str, ...]: st.lists(TEXTS, max_size=3).map(tuple),
}


def rows(kind: type[Stored]) -> st.SearchStrategy[Stored]:
    """Any row of a table."""
    return st.builds(kind, **{field.name: _values(field) for field in msgspec.structs.fields(kind)})


def _values(field: msgspec.structs.FieldInfo) -> st.SearchStrategy[typing.Any]:
    if not isinstance(field.type, types.UnionType):
        return VALUES[field.type]
    (kind,) = (part for part in typing.get_args(field.type) if part is not types.NoneType)
    return st.none() | VALUES[kind]
