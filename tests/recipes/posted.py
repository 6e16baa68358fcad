"""What was posted, in the words of the recipes."""

from collections.abc import Mapping
from uuid import UUID

from tessera.ledger.models import Account, Entry, Posting
from tessera.members.models import Member
from tessera.org.models import Store, Till
from tessera.wallet.models import GiftCard, HeldCard, ValueGift
from tests.recipes.pages import Line


def entries() -> set[UUID]:
    """Every entry so far."""
    return set(Entry.objects.values_list("id", flat=True))


def kinds_since(before: set[UUID]) -> set[str]:
    """The kinds of the entries that have come since."""
    return set(Entry.objects.exclude(id__in=before).values_list("kind", flat=True))


def since(before: set[UUID], names: Mapping[UUID, str]) -> list[Line]:
    """The postings of the entries that have come since, ``names`` being given to owners by id."""
    rows = Posting.objects.exclude(entry__in=before).select_related("source", "destination")
    known = {**_places(), **names}
    return [
        (_name(row.source, known), _name(row.destination, known), row.amount, row.source.unit)
        for row in rows
    ]


def _places() -> dict[UUID, str]:
    """A page that speaks of one member calls it so; whoever speaks of two names the others."""
    return {
        **dict.fromkeys(Store.objects.values_list("id", flat=True), "store"),
        **dict.fromkeys(Till.objects.values_list("id", flat=True), "till"),
        **dict.fromkeys(GiftCard.objects.values_list("id", flat=True), "gift"),
        **dict.fromkeys(ValueGift.objects.values_list("id", flat=True), "given"),
        **dict.fromkeys(HeldCard.objects.values_list("id", flat=True), "card"),
        **dict.fromkeys(Member.objects.values_list("id", flat=True), "member"),
    }


def _name(account: Account, known: Mapping[UUID, str]) -> str:
    return f"{known.get(account.owner, account.owner)}:{account.kind}"
