"""What a person can do in a story, whatever the person's hands hold: the command line or a window."""

from __future__ import annotations

from typing import Protocol


class Hands(Protocol):
    """One person at one laptop. Problems and enterprises are named as people name them: by title, by name.

    What cannot be seen or done fails the story: each method asserts what it says.
    """

    def sign_in(self) -> None: ...

    def line_goes(self) -> None: ...

    def line_returns(self) -> None: ...

    def holds(self, enterprises: list[str]) -> None: ...

    def log_visit(
        self, enterprise: str, visited_on: str, met: str, combined: bool, situation: str
    ) -> None: ...

    def report_from_visit(self, enterprise: str, passage: str, title: str) -> None: ...

    def file_intake(
        self,
        enterprise: str,
        title: str,
        contact: str,
        description: str,
        process: str,
        crux: str,
        proposed_office: str,
        solution: str,
        intention: str,
        photo: str = "",
    ) -> None: ...

    def finds(self, typed: str, title: str) -> None: ...

    def accept(self, problem: str, topic: str, cause: str, weight: str) -> None: ...

    def return_(self, problem: str, reason: str, marks: list[str]) -> None: ...

    def resubmit(self, problem: str, fields: dict[str, str]) -> None: ...

    def send_person(self, problem: str, person: str, instruction: str) -> None: ...

    def record_guidance(self, problem: str, guided_on: str, steps: list[str], guidance: str) -> None: ...

    def close_on_site(self, problem: str, result: str, words: str) -> None: ...

    def due(self, problem: str, due_on: str) -> None: ...

    def summon(self, problem: str, office: str, respond_by: str, words: str) -> None: ...

    def report_in(self, problem: str) -> None: ...

    def hold_meeting(
        self,
        problem: str,
        held_on: str,
        place: str,
        chair: str,
        present: str,
        discussion: str,
        decision: str,
        lead_office: str,
    ) -> None: ...

    def issue_order(self, problem: str, office: str, signer: str, instruction: str) -> None: ...

    def print_order(self, problem: str) -> None: ...

    def sign_for(self, problem: str) -> None: ...

    def report_progress(self, problem: str, text: str) -> None: ...

    def reply(self, problem: str, text: str, document: str, result: str) -> None: ...

    def close_case(self, problem: str, words: str) -> None: ...

    def follow_up(
        self, problem: str, satisfied: bool, respondent: str, words: str, back_to: str = ""
    ) -> None: ...

    def may_not_follow_up(self, problem: str, reason: str) -> None: ...

    def record_outcome(
        self, problem: str, outcome: str, amount: str, happened_on: str, evidence: str
    ) -> None: ...

    def timeline(self, problem: str, steps: list[str], by: list[str]) -> None: ...

    def does_not_see(self, problem: str) -> None: ...

    def counts(self, collected: int, accepted: int, solved: int) -> None: ...
