"""Who may do what: one table of rights, each a list of named conditions, and one of prohibitions.

The laptop asks before it offers a button, the server asks again with authority; both ask `check`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sync.domain.actor import Actor
from sync.domain.errors import Refused
from sync.domain.membership import CaseFacts, EnterpriseFacts

Facts = CaseFacts | EnterpriseFacts
Condition = Callable[[Actor, Facts], bool]


def serves(actor: Actor, facts: Facts) -> bool:
    """The person is assigned to the firm: 政府服务代表 or 企业联络员."""
    return actor.person_id in facts.assigned


def staffs_station(actor: Actor, facts: Facts) -> bool:
    """The person works in the 小微站 that serves the firm."""
    return bool(actor.offices("station_staff") & set(facts.station_offices))


def keeps_its_log(actor: Actor, facts: Facts) -> bool:
    """The person writes in the firm's log as staff of its 小微站, puts files beside that, and settles what
    two wrote in it."""
    return isinstance(facts, EnterpriseFacts) and staffs_station(actor, facts)


def coordinates(actor: Actor, facts: Facts) -> bool:
    """The person coordinates in the responsible centre (CD-11)."""
    return facts.centre_id in actor.offices("coordinator")


def reported(actor: Actor, facts: Facts) -> bool:
    """The person reported the problem."""
    return isinstance(facts, CaseFacts) and actor.person_id == facts.reporter_id


def was_sent(actor: Actor, facts: Facts) -> bool:
    """The centre sent the person to the firm (派员现场)."""
    return isinstance(facts, CaseFacts) and actor.person_id in facts.sent


def is_on_site(actor: Actor, facts: Facts) -> bool:
    """The centre sent the person to the firm in this cycle: who went in an earlier one would write over what
    was explained then."""
    return isinstance(facts, CaseFacts) and actor.person_id in facts.on_site


def was_summoned(actor: Actor, facts: Facts) -> bool:
    """The person handles matters in a department that was called (吹哨)."""
    return isinstance(facts, CaseFacts) and bool(actor.offices("handler") & set(facts.summoned))


def oversees(actor: Actor, facts: Facts) -> bool:
    """The person coordinates in the responsible centre or in one above it (CD-07)."""
    return bool(actor.offices("coordinator") & {facts.centre_id, *facts.centres} - {""})


def has_it_raised(actor: Actor, facts: Facts) -> bool:
    """The person coordinates in the centre that the problem was raised to (提级)."""
    return isinstance(facts, CaseFacts) and bool(actor.offices("coordinator") & set(facts.raised_to))


def acts_for_a_centre(actor: Actor, facts: Facts) -> bool:
    """The person coordinates in the responsible centre, or in one that it was raised to."""
    return coordinates(actor, facts) or has_it_raised(actor, facts)


def supervises(actor: Actor, facts: Facts) -> bool:
    """The person supervises the region of the problem (督查)."""
    return isinstance(facts, CaseFacts) and bool(actor.offices("supervisor") & set(facts.supervising))


def leads_handling(actor: Actor, facts: Facts) -> bool:
    """The person handles matters in the order's lead department."""
    return isinstance(facts, CaseFacts) and bool(actor.offices("handler") & set(facts.lead_offices))


def assists_handling(actor: Actor, facts: Facts) -> bool:
    """The person handles matters in an assisting department."""
    return isinstance(facts, CaseFacts) and bool(actor.offices("handler") & set(facts.assisting_offices))


def calls_back(actor: Actor, facts: Facts) -> bool:
    """The person is a follow-up caller of the responsible centre (F30)."""
    return facts.centre_id in actor.offices("caller")


def counts_for(actor: Actor) -> frozenset[str]:
    """The centres that the person counts for: what these count is only as new as what their people's laptops
    sent, so the person may know who was not in contact, and since when."""
    return frozenset().union(*(actor.offices(role) for role in ("coordinator", "leader", "caller")))


# Any one of the conditions is enough.
RIGHTS: Final[dict[str, tuple[Condition, ...]]] = {
    "log_visit": (serves, staffs_station, coordinates),
    "amend_visit": (serves, staffs_station, coordinates),
    "amend_enterprise": (serves, coordinates),
    "report": (serves, staffs_station, coordinates),
    "edit": (serves, reported, coordinates),
    "resubmit": (serves, reported, coordinates),
    "attach": (
        serves,
        keeps_its_log,
        reported,
        coordinates,
        has_it_raised,
        was_sent,
        leads_handling,
        assists_handling,
    ),
    "keep_paper": (coordinates, has_it_raised),
    "return": (coordinates,),
    "accept": (coordinates,),
    "set_due": (coordinates, has_it_raised),
    "send_person": (coordinates,),
    "guide": (is_on_site,),
    "close_on_site": (is_on_site, coordinates),
    "summon": (coordinates, has_it_raised),
    "report_in": (was_summoned, coordinates, has_it_raised),
    "meet": (coordinates, has_it_raised),
    "issue_order": (coordinates,),
    "uphold_order": (coordinates,),
    "sign_for": (leads_handling,),
    "object": (leads_handling,),
    "progress": (leads_handling, assists_handling),
    "reply": (leads_handling,),
    "reject_reply": (coordinates,),
    "close": (coordinates,),
    "start_follow_up": (calls_back,),
    "not_reached": (calls_back,),
    "settle": (calls_back,),
    "reopen": (calls_back,),
    "record_outcome": (serves, reported, coordinates),
    "settle_conflict": (serves, keeps_its_log, reported, coordinates),
    "admit": (coordinates,),
    "conceal": (serves, reported, coordinates, has_it_raised),
    "release": (coordinates, has_it_raised),
    "raise": (coordinates,),
    "return_raised": (has_it_raised,),
    "name_reader": (coordinates, has_it_raised, supervises),
    "dismiss_reader": (coordinates, has_it_raised, supervises),
    "cluster": (oversees,),
    "hand_over": (oversees,),
}


def handled_it(actor: Actor, facts: CaseFacts) -> bool:
    """The person signed for, reported on or answered an order, was sent to the firm or ended it on site, in
    whatever cycle."""
    return actor.person_id in (*facts.handled_by, *facts.sent)


def belongs_to_department(actor: Actor, facts: CaseFacts) -> bool:
    """The person holds any role in a department that handles the problem, or handled it before."""
    offices = {held.office_id for held in actor.roles}
    return bool(offices & {*facts.lead_offices, *facts.assisting_offices, *facts.handled_in})


def signed_it(actor: Actor, facts: CaseFacts) -> bool:
    """The person drafted or signed an order of this problem, withdrawn ones included."""
    return actor.person_id in facts.signed_by


def represents_it(actor: Actor, facts: CaseFacts) -> bool:
    """The person serves the firm, or did when the problem was reported or on any day since."""
    return actor.person_id in (*facts.assigned, *facts.representatives)


# 回访 is never made by somebody with a part in the matter (F30).
_NOT_BY_THE_SOLVER: Final = (
    (handled_it, "follow_up_by_handler"),
    (belongs_to_department, "follow_up_by_department"),
    (signed_it, "follow_up_by_signer"),
    (represents_it, "follow_up_by_representative"),
)
FORBIDDEN: Final[dict[str, tuple[tuple[Callable[[Actor, CaseFacts], bool], str], ...]]] = {
    "start_follow_up": _NOT_BY_THE_SOLVER,
    "not_reached": _NOT_BY_THE_SOLVER,
    "settle": _NOT_BY_THE_SOLVER,
    "reopen": _NOT_BY_THE_SOLVER,
}


def check(actor: Actor, action: str, facts: Facts) -> None:
    """Raises Refused("not_allowed") or the prohibition's own code when the person may not do this."""
    if code := _forbidden(actor, action, facts):
        raise Refused(code)
    if not has_right(actor, action, facts):
        raise Refused("not_allowed", action=action)


def kept_from(actor: Actor, action: str, facts: Facts) -> str:
    """The code of what forbids this to somebody who has the right to it; "" where nothing does."""
    return _forbidden(actor, action, facts) if has_right(actor, action, facts) else ""


def _forbidden(actor: Actor, action: str, facts: Facts) -> str:
    if not isinstance(facts, CaseFacts):
        return ""
    return next((code for condition, code in FORBIDDEN.get(action, ()) if condition(actor, facts)), "")


def has_right(actor: Actor, action: str, facts: Facts) -> bool:
    """Whether the person's role includes this, whatever part they had in the matter."""
    return any(condition(actor, facts) for condition in RIGHTS[action])


def can(actor: Actor, action: str, facts: Facts) -> bool:
    """Whether the person may do this; what a window offers."""
    try:
        check(actor, action, facts)
    except Refused:
        return False
    return True


def _is_administrator(actor: Actor) -> bool:
    return any(held.role == "administrator" for held in actor.roles)


def administers(actor: Actor) -> None:
    """Raises Refused("not_allowed") unless the person is an administrator."""
    if not _is_administrator(actor):
        raise Refused("not_allowed", action="administer")


def check_or_administers(actor: Actor, action: str, facts: Facts) -> None:
    """The same as `check`, for what an administrator may do everywhere."""
    if not _is_administrator(actor):
        check(actor, action, facts)


def coordinates_in(actor: Actor, centre_id: str) -> None:
    """Raises Refused("not_allowed") unless the person coordinates in this centre."""
    if centre_id not in actor.offices("coordinator"):
        raise Refused("not_allowed", action="cluster")
