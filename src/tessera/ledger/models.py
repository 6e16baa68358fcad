"""Accounts, entries, postings and lots."""

from django.db import models
from django.db.models import F, Q

from tessera.platform.fields import Row


class Account(Row):
    """A place where value is. House accounts have no floor and keep no balance (law 2).

    An account with a ``ceiling`` of zero is closed: whatever was under way to it meets the
    constraint and begins again, and finds its owner gone.
    """

    owner = models.UUIDField()
    kind = models.CharField(max_length=24)
    unit = models.CharField(max_length=8)
    floor = models.BigIntegerField(null=True)
    ceiling = models.BigIntegerField(null=True)
    balance = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["owner", "kind", "unit"], name="account_owner_kind_unit"
            ),
            models.CheckConstraint(
                name="account_balance_at_least_floor",
                # a comparison with NULL would let everything through
                condition=Q(floor__isnull=True, balance__isnull=True)
                | Q(floor__isnull=False, balance__isnull=False, balance__gte=F("floor")),
            ),
            models.CheckConstraint(
                name="account_balance_at_most_ceiling",
                condition=Q(ceiling__isnull=True) | Q(balance__lte=F("ceiling")),
            ),
        )


class Entry(Row):
    """One movement of value, made of postings. Never changed; only reversed by another.

    ``holder`` is whose accounts it is about, where its document does not name them: so that one
    holder's history is read without all that everybody's is made of.
    """

    kind = models.CharField(max_length=24)
    document_id = models.UUIDField(db_index=True)
    store_id = models.UUIDField(null=True)
    holder = models.UUIDField(null=True)
    at = models.DateTimeField()
    business_on = models.DateField()
    reverses = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="reversals"
    )

    class Meta:
        indexes = (
            models.Index(
                fields=["holder", "-at", "-id"],
                condition=Q(holder__isnull=False),
                name="entry_holder",
            ),
            models.Index(fields=["business_on", "id"], name="entry_day"),
        )


class Posting(Row):
    """An amount that left ``source`` (debited) and arrived at ``destination`` (credited)."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings")
    source = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    destination = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="posting_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="posting_moves", condition=~Q(source=F("destination"))),
        )


class Lot(Row):
    """A credit on an account with its own expiry; spending takes lots, soonest expiry first."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="lots")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="lots")
    store_id = models.UUIDField(null=True)
    amount = models.BigIntegerField()
    remaining = models.BigIntegerField()
    expires_on = models.DateField(null=True)
    earned_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="lot_remaining_within_amount",
                condition=Q(remaining__gte=0) & Q(remaining__lte=F("amount")),
            ),
        )
        indexes = (
            models.Index(
                fields=["account", "expires_on"], condition=Q(remaining__gt=0), name="lot_open"
            ),
            models.Index(fields=["expires_on"], condition=Q(remaining__gt=0), name="lot_expiring"),
        )


class LotChange(Row):
    """What an entry took from a lot (negative) or gave back to it (positive)."""

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="changes")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="lot_changes")
    amount = models.BigIntegerField()

    class Meta:
        constraints = (models.CheckConstraint(name="lot_change_not_zero", condition=~Q(amount=0)),)
