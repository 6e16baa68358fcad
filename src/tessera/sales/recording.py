"""A sale that a till made without the server: posted as it was sold, with remarks where the server
would have done otherwise (docs/decisions, on what was made offline)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from tessera import pricing
from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.kernel.ids import uuid7
from tessera.members import queries as members
from tessera.offers import queries as offers
from tessera.org import queries as org
from tessera.platform.batch import Batch
from tessera.sales import by_hand, drafting, errors, homing, quoting
from tessera.sales import context as contexts
from tessera.sales.context import Context
from tessera.sales.errors import offline as refusals
from tessera.sales.models import MadeOffline, NumberBlock, Sale, Shift, SyncRemark
from tessera.sales.posting import Afterwards, Draft
from tessera.sales.rules.offline import (
    Number,
    Remark,
    SaleMade,
    check_means,
    check_sums,
    price_remark,
    when,
)
from tessera.sales.rules.order import Order
from tessera.sales.rules.settlement import WALLET, Settlement, settle
from tessera.wallet import operations as wallet
from tessera.wallet.rules import Spend

VALUE = frozenset({"topup", "card", "gift"})
"""Kinds of products that are worth money themselves."""


@dataclass(frozen=True, slots=True)
class Coming:
    """By whom, when and under which request something made offline comes here, from which till."""

    actor: Actor
    at: datetime
    request_id: UUID
    store_id: UUID
    till_id: UUID


def draft_made(batch: Batch, coming: Coming, made: SaleMade) -> tuple[Draft, list[Remark]]:
    """The sale as it is to be posted, and what is to be remarked about it.

    Raises Conflict ``offline.number_unknown``, ``offline.means``, ``offline.value``,
    ``sales.shift_closed``, ``sales.underpaid``, ``sales.overpaid``; Invalid ``offline.sums_wrong``;
    NotFound ``products.not_found``.
    """
    till_id, shown = coming.till_id, made.shown
    check_means(made)
    made_at, about_time = told_time(coming, made.number, made.made_at, made.shift_id)
    order, about_member = _of_whom(made.order)
    about_limits = _honour(coming, made, order, made_at)
    seen = contexts.read(
        at=made_at, store_id=coming.store_id, till_id=till_id, order=order, also_withdrawn=True
    )
    seen = _promised(seen, shown)
    _check_kinds(seen, order)
    check_sums(order, shown, currency=seen.currency)
    shift_id, about_shift = shift_of(till_id, made.shift_id)
    number, about_number = _number(batch, seen, till_id, made.number)
    quoted = _as_sold(seen, order, shown)
    hand = by_hand.look(coming.actor, seen, order, quoted, till_id)
    settlement = settle(total_minor=shown.total_minor, topup_minor=0, offers=made.tenders)
    draft = Draft(
        actor=coming.actor,
        seen=seen,
        order=order,
        quoted=quoted,
        settlement=settlement,
        spend=_spend(seen, settlement),
        sale_id=uuid7(),
        number=number,
        till_id=till_id,
        shift_id=shift_id,
        afterwards=Afterwards(coming.at, _seller(coming.actor, made.staff_id)),
        by_hand=hand,
    )
    about = [*about_time, *about_member, *about_limits, *about_shift, *about_number]
    if not hand.is_covered:
        about.append(Remark("by_hand", {"needs": list(hand.needs), "minor": hand.saved_minor}))
    return draft, [*about, *_differences(seen, order, made)]


def block_of(till_id: UUID, number: Number) -> NumberBlock:
    """The block that has a number. Raises Conflict ``offline.number_unknown``."""
    block = NumberBlock.objects.filter(
        till_id=till_id,
        business_on=date.fromisoformat(number.on),
        first__lte=number.value,
        last__gte=number.value,
    ).first()
    if block is None:
        raise refusals.number_unknown(number=number.value)
    return block


def label_of(store_id: UUID, till_id: UUID, number: Number) -> str:
    """A number as it is printed."""
    return f"{prefix_of(store_id, till_id, date.fromisoformat(number.on))}{number.value:04d}"


def prefix_of(store_id: UUID, till_id: UUID, on: date) -> str:
    """What stands before the numbers of a block; the F keeps them apart from the server's own."""
    return f"{org.get_store(store_id).code}-{org.get_till(till_id).code}-{on:%y%m%d}-F"


def told_time(
    coming: Coming, number: Number, told: datetime, shift_id: UUID | None
) -> tuple[datetime, list[Remark]]:
    """When something was made, and a remark where the till's clock is out.

    Raises Conflict ``offline.number_unknown``.
    """
    block = block_of(coming.till_id, number)
    own = Shift.objects.filter(pk=shift_id, till_id=coming.till_id).first() if shift_id else None
    earliest = own.opened_at if own else block.made_at
    made_at, is_out = when(told, earliest=earliest, now=coming.at)
    return made_at, [Remark("clock", {"told": told.isoformat()})] if is_out else []


def shift_of(till_id: UUID, told: UUID | None) -> tuple[UUID, list[Remark]]:
    """The shift that something belongs to: the one it was made in, or where that is closed the one
    that is open now. Raises Conflict ``sales.shift_closed`` where none is."""
    open_id = (
        Shift.objects.filter(till_id=till_id, is_open=True).values_list("id", flat=True).first()
    )
    if open_id is None:
        raise errors.shift_closed()
    return open_id, [] if open_id == told else [Remark("shift_closed")]


def _of_whom(order: Order) -> tuple[Order, list[Remark]]:
    """The order of who the member is by now."""
    if order.member_id is None:
        return order, []
    keep = members.survivor_of(order.member_id)
    if not members.is_here(keep):
        return replace(order, member_id=None), [Remark("member_gone")]
    if keep != order.member_id:
        return replace(order, member_id=keep), [Remark("member_merged")]
    return order, []


def _honour(coming: Coming, made: SaleMade, order: Order, made_at: datetime) -> list[Remark]:
    """Let come home what the till took of its member by limits (decision 34). Raises Conflict
    ``offline.means`` where the member has left meanwhile: there is nobody to take it from."""
    if not made.is_by_limit:
        return []
    if order.member_id is None:
        raise refusals.means_not_offline()
    return homing.honour(
        at=coming.at,
        store_id=coming.store_id,
        till_id=coming.till_id,
        member_id=order.member_id,
        told_id=made.order.member_id or order.member_id,
        shown=made.limits,
        points=made.shown.points_used,
        wallet_minor=made.wallet_minor,
        made_at=made_at,
    )


def _promised(seen: Context, shown: pricing.Quote) -> Context:
    """The world, where points that were promised are there whatever came to be owed since."""
    if seen.holding is None or not shown.points_used:
        return seen
    return replace(seen, holding=replace(seen.holding, firm_points=shown.points_used))


def _spend(seen: Context, settlement: Settlement) -> Spend:
    """What stored value pays; a card that was blocked since has paid all the same."""
    amount = settlement.amount(WALLET)
    if seen.holding is None or not amount:
        return Spend((), ())
    return wallet.plan_payment(
        seen.holding, amount_minor=amount, on=seen.business_on, policy=seen.policy
    )


def _check_kinds(seen: Context, order: Order) -> None:
    for line in order.lines:
        sku = seen.skus[line.sku_id]
        if sku.kind in VALUE or line.amount_minor is not None or line.gift_codes:
            raise refusals.value_not_offline(name=sku.name)


def _number(batch: Batch, seen: Context, till_id: UUID, number: Number) -> tuple[str, list[Remark]]:
    """The number that was printed; what somebody else has got already is numbered anew."""
    label = label_of(seen.store.id, till_id, number)
    if Sale.objects.filter(number=label).exists():
        return drafting.next_number(batch, seen, till_id), [Remark("number_taken")]
    return label, []


def _as_sold(seen: Context, order: Order, shown: pricing.Quote) -> pricing.Quote:
    """What was shown, of what the goods truly are."""
    lines = zip(order.lines, shown.lines, strict=True)
    return replace(
        shown,
        lines=tuple(
            replace(priced, sku_id=str(line.sku_id), kind=seen.skus[line.sku_id].kind)
            for line, priced in lines
        ),
    )


def _seller(actor: Actor, told: UUID | None) -> UUID | None:
    """Who sold it: as told, where that is somebody who works here; else who sends it."""
    if told and org.known().actor(staff_id=told):
        return told
    return actor.id if actor.kind == "staff" else None


def _differences(seen: Context, order: Order, made: SaleMade) -> Iterator[Remark]:
    """What the server would have done otherwise, as far as it knows the world by now."""
    yield from _price(seen, order, made.shown)
    if over := _over_limits(seen, made.shown):
        yield Remark("promotion_over", {"names": over})
    if short := _short(seen, order):
        yield Remark("stock_short", {"items": short})
    withdrawn = {sku.name for sku in seen.skus.values() if not sku.is_active}
    if withdrawn:
        yield Remark("product_withdrawn", {"names": sorted(withdrawn)})
    if made.level_id and seen.member and seen.member.level_id != made.level_id:
        yield Remark("level_changed", {"name": seen.member.level_name})


def _price(seen: Context, order: Order, shown: pricing.Quote) -> Iterator[Remark]:
    try:
        own = quoting.quote(seen, order)
    except DomainError as refusal:
        yield Remark("price_unknown", {"code": refusal.code})
        return
    if remark := price_remark(shown, own):
        yield remark


def _over_limits(seen: Context, shown: pricing.Quote) -> list[str]:
    """The names of promotions that gave more than was left of them."""
    saved: dict[str, int] = {}
    names: dict[str, str] = {}
    for line in shown.lines:
        for reason in line.reasons:
            saved[reason.rule_id] = saved.get(reason.rule_id, 0) + reason.amount_minor
            names[reason.rule_id] = reason.name
    served = {one.rule_id: one.pieces for one in shown.served}
    found = []
    for key, limits in seen.asked.wants.limited:
        if (rule := str(key)) in saved:
            left = offers.left_of(key, limits, seen.asked.counts, seen.asked.place)
            taken = {"uses": 1, "units": served.get(rule, 0), "budget_minor": saved[rule]}
            most = {name: getattr(left, name) for name in taken}
            if any(most[name] is not None and most[name] < used for name, used in taken.items()):
                found.append(names[rule])
    return sorted(found)


def _short(seen: Context, order: Order) -> list[dict[str, str | int]]:
    """The goods that were not there, as far as the stock knows."""
    if seen.store.allows_negative_stock:
        return []
    pieces: dict[UUID, int] = {}
    for line in order.lines:
        if seen.skus[line.sku_id].kind == "goods":
            pieces[line.sku_id] = pieces.get(line.sku_id, 0) + line.quantity
    on_hand = {key: seen.stock[key].on_hand if key in seen.stock else 0 for key in pieces}
    return [
        {"name": seen.skus[key].name, "on_hand": on_hand[key] - count}
        for key, count in pieces.items()
        if on_hand[key] < count
    ]


def note(
    batch: Batch,
    coming: Coming,
    number: Number,
    *,
    made_at: datetime,
    amount_minor: int,
    remarks: Sequence[Remark],
    sale_id: UUID | None = None,
    return_id: UUID | None = None,
) -> None:
    """Keep how something came here, and what is remarked about it."""
    made_id = uuid7()
    batch.insert(
        MadeOffline,
        {
            "id": made_id,
            "request_id": coming.request_id,
            "store_id": coming.store_id,
            "till_id": coming.till_id,
            "sale_id": sale_id,
            "returned_id": return_id,
            "number": label_of(coming.store_id, coming.till_id, number),
            "number_on": date.fromisoformat(number.on),
            "number_value": number.value,
            "made_at": made_at,
            "received_at": coming.at,
            "amount_minor": amount_minor,
        },
    )
    for remark in remarks:
        batch.insert(
            SyncRemark,
            {"id": uuid7(), "made_id": made_id, "code": remark.code, "data": dict(remark.data)},
        )
