"""How long the law wants papers of prepaid value kept, and whose are past that."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from tessera.kernel.period import add_months
from tessera.ledger.models import Posting
from tessera.platform import versions
from tessera.wallet import places
from tessera.wallet.models import GiftCard, HeldCard, RealName
from tessera.wallet.queries.legal import legal
from tessera.wallet.rules import prepaid

_VALUE = (
    places.PRINCIPAL,
    places.BONUS,
    places.FROZEN_PRINCIPAL,
    places.FROZEN_BONUS,
    places.ASIDE_PRINCIPAL,
    places.ASIDE_BONUS,
)
_CARD = (places.CARD_USES, places.CARD_DEFERRED)


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
    rows = RealName.objects.filter(member__left_at__lt=since, checked_at__lt=since)
    return list(rows.exclude(value_moved(since, "member_id")).order_by("id")[:limit])


def value_moved(since: datetime, *members: str) -> Q:
    """Whether the stored value of who is in one of the columns ``members`` moved ``since``."""
    return _moved(since, _VALUE, *members)


def moved_gift_cards(since: datetime) -> QuerySet[GiftCard]:
    """The gift cards that moved ``since``."""
    return GiftCard.objects.filter(_moved(since, [places.GIFT_VALUE], "id"))


def moved_cards(since: datetime) -> QuerySet[HeldCard]:
    """The cards of members of which uses or the money owed for them moved ``since``."""
    return HeldCard.objects.filter(_moved(since, _CARD, "id"))


def _moved(since: datetime, kinds: Sequence[str], *owners: str) -> Q:
    """Each side of a posting by itself, so that each is found by its index."""
    late, found = Posting.objects.filter(entry__at__gte=since), Q()
    for owner in owners:
        for side in ("source", "destination"):
            own = {f"{side}__owner": OuterRef(owner), f"{side}__kind__in": kinds}
            found |= Q(Exists(late.filter(**own)))
    return found
