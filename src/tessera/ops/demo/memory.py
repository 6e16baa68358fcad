"""What the demo has done, read once from the rows, so that a run that was killed goes on."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import F, Q, Sum

from tessera import pricing
from tessera.offers.models import Coupon
from tessera.platform.models import RequestRecord
from tessera.sales.models import Refund, Shift, Tender
from tessera.sales.rules.settlement import CASH

SPACE = UUID("0b9cf2e4-77a1-5c1d-9a57-1d1e6a5a3c02")
_CHUNK = 500


@dataclass(slots=True)
class Held:
    """What a member is known to hold; the till asks again anyway."""

    id: UUID
    points: int = 0
    wallet_minor: int = 0
    level: int = 0


@dataclass(slots=True)
class Memory:
    """Answers of deeds by key, members by number, cash in each open drawer by till,
    unused coupons by member.
    """

    now: datetime
    answers: dict[str, Any] = field(default_factory=dict)
    members: dict[int, Held] = field(default_factory=dict)
    drawers: dict[UUID, int] = field(default_factory=dict)
    coupons: dict[UUID, list[pricing.Coupon]] = field(default_factory=dict)

    def meet(self, number: int, member_id: UUID) -> None:
        """Know a member of the plan by the id that registering gave."""
        self.members[number] = Held(member_id)

    def request_id(self, key: str) -> UUID:
        """The id of a deed's request; it follows from when the demo was begun and the deed."""
        return uuid5(SPACE, f"{self.now.isoformat()} {key}")

    def recall(self, keys: list[str]) -> None:
        """Read which deeds were answered already, and what lies in open drawers."""
        by_id = {self.request_id(key): key for key in keys}
        ids = list(by_id)
        for start in range(0, len(ids), _CHUNK):
            found = RequestRecord.objects.filter(request_id__in=ids[start : start + _CHUNK])
            for request_id, result in found.values_list("request_id", "result"):
                self.answers[by_id[request_id]] = result
        for shift in Shift.objects.filter(is_open=True):
            self.drawers[shift.till_id] = _cash(shift)
        self.note_coupons(Q(uses__lt=F("uses_limit")))

    def note_coupons(self, where: Q) -> None:
        """Learn of members' coupons, those that end first before the others."""
        rows = Coupon.objects.filter(where, member__isnull=False).select_related("kind")
        for row in rows.order_by("ends_on", "id"):
            assert row.member_id is not None
            self.coupons.setdefault(row.member_id, []).append(_coupon(row))

    def coupons_of(self, member_id: UUID, day: date) -> list[pricing.Coupon]:
        """What a member can show on a day."""
        own = self.coupons.get(member_id, ())
        return [coupon for coupon in own if coupon.starts_on <= day <= coupon.ends_on]

    def forget_coupons(self, member_id: UUID, codes: Collection[str]) -> None:
        """Coupons were used."""
        own = self.coupons.get(member_id, [])
        self.coupons[member_id] = [coupon for coupon in own if coupon.code not in codes]


def _coupon(row: Coupon) -> pricing.Coupon:
    return pricing.Coupon(
        code=row.code,
        rule_id=str(row.kind_id),
        version=row.kind.version,
        name=row.kind.name,
        threshold_minor=row.kind.threshold_minor,
        amount_minor=row.kind.amount_minor,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        combines_with_level=row.kind.combines_with_level,
    )


def _cash(shift: Shift) -> int:
    """What should be in an open drawer."""
    taken = Tender.objects.filter(sale__shift=shift, kind=CASH).aggregate(sum=Sum("amount_minor"))
    given = Refund.objects.filter(document__shift=shift, kind=CASH)
    return (
        shift.float_minor
        + (taken["sum"] or 0)
        - (given.aggregate(sum=Sum("amount_minor"))["sum"] or 0)
    )
