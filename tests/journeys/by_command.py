"""Hands that type commands: every act is a call of `python -m sync.engine` on the person's own folder."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from sync.engine.command_line import main
from tests.journeys.words import Words
from tests.line import Line
from tests.sync.engine.key_parts import CHEAP_COSTS

Row = dict[str, Any]


class CommandHands:
    """One person, one data folder, one line to the server."""

    def __init__(self, folder: Path, user: str, password: str, line: Line, words: Words) -> None:
        self._folder, self._user, self._line, self._words = folder, user, line, words
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._password = folder.parent / f"{user}.password"
        self._password.touch(mode=0o600)
        self._password.write_text(password, encoding="utf-8")
        self._here = True

    # the commands

    def call(self, *arguments: str, expect: int = 0) -> Row:
        """One command; its JSON. The exit status must be the expected one."""
        out = io.StringIO()
        with redirect_stdout(out):
            status = main(
                ["--data", str(self._folder), "--password-file", str(self._password), *arguments],
                keyring=lambda: None,
                costs=CHEAP_COSTS,
            )
        answer: Row = json.loads(out.getvalue())
        assert status == expect, (arguments, status, answer)
        return answer

    def rows(self, table: str) -> list[Row]:
        """A table as it is on this laptop."""
        found = self.call("rows", table)
        return [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]]

    def do(self, kind: str, **fields: object) -> Row:
        """Something done here, and sent when there is a line."""
        answer = self.call("do", kind, json.dumps(fields, ensure_ascii=False))
        self._deliver()
        return answer

    def _deliver(self) -> None:
        if not self._here:
            self.call("sync", expect=69)
            return
        verdicts = self.call("sync")["verdicts"]
        assert set(verdicts) <= {"accepted"}, verdicts

    def _fresh(self) -> None:
        if self._here:
            self.call("sync")

    def _one(self, table: str, **equal: object) -> Row:
        found = [row for row in self.rows(table) if all(row[name] == value for name, value in equal.items())]
        assert len(found) == 1, (self._user, table, equal, len(found))
        return found[0]

    def _problem(self, title: str) -> Row:
        self._fresh()
        return self._one("problem", title=title)

    def _on(self, title: str) -> Row:
        """The fields that every step names: the problem, its firm, the newest line that was seen."""
        problem = self._problem(title)
        lines = [row for row in self.rows("history") if row["subject_id"] == problem["id"]]
        newest = max(lines, key=lambda row: row["at"])
        return {"problem_id": problem["id"], "enterprise_id": problem["enterprise_id"], "seen": newest["id"]}

    def _office(self, name: str) -> str:
        return str(self._one("office", name=name)["id"])

    def _order(self, title: str) -> Row:
        problem = self._problem(title)
        return next(
            row
            for row in self.rows("transfer_order")
            if row["problem_id"] == problem["id"] and row["withdrawn_at"] is None
        )

    # the acts

    def sign_in(self) -> None:
        self.call("sign-in", "--server", self._line.address, "--user", self._user)
        assert self.call("sync")["complete"]

    def line_goes(self) -> None:
        self._line.cut()
        self._here = False
        assert self.call("sync", expect=69)["code"] == "offline"

    def line_returns(self) -> None:
        assert self.call("status")["waiting"] > 0
        self._line.mend()
        self._here = True
        self._deliver()
        assert self.call("status")["waiting"] == 0

    def holds(self, enterprises: list[str]) -> None:
        assert sorted(row["name"] for row in self.rows("enterprise")) == sorted(enterprises)

    def log_visit(self, enterprise: str, visited_on: str, met: str, combined: bool, situation: str) -> None:
        self.do(
            "log_visit",
            enterprise_id=self._one("enterprise", name=enterprise)["id"],
            visited_on=visited_on,
            met=met,
            combined=combined,
            situation=situation,
        )

    def report_from_visit(self, enterprise: str, passage: str, title: str) -> None:
        visits = [row for row in self.rows("visit") if passage in row["situation"]]
        assert len(visits) == 1
        self.do(
            "report_problem",
            enterprise_id=visits[0]["enterprise_id"],
            form="need",
            title=title,
            description=passage,
            visit_id=visits[0]["id"],
        )

    def file_intake(self, enterprise: str, photo: str = "", **fields: str) -> None:
        firm = self._one("enterprise", name=enterprise)["id"]
        office = fields.pop("proposed_office")
        made = self.do(
            "report_problem",
            enterprise_id=firm,
            form="intake",
            proposed_office_id=self._office(office),
            proposed_office_name=office,
            contact_name=fields.pop("contact"),
            **fields,
        )
        if photo:
            picture = self._folder.parent / photo
            picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 64)
            subject = made["subject_id"]
            self.call(
                "attach", str(picture), "--enterprise", firm, "--problem", subject, "--subject", subject
            )

    def finds(self, typed: str, title: str) -> None:
        found = self.call("search", typed)["found"]
        assert title in [row["title"] for row in found], found

    def accept(self, problem: str, topic: str, cause: str, weight: str) -> None:
        code = self._words.code
        self.do(
            "accept_problem",
            **self._on(problem),
            topic=code("topic", topic),
            cause=code("cause", cause),
            weight=code("weight", weight),
        )
        assert self._problem(problem)["official_number"]

    def return_(self, problem: str, reason: str, marks: list[str]) -> None:
        fields = [self._words.field("intake", label) for label in marks]
        self.do("return_problem", **self._on(problem), reason=reason, marks=fields)

    def resubmit(self, problem: str, fields: dict[str, str]) -> None:
        now = self._problem(problem)
        named = {self._words.field("intake", label): text for label, text in fields.items()}
        assert now["return_reason"]
        assert set(json.loads(now["return_marks"])) == set(named)
        edits = [{"field": name, "old": now[name], "new": text} for name, text in named.items()]
        self.do("resubmit_problem", **self._on(problem), edits=edits)
        after = self._problem(problem)
        assert (after["local_code"], after["state"]) == (now["local_code"], "reported")

    def send_person(self, problem: str, person: str, instruction: str) -> None:
        duty = self._one("duty", person_name=person, role="coordinator")
        self.do(
            "send_person",
            **self._on(problem),
            person_id=duty["person_id"],
            directory_id=duty["aggregate_id"],
            instruction=instruction,
        )

    def record_guidance(self, problem: str, guided_on: str, steps: list[str], guidance: str) -> None:
        codes = [self._words.code("guidance_step", step) for step in steps]
        self.do("record_guidance", **self._on(problem), guided_on=guided_on, steps=codes, guidance=guidance)

    def close_on_site(self, problem: str, result: str, words: str) -> None:
        self.do("close_on_site", **self._on(problem), result=self._words.code("result", result), words=words)

    def due(self, problem: str, due_on: str) -> None:
        case = self._problem(problem)
        limit = self._one("time_limit", problem_id=case["id"], cycle=case["cycle"])
        assert self._words.due_day(limit) == due_on

    def summon(self, problem: str, office: str, respond_by: str, words: str) -> None:
        office_id = self._office(office)
        self.do("summon", **self._on(problem), office_id=office_id, respond_by=respond_by, words=words)

    def report_in(self, problem: str) -> None:
        on = self._on(problem)
        called = self._one("summons", problem_id=on["problem_id"])
        me = self._one("person")
        self.do("report_in", **on, summons_id=called["id"], name=me["name"], post=me["post"])
        assert self._one("summons", problem_id=on["problem_id"])["reported_at"]

    def hold_meeting(self, problem: str, lead_office: str, **fields: str) -> None:
        self.do("hold_meeting", **self._on(problem), lead_office_id=self._office(lead_office), **fields)

    def issue_order(self, problem: str, office: str, signer: str, instruction: str) -> None:
        duty = self._one("duty", person_name=signer, role="leader")
        on = self._on(problem)
        meetings = [row["id"] for row in self.rows("meeting") if row["problem_id"] == on["problem_id"]]
        self.do(
            "issue_order",
            **on,
            lead_office_id=self._office(office),
            instruction=instruction,
            signer_id=duty["person_id"],
            directory_id=duty["aggregate_id"],
            meeting_id=meetings[0] if meetings else "",
        )
        assert self._order(problem)["number"]

    def print_order(self, problem: str) -> None:
        """Only a window prints; here the order must be ready for it: number and receipt are there."""
        assert self._order(problem)["number"]
        assert self._problem(problem)["official_number"]

    def sign_for(self, problem: str) -> None:
        self.do("sign_for_order", **self._on(problem), order_id=self._order(problem)["id"])

    def report_progress(self, problem: str, text: str) -> None:
        self.do("report_progress", **self._on(problem), text=text)

    def reply(self, problem: str, text: str, document: str, result: str) -> None:
        code = self._words.code("result", result)
        self.do("reply_to_order", **self._on(problem), text=text, document=document, result=code)

    def close_case(self, problem: str, words: str) -> None:
        self.do("close_problem", **self._on(problem), words=words)

    def follow_up(
        self, problem: str, satisfied: bool, respondent: str, words: str, back_to: str = ""
    ) -> None:
        cycle = self._problem(problem)["cycle"]
        self.do("start_follow_up", **self._on(problem))
        self.do(
            "record_follow_up",
            **self._on(problem),
            called_on=self._words.today(),
            reached=True,
            respondent=respondent,
            satisfied="yes" if satisfied else "no",
            words=words,
            back_to=self._words.code("back_to", back_to) if back_to else "",
        )
        after = self._problem(problem)
        assert (after["state"] == "settled") is satisfied
        assert after["cycle"] == cycle + (0 if satisfied else 1)

    def may_not_follow_up(self, problem: str, reason: str) -> None:
        fields = json.dumps(self._on(problem))
        assert self.call("do", "start_follow_up", fields, expect=1)["code"] == reason

    def record_outcome(
        self, problem: str, outcome: str, amount: str, happened_on: str, evidence: str
    ) -> None:
        kind = self._words.outcome(outcome)
        self.do(
            "record_outcome",
            **self._on(problem),
            outcome=kind,
            amount=amount,
            happened_on=happened_on,
            evidence=evidence,
        )

    def timeline(self, problem: str, steps: list[str], by: list[str]) -> None:
        case = self._problem(problem)
        lines = sorted(
            (row for row in self.rows("history") if row["subject_id"] == case["id"]),
            key=lambda row: row["at"],
        )
        assert [row["action"] for row in lines if row["action"] != "attach"] == self._words.actions(steps)
        assert all(row["actor_name"] and row["actor_post"] and row["received_at"] for row in lines)
        assert {f"{row['actor_name']} {row['actor_post']}" for row in lines} == set(by)

    def does_not_see(self, problem: str) -> None:
        self._fresh()
        assert problem not in [row["title"] for row in self.rows("problem")]

    def counts(self, collected: int, accepted: int, solved: int) -> None:
        self._fresh()
        answer = self.call("counts")
        expected = {"collected": collected, "accepted": accepted, "solved": solved}
        assert {name: answer[name]["number"] for name in expected} == expected
        titles = {row["id"] for row in self.rows("problem")}
        for name in expected:
            assert len(answer[name]["ids"]) == answer[name]["number"]
            assert set(answer[name]["ids"]) <= titles
