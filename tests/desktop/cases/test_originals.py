"""Originals of official papers: what was given out first is what everybody gives out (DESIGN 3)."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from desktop.cases.queue import CaseQueue
from desktop.documents.preview import Preview
from desktop.documents.printing import a4_printer
from sync.operations.orders import SignForOrder
from sync.store.queries.files import within
from sync.store.rows import select
from sync.store.tables import Attachment, Order
from tests.cases import on
from tests.city import act
from tests.desktop.cases import on_the_way
from tests.desktop.cases.conftest import At
from tests.desktop.cases.desk import Desk
from tests.stage import Stage


def paper_of(desk: Desk, screen: str = "problems") -> Preview:
    """The order's paper, looked at from the list."""
    queue: CaseQueue = desk.open(screen)
    desk.window.key("Ctrl+P")
    shown: list[Preview] = list(queue.page.papers.findChildren(Preview))
    return shown[0]


def originals(desk: Desk, problem_id: str) -> list[Attachment]:
    """As this person's laptop has them, oldest first."""
    files = [file.attachment for file in desk.laptop.read(within, problem_id)]
    return [row for row in reversed(files) if row.paper]


def given_out(preview: Preview, path: Path) -> bytes:
    preview.save_to(str(path))
    return path.read_bytes()


def another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """One whose fonts make other bytes of the same paper."""
    monkeypatch.setattr("desktop.documents.preview.pdf_of", lambda _sheet: b"%PDF other bytes")


def test_what_the_centre_gave_out_is_what_the_department_gives_out(
    small_stage: Stage, at: At, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = on_the_way.transferred(small_stage)
    centre = at("coordinator-east")
    paper = paper_of(centre)
    assert not paper.kept.isVisible()
    pdf = given_out(paper, tmp_path / "centre.pdf")
    centre.window.see(hashlib.sha256(pdf).hexdigest())
    centre.sync()
    another_machine(monkeypatch)
    department = at("handler-housing")
    there = paper_of(department)
    department.window.see(f"示例协调员甲 · SHA-256 {hashlib.sha256(pdf).hexdigest()[:16]}…")
    assert given_out(there, tmp_path / "department.pdf") == pdf
    assert len(originals(department, problem.problem_id)) == 1


def test_given_out_again_without_a_line_it_is_the_same(
    small_stage: Stage, at: At, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = on_the_way.transferred(small_stage)
    desk = at("coordinator-east")
    paper = paper_of(desk)
    with small_stage.away():
        first = given_out(paper, tmp_path / "first.pdf")
        another_machine(monkeypatch)
        assert given_out(paper, tmp_path / "second.pdf") == first
    assert [entry.kind for entry in desk.outbox()] == ["attach_file"]
    [original] = originals(desk, problem.problem_id)
    [order] = desk.laptop.read(select, Order)
    assert original.subject_id == order.id


def test_another_state_of_the_paper_is_another_original(small_stage: Stage, at: At, tmp_path: Path) -> None:
    """The receipt of the department stands on it later: what went out before stays what it was."""
    problem = on_the_way.transferred(small_stage)
    desk = at("coordinator-east")
    before = given_out(paper_of(desk), tmp_path / "before.pdf")
    desk.sync()
    [original] = originals(desk, problem.problem_id)
    on_the_way.by_department(small_stage, act(SignForOrder, **on(problem), order_id=original.subject_id))
    desk.sync()
    desk.window.key("Escape")
    paper = paper_of(desk)
    assert not paper.kept.isVisible()
    after = given_out(paper, tmp_path / "after.pdf")
    assert [row.sha256 for row in originals(desk, problem.problem_id)] == [
        hashlib.sha256(pdf).hexdigest() for pdf in (before, after)
    ]
    assert before != after


def test_a_draft_is_never_an_original(small_stage: Stage, at: At, tmp_path: Path) -> None:
    on_the_way.discussed(small_stage)
    desk = at("coordinator-east")
    desk.open("problems")
    desk.window.key("2")
    desk.window.fill("Lead department", "住建")
    desk.window.key("Return")
    desk.window.fill("Instruction", "请依规办理")
    desk.window.key("Ctrl+Return")
    paper = paper_of(desk)
    desk.window.see("A draft: the official number comes with the server's receipt.")
    assert given_out(paper, tmp_path / "draft.pdf").startswith(b"%PDF")
    assert [entry.kind for entry in desk.outbox()] == ["issue_order"]


def test_whoever_does_not_act_for_the_centre_makes_a_copy(small_stage: Stage, at: At, tmp_path: Path) -> None:
    on_the_way.transferred(small_stage)
    desk = at("handler-housing")
    paper = paper_of(desk)
    assert given_out(paper, tmp_path / "copy.pdf").startswith(b"%PDF")
    assert desk.outbox() == []
    assert not paper.kept.isVisible()


def test_of_two_made_far_from_each_other_the_one_that_arrived_first_counts(
    small_stage: Stage, at: At, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = on_the_way.transferred(small_stage)
    one = at("coordinator-east")
    given_out(paper_of(one), tmp_path / "one.pdf")
    another_machine(monkeypatch)
    other = at("colleague-east")
    first = given_out(paper_of(other), tmp_path / "other.pdf")
    other.sync()
    one.sync()
    other.sync()
    assert len(originals(one, problem.problem_id)) == 2
    for desk in (one, other):
        desk.window.see(hashlib.sha256(first).hexdigest())


def test_an_original_that_cannot_be_had_now_is_not_made_up(
    small_stage: Stage, at: At, tmp_path: Path
) -> None:
    on_the_way.transferred(small_stage)
    centre = at("coordinator-east")
    given_out(paper_of(centre), tmp_path / "centre.pdf")
    centre.sync()
    department = at("handler-housing")
    paper = paper_of(department)
    with small_stage.away():
        paper.save_to(str(tmp_path / "department.pdf"))
    assert not (tmp_path / "department.pdf").exists()
    assert [notice.kind for notice in department.notices.shown()] == ["refusal"]


def test_what_was_printed_is_kept_too(
    small_stage: Stage, at: At, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = on_the_way.transferred(small_stage)
    desk = at("coordinator-east")
    paper = paper_of(desk)
    monkeypatch.setattr("desktop.documents.printing.a4_printer", lambda: _printer(tmp_path))
    for _ in range(2):
        dialog = paper.print()
        assert isinstance(dialog, QPrintDialog)
        dialog.accepted.emit(dialog.printer())
        dialog.reject()
    [original] = originals(desk, problem.problem_id)
    assert desk.laptop.kept(original.sha256).startswith(b"%PDF")
    [order] = desk.laptop.read(select, Order)
    firm = desk.problem(problem.problem_id).enterprise_name
    assert original.name == f"问题转办单 {order.number} {firm}.pdf"


def _printer(folder: Path) -> QPrinter:
    printer = a4_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(folder / "printed.pdf"))
    return printer
