"""What happens to coupons inside the transactions of others: the least that must."""

from tessera.campaigns import queries
from tessera.campaigns.models import Occasion
from tessera.members.events import MemberJoined
from tessera.offers import operations as offers
from tessera.offers.models import Coupon
from tessera.platform import jobs
from tessera.platform.batch import Batch
from tessera.rewards.events import LevelMoved
from tessera.sales.events import SaleCompleted, SaleReturned

COUNTED = frozenset({"goods", "service"})


def welcome(event: MemberJoined, _: Batch) -> None:
    """Have a new member given what is given for joining."""
    if queries.active_givings(Occasion.JOINED):
        jobs.enqueue("tessera.campaigns.jobs.give_for_joining", str(event.member_id))


def give_for_level(event: LevelMoved, _: Batch) -> None:
    """Have a member given what is given for this level."""
    if queries.active_givings(Occasion.LEVEL, event.after_id):
        jobs.enqueue(
            "tessera.campaigns.jobs.give_for_level", str(event.member_id), str(event.after_id)
        )


def give_for_sale(event: SaleCompleted, _: Batch) -> None:
    """Have the buyer given what a sale gives for the next one. Where none does nothing is asked."""
    least = queries.known.get(event.versions).from_minor
    if least is None or event.member is None:
        return
    paid = sum(item.paid_minor for item in event.items if item.kind in COUNTED)
    if paid >= least:
        jobs.enqueue("tessera.campaigns.jobs.give_for_sale", str(event.sale_id))


def take_back(event: SaleReturned, batch: Batch) -> None:
    """Take back what a sale gave for the next one, where what stays of it does not come to as much.
    What was used stays used."""
    givings = queries.known.get(event.versions).sale_ids
    if not givings:
        return
    causes = [queries.cause_of_sale(event.sale_id, giving_id) for giving_id in givings]
    given = dict(Coupon.objects.filter(cause__in=causes, uses=0).values_list("cause", "id"))
    if not given:
        return
    now = sum(item.paid_minor for item in event.items if item.kind in COUNTED)
    left = queries.kept_minor(event.sale_id, returning_minor=now)
    floors = queries.floors_of(givings)
    gone = [
        given[cause]
        for giving_id, cause in zip(givings, causes, strict=True)
        if cause in given and left < floors[giving_id]
    ]
    offers.withdraw_coupons(batch, gone)
