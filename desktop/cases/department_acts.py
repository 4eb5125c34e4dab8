"""处置: what each act of a department asks for, and the operation that it becomes."""

from __future__ import annotations

from desktop.cases.asks import Ask, Values, key_of
from desktop.cases.stand import Stand
from desktop.cases.words import translate
from sync.operations import orders


def _order_id(stand: Stand) -> str:
    """The order that the person has before them."""
    order = stand.here.order
    return order.id if order else ""


def has_order(stand: Stand) -> bool:
    return stand.here.order is not None


def is_only_called(stand: Stand) -> bool:
    """A department was called, and has no order of its own to work on."""
    order, mine = stand.here.order, stand.actor.offices("handler")
    return bool(mine) and (order is None or order.lead_office_id not in mine)


def sign_for(stand: Stand, _values: Values) -> orders.SignForOrder:
    return orders.SignForOrder(**stand.step(), order_id=_order_id(stand))


def object_asks(_stand: Stand) -> list[Ask]:
    return [
        Ask("reason", translate("ActForm", "Reason"), required=True),
        Ask("suggested", translate("ActForm", "Suggested department"), "department"),
    ]


def object_(stand: Stand, values: Values) -> orders.ObjectToOrder:
    return orders.ObjectToOrder(
        **stand.step(),
        order_id=_order_id(stand),
        reason=values["reason"],
        suggested_office_id=key_of(values["suggested"]),
    )


def progress_asks(_stand: Stand) -> list[Ask]:
    return [Ask("text", translate("ActForm", "Progress"), required=True)]


def progress(stand: Stand, values: Values) -> orders.ReportProgress:
    return orders.ReportProgress(**stand.step(), text=values["text"])


def reply_asks(stand: Stand) -> list[Ask]:
    results = stand.options("result")
    return [
        Ask("text", translate("ActForm", "Reply"), required=True),
        Ask("result", translate("ActForm", "Result"), "one", required=True, options=results),
        Ask("document", translate("ActForm", "Document issued"), "line"),
    ]


def reply(stand: Stand, values: Values) -> orders.ReplyToOrder:
    return orders.ReplyToOrder(
        **stand.step(), text=values["text"], document=values["document"], result=values["result"]
    )
