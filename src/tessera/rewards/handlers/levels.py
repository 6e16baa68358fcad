"""What a sale counts for the member's level, and the rise that follows at once (CASES 16)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Sum

from tessera.catalog.rules import TOPUP, VALUE
from tessera.kernel.actor import Actor
from tessera.platform.batch import Batch
from tessera.platform.usecases import StaleError
from tessera.rewards import models, operations, queries
from tessera.rewards.operations import Move
from tessera.rewards.queries.standing import Standing, is_current, standing_of, sums_of
from tessera.rewards.rules import levels
from tessera.rewards.rules.ladder import Ladder, Rung, Sums
from tessera.rewards.rules.levels import Met, Scene
from tessera.sales.events import (
    CardPaidOut,
    SaleCompleted,
    SaleReturned,
    SoldItem,
    ValuePaidOut,
)
from tessera.wallet import places as held


def count_sale(event: SaleCompleted, batch: Batch) -> None:
    """Keep what a sale counts, and raise the member where that is enough.

    Listens after the points were earned. The level's discount counts from the next sale on.
    Needs ``standing`` among what was read with the sale.
    """
    if event.member is None:
        return
    found = event.also["standing"]
    if not is_current(found, event.versions):
        raise StaleError
    ladder = queries.ladder_of(event.versions)
    counted, topup = _counted(event, ladder), _paid(event.items, topups=True)
    if counted == Sums() and not topup:
        return
    _keep(batch, event, counted, topup)
    _rise(batch, event, ladder, counted, topup)


def _counted(event: SaleCompleted, ladder: Ladder) -> Sums:
    """What goods, services and fees of the sale count; a sale of top-ups counts nothing here."""
    bought = any(item.kind not in VALUE for item in event.items)
    spent = _paid(event.items, topups=False)
    return Sums(
        spend=spent,
        points=-event.books.delta(held.points_issued(event.store_id)),
        growth=levels.growth_for(ladder.growth, spent_minor=spent) if bought else 0,
    )


def _paid(items: Iterable[SoldItem], *, topups: bool) -> int:
    if topups:
        return sum(item.paid_minor for item in items if item.kind == TOPUP)
    return sum(item.paid_minor for item in items if item.kind not in VALUE)


def _keep(batch: Batch, event: SaleCompleted, counted: Sums, topup: int) -> None:
    assert event.member is not None
    batch.insert(
        models.Merit,
        {
            "document_id": event.sale_id,
            "member_id": event.member.id,
            "sale_id": event.sale_id,
            "at": event.at,
            "business_on": event.business_on,
            "spent_minor": counted.spend,
            "topup_minor": topup,
            "points": counted.points,
            "growth": counted.growth,
        },
    )


def _rise(batch: Batch, event: SaleCompleted, ladder: Ladder, counted: Sums, topup: int) -> None:
    on, found = event.business_on, event.also["standing"]
    standing = standing_of(found)
    if standing.is_locked(on):
        return
    scene = Scene(
        on=on,
        joined_on=standing.joined_on,
        since=standing.since,
        sums=_with(sums_of(found, on), counted, on),
        purchase_minor=counted.spend,
        topup_minor=topup,
    )
    rise = levels.rise(ladder, standing.level_id, scene)
    if rise is None:
        return
    going = Move(
        to=rise.rung,
        cause=rise.met.cause,
        since=on,
        through=rise.rung.through(on),
        document_id=event.sale_id,
        cause_id=event.sale_id,
        detail=told(rise.met),
    )
    operations.move(
        batch,
        actor=event.actor,
        at=event.at,
        on=on,
        standing=standing,
        going=going,
        before=ladder.rung(standing.level_id),
        store_id=event.store_id,
    )


def _with(sums: dict[date, Sums], counted: Sums, on: date) -> dict[date, Sums]:
    """The sums with the document at hand, in those days that reach it."""
    return {start: kept.plus(counted) if start <= on else kept for start, kept in sums.items()}


def told(met: Met) -> dict[str, object]:
    """What a level rests on, for people."""
    return {"have": met.have, "need": met.need, "start": met.start.isoformat()}


def count_return(event: SaleReturned, batch: Batch) -> None:
    """Take off what comes back; whom that very sale had raised is looked at again.

    One level down at most, and only then: any other fall waits for the end of the validity
    (CASES, rules worth taking over). Listens after the points were clawed back.
    """
    sold = models.Merit.objects.filter(document_id=event.sale_id).first()
    if sold is None:
        return
    clawed = sum(row["points"] for row in batch.inserted(models.Clawback))
    back = _taken(sold, spent_minor=_paid(event.items, topups=False), clawed=clawed)
    topup = min(_paid(event.items, topups=True), sold.topup_minor)
    undoing = _Undoing(
        event.actor, event.at, event.business_on, event.store_id, event.return_id, event.sale_id
    )
    _take_off(batch, undoing, sold, back, topup)
    _fall(batch, undoing, sold, back, topup)


def count_card_refund(event: CardPaidOut, batch: Batch) -> None:
    """Take off what a card counted of which the money goes back, as by a return. Cards earn no
    points."""
    sold = models.Merit.objects.filter(document_id=event.sale_id).first()
    if sold is None:
        return
    back = _taken(sold, spent_minor=event.paid_minor, clawed=0)
    undoing = _Undoing(
        event.actor, event.at, event.business_on, event.store_id, event.payout_id, event.sale_id
    )
    _take_off(batch, undoing, sold, back, topup=0)
    _fall(batch, undoing, sold, back, topup=0)


def count_payout(event: ValuePaidOut, batch: Batch) -> None:
    """Whom a top-up had raised whose money is taken back is looked at again as by a return, whoever
    takes it. A level that its plan gave goes by another's hands with the last of the money only."""
    sales = [sale_id for sale_id, minor in event.taken_minor.items() if minor]
    for sold in models.Merit.objects.filter(document_id__in=sales).order_by("document_id"):
        topup = min(event.taken_minor[sold.sale_id], sold.topup_minor)
        if sold.member_id != event.member_id and topup < sold.topup_minor and _gave_level(sold):
            continue
        undoing = _Undoing(
            event.actor, event.at, event.business_on, event.store_id, event.payout_id, sold.sale_id
        )
        _fall(batch, undoing, sold, Sums(), topup)


def _gave_level(sold: models.Merit) -> bool:
    """Whether the plan of a sale's top-up gave the level that its member has now: nothing had to be
    reached for it."""
    moves = models.LevelMove.objects.filter(document_id=sold.sale_id, cause=models.Cause.TOPUP)
    return moves.filter(after=F("member__level"), detail={}).exists()


@dataclass(frozen=True, slots=True)
class _Undoing:
    """The document that takes something of a sale back: by whom, when and where."""

    actor: Actor
    at: datetime
    business_on: date
    store_id: UUID
    document_id: UUID
    sale_id: UUID


def _taken(sold: models.Merit, *, spent_minor: int, clawed: int) -> Sums:
    """What a document takes off, growth in proportion and cumulatively. Of points all that came
    back with the goods, whatever became of them."""
    before = models.Merit.objects.filter(member=sold.member_id, sale_id=sold.sale_id).exclude(
        document_id=sold.sale_id
    )
    done = before.aggregate(spent=Sum("spent_minor"), growth=Sum("growth"))
    growth = levels.growth_back(
        earned=sold.growth,
        spent_minor=sold.spent_minor,
        returned_minor=spent_minor - (done["spent"] or 0),
        taken=-(done["growth"] or 0),
    )
    return Sums(spent_minor, clawed, growth)


def _take_off(batch: Batch, event: _Undoing, sold: models.Merit, back: Sums, topup: int) -> None:
    """Keep what a document takes off what its sale counted."""
    row = {
        "document_id": event.document_id,
        "member_id": sold.member_id,
        "sale_id": event.sale_id,
        "at": event.at,
        "business_on": event.business_on,
        "spent_minor": -back.spend,
        "topup_minor": -topup,
        "points": -back.points,
        "growth": -back.growth,
    }
    batch.insert(models.Merit, row)


def _fall(batch: Batch, event: _Undoing, sold: models.Merit, back: Sums, topup: int) -> None:
    standing = queries.find_standing(sold.member_id)
    if standing is None or standing.cause_id != event.sale_id:
        return
    ladder = queries.get_ladder()
    present, below = ladder.rung(standing.level_id), ladder.below(standing.level_id)
    if standing.is_locked(event.business_on) or not below:
        return
    scene = _scene_without(event, sold, standing, present, back, topup)
    if levels.met_by(present, scene) is not None or _is_still_paid(event, scene):
        return
    operations.move(
        batch,
        actor=event.actor,
        at=event.at,
        on=event.business_on,
        standing=standing,
        going=operations.undone(
            standing, below[0], on=event.business_on, document_id=event.document_id
        ),
        before=present,
        store_id=event.store_id,
    )


def _is_still_paid(event: _Undoing, scene: Scene) -> bool:
    """Whether the level was bought, and not all of that sale has come back."""
    bought = models.LevelMove.objects.filter(
        document_id=event.sale_id, cause=models.Cause.BOUGHT, after=F("member__level")
    )
    return scene.purchase_minor > 0 and bought.exists()


def _scene_without(
    event: _Undoing,
    sold: models.Merit,
    standing: Standing,
    present: Rung,
    back: Sums,
    topup: int,
) -> Scene:
    """The world in which the level would have to be reached now, by what is left."""
    on, since = event.business_on, standing.before_since or standing.since
    asked = {present.start(on, since), standing.joined_on}
    sums = {start: queries.get_sums(sold.member_id, start).minus(back) for start in asked}
    left = models.Merit.objects.filter(member=sold.member_id, sale_id=event.sale_id).aggregate(
        spent=Sum("spent_minor"), topup=Sum("topup_minor")
    )
    return Scene(
        on=on,
        joined_on=standing.joined_on,
        since=since,
        sums=sums,
        purchase_minor=left["spent"] - back.spend,
        topup_minor=left["topup"] - topup,
    )
