"""What an operation and its fields are called, for who reads what waits or was stopped."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from sync.domain.profile import Profile
from sync.store.queries.outbox_view import Waiting

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate

# Fields that hold a code → the city's list of choices that has its word.
CHOICES = {
    "manner": "manner",
    "purposes": "purpose",
    "topic": "topic",
    "cause": "cause",
    "weight": "weight",
    "channel": "channel",
    "result": "result",
    "steps": "guidance_step",
    "back_to": "back_to",
}


def kind(code: str) -> str:
    """What the person did; administration has one word for all."""
    return kinds().get(code, translate("Deed", "Administration"))


def kinds() -> dict[str, str]:
    """Kind of operation → what the person did."""
    return {
        "log_visit": translate("Deed", "Visit"),
        "amend_visit": translate("Deed", "Change to a visit"),
        "amend_enterprise": translate("Deed", "Change to an enterprise"),
        "report_problem": translate("Deed", "Report"),
        "edit_problem": translate("Deed", "Completion"),
        "return_problem": translate("Deed", "Return"),
        "resubmit_problem": translate("Deed", "Second report"),
        "accept_problem": translate("Deed", "Acceptance"),
        "set_due_date": translate("Deed", "Another last day"),
        "send_person": translate("Deed", "Sending a person"),
        "record_guidance": translate("Deed", "Guidance on site"),
        "close_on_site": translate("Deed", "Closing on site"),
        "summon": translate("Deed", "Summons"),
        "report_in": translate("Deed", "Reporting in"),
        "hold_meeting": translate("Deed", "Meeting"),
        "issue_order": translate("Deed", "Order"),
        "uphold_order": translate("Deed", "Upholding the order"),
        "sign_for_order": translate("Deed", "Signing for"),
        "object_to_order": translate("Deed", "Objection"),
        "report_progress": translate("Deed", "Progress"),
        "reply_to_order": translate("Deed", "Reply"),
        "reject_reply": translate("Deed", "Return of the reply"),
        "close_problem": translate("Deed", "Closing"),
        "start_follow_up": translate("Deed", "Beginning the follow-up"),
        "record_follow_up": translate("Deed", "Follow-up call"),
        "record_outcome": translate("Deed", "Outcome"),
        "attach_file": translate("Deed", "File"),
        "settle_conflict": translate("Deed", "Settling a conflict"),
        "conceal_problem": translate("Deed", "Keeping from a department"),
        "release_problem": translate("Deed", "Release to a department"),
        "raise_problem": translate("Deed", "Raising"),
        "return_raised": translate("Deed", "Giving back"),
        "name_reader": translate("Deed", "Naming a reader"),
        "dismiss_reader": translate("Deed", "Ending a reading"),
        "begin_cluster": translate("Deed", "Group of similar problems"),
        "add_to_cluster": translate("Deed", "Counting among similar problems"),
        "remove_from_cluster": translate("Deed", "Taking out of similar problems"),
        "hand_over": translate("Deed", "Hand-over"),
        "admit_work": translate("Deed", "Admitting work"),
        "decline_work": translate("Deed", "Declining work"),
    }


def field(profile: Profile, name: str) -> str:
    """The label of a field, in the city's words where its forms have it."""
    parts = (part for form in profile.forms.values() for part in form)
    named = next((part.label for part in parts if part.field.removesuffix("_id") == _plain(name)), "")
    return named or fields().get(name, name)


def _plain(name: str) -> str:
    # An office stands in the form by its id, and in the operation by its name as well.
    return name.removesuffix("_name") if name.endswith("office_name") else name


def fields() -> dict[str, str]:
    """Field of an operation → label, where no form of the city has one."""
    return {
        "address": translate("DeedField", "Address"),
        "advice": translate("DeedField", "Answered on the spot"),
        "amount": translate("DeedField", "Amount"),
        "analysis": translate("DeedField", "Analysis"),
        "back_to": translate("DeedField", "Goes back to"),
        "called_on": translate("DeedField", "Day of the call"),
        "cause": translate("DeedField", "Cause"),
        "chair": translate("DeedField", "Chair"),
        "channel": translate("DeedField", "Source"),
        "choice": translate("DeedField", "Choice"),
        "companions": translate("DeedField", "Companions"),
        "contact_name": translate("DeedField", "Contact"),
        "contact_phone": translate("DeedField", "Phone"),
        "credit_code": translate("DeedField", "Credit code"),
        "decision": translate("DeedField", "Decision"),
        "description": translate("DeedField", "Description"),
        "discussion": translate("DeedField", "Discussion"),
        "document": translate("DeedField", "Document issued"),
        "due_on": translate("DeedField", "Last day"),
        "evidence": translate("DeedField", "Evidence"),
        "form": translate("DeedField", "Form"),
        "guidance": translate("DeedField", "What was explained"),
        "guided_on": translate("DeedField", "Day on site"),
        "happened_on": translate("DeedField", "Day"),
        "held_on": translate("DeedField", "Day of the meeting"),
        "industry": translate("DeedField", "Industry"),
        "instruction": translate("DeedField", "Instruction"),
        "manner": translate("DeedField", "Manner"),
        "marks": translate("DeedField", "Parts to complete"),
        "met": translate("DeedField", "People met"),
        "name": translate("DeedField", "Name"),
        "next_on": translate("DeedField", "Next contact"),
        "note": translate("DeedField", "Remark"),
        "on": translate("DeedField", "Day"),
        "outcome": translate("DeedField", "Kind of outcome"),
        "place": translate("DeedField", "Place"),
        "post": translate("DeedField", "Post"),
        "present": translate("DeedField", "Present"),
        "products": translate("DeedField", "Main products"),
        "promises": translate("DeedField", "Promised"),
        "purposes": translate("DeedField", "Purposes"),
        "reason": translate("DeedField", "Reason"),
        "respond_by": translate("DeedField", "To report in by"),
        "respondent": translate("DeedField", "Who answered"),
        "result": translate("DeedField", "Result"),
        "satisfied": translate("DeedField", "Satisfied"),
        "scale": translate("DeedField", "Scale"),
        "situation": translate("DeedField", "Situation"),
        "steps": translate("DeedField", "Steps explained"),
        "text": translate("DeedField", "Text"),
        "title": translate("DeedField", "Title"),
        "topic": translate("DeedField", "Topic"),
        "visited_on": translate("DeedField", "Day"),
        "weight": translate("DeedField", "Weight"),
        "words": translate("DeedField", "Note"),
    }


def value(profile: Profile, name: str, text: str) -> str:
    """What was chosen or typed; a code by the city's word."""
    if name in CHOICES:
        return profile.word(CHOICES[name], text) or text
    if name == "form":
        return profile.documents.get(text, text)
    if name == "marks":
        return field(profile, text)
    if name == "outcome":
        return next((each.name for each in profile.outcomes if each.code == text), text)
    return _answers().get(text, text) if name in ("satisfied", "choice") else text


def _answers() -> dict[str, str]:
    return {
        "yes": translate("Deed", "satisfied"),
        "no": translate("Deed", "not satisfied"),
        "mine": translate("Deed", "the offered text"),
        "theirs": translate("Deed", "the standing text"),
        "both": translate("Deed", "both texts"),
        "edit": translate("Deed", "a new text"),
    }


def texts(profile: Profile, waiting: Waiting) -> list[tuple[str, str]]:
    """Everything that was typed or chosen: (label, what), one line for each field."""
    found: dict[str, list[str]] = {}
    for name, text in waiting.texts:
        found.setdefault(field(profile, name), []).append(value(profile, name, text))
    return [(label, "、".join(parts)) for label, parts in found.items()]


def as_plain_text(heading: str, told: Iterable[tuple[str, str]]) -> str:
    """The same for the clipboard."""
    return "\n".join((heading, *(f"{label}：{text}" for label, text in told)))
