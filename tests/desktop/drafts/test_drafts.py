"""Drafts: kept as they are typed, gone when there is nothing in them, found again at the start."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.drafts import kinds
from desktop.drafts.keeping import keep, new_draft, values_of
from desktop.drafts.recovered import tell_recovered
from desktop.widgets.choice import Choice
from sync.store.tables import Draft
from tests.desktop.desk import CTRL, At, Desk


def write_visit(desk: Desk, text: str) -> None:
    desk.key(Qt.Key.Key_N, CTRL)
    desk.letters("dfzy")
    desk.key(Qt.Key.Key_Return)
    desk.write(text)


def some_draft(form: str, /, **values: object) -> Draft:
    draft = new_draft(form, "firm-east", dict(values))
    return Draft(
        id=draft.id, form=form, subject_id="firm-east", title="示例标题", values=draft.values, updated_at=1
    )


def test_values_come_back_as_fields_take_them() -> None:
    chosen = Choice("1", "示例企业", "示例东县", icon="enterprise")
    kept = values_of(new_draft("visit", "1", {"enterprise": chosen, "purposes": ["a"], "met": ""}))
    assert kept == {"enterprise": chosen, "purposes": ["a"], "met": ""}


def test_each_draft_has_an_id_of_its_own() -> None:
    assert new_draft("visit", "", {}).id != new_draft("visit", "", {}).id


def test_the_head_says_since_when_it_is_kept(at: At, qtbot: QtBot) -> None:
    desk = at("rep-east")
    write_visit(desk, "示例")
    qtbot.waitUntil(lambda: desk.reads("已保存到本机"))


def test_what_was_typed_and_taken_out_again_is_no_draft(at: At, qtbot: QtBot) -> None:
    desk = at("rep-east")
    desk.key(Qt.Key.Key_N, CTRL)
    desk.window.fill("参加人", "示例厂长")
    qtbot.waitUntil(lambda: bool(desk.rows(Draft)))
    desk.window.fill("参加人", "")
    qtbot.waitUntil(lambda: not desk.rows(Draft))
    assert not desk.reads("已保存到本机")


def test_ctrl_s_says_that_it_is_kept_already(at: At) -> None:
    desk = at("rep-east")
    write_visit(desk, "示例")
    desk.key(Qt.Key.Key_S, CTRL)
    assert desk.draft()["situation"] == "示例"
    assert desk.reads("输入时草稿会自动保存")


def test_one_is_told_by_its_kind_and_several_as_records(at: At) -> None:
    desk = at("rep-east")
    tell_recovered(desk.workplace, desk.workplace)
    assert not desk.reads("已恢复")
    keep(desk.workplace, some_draft("report", form="intake"))
    tell_recovered(desk.workplace, desk.workplace)
    assert desk.reads("已恢复 1 条未完成的问题受理单，内容保存至 1970-01-01 08:00。")
    keep(desk.workplace, some_draft("visit"))
    tell_recovered(desk.workplace, desk.workplace)
    assert desk.reads("已恢复 2 条未完成的记录")


@pytest.mark.parametrize(
    ("form", "values", "word", "asked"),
    [
        ("visit", {}, "走访", "visit_draft"),
        ("report", {"form": "need"}, "问题反映", "report_draft"),
        ("report", {"form": "intake"}, "问题受理单", "report_draft"),
        ("amended_visit", {}, "走访修改", "visit"),
        ("amended_enterprise", {}, "企业档案修改", "enterprise"),
        ("act/reply", {}, "答复", "problem"),
        ("act/of_a_newer_version", {}, "办理内容", "problem"),
    ],
)
def test_each_kind_has_its_word_and_its_place(
    at: At, form: str, values: dict[str, object], word: str, asked: str
) -> None:
    desk = at("rep-east")
    draft = some_draft(form, **values)
    heard: list[tuple[str, str]] = []
    desk.workplace.asked.disconnect()
    desk.workplace.asked.connect(lambda kind, record_id: heard.append((kind, record_id)))
    kinds.go_on(desk.workplace, draft)
    assert kinds.word(desk.workplace.rules.profile, draft) == word
    assert heard == [(asked, draft.id if asked.endswith("_draft") else "firm-east")]


def test_the_beginning_of_the_text_tells_two_drafts_apart() -> None:
    assert kinds.opening(some_draft("visit", situation="第一行\n第二行" + "长" * 100)).startswith(
        "第一行 第二行"
    )
    assert kinds.opening(some_draft("report", description="示例描述")) == "示例描述"
    assert kinds.opening(some_draft("visit")) == ""
