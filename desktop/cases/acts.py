"""Everything that a person can do with a problem, in one table.

| column | says |
| --- | --- |
| code, key | what it is called in drafts, and on the keyboard; its word stands in `_words` |
| right, action | what `permissions` and the city's steps are asked before it is offered |
| is_step | False: it is no step of the city's, and may be done in every state |
| asks | the fields of its form; None: it is done at once, and can be taken back |
| make | the operation that it becomes; None when nothing was changed |
| when, why_not | what else must be so; why it is shown but cannot be done yet |
| leads | whether it is what is waited for now: its button is the filled one |

TO ADD AN ACT: write what it asks and what it makes beside its kind (centre_acts, department_acts,
follow_up_acts, report_acts, access_acts), and give it a row and a word. No two acts that can stand together
share a key; the lists keep J, K, U, /, [, ] and ? for themselves. A test walks the table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop import words as sentences
from desktop.cases import access_acts as access
from desktop.cases import centre_acts as centre
from desktop.cases import department_acts as department
from desktop.cases import follow_up_acts as follow_up
from desktop.cases import report_acts as reports
from desktop.cases.asks import Ask, Values
from desktop.cases.stand import Stand
from desktop.cases.words import translate
from sync.domain import permissions
from sync.domain.workflow import may_follow
from sync.operations.case import CaseOperation


def _always(_stand: Stand) -> bool:
    return True


def _never(_stand: Stand) -> bool:
    return False


def _nothing(_stand: Stand) -> str:
    return ""


@dataclass(frozen=True)
class Act:
    """One row of the table. `right` and `action` are the code, unless named."""

    code: str
    key: str
    make: Callable[[Stand, Values], CaseOperation | None]
    asks: Callable[[Stand], list[Ask]] | None = None
    when: Callable[[Stand], bool] = _always
    why_not: Callable[[Stand], str] = _nothing
    right: str = ""
    action: str = ""
    leads: Callable[[Stand], bool] = _never
    is_step: bool = True

    @property
    def word(self) -> str:
        """What its button says."""
        return _words()[self.code]


def _nobody_sent(stand: Stand) -> bool:
    return not stand.here.sent()


def _guided(stand: Stand) -> bool:
    return stand.here.guided()


def _not_guided(stand: Stand) -> bool:
    return not _guided(stand)


def _needs_guidance(stand: Stand) -> str:
    return "" if _guided(stand) else translate("Act", "First record what was explained on site")


ACTS: tuple[Act, ...] = (
    # 汇总
    Act("accept", "1", centre.accept, centre.accept_asks, leads=_always),
    Act("return", "3", centre.return_, centre.return_asks),
    # 交办
    Act("issue_order", "2", centre.issue_order, centre.issue_order_asks, leads=_nobody_sent),
    Act("send_person", "4", centre.send_person, centre.send_person_asks),
    Act("summon", "5", centre.summon, centre.summon_asks),
    Act("meet", "6", centre.meet, centre.meet_asks),
    Act("uphold_order", "W", centre.uphold_order, centre.reason_asks),
    # 处置
    Act("sign_for", "S", department.sign_for, when=department.has_order, leads=_always),
    Act("object", "O", department.object_, department.object_asks, department.has_order),
    Act(
        "report_in",
        "7",
        centre.report_in,
        centre.report_in_asks,
        centre.may_report_in,
        leads=department.is_only_called,
    ),
    Act("reply", "R", department.reply, department.reply_asks, leads=_always),
    Act("progress", "P", department.progress, department.progress_asks),
    Act("guide", "G", centre.guide, centre.guide_asks, leads=_not_guided),
    Act(
        "close_on_site",
        "9",
        centre.close_on_site,
        centre.close_on_site_asks,
        why_not=_needs_guidance,
        leads=_guided,
    ),
    Act("close", "9", centre.close, centre.close_asks, leads=_always),
    Act("reject_reply", "0", centre.reject_reply, centre.reason_asks),
    Act("set_due", "8", centre.set_due, centre.set_due_asks),
    # 反馈
    Act("start_follow_up", "C", follow_up.start, leads=_always),
    Act("satisfied", "1", follow_up.satisfied, follow_up.satisfied_asks, right="settle", leads=_always),
    Act(
        "unsatisfied",
        "2",
        follow_up.unsatisfied,
        follow_up.unsatisfied_asks,
        right="reopen",
        action="reopen_handle",
    ),
    Act("not_reached", "3", follow_up.not_reached, follow_up.not_reached_asks),
    # 搜集
    Act("resubmit", "E", reports.resubmit, reports.edit_asks, leads=reports.is_asked),
    Act("edit", "E", reports.edit, reports.edit_asks, reports.may_be_edited),
    Act("complete", "I", reports.complete, reports.complete_asks, reports.may_be_completed, right="edit"),
    Act("record_outcome", "L", reports.record_outcome, reports.outcome_asks),
    # 谁能看
    Act("conceal", "H", access.conceal, access.conceal_asks, is_step=False),
    Act("release", "F", access.release, access.release_asks, access.is_concealed, is_step=False),
    Act("raise", "T", access.raise_, access.raise_asks, access.may_be_raised, is_step=False),
    Act("return_raised", "B", access.return_raised, access.return_raised_asks, is_step=False),
    Act(
        "name_reader", "N", access.name_reader, access.name_reader_asks, access.may_name_reader, is_step=False
    ),
    Act(
        "dismiss_reader",
        "X",
        access.dismiss_reader,
        access.dismiss_reader_asks,
        access.is_named,
        is_step=False,
    ),
)


def _words() -> dict[str, str]:
    return {
        "accept": translate("Act", "Accept"),
        "return": translate("Act", "Return"),
        "issue_order": translate("Act", "Issue the order"),
        "send_person": translate("Act", "Send a person"),
        "summon": translate("Act", "Summon"),
        "meet": translate("Act", "Hold a meeting"),
        "uphold_order": translate("Act", "Uphold the order"),
        "sign_for": translate("Act", "Sign for"),
        "object": translate("Act", "Object"),
        "report_in": translate("Act", "Report in"),
        "reply": translate("Act", "Reply"),
        "progress": translate("Act", "Progress"),
        "guide": translate("Act", "Guidance on site"),
        "close_on_site": translate("Act", "Close on site"),
        "close": translate("Act", "Close"),
        "reject_reply": translate("Act", "Return the reply"),
        "set_due": translate("Act", "Set another date"),
        "start_follow_up": translate("Act", "Begin the follow-up"),
        "satisfied": translate("Act", "Satisfied"),
        "unsatisfied": translate("Act", "Not satisfied"),
        "not_reached": translate("Act", "Not reached"),
        "resubmit": translate("Act", "Report again"),
        "edit": translate("Act", "Complete"),
        "complete": translate("Act", "Make it a full form"),
        "record_outcome": translate("Act", "Record an outcome"),
        "conceal": translate("Act", "Keep from a department"),
        "release": translate("Act", "Release to a department"),
        "raise": translate("Act", "Raise"),
        "return_raised": translate("Act", "Give back"),
        "name_reader": translate("Act", "Name a reader"),
        "dismiss_reader": translate("Act", "End a reading"),
    }


def may_do(act: Act, stand: Stand) -> bool:
    """Whether the person may do it, the problem's state leads on, and nothing else is missing."""
    return _fits(act, stand) and permissions.can(stand.actor, _right(act), stand.here.facts)


def why_not(act: Act, stand: Stand) -> str:
    """Why an act that is offered cannot be done: a part that the person had in it, or what is missing."""
    code = permissions.kept_from(stand.actor, _right(act), stand.here.facts)
    return sentences.refusal(code) if code else act.why_not(stand)


def offered(stand: Stand) -> list[Act]:
    """What this person can do with this problem now, in the order of the table; and what waits for others of
    the person's role, which `why_not` explains."""
    facts = stand.here.facts
    return [
        act for act in ACTS if _fits(act, stand) and permissions.has_right(stand.actor, _right(act), facts)
    ]


def _right(act: Act) -> str:
    return act.right or act.code


def _fits(act: Act, stand: Stand) -> bool:
    step = act.action or _right(act)
    return (not act.is_step or may_follow(stand.profile, step, stand.problem.state)) and act.when(stand)
