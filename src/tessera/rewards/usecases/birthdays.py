"""A coupon for the birthday, where the level gives one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.offers import operations as offers
from tessera.offers.queries import kinds
from tessera.platform import audit
from tessera.platform.batch import Batch
from tessera.platform.models import AuditRow
from tessera.platform.usecases import usecase
from tessera.rewards import permissions, queries
from tessera.rewards.models import BirthdayGift
from tessera.rewards.queries import birthdays
from tessera.wallet.queries import business_days

GIFT_DAYS = 30
"""So many days a birthday coupon is valid, the birthday being the first, where its kind says nothing."""


@dataclass(frozen=True, slots=True)
class Gifts:
    """So many coupons were given; ``last`` is the last member looked at, None at the end."""

    count: int
    last: UUID | None


@usecase(permission=permissions.REVIEW, audit="rewards.birthdays_kept")
def give_birthday_coupons(*, actor: Actor, at: datetime, after: UUID, limit: int = 300) -> Gifts:
    """Give a coupon to members whose birthday is today at home, once a year.

    Looks at ``limit`` members at most, those behind ``after``. Doing it again gives nothing
    twice: the key of the gift is the member and the year. Raises Forbidden to whoever may not do
    so in every store.
    """
    actor.require_everywhere(permissions.REVIEW)
    days, ladder = business_days(actor, at), queries.get_ladder()
    rows = birthdays.list_celebrating(days, ladder, after=after, limit=limit)
    batch, count = Batch(), 0
    for row, day in birthdays.celebrates(rows):
        kind_id = ladder.rung(row.level_id).benefits.birthday_coupon_id
        assert kind_id is not None
        given = offers.give_coupons(
            batch,
            kind_id=kind_id,
            grants=[offers.Grant(row.id, cause=f"birthday:{row.id}:{day.year}")],
            days=kinds.find_days(kind_id, on=day) or (day, day + timedelta(days=GIFT_DAYS - 1)),
            at=at,
            source="birthday",
            may_fall_short=True,
        )
        if not given:
            continue
        coupon_id = given[0]
        gift = {"member_id": row.id, "year": day.year, "level_id": row.level_id}
        batch.insert(BirthdayGift, {**gift, "id": uuid7(), "coupon_id": coupon_id, "at": at})
        count += 1
    data = {"count": count}
    noted = audit.row(
        actor=actor, at=at, action="rewards.birthdays_kept", subject=uuid7(), data=data
    )
    batch.insert(AuditRow, noted)
    batch.flush()
    return Gifts(count, rows[-1][0].id if len(rows) == limit else None)
