"""Text as the index sees it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.store.search_text import BREAKER, phrases, search_text, tokens_of

B = BREAKER


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("明蓝生物", ["明", "蓝", "生", "物"]),
        ("颈复康药业（集团）", ["颈", "复", "康", "药", "业", B, "集", "团", B]),
        ("示受〔2026〕12号", ["示", "受", B, "2026", B, "12", "号"]),
        ("A1B2-0001", ["a1b2", B, "0001"]),
        ("ＬＥＤ灯１２盏", ["led", "灯", "12", "盏"]),
        ("烘干， ……扩建", ["烘", "干", B, "扩", "建"]),
        ("烘干\n 扩建", ["烘", "干", "扩", "建"]),
        ("（𬱖）_㛃", [B, "𬱖", B, "㛃"]),
        ("\U00032000甲", ["\U00032000", "甲"]),
        ("Café", ["caf", "é"]),
        ("", []),
        (None, []),
    ],
)
def test_tokens(text: str | None, tokens: list[str]) -> None:
    assert tokens_of(text) == tokens
    assert search_text(text) == " ".join(tokens)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("明蓝", ['"明 蓝"']),
        ("明蓝 烘干", ['"明 蓝"', '"烘 干"']),
        ("明蓝　mlsw", ['"明 蓝"', '"mlsw"*']),
        ("〔2026〕12", [f'"2026 {B} 12"*']),
        ("12号", ['"12 号"']),
        ('" OR *', ['"or"*']),
        ("，。 （）", []),
        ("", []),
    ],
)
def test_phrases(typed: str, asked: list[str]) -> None:
    assert phrases(typed) == asked


@given(st.text())
def test_whatever_is_typed_stays_inside_its_quotes(typed: str) -> None:
    for phrase in phrases(typed):
        inside = phrase.removesuffix("*").removeprefix('"').removesuffix('"')
        assert inside
        assert '"' not in inside
        assert all(
            token == B or (token.isascii() and token.isalnum()) or len(token) == 1
            for token in inside.split(" ")
        )
