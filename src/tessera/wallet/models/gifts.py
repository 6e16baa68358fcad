"""Gift cards: whoever has the code may spend them."""

from django.db import models
from django.db.models import Q

from tessera.platform.fields import MinorField, Row


class GiftBatch(Row):
    """Cards of one amount that were made together; their codes were shown once, to be printed."""

    name = models.CharField(max_length=60)
    sku_id = models.UUIDField()
    store_id = models.UUIDField()
    amount_minor = MinorField()
    count = models.PositiveIntegerField()
    years = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="gift_batch_amount", condition=Q(amount_minor__gt=0)),
        )


class GiftState(models.TextChoices):
    """What a card is good for: nothing before it is sold, nor once it has ended."""

    NEW = "new"
    ACTIVE = "active"
    BLOCKED = "blocked"
    ENDED = "ended"


class GiftCard(Row):
    """One card. What is left on it is in the ledger, at ``gift.value``.

    Of its code a keyed digest is kept and the last four characters, no more; ``number`` is printed
    beside it and opens nothing. ``changes`` counts every movement, so that each sees the last. A
    card that was lost is blocked by somebody and has ended once another ``replaces`` it.
    """

    batch = models.ForeignKey(GiftBatch, on_delete=models.PROTECT, related_name="cards")
    number = models.CharField(max_length=16, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    last4 = models.CharField(max_length=4)
    amount_minor = MinorField()
    state = models.CharField(max_length=8, choices=GiftState.choices, default=GiftState.NEW)
    store_id = models.UUIDField()
    sale_id = models.UUIDField(null=True, db_index=True)
    position = models.PositiveSmallIntegerField(default=0)
    activated_at = models.DateTimeField(null=True)
    expires_on = models.DateField(null=True)
    claimed_by = models.UUIDField(null=True, db_index=True)
    blocked_by = models.UUIDField(null=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )
    changes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="gift_card_sold",
                condition=Q(state__in=("new", "blocked", "ended"), sale_id__isnull=True)
                | Q(sale_id__isnull=False, activated_at__isnull=False, expires_on__isnull=False)
                & ~Q(state="new"),
            ),
        )
