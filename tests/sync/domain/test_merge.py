"""Three values of one field: nobody's text is overwritten unseen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sync.domain.merge import merge

texts = st.sampled_from(["", "甲", "乙", "丙"])


def after(current: str, old: str, new: str) -> str:
    """What stands afterwards."""
    return new if merge(current, old, new) == "set" else current


@given(texts, texts)
def test_where_nobody_else_wrote_the_new_text_stands(old: str, new: str) -> None:
    assert after(old, old, new) == new


@given(texts, texts)
def test_what_was_not_changed_is_never_touched(current: str, old: str) -> None:
    assert merge(current, old, old) == "same"


@given(texts, texts)
def test_the_same_text_twice_is_no_conflict(old: str, new: str) -> None:
    assert merge(new, old, new) == "same"


@given(texts, texts, texts)
def test_it_is_a_conflict_only_when_three_texts_differ(current: str, old: str, new: str) -> None:
    assert (merge(current, old, new) == "conflict") is (len({current, old, new}) == 3)


@given(texts, texts, texts)
def test_a_conflict_changes_nothing(current: str, old: str, new: str) -> None:
    if merge(current, old, new) == "conflict":
        assert after(current, old, new) == current


@given(texts, texts, texts)
def test_in_either_order_the_first_stands_or_both_agree(old: str, mine: str, theirs: str) -> None:
    first, second = after(after(old, old, mine), old, theirs), after(after(old, old, theirs), old, mine)
    changed = [text for text in (mine, theirs) if text != old]
    assert first == (changed[0] if changed else old)
    assert second == (changed[-1] if changed else old)
