"""Hands at real windows: mouse and keys in, visible words and accessible names out."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import Desktop
from tests.journeys.window import Window
from tests.line import Line
from tests.sync.engine.key_parts import CHEAP_COSTS

PROBLEMS, ENTERPRISES, HOME = "问题", "企业", "首页"  # words of the rail, from the city's profile

# The words a story uses for what a timeline shows.
STEPS = {
    "上报": "Reported",
    "受理": "Accepted",
    "吹哨": "Summoned",
    "报到": "Reported in",
    "议事": "Held a meeting",
    "转办": "Issued the order",
    "签收": "Signed for",
    "进展": "Progress",
    "答复": "Replied",
    "办结": "Closed",
    "开始回访": "Began the follow-up",
    "销号": "Settled",
}


LAPTOP: Final = (1280, 800)  # of the usual screen; one that is drawn nowhere is smaller


def word(context: str, source: str) -> str:
    """A word as the window shows it."""
    return QCoreApplication.translate(context, source)


def ask(source: str) -> str:
    """The label of a field in the form of an act."""
    return word("ActForm", source)


class WindowHands:
    """One person, one desktop, one line to the server."""

    def __init__(self, folder: Path, user: str, password: str, line: Line) -> None:
        self._user, self._password, self._line, self._folder = user, password, line, folder
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.desktop = Desktop(application, folder, line.address, lambda: None, CHEAP_COSTS)
        self.desktop.show()
        self._window = Window(self.visible)

    def visible(self) -> QWidget:
        """The window that this person has before them."""
        return self.desktop.window.frame if self.desktop.window is not None else self.desktop.doorway

    def close(self) -> None:
        """Close the window; nothing asks."""
        self.desktop.close()

    # ways

    def _front(self) -> Window:
        """This person's window, with the keyboard."""
        self._window.take_keyboard()
        return self._window

    def _synced(self) -> Window:
        """Ask for a sync, as a person in a hurry does, and wait for its end."""
        window = self._front()
        if self._line.is_up():
            window.see_turn("F5", word("SyncChip", "Synced {time}").split("{")[0].strip())
        return window

    def _problem(self, title: str) -> Window:
        """The page of a problem."""
        window = self._synced()
        window.press(PROBLEMS)
        if window.offers(back := word("PaperView", "Back to the problem")):
            window.press(back)
        window.row(title)
        window.see_label(title)
        return window

    def _act(self, problem: str, act: str) -> Window:
        """The form of an act, or the act itself when it has none."""
        window = self._problem(problem)
        window.press(word("Act", act))
        return window

    def _form(self, problem: str, act: str) -> Window:
        """The open form of an act."""
        window = self._act(problem, act)
        window.see(word("ActPanel", "Put away"))
        return window

    def _done(self, window: Window) -> None:
        """Do what the open form says; the form is gone, and the centre has it when there is a line."""
        window.key("Ctrl+Return")
        window.see_no(word("ActPanel", "Put away"))
        self._synced()

    # the acts

    def sign_in(self) -> None:
        window = self._front()
        window.fill(word("Doorway", "Sign-in name"), self._user)
        window.fill(word("Doorway", "Password"), self._password)
        window.press(word("Doorway", "Sign in"))
        window.see(word("Screens", "Sync"))
        self.visible().resize(*LAPTOP)

    def line_goes(self) -> None:
        self._line.cut()
        window = self._front()
        window.key("F5")
        window.see(word("SyncChip", "Offline"))

    def line_returns(self) -> None:
        """No key is pressed: the queue empties by itself."""
        waiting = word("SyncChip", "Offline · {n} to send").split("{")[0]
        self._front().see(waiting)
        self._line.mend()
        self._window.see(word("SyncChip", "Synced {time}").split("{")[0].strip())

    def holds(self, enterprises: list[str]) -> None:
        window = self._front()
        window.press(ENTERPRISES)
        for name in enterprises:
            window.see(name)
        assert window.row_count() == len(enterprises)

    def log_visit(self, enterprise: str, visited_on: str, met: str, combined: bool, situation: str) -> None:
        window = self._enterprise(enterprise)
        window.press(word("DossierPage", "Visit here"))
        window.fill(word("Visit", "Day"), visited_on)
        window.fill(word("Visit", "People met"), met)
        window.fill(word("Visit", "Situation"), situation)
        if combined:
            window.choose(word("Visit", "With another duty"), word("Visit", "Made during another duty"))
        window.key("Ctrl+Return")
        window.see(word("EntryPage", "Amend"))

    def _enterprise(self, name: str) -> Window:
        window = self._front()
        window.press(ENTERPRISES)
        window.row(name)
        window.see_label(name)
        return window

    def report_from_visit(self, enterprise: str, passage: str, title: str) -> None:
        window = self._front()
        window.select(word("Visit", "Situation"), passage)
        window.press(word("EntryPage", "Report as a problem"))
        window.see(word("Report", "Reported by"))
        self._short_form(window)
        window.fill(word("Report", "Title"), title)
        window.reads(passage)
        window.key("Ctrl+Return")
        window.see_no(word("Report", "Reported by"))
        self._sees_problem(title)

    def _short_form(self, window: Window) -> None:
        """问题反映, where the person may also choose the long form."""
        which = word("ReportPage", "Form")
        if window.offers(f"{which}: 问题反映"):
            window.choose(which, "问题反映")
            window.see("反映内容")

    def _sees_problem(self, title: str) -> None:
        window = self._synced()
        window.press(PROBLEMS)
        window.see(title)

    def file_intake(self, enterprise: str, title: str, contact: str, photo: str = "", **parts: str) -> None:
        window = self._enterprise(enterprise)
        window.press(word("DossierPage", "Report a problem"))
        window.choose(word("ReportPage", "Form"), "问题受理单")
        labels = {
            "description": "问题描述",
            "process": "企业办理过程",
            "crux": "未办事宜症结所在",
            "solution": "解决办法",
            "intention": "解决意向",
        }
        window.fill(word("Report", "Title"), title)
        for name, label in labels.items():
            window.fill(label, parts[name])
        window.pick("拟承办部门", parts["proposed_office"])
        window.fill(word("Report", "Reported by"), contact)
        if photo:
            picture(self._folder.parent / photo)
            window.drop(word("Report", "Files and photos"), self._folder.parent / photo)
            window.see(photo)
        window.key("Ctrl+Return")
        window.see_no(word("Report", "Reported by"))
        self._sees_problem(title)

    def finds(self, typed: str, title: str) -> None:
        window = self._front()
        window.key("Ctrl+K")
        window.type(typed)
        window.see(title)
        window.key("Escape")

    def accept(self, problem: str, topic: str, cause: str, weight: str) -> None:
        window = self._form(problem, "Accept")
        window.choose(word("Case", "Topic"), topic)
        window.choose(word("Case", "Cause"), cause)
        window.choose(ask("Weight"), weight)
        self._done(window)
        self._problem(problem).see_no(word("Case", "Number pending"))

    def return_(self, problem: str, reason: str, marks: list[str]) -> None:
        window = self._form(problem, "Return")
        window.fill(ask("Reason"), reason)
        for mark in marks:
            window.choose(ask("Parts to complete"), mark)
        self._done(window)

    def resubmit(self, problem: str, fields: dict[str, str]) -> None:
        window = self._form(problem, "Report again")
        for label, text in fields.items():
            window.fill(label, text)
        self._done(window)

    def send_person(self, problem: str, person: str, instruction: str) -> None:
        window = self._form(problem, "Send a person")
        window.pick(ask("Person sent"), person)
        window.fill(ask("Instruction"), instruction)
        self._done(window)

    def record_guidance(self, problem: str, guided_on: str, steps: list[str], guidance: str) -> None:
        window = self._form(problem, "Guidance on site")
        window.fill(ask("Day on site"), guided_on)
        for step in steps:
            window.choose(ask("Steps explained"), step)
        window.fill(ask("What was explained"), guidance)
        self._done(window)

    def close_on_site(self, problem: str, result: str, words: str) -> None:
        window = self._form(problem, "Close on site")
        window.choose(ask("Result"), result)
        window.fill(ask("Note"), words)
        self._done(window)

    def due(self, problem: str, due_on: str) -> None:
        self._problem(problem).see(due_on)

    def summon(self, problem: str, office: str, respond_by: str, words: str) -> None:
        window = self._form(problem, "Summon")
        window.pick(ask("Department called"), office)
        window.fill(ask("To report in by"), respond_by)
        window.fill(ask("Call"), words)
        self._done(window)

    def report_in(self, problem: str) -> None:
        self._done(self._form(problem, "Report in"))

    def hold_meeting(self, problem: str, lead_office: str, **texts: str) -> None:
        window = self._form(problem, "Hold a meeting")
        labels = {
            "held_on": "Day of the meeting",
            "place": "Place",
            "chair": "Chair",
            "present": "Present",
            "discussion": "Discussion",
            "decision": "Decision",
        }
        for name, label in labels.items():
            window.fill(ask(label), texts[name])
        window.pick(ask("Lead department"), lead_office)
        self._done(window)

    def issue_order(self, problem: str, office: str, signer: str, instruction: str) -> None:
        window = self._form(problem, "Issue the order")
        window.pick(ask("Lead department"), office)
        window.fill(ask("Instruction"), instruction)
        window.pick(ask("Signed by"), signer)
        self._done(window)

    def print_order(self, problem: str) -> None:
        window = self._problem(problem)
        window.press(word("CasePage", "Print"))
        window.see("问题转办单")
        window.press(word("Preview", "Save as PDF"))
        window.save_as(self._folder.parent / f"{self._user}.pdf")
        window.see("SHA-256")
        self._synced()

    def sign_for(self, problem: str) -> None:
        self._act(problem, "Sign for")
        self._synced().see(word("Action", "Signed for"))

    def report_progress(self, problem: str, text: str) -> None:
        window = self._form(problem, "Progress")
        window.fill(ask("Progress"), text)
        self._done(window)

    def reply(self, problem: str, text: str, document: str, result: str) -> None:
        window = self._form(problem, "Reply")
        window.fill(ask("Reply"), text)
        window.choose(ask("Result"), result)
        window.fill(ask("Document issued"), document)
        self._done(window)

    def close_case(self, problem: str, words: str) -> None:
        window = self._form(problem, "Close")
        window.fill(ask("Note"), words)
        self._done(window)

    def follow_up(
        self, problem: str, satisfied: bool, respondent: str, words: str, back_to: str = ""
    ) -> None:
        self._act(problem, "Begin the follow-up")
        window = self._form(problem, "Satisfied" if satisfied else "Not satisfied")
        window.fill(ask("What was said"), words)
        window.fill(ask("Who answered"), respondent)
        if back_to:
            window.choose(ask("Goes back to"), back_to)
        self._done(window)

    def may_not_follow_up(self, problem: str, reason: str) -> None:
        """The window does not offer what the rules refuse; that the server refuses it is proved there."""
        assert reason.startswith("follow_up_by_")
        window = self._problem(problem)
        window.see(word("Action", "Closed"))
        assert not window.offers(word("Act", "Begin the follow-up"))

    def record_outcome(
        self, problem: str, outcome: str, amount: str, happened_on: str, evidence: str
    ) -> None:
        window = self._form(problem, "Record an outcome")
        window.choose(ask("Kind"), outcome)
        window.fill(ask("Amount"), amount)
        window.fill(ask("Day"), happened_on)
        window.fill(ask("Evidence"), evidence)
        self._done(window)
        window = self._problem(problem)
        window.see(outcome)
        window.see_label_from(f"{amount} ")

    def timeline(self, problem: str, steps: list[str], by: list[str]) -> None:
        window = self._problem(problem)
        for step in steps:
            window.see(word("Action", STEPS[step]))
        for name_and_post in by:
            window.see(name_and_post)

    def does_not_see(self, problem: str) -> None:
        window = self._synced()
        window.press(PROBLEMS)
        assert not window.reads(problem)

    def counts(self, collected: int, accepted: int, solved: int) -> None:
        window = self._synced()
        for name, number in (("Collected", collected), ("Accepted", accepted), ("Solved", solved)):
            window.press(HOME)
            window.press(f"{word('Home', name)}: {number}")
            window.see_rows(number)


def picture(file: Path) -> None:
    """A picture as a telephone would take it."""
    image = QImage(1600, 1200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.lightGray)
    assert image.save(str(file))
