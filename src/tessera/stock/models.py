"""Stock on hand and its movements."""

from django.db import models
from django.db.models import F, Q

from tessera.catalog.models import Sku
from tessera.org.models import Store
from tessera.platform.fields import Row


class Stock(Row):
    """How many pieces of a SKU a store has. ``floor`` is null where it may go below zero."""

    store = models.ForeignKey(
        Store, on_delete=models.PROTECT, related_name="stock", db_constraint=False
    )
    sku = models.ForeignKey(
        Sku, on_delete=models.PROTECT, related_name="stock", db_constraint=False
    )
    on_hand = models.BigIntegerField(default=0)
    floor = models.BigIntegerField(null=True, default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["store", "sku"], name="stock_store_sku"),
            models.CheckConstraint(
                name="stock_on_hand_at_least_floor",
                condition=Q(floor__isnull=True) | Q(on_hand__gte=F("floor")),
            ),
        )


class MovementKind(models.TextChoices):
    """Why pieces moved."""

    SALE = "sale"
    RETURN = "return"
    PURCHASE = "purchase"
    ADJUSTMENT = "adjustment"
    CARD_USE = "pass"


class Movement(Row):
    """Pieces that came into a store (positive) or left it (negative). Never changed.

    Every line of every document writes one, so one index serves all that is asked.
    """

    store = models.ForeignKey(
        Store, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    sku = models.ForeignKey(
        Sku, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    quantity = models.IntegerField()
    kind = models.CharField(max_length=12, choices=MovementKind.choices)
    document_id = models.UUIDField()
    business_on = models.DateField()
    at = models.DateTimeField()
    reason = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(name="movement_not_zero", condition=~Q(quantity=0)),)
        indexes = (
            models.Index(fields=["sku", "store"], name="movement_sku_store"),
            # Goods come in rarely, so this is small; a document's id tells when it was made.
            models.Index(
                fields=["document_id"],
                name="movement_received",
                condition=Q(kind="purchase"),
            ),
        )
