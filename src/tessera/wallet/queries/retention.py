"""How long the law wants papers of prepaid value kept, and whose are past that."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from tessera.kernel.period import add_months
from tessera.ledger.models import Posting
from tessera.platform import versions
from tessera.wallet import places
from tessera.wallet.models import GiftCard, RealName
from tessera.wallet.queries.legal import legal
from tessera.wallet.rules import prepaid

_VALUE = (places.PRINCIPAL, places.BONUS, places.FROZEN_PRINCIPAL, places.FROZEN_BONUS)


def kept_since(at: datetime) -> datetime:
    """What did not move since then need not be kept any more: so many years as the rules say, or
    not at all where the rule is off. Rule: domain handbook 1.1 and 1.4."""
    rule = legal.get(versions.current()).on(at.date()).rules[prepaid.RETENTION]
    if rule.mode == prepaid.OFF:
        return at
    first = add_months(at.date(), -12 * rule.value)
    return datetime.combine(first, at.timetz())


def list_forgettable_names(since: datetime, *, limit: int) -> Sequence[RealName]:
    """Real names of members who have left and whose stored value did not move ``since``."""
    out = Q(source__owner=OuterRef("member_id"), source__kind__in=_VALUE)
    into = Q(destination__owner=OuterRef("member_id"), destination__kind__in=_VALUE)
    moved = Posting.objects.filter(out | into, entry__at__gte=since)
    rows = RealName.objects.filter(member__left_at__lt=since, checked_at__lt=since)
    return list(rows.filter(~Exists(moved)).order_by("id")[:limit])


def moved_gift_cards(since: datetime) -> QuerySet[GiftCard]:
    """The gift cards that moved ``since``."""
    late, kind = Posting.objects.filter(entry__at__gte=since), places.GIFT_VALUE
    out = late.filter(source__owner=OuterRef("id"), source__kind=kind)
    into = late.filter(destination__owner=OuterRef("id"), destination__kind=kind)
    return GiftCard.objects.filter(Exists(out) | Exists(into))
