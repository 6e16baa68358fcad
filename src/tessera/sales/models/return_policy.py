"""How this brand takes goods back."""

from django.db import models

from tessera.platform.fields import Row


class RefundOrder(models.TextChoices):
    """How a refund is divided over mixed tenders (domain handbook 5.9)."""

    PRO_RATA = "pro_rata"
    LAST_FIRST = "last_first"
    FIRST_FIRST = "first_first"


class LoosePrice(models.TextChoices):
    """What goods without a receipt are worth: the lowest price they were sold at, or an agreed one."""

    LOWEST = "lowest"
    AGREED = "agreed"


class LooseRefund(models.TextChoices):
    """Where that money goes: to stored value only, or by any tender."""

    VALUE = "value"
    ANY = "any"


class ReturnPolicy(Row):
    """The rules of returns. One row; without it they are what the domain handbook has (5.9).

    ``loose_days`` is how many business days back, today among them, goods without a receipt must
    have been sold in the store that takes them; ``loose_by_owner`` leaves them to who sets rules.
    """

    refund_order = models.CharField(
        max_length=12, choices=RefundOrder.choices, default=RefundOrder.PRO_RATA
    )
    takes_loose = models.BooleanField(default=True)
    loose_days = models.PositiveSmallIntegerField(default=30)
    loose_price = models.CharField(
        max_length=8, choices=LoosePrice.choices, default=LoosePrice.LOWEST
    )
    loose_refund = models.CharField(
        max_length=8, choices=LooseRefund.choices, default=LooseRefund.VALUE
    )
    loose_by_owner = models.BooleanField(default=False)
