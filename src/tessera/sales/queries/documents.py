"""One posted sale or return, read for who may see it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from tessera.kernel.actor import Actor
from tessera.ledger import queries as ledger
from tessera.sales import errors, permissions
from tessera.sales.models import (
    Exchange,
    ManualChange,
    Refund,
    Return,
    ReturnLine,
    Sale,
    SaleGuide,
    SaleLine,
    Tender,
)
from tessera.sales.queries.document_views import (
    ByHandView,
    ExchangeView,
    GuideView,
    LineView,
    RenewedView,
    ReturnView,
    SaleView,
    TenderView,
)
from tessera.sales.rules.refunds import SoldLine, refund_line
from tessera.wallet import places as held


def get_sale(*, actor: Actor, sale_id: UUID) -> SaleView:
    """A sale in the actor's stores. Raises Forbidden; NotFound ``sales.not_found``."""
    actor.require(permissions.VIEW)
    sale = _sales().filter(id=sale_id).first()
    if sale is None or not actor.reaches(sale.store_id):
        raise errors.sale_not_found()
    return _sale_view(sale)


def get_own_sale(*, member_id: UUID, sale_id: UUID) -> SaleView:
    """A sale of this member, for whom it is meant. Raises NotFound ``sales.not_found``."""
    sale = _sales().filter(id=sale_id, member=member_id).first()
    if sale is None:
        raise errors.sale_not_found()
    return _sale_view(sale)


def _sales() -> "QuerySet[Sale]":
    related = Sale.objects.select_related("store", "till", "staff", "member", "exchange__back")
    return related.prefetch_related(
        Prefetch("exchange__back__lines", ReturnLine.objects.order_by("position")),
        Prefetch("exchange__back__refunds", Refund.objects.order_by("id")),
        Prefetch("lines", SaleLine.objects.order_by("position")),
        Prefetch("lines__guides", SaleGuide.objects.select_related("staff").order_by("position")),
        Prefetch(
            "manual_changes", ManualChange.objects.select_related("staff", "approver", "line")
        ),
        Prefetch("tenders", Tender.objects.order_by("position")),
        Prefetch("returns", _returns().order_by("at")),
    )


def get_return(*, actor: Actor, return_id: UUID) -> ReturnView:
    """A return in the actor's stores. Raises Forbidden; NotFound ``sales.not_found``."""
    actor.require(permissions.VIEW)
    document = _returns().filter(id=return_id).first()
    if document is None or not actor.reaches(document.store_id):
        raise errors.sale_not_found()
    return replace(_return_view(document), renewed=_renewed(document.id))


def _renewed(return_id: UUID) -> tuple[RenewedView, ...]:
    """The lots that a return opened, by what they hold and their last day."""
    sums: dict[tuple[str, date], int] = {}
    for lot in ledger.get_entry_lots(document_id=return_id).opened:
        if lot.expires_on is not None:
            kind = "points" if lot.account.kind == held.HELD_POINTS else "wallet"
            sums[kind, lot.expires_on] = sums.get((kind, lot.expires_on), 0) + lot.amount
    return tuple(RenewedView(kind, amount, until) for (kind, until), amount in sums.items())


def _returns() -> "QuerySet[Return]":
    near = ("sale", "store", "till", "staff", "member", "exchange__sale")
    related = Return.objects.select_related(*near).prefetch_related("exchange__sale__tenders")
    return related.prefetch_related(
        Prefetch("lines", ReturnLine.objects.order_by("position")),
        Prefetch("refunds", Refund.objects.order_by("id")),
    )


def _sale_view(sale: Sale) -> SaleView:
    return SaleView(
        sale_id=sale.id,
        number=sale.number,
        store_id=sale.store_id,
        store_name=sale.store.name,
        till_code=sale.till.code,
        staff_name=sale.staff.name if sale.staff else "",
        member_id=sale.member_id,
        member_name=sale.member.name if sale.member else "",
        at=sale.at,
        business_on=sale.business_on,
        gross_minor=sale.gross_minor,
        reduction_minor=sale.reduction_minor,
        rounding_minor=sale.rounding_minor,
        points_used=sale.points_used,
        points_minor=sale.points_minor,
        total_minor=sale.total_minor,
        change_minor=sale.change_minor,
        reasons=tuple(sale.reasons),
        lines=tuple(_line_view(line) for line in sale.lines.all()),
        tenders=tuple(TenderView(t.kind, t.amount_minor, t.reference) for t in sale.tenders.all()),
        returns=tuple(_return_view(document) for document in sale.returns.all()),
        exchange=_exchange_view(getattr(sale, "exchange", None)),
        note=sale.note,
        prints_notes=sale.prints_notes,
        by_hand=tuple(_by_hand_view(one) for one in sale.manual_changes.all()),
    )


def _by_hand_view(one: ManualChange) -> ByHandView:
    return ByHandView(
        article=one.line.name if one.line else "",
        kind=one.kind,
        reason=one.reason,
        saved_minor=one.saved_minor,
        staff_name=one.staff.name if one.staff else "",
        approver_name=one.approver.name if one.approver else "",
        below_cost=one.below_cost,
    )


def _beyond(parts: Iterable[tuple[str, int]], carried: Mapping[str, int]) -> tuple[TenderView, ...]:
    """What of ``parts``, by kind, was not carried over."""
    left = {kind: -amount for kind, amount in carried.items()}
    for kind, amount in parts:
        left[kind] = left.get(kind, 0) + amount
    return tuple(TenderView(kind, amount) for kind, amount in left.items() if amount)


def _exchange_view(exchange: Exchange | None) -> ExchangeView | None:
    if exchange is None:
        return None
    sale, back = exchange.sale, exchange.back
    carried = {part["kind"]: int(part["amount_minor"]) for part in exchange.carried}
    refunds = [(one.kind, one.amount_minor) for one in back.refunds.all()]
    tenders = [(one.kind, one.amount_minor) for one in sale.tenders.all() if one.kind != "points"]
    return ExchangeView(
        sale_id=sale.id,
        sale_number=sale.number,
        return_id=back.id,
        return_number=back.number,
        refund_minor=back.refund_minor,
        difference_minor=sale.total_minor - back.refund_minor,
        carried=tuple(TenderView(kind, amount) for kind, amount in carried.items()),
        given_back=_beyond(refunds, carried),
        paid_now=_beyond(tenders, carried),
        back_lines=tuple(_return_line_view(line) for line in back.lines.all()),
    )


def _line_view(line: SaleLine) -> LineView:
    paid = line.net_minor - line.points_share_minor
    left = line.quantity - line.returned
    sold = SoldLine(line.id, line.quantity, line.returned, paid, line.points_share_minor)
    return LineView(
        line_id=line.id,
        sku_id=line.sku_id,
        kind=line.kind,
        name=line.name,
        colour=line.colour,
        size=line.size,
        quantity=line.quantity,
        returned=line.returned,
        unit_tag_minor=line.unit_tag_minor,
        unit_price_minor=line.unit_price_minor,
        gross_minor=line.gross_minor,
        net_minor=line.net_minor,
        points_share_minor=line.points_share_minor,
        refundable_minor=refund_line(sold, left).paid_minor,
        reasons=tuple(line.reasons),
        guides=tuple(
            GuideView(one.staff_id, one.staff.name, one.share_bp) for one in line.guides.all()
        ),
        note=line.note,
    )


def _return_view(document: Return) -> ReturnView:
    return ReturnView(
        return_id=document.id,
        number=document.number,
        sale_id=document.sale_id,
        sale_number=document.sale.number if document.sale else "",
        store_id=document.store_id,
        store_name=document.store.name,
        till_code=document.till.code,
        staff_name=document.staff.name if document.staff else "",
        member_id=document.member_id,
        member_name=document.member.name if document.member else "",
        at=document.at,
        business_on=document.business_on,
        refund_minor=document.refund_minor,
        points_back=document.points_back,
        points_minor=document.points_minor,
        reason=document.reason,
        lines=tuple(_return_line_view(line) for line in document.lines.all()),
        refunds=tuple(TenderView(r.kind, r.amount_minor) for r in document.refunds.all()),
        exchange=_exchange_view(getattr(document, "exchange", None)),
        kept_minor=document.kept_minor,
    )


def _return_line_view(line: ReturnLine) -> LineView:
    unit = line.net_minor // line.quantity
    return LineView(
        line_id=line.id,
        sku_id=line.sku_id,
        kind=line.kind,
        name=line.name,
        colour=line.colour,
        size=line.size,
        quantity=line.quantity,
        returned=line.quantity,
        unit_tag_minor=unit,
        unit_price_minor=unit,
        gross_minor=line.net_minor,
        net_minor=line.net_minor,
        points_share_minor=line.points_share_minor,
        refundable_minor=0,
        reasons=(),
    )
