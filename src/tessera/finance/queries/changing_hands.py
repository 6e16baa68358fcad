"""Cards that changed hands: whose is what moved on them, and when they came and went.

A card's accounts are its own and stay when it is handed on. Before, they are the giver's to read,
since then the receiver's; at the hour itself what is left on them goes over as a transfer.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, Sum

from tessera.finance.rules import columns
from tessera.finance.rules.statements import OwnFlow
from tessera.ledger.models import Account, Posting
from tessera.members import queries as members
from tessera.wallet.models import HandedCard


@dataclass(frozen=True, slots=True)
class Turn:
    """A card's account that ``came`` to a member, or went, at an instant; and until when that held."""

    account_id: UUID
    kind: str
    came: bool
    at: datetime
    day: date
    until: datetime | None
    is_first: bool


def list_cards_given(own: Collection[UUID]) -> list[UUID]:
    """The cards that one of ``own`` has ever handed on."""
    given = HandedCard.objects.filter(giver__in=list(own))
    return list(given.values_list("card", flat=True).distinct())


def list_handings(member_id: UUID, holding: str) -> list[Turn]:
    """The turns of each account of a holding whose card came to a member or a duplicate of it, or
    went; from one of them to the other is none."""
    own = set(members.list_ids_of(member_id))
    touched = HandedCard.objects.filter(Q(giver__in=own) | Q(receiver__in=own))
    rows = HandedCard.objects.filter(card__in=touched.values("card")).order_by("at", "id")
    by_card: dict[UUID, list[HandedCard]] = {}
    for row in rows:
        if (row.giver_id in own) != (row.receiver_id in own):
            by_card.setdefault(row.card_id, []).append(row)
    kinds = columns.kinds_of(holding)
    accounts = Account.objects.filter(owner__in=list(by_card), kind__in=kinds)
    return [turn for account in accounts for turn in _turns(account, by_card[account.owner], own)]


def _turns(account: Account, rows: Sequence[HandedCard], own: set[UUID]) -> Iterator[Turn]:
    for place, row in enumerate(rows):
        after = rows[place + 1].at if place + 1 < len(rows) else None
        came = row.receiver_id in own
        yield Turn(account.id, account.kind, came, row.at, row.business_on, after, place == 0)


def beyond(turns: Sequence[Turn]) -> Q:
    """Postings on the accounts while they were somebody else's."""
    found = Q(pk__in=[])
    for one in turns:
        touching = Q(source=one.account_id) | Q(destination=one.account_id)
        if one.came and one.is_first:
            found |= touching & Q(entry__at__lt=one.at)
        if not one.came:
            gone = touching & Q(entry__at__gte=one.at)
            found |= gone & Q(entry__at__lt=one.until) if one.until else gone
    return found


def flows(turns: Sequence[Turn]) -> list[OwnFlow]:
    """What came or went with the cards, as transfers from holder to holder."""
    told = [OwnFlow(one.kind, one.came, _left(one.account_id, one.at), one.day) for one in turns]
    return [one for one in told if one.amount]


def _left(account_id: UUID, at: datetime) -> int:
    """What an account held just before ``at``."""
    before = Posting.objects.filter(entry__at__lt=at)
    came = before.filter(destination=account_id).aggregate(n=Sum("amount"))["n"] or 0
    went = before.filter(source=account_id).aggregate(n=Sum("amount"))["n"] or 0
    return int(came - went)
